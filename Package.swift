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

/// The learner's side is optimised even in debug builds: at -Onone its kernels are 11 to 320 times slower.
let optimised = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

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
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // Words
    .target(name: "GradusDiagnostics", swiftSettings: strict),

    // Text
    .systemLibrary(
      name: "CCmark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .target(
      name: "GradusMarkdown", dependencies: ["CCmark", "GradusDiagnostics", "Yams"],
      swiftSettings: strict),

    // Meaning
    .target(
      name: "GradusLessons", dependencies: ["GradusMarkdown", "GradusDiagnostics"],
      swiftSettings: strict),

    // The learner's side
    .target(name: "GradusNN", swiftSettings: optimised),
    .target(name: "CGradusTrap"),
    .target(
      name: "GradusProbe", dependencies: ["GradusNN", "CGradusTrap"],
      // C functions by name: importing their module would cost each learner's compile its loading.
      swiftSettings: optimised + [.enableExperimentalFeature("Extern")]),
    .target(
      name: "GradusJudge", dependencies: ["GradusNN", "GradusProbe"], swiftSettings: optimised),
    .executableTarget(name: "gradus-jail"),

    // Execution
    .target(name: "CGradusSystem"),
    .target(
      name: "GradusRunner",
      dependencies: [
        "CGradusSystem", "GradusLessons", "GradusDiagnostics", "GradusProbe",
      ],
      swiftSettings: strict),

    // Uses
    .target(
      name: "GradusWorkspace", dependencies: ["GradusLessons", "GradusDiagnostics"],
      swiftSettings: strict),
    .target(
      name: "GradusSite",
      dependencies: [
        "GradusLessons", "GradusMarkdown", "GradusDiagnostics",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: strict),

    // Command
    .target(
      name: "GradusCommand",
      dependencies: [
        "GradusLessons", "GradusMarkdown", "GradusDiagnostics", "GradusRunner", "GradusWorkspace",
        "GradusSite", argumentParser,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "gradus", dependencies: ["GradusCommand", "gradus-jail", argumentParser],
      swiftSettings: strict),

    // Tests
    .target(
      name: "GradusTestSupport", dependencies: ["GradusDiagnostics"],
      path: "Tests/Support/GradusTestSupport", swiftSettings: strict),
    .testTarget(
      name: "GradusDiagnosticsTests", dependencies: ["GradusDiagnostics", "GradusTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "GradusMarkdownTests", dependencies: ["GradusMarkdown", "GradusTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "GradusLessonsTests", dependencies: ["GradusLessons", "GradusTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "GradusNNTests", dependencies: ["GradusNN", "GradusTestSupport"],
      swiftSettings: optimised),
    .testTarget(
      name: "GradusRunnerTests",
      dependencies: ["GradusRunner", "GradusProbe", "GradusJudge", "GradusTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "GradusWorkspaceTests",
      dependencies: [
        "GradusWorkspace", "GradusLessons", "GradusDiagnostics", "GradusTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "GradusSiteTests",
      dependencies: [
        "GradusSite", "GradusLessons", "GradusMarkdown", "GradusDiagnostics", "GradusTestSupport",
      ],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "GradusCommandTests",
      dependencies: ["GradusCommand", "GradusTestSupport"], swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
  ]
)
