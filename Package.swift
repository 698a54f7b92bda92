// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is compiled with.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The learner's side, which is optimised even in debug builds.
///
/// At -Onone its kernels are 11 to 320 times slower, and file by file nothing is made part of a
/// caller in another file. With one thread there would be one object file; the index of a debug
/// build wants one for each source.
let optimised =
  strict + [
    .unsafeFlags(
      ["-O", "-wmo", "-num-threads", "2", "-disable-batch-mode"], .when(configuration: .debug))
  ]

/// What every exercise program loads uses neither tasks nor regular expressions; without their modules
/// it need not load their libraries, which would take longer than most of these programs run.
let lean =
  optimised + [
    .unsafeFlags([
      "-Xfrontend", "-disable-implicit-concurrency-module-import",
      "-Xfrontend", "-disable-implicit-string-processing-module-import",
    ])
  ]

/// A square root is one instruction, also for many numbers at once, where no `errno` is asked of it.
let numeric = lean + [.unsafeFlags(["-Xcc", "-fno-math-errno"])]

/// Swift has no flag for an instruction set, but its copy of clang has, and passes it on to LLVM.
func instructionSet(_ name: String, _ define: String) -> [SwiftSetting] {
  #if arch(x86_64)
    [.unsafeFlags(["-Xcc", "-march=\(name)"]), .define(define)]
  #else
    []
  #endif
}

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "gradus",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "gradus", targets: ["gradus"]),
    // What an exercise program is linked with; one library, so that one `-l` flag serves both sides.
    .library(
      name: "GradusRuntime", type: .dynamic, targets: ["GradusNN", "GradusProbe", "GradusJudge"]),
    // What keeps compiler and linker started between two files.
    .library(name: "GradusReady", type: .dynamic, targets: ["CGradusReady"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // Words
    .target(name: "GradusDiagnostics", swiftSettings: strict),
    .target(name: "GradusSyntax", swiftSettings: strict),

    // Text
    .systemLibrary(
      name: "CCmark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .target(
      name: "GradusMarkdown", dependencies: ["CCmark", "GradusDiagnostics", "Yams"],
      swiftSettings: strict),

    // Meaning
    .target(
      name: "GradusLessons", dependencies: ["GradusMarkdown", "GradusSyntax", "GradusDiagnostics"],
      swiftSettings: strict),

    // The learner's side
    // The kernels of the core, three times from one source: for every x86-64, with AVX2, with AVX-512.
    // The fastest that the processor has is chosen when a program starts; all give the same bits.
    .target(name: "CGradusThread"),
    .target(name: "GradusKernelTypes", swiftSettings: lean),
    .target(
      name: "GradusKernels", dependencies: ["GradusKernelTypes"], swiftSettings: numeric),
    .target(
      name: "GradusKernelsV3", dependencies: ["GradusKernelTypes"],
      swiftSettings: numeric + instructionSet("x86-64-v3", "GRADUS_V3")),
    .target(
      name: "GradusKernelsV4", dependencies: ["GradusKernelTypes"],
      swiftSettings: numeric + instructionSet("x86-64-v4", "GRADUS_V4")),
    .target(
      name: "GradusNN",
      dependencies: [
        "CGradusThread", "GradusKernelTypes", "GradusKernels", "GradusKernelsV3", "GradusKernelsV4",
      ],
      // Exclusive access is checked at run time for every property of a class, which costs a small
      // operation a third of its time; the properties of the graph are touched by one thread only.
      swiftSettings: numeric + [
        .unsafeFlags(["-Xcc", "-fno-omit-frame-pointer", "-enforce-exclusivity=unchecked"])
      ]),
    .target(name: "CGradusTrap"),
    .target(
      name: "GradusProbe", dependencies: ["GradusNN", "CGradusTrap"],
      // C functions by name: importing their module would cost each learner's compile its loading.
      swiftSettings: lean + [.enableExperimentalFeature("Extern")]),
    .target(
      name: "GradusJudge", dependencies: ["GradusNN", "GradusProbe"], swiftSettings: lean),
    .executableTarget(
      name: "gradus-jail",
      // C alone: it starts for every program, and the Swift runtime would take most of that time.
      linkerSettings: [.unsafeFlags(["-nostartfiles"], .when(platforms: [.linux]))]),

    .target(
      name: "CGradusReady", cSettings: [.unsafeFlags(["-fvisibility=hidden"])],
      linkerSettings: [.unsafeFlags(["-nostartfiles"], .when(platforms: [.linux]))]),

    // Execution
    .target(name: "CGradusSystem"),
    .target(
      name: "GradusRunner",
      dependencies: [
        "CGradusSystem", "GradusLessons", "GradusSyntax", "GradusDiagnostics", "GradusProbe",
      ],
      swiftSettings: strict),

    // Uses
    .target(
      name: "GradusWorkspace", dependencies: ["GradusLessons", "GradusDiagnostics"],
      swiftSettings: strict),
    .target(
      name: "GradusSite",
      dependencies: [
        "GradusLessons", "GradusMarkdown", "GradusSyntax", "GradusDiagnostics",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: strict),
    .target(
      name: "GradusGrading",
      dependencies: ["GradusRunner", "GradusLessons", "GradusDiagnostics"],
      swiftSettings: strict),

    // Command
    .target(
      name: "GradusCommand",
      dependencies: [
        "GradusLessons", "GradusMarkdown", "GradusDiagnostics", "GradusRunner", "GradusWorkspace",
        "GradusGrading", "GradusSite", argumentParser,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "gradus", dependencies: ["GradusCommand", "gradus-jail", argumentParser],
      swiftSettings: strict),

    // Measurements
    .executableTarget(
      name: "GradusBench",
      dependencies: [
        "CGradusSystem", "GradusRunner", "GradusLessons", "GradusDiagnostics", "gradus-jail",
      ],
      path: "Benchmarks/GradusBench", swiftSettings: strict),
    .executableTarget(
      name: "GradusCoreBench", dependencies: ["GradusNN"], path: "Benchmarks/Core",
      exclude: ["peers"], swiftSettings: optimised),

    // Tests
    .target(
      name: "GradusTestSupport", dependencies: ["GradusDiagnostics"],
      path: "Tests/Support/GradusTestSupport", swiftSettings: strict),
    .testTarget(
      name: "GradusDiagnosticsTests", dependencies: ["GradusDiagnostics", "GradusTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "GradusSyntaxTests", dependencies: ["GradusSyntax"], swiftSettings: strict),
    .testTarget(
      name: "GradusMarkdownTests", dependencies: ["GradusMarkdown", "GradusTestSupport"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "GradusLessonsTests", dependencies: ["GradusLessons", "GradusTestSupport"],
      exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(
      name: "GradusNNTests", dependencies: ["GradusNN", "GradusTestSupport"],
      exclude: ["Fixtures"], swiftSettings: optimised),
    .testTarget(
      name: "GradusRunnerTests",
      dependencies: [
        "CGradusSystem", "GradusRunner", "GradusProbe", "GradusJudge", "GradusTestSupport",
      ],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "GradusWorkspaceTests",
      dependencies: [
        "GradusWorkspace", "GradusLessons", "GradusDiagnostics", "GradusTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "GradusGradingTests",
      dependencies: [
        "GradusGrading", "GradusRunner", "GradusLessons", "GradusDiagnostics", "GradusTestSupport",
      ],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "GradusSiteTests",
      dependencies: [
        "GradusSite", "GradusLessons", "GradusMarkdown", "GradusDiagnostics", "GradusTestSupport",
      ],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "GradusCommandTests",
      dependencies: [
        "GradusCommand", "GradusWorkspace", "GradusRunner", "GradusLessons", "GradusMarkdown",
        "GradusDiagnostics", "GradusTestSupport",
      ],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
  ]
)
