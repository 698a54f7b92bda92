import CGradusSystem
package import GradusDiagnostics

/// The installed Swift compiler: the two programs that make an executable, and how they are called.
///
/// Every flag is what the installed drivers (`swiftc -###`, `clang -###`) would pass, asked once for
/// a compiler and kept on disk. Calling the two programs directly takes about half the time that the
/// drivers take.
package struct Toolchain: Hashable, Sendable {
  /// The compiler proper, not its driver.
  package var frontend: String
  package var linker: String
  /// Such as "Swift 6.3.1".
  package var version: String
  /// Turns addresses into lines; nil where it is not installed.
  package var symboliser: String?
  /// What loads programs; the jail has to let it run.
  ///
  /// Empty where programs name none.
  var interpreter: String
  /// Flags of every compilation, without inputs and output.
  var compileFlags: [String]
  /// Arguments of every link, with ``objectMark`` where the objects stand.
  var linkFlags: [String]
  /// Says which compiler this is: another one has another identity.
  var identity: String

  static let objectMark = "GRADUS_OBJECT.o"

  /// Finds the compiler on the PATH, or where GRADUS_SWIFTC says.
  package static func find(cache: String = defaultCacheFolder()) throws(GradusError) -> Toolchain {
    let driver = try findDriver()
    guard let identity = FileIdentity(driver) else { throw missing(driver) }
    var fingerprint = Fingerprint()
    fingerprint.add(recipe)
    fingerprint.add(identity.description)
    let kept = "\(cache)/toolchain-\(fingerprint.hex().prefix(16)).txt"
    if let text = readText(kept), let toolchain = Toolchain(kept: text) { return toolchain }
    let toolchain = try ask(driver)
    try makeFolder(cache)
    try writeWhole(kept, toolchain.keptText.utf8)
    return toolchain
  }

  /// What editors ask for completion and errors; it comes with the compiler.
  package var languageServer: String? {
    let server = folder(of: frontend) + "/sourcekit-lsp"
    return isExecutable(server) ? server : nil
  }

  /// Changes whenever this file asks the drivers differently.
  private static let recipe = "8"

  private static func findDriver() throws(GradusError) -> String {
    if let named = environmentVariable("GRADUS_SWIFTC") {
      if isExecutable(named) { return named }
      throw GradusError(
        .toolchainMissing, subject: named,
        fix: "let GRADUS_SWIFTC name a Swift compiler, or unset it")
    }
    let places = (environmentVariable("PATH") ?? "").split(separator: ":").map { "\($0)/swiftc" }
    guard let driver = places.first(where: isExecutable) else { throw missing("swiftc") }
    return driver
  }

  static func missing(_ what: String, _ underlying: String? = nil) -> GradusError {
    GradusError(
      .toolchainMissing, subject: what, underlying: underlying,
      fix: "install Swift 6.2 or newer from swift.org/install, and put swiftc on your PATH")
  }
}

// MARK: The kept form: a name, then its values, one a line

extension Toolchain {
  var keptText: String {
    var lines: [String] = []
    func keep(_ name: String, _ values: [String]) {
      lines.append("\(name) \(values.count)")
      lines += values
    }
    keep("frontend", [frontend, frontendIdentity])
    keep("linker", [linker])
    keep("version", [version])
    keep("symboliser", [symboliser ?? ""])
    keep("interpreter", [interpreter])
    keep("compile", compileFlags)
    keep("link", linkFlags)
    return lines.joined(separator: "\n") + "\n"
  }

  var frontendIdentity: String { identity }

  /// Nil when the text is damaged, or the compiler has changed since.
  init?(kept text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    func values(_ name: String) -> [String]? {
      guard let head = lines.popFirst()?.split(separator: " "), head.count == 2, head[0] == name,
        let count = Int(head[1]), count <= lines.count
      else { return nil }
      defer { lines = lines.dropFirst(count) }
      return lines.prefix(count).map(String.init)
    }
    guard let frontend = values("frontend"), frontend.count == 2,
      let linker = values("linker")?.first, let version = values("version")?.first,
      let symboliser = values("symboliser")?.first,
      let interpreter = values("interpreter")?.first, let compile = values("compile"),
      let link = values("link"), FileIdentity(frontend[0])?.description == frontend[1],
      exists(linker)
    else { return nil }
    self.frontend = frontend[0]
    identity = frontend[1]
    self.linker = linker
    self.version = version
    self.symboliser = symboliser.isEmpty ? nil : symboliser
    self.interpreter = interpreter
    compileFlags = compile
    linkFlags = link
  }
}
