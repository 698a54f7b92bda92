import GradusDiagnostics

/// Everything that stays the same from one exercise to the next: compiler, core, jail, cache.
struct Workbench: Sendable {
  let toolchain: Toolchain
  let paths: RuntimePaths
  let jail: Jail
  /// Executables, results and compiled modules, each under the fingerprint of what it is made of.
  let cache: String
  /// What every fingerprint begins with.
  let ground: String
  /// Compiler and linker, where they can be kept started.
  let ready: [ReadyProgram]

  init(_ toolchain: Toolchain, _ paths: RuntimePaths, cache: String) throws(GradusError) {
    self.toolchain = toolchain
    self.paths = paths
    try makeFolder(cache)
    // The jail's rules are about real places, and programs are told their own.
    self.cache = realPath(cache) ?? cache
    jail = try Jail(paths.jail)
    ready =
      paths.readyLibrary.map { library in
        [toolchain.frontend, toolchain.linker].map {
          ReadyProgram($0, library: library, environment: ["LC_ALL=C.UTF-8"] + largePages)
        }
      } ?? []
    var fingerprint = Fingerprint()
    for part in [toolchain.identity, toolchain.version, paths.modules, paths.identity] {
      fingerprint.add(part)
    }
    for part in toolchain.compileFlags + toolchain.linkFlags { fingerprint.add(part) }
    ground = fingerprint.hex()
    removeLeftovers(in: "\(self.cache)/work")
    try warmUp()
  }

  /// Clang modules that the compiler has built for itself, such as SwiftShims.
  var moduleCache: String { "\(cache)/modules/\(ground.prefix(16))" }

  var work: String { "\(cache)/work" }

  func compileCommand(_ files: [String], to object: String, in folder: String, isScript: Bool)
    -> Command
  {
    var arguments = toolchain.compileFlags
    if !isScript { arguments.append("-parse-as-library") }
    arguments += [
      "-I", paths.modules, "-module-cache-path", moduleCache, "-module-name", "Exercise",
      "-file-compilation-dir", ".",
    ]
    arguments += files + ["-o", object]
    return Command(
      program: toolchain.frontend, arguments: arguments,
      environment: ["LC_ALL=C.UTF-8", "TMPDIR=\(folder)", "HOME=\(folder)"] + largePages,
      folder: folder)
  }

  func linkCommand(_ object: String, to executable: String, in folder: String) -> Command {
    let library = GradusRunner.folder(of: paths.library)
    var arguments: [String] = []
    for flag in toolchain.linkFlags {
      if flag == Toolchain.objectMark {
        arguments += [object, "-L\(library)", "-rpath", library, "-lGradusRuntime"]
      } else {
        arguments.append(flag)
      }
    }
    arguments += ["-o", executable]
    return Command(
      program: toolchain.linker, arguments: arguments,
      environment: ["LC_ALL=C.UTF-8", "TMPDIR=\(folder)"] + largePages, folder: folder)
  }

  /// What compiler and linker may do in `folder`.
  func buildPermissions(in folder: String, seconds: Int) -> Permissions {
    Permissions(
      read: (systemFolders + [
        toolchain.root, paths.modules, paths.library, moduleCache, "/usr/include",
      ] + toolchain.libraryFolders).unique,
      execute: [toolchain.frontend, toolchain.linker, toolchain.interpreter]
        .compactMap(realPath).unique,
      write: [folder], cpu: seconds, memory: 3 << 30, fileSize: 256 << 20, files: 256)
  }

  /// What a program of an exercise or an example may do: compute.
  func runPermissions(_ executable: String, limits: RunLimits) -> Permissions {
    Permissions(
      // The library and not its folder: nobody knows what else is kept there.
      read: (systemFolders + ["\(toolchain.root)/lib", paths.library, executable]).unique,
      execute: [executable, toolchain.interpreter].compactMap(realPath).unique,
      cpu: limits.processorSeconds, memory: limits.memory, fileSize: 0)
  }
}

/// Lets compiler and linker take their memory in a few large pages, and from one place for all threads.
///
/// Page by page it costs them a tenth of their time. Other C libraries than glibc do not read this.
private let largePages = [
  "GLIBC_TUNABLES=glibc.malloc.top_pad=16777216:glibc.malloc.hugetlb=1:glibc.malloc.arena_max=1"
]

extension Workbench {
  /// Starts a program in the jail.
  func start(
    _ executable: String, _ arguments: [String] = [], limits: RunLimits,
    environment: [String] = [], descriptors: [Int32: Descriptor]
  ) throws(GradusError) -> Child {
    var allowed = runPermissions(executable, limits: limits)
    allowed.descriptors = max(3, Int((descriptors.keys.max() ?? 0) + 1))
    let command = Command(
      program: executable, arguments: arguments,
      // The runtime's own crash reports would start another program, and are in nobody's words.
      environment: ["LC_ALL=C.UTF-8", "SWIFT_BACKTRACE=enable=no"] + environment, folder: "/")
    return try Child(jail.command(command, allowed), descriptors: descriptors)
  }
}
