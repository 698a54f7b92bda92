package import GradusDiagnostics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where Gradus keeps what it can make again: GRADUS_CACHE, or the place the system has for that.
package func defaultCacheFolder() -> String {
  if let chosen = environmentVariable("GRADUS_CACHE"), !chosen.isEmpty { return chosen }
  if let caches = environmentVariable("XDG_CACHE_HOME"), caches.hasPrefix("/") {
    return caches + "/gradus"
  }
  let home = environmentVariable("HOME") ?? "/tmp"
  #if canImport(Darwin)
    return home + "/Library/Caches/gradus"
  #else
    return home + "/.cache/gradus"
  #endif
}

/// What a built Gradus brings along for exercise programs.
package struct RuntimePaths: Hashable, Sendable {
  /// The folder with `GradusNN.swiftmodule`.
  package var modules: String
  /// The library that exercise programs are linked with.
  package var library: String
  package var jail: String

  package init(modules: String, library: String, jail: String) {
    self.modules = modules
    self.library = library
    self.jail = jail
  }

  #if canImport(Darwin)
    private static let libraryName = "libGradusRuntime.dylib"
  #else
    private static let libraryName = "libGradusRuntime.so"
  #endif

  /// Finds them in the folder of a built program, or where GRADUS_RUNTIME says.
  package static func beside(executable: String) throws(GradusError) -> RuntimePaths {
    let home =
      environmentVariable("GRADUS_RUNTIME") ?? folder(of: realPath(executable) ?? executable)
    let paths = RuntimePaths(
      modules: "\(home)/Modules", library: "\(home)/\(libraryName)", jail: "\(home)/gradus-jail")
    for path in ["\(paths.modules)/GradusNN.swiftmodule", paths.library, paths.jail]
    where !exists(path) {
      throw GradusError(
        .runtimeMissing, subject: path,
        fix: "start Gradus with ./gradus in its own folder; it builds what is missing")
    }
    return paths
  }

  /// What keeps compiler and linker started between two files; nil where that is not possible, which
  /// costs time and nothing else.
  var readyLibrary: String? {
    let library = "\(folder(of: jail))/libGradusReady.so"
    return exists(library) ? library : nil
  }

  /// Changes whenever the core does.
  var identity: String {
    ["GradusNN", "GradusProbe", "GradusJudge"].map { "\(modules)/\($0).swiftmodule" }
      .compactMap { FileIdentity($0)?.description }.joined(separator: "\n")
      + "\n" + (FileIdentity(library)?.description ?? "")
  }
}

/// The path of the program that is running.
package func runningExecutable() -> String {
  #if canImport(Darwin)
    var size: UInt32 = 4096
    var buffer = [CChar](repeating: 0, count: Int(size))
    guard _NSGetExecutablePath(&buffer, &size) == 0 else { return CommandLine.arguments[0] }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  #else
    return realPath("/proc/self/exe") ?? CommandLine.arguments[0]
  #endif
}
