/// The folders of the system that any program has to read to start at all.
///
/// `/proc` is among them: libdispatch opens `/proc/<thread>/stat` and ends the program where it
/// cannot. That shows other processes' command lines, so no secret is ever an argument.
let systemFolders: [String] = [
  "/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/share/zoneinfo",
  "/etc/ld.so.cache", "/etc/localtime", "/proc", "/dev/null", "/dev/zero", "/dev/urandom",
  "/dev/random", "/sys/fs/cgroup", "/sys/devices/system/cpu",
]

extension Toolchain {
  /// Where the compiler is installed: `usr` of a toolchain.
  var root: String { folder(of: folder(of: frontend)) }

  /// The folders that the linker was told to search.
  var libraryFolders: [String] {
    linkFlags.compactMap { flag in
      flag.hasPrefix("-L/") ? realPath(String(flag.dropFirst(2))) : nil
    }
  }
}

extension [String] {
  /// In the same order, each once.
  var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
