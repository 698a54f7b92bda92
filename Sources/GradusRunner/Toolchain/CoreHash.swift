extension Runner {
  /// Such as "Swift 6.3.1".
  package var toolchainVersion: String { bench.toolchain.version }

  /// SHA-256 of the core that programs are linked with; the same on every machine with the same build.
  package func coreHash() -> String {
    let paths = bench.paths
    // Reading the library takes a tenth of a second, which an unchanged class should not pay again.
    var identity = Fingerprint()
    identity.add(paths.identity)
    let kept = "\(bench.cache)/core-\(identity.hex().prefix(16)).txt"
    if let text = readText(kept), text.utf8.count == 64 { return text }
    var fingerprint = Fingerprint()
    for module in ["GradusNN", "GradusProbe", "GradusJudge"] {
      fingerprint.add(bytes: readFile("\(paths.modules)/\(module).swiftmodule") ?? [])
    }
    fingerprint.add(bytes: readFile(paths.library) ?? [])
    let hash = fingerprint.hex()
    try? writeWhole(kept, hash.utf8)
    return hash
  }
}
