import CGradusSystem
import GradusDiagnostics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Toolchain {
  /// Asks `swiftc` and `clang` what they would run to compile, and link, a small program.
  static func ask(_ driver: String) throws(GradusError) -> Toolchain {
    let work = try makeWorkFolder(in: environmentVariable("TMPDIR") ?? "/tmp")
    defer { removeFolder(work) }
    let source = "\(work)/Hello.swift"
    let object = "\(work)/\(objectMark)"
    try writeFile(source, #"@main enum Hello { static func main() { print("hello") } }"#.utf8)
    try writeFile(object, [])

    var options = ["-parse-as-library", "-wmo", "-Onone", "-g", "-module-name", "Exercise"]
    // Four times faster than bfd. macOS has one linker, and it is fast.
    #if !canImport(Darwin)
      options.append("-use-ld=lld")
    #endif
    let plan = driverCommands(
      try output(of: driver, ["-###"] + options + [source, "-o", "\(work)/hello"], in: work))
    guard let compile = plan.first(where: { $0.contains("-frontend") && $0.contains("-c") }),
      let link = plan.last, link.contains("-o"), link != compile
    else { throw missing(driver, "swiftc -### says nothing that can be understood") }

    let libraries = try autolinked(driver, plan, options, source, work)
    let linkArguments = dropping(
      link, pairs: ["-o"], suffixes: [".o", ".swiftmodule"]
    ).filter { !$0.hasPrefix("@") }
    // The start files of Swift end in .o too and have to stay.
    let startFiles = link.filter { $0.hasSuffix("swiftrt.o") }
    let exact = Array(linkArguments.dropFirst()) + startFiles + [object] + libraries
    var linker = link[0]
    var linkFlags = exact
    if link[0].hasSuffix("clang") {
      let asked = driverCommands(
        try output(of: link[0], ["-###"] + exact + ["-o", "\(work)/hello"], in: work))
      guard let command = asked.last, command.count > 1 else {
        throw missing(link[0], "clang -### says nothing that can be understood")
      }
      linker = command[0]
      linkFlags = dropping(Array(command.dropFirst()), pairs: ["-o"])
    }
    linkFlags = linkFlags.map { $0 == object ? objectMark : $0 }
    // A build id is a hash over the whole program that nobody asks for here.
    linkFlags.removeAll { $0 == "--build-id" }
    // Threads take longer to start than a small program takes to link.
    if linker.hasSuffix("lld") { linkFlags.insert("--threads=1", at: 0) }

    guard let identity = FileIdentity(compile[0]) else { throw missing(compile[0]) }
    return Toolchain(
      frontend: compile[0], linker: linker,
      version: version(try output(of: driver, ["--version"], in: work)),
      symboliser: symboliser(beside: compile[0]),
      interpreter: linkFlags.after("-dynamic-linker") ?? "",
      compileFlags: compileFlags(of: compile), linkFlags: linkFlags,
      identity: identity.description)
  }

  private static func compileFlags(of command: [String]) -> [String] {
    let asked = dropping(
      Array(command.dropFirst()), names: ["-parse-as-library"],
      pairs: [
        "-o", "-module-name", "-file-compilation-dir",
        // No lesson uses macros; without these no plug-in can be loaded into the compiler.
        "-plugin-path", "-in-process-plugin-server-path", "-external-plugin-path",
      ],
      suffixes: [".swift"])
    var flags =
      asked + [
        // Not 6: a global variable for a quick look must not fail as a data race in a lesson about
        // something else.
        "-swift-version", "5",
        // One line for each finding and nothing of other files.
        "-diagnostic-style=llvm",
        // Findings carry their identifier; sentences about a missing function are chosen by it.
        "-debug-diagnostic-names",
        // An expression that would take seconds to fail now fails in a fifth of one. Not clock based.
        "-solver-scope-threshold=20000",
        // The compiler need not check its own work again between its passes.
        "-sil-verify-none",
      ]
    #if canImport(Darwin)
      // sandbox-exec cannot be nested.
      flags.append("-disable-sandbox")
    #endif
    return flags
  }

  /// The libraries that an object file asks for; nothing else reads that wish when the linker is
  /// called directly.
  private static func autolinked(
    _ driver: String, _ plan: [[String]], _ options: [String], _ source: String, _ work: String
  ) throws(GradusError) -> [String] {
    guard let extract = plan.first(where: { $0[0].hasSuffix("swift-autolink-extract") }) else {
      return []  // Mach-O linkers read it themselves
    }
    let object = "\(work)/hello.o"
    let list = "\(work)/hello.autolink"
    _ = try output(of: driver, options + ["-c", source, "-o", object], in: work)
    _ = try output(of: extract[0], [object, "-o", list], in: work)
    let libraries = (readText(list) ?? "").split(separator: "\n").map(String.init)
    // Only what is used is loaded when the program starts.
    return ["-Xlinker", "--as-needed"] + libraries + ["-lm"]
  }

  private static func symboliser(beside frontend: String) -> String? {
    let folders =
      [folder(of: frontend)]
      + (environmentVariable("PATH") ?? "").split(separator: ":").map(String.init)
    return folders.map { "\($0)/llvm-symbolizer" }.first(where: isExecutable)
  }

  /// "Swift 6.3.1" out of "Swift version 6.3.1 (swift-6.3.1-RELEASE)".
  private static func version(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let place = words.firstIndex(of: "version"), place + 1 < words.count else {
      return "Swift"
    }
    return "Swift \(words[place + 1])"
  }

  /// Everything that a trusted program says.
  private static func output(
    of program: String, _ arguments: [String], in work: String
  ) throws(GradusError) -> String {
    let pipe = try Pipe()
    var environment: [String] = []
    for name in ["PATH", "HOME", "TMPDIR", "SDKROOT", "DEVELOPER_DIR", "TOOLCHAINS"] {
      if let value = environmentVariable(name) { environment.append("\(name)=\(value)") }
    }
    let child = try Child(
      Command(program: program, arguments: arguments, environment: environment, folder: work),
      descriptors: [1: pipe.writing, 2: pipe.writing])
    pipe.writing.close()
    let stream = Stream(pipe.reading, limit: 1 << 20)
    guard drain([stream], until: gradus_now() + 60) else {
      throw missing(program, "it said nothing for a minute")
    }
    guard let end = child.reap(wait: true), end.signal == 0, end.status == 0 else {
      throw missing(program, String(stream.text.prefix(400)))
    }
    return stream.text
  }
}

extension [String] {
  /// The argument that follows another.
  func after(_ name: String) -> String? {
    guard let place = firstIndex(of: name), place + 1 < count else { return nil }
    return self[place + 1]
  }
}

/// Makes an empty folder that nobody else uses.
func makeWorkFolder(in parent: String) throws(GradusError) -> String {
  try makeFolder(parent)
  var template = Array("\(parent)/gradus-\(getpid())-XXXXXX".utf8CString)
  guard let made = mkdtemp(&template) else {
    throw GradusError(
      .unwritable, subject: parent, underlying: systemMessage(errno),
      fix: "make the folder writable, or free some space")
  }
  return realPath(String(cString: made)) ?? String(cString: made)
}
