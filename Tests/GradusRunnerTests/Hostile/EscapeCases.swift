import GradusRunner

/// Attempts to reach what belongs to others.
///
/// The secret is what must not be in the verdict.
let escapeCases: [HostileCase] = files + folders + system + sockets + ways

private let files: [HostileCase] =
  [
    "/etc/passwd", "/etc/shadow", "/etc/hostname", "/root/.bashrc", "/proc/1/environ",
    "/proc/self/root/etc/passwd", "/proc/self/cwd/etc/passwd", "/etc/../etc/passwd",
  ].map { path in
    HostileCase(
      "read \(path)", [.failed, .trapped, .passed], refused: true, secret: "GOT",
      only(
        """
        let fd = openFile("\(path)", 0)
        if fd >= 0 {
          var bytes = [UInt8](repeating: 0, count: 100)
          if get(fd, &bytes, 100) > 0 { print("GOT", bytes) }
        }
        return 0
        """,
        before: c("openFile(_: UnsafePointer<CChar>, _: Int32) -> Int32", "open")
          + c("get(_: Int32, _: UnsafeMutableRawPointer, _: Int) -> Int", "read")))
  }

private let folders: [HostileCase] =
  [
    ("list the home folder", "opendir", "OpaquePointer?", "(\"/root\")", "!= nil"),
    ("list the root", "opendir", "OpaquePointer?", "(\"/\")", "!= nil"),
    ("list /tmp", "opendir", "OpaquePointer?", "(\"/tmp\")", "!= nil"),
  ].map { name, symbol, type, call, test in
    HostileCase(
      name, [.failed], refused: true, secret: "GOT",
      only(
        "if call\(call) \(test) { print(\"GOT\") }\n  return 0",
        before: c("call(_: UnsafePointer<CChar>) -> \(type)", symbol)))
  }

private let system: [HostileCase] =
  [
    HostileCase(
      "write a file", [.failed], refused: true, secret: "GOT",
      only(
        "if make(\"/tmp/gradus-was-here\", 0o600) >= 0 { print(\"GOT\") }\n  return 0",
        before: c("make(_: UnsafePointer<CChar>, _: UInt32) -> Int32", "creat"))),
    HostileCase(
      "write into the current folder", [.failed], refused: true, secret: "GOT",
      only(
        "if make(\"gradus-was-here\", 0o600) >= 0 { print(\"GOT\") }\n  return 0",
        before: c("make(_: UnsafePointer<CChar>, _: UInt32) -> Int32", "creat"))),
    HostileCase(
      "remove a file", [.failed], refused: true, secret: "GOT",
      only(
        "if gone(\"/tmp\") == 0 { print(\"GOT\") }\n  return 0",
        before: c("gone(_: UnsafePointer<CChar>) -> Int32", "remove"))),
    HostileCase(
      "change a mode", [.failed], refused: true, secret: "GOT",
      only(
        "if mode(\"/tmp\", 0o777) == 0 { print(\"GOT\") }\n  return 0",
        before: c("mode(_: UnsafePointer<CChar>, _: UInt32) -> Int32", "chmod"))),
    HostileCase(
      "start a shell", [.failed], refused: true, secret: "GOT",
      only(
        "if shell(\"echo GOT\") == 0 { print(\"GOT\") }\n  return 0",
        before: c("shell(_: UnsafePointer<CChar>) -> Int32", "system"))),
    HostileCase(
      "become another program", [.failed, .endedEarly], refused: true, secret: "uid=",
      only(
        "_ = become(\"/usr/bin/id\", nil)\n  return 0",
        before: c("become(_: UnsafePointer<CChar>, _: OpaquePointer?) -> Int32", "execv"))),
    HostileCase(
      "load a library from elsewhere", [.failed], refused: true, secret: "GOT",
      only(
        "if load(\"/tmp/evil.so\", 2) != nil { print(\"GOT\") }\n  return 0",
        before: c("load(_: UnsafePointer<CChar>, _: Int32) -> OpaquePointer?", "dlopen"))),
    HostileCase(
      "the environment", [.failed], refused: true, secret: "GOT",
      only(
        "if value(\"HOME\") != nil || value(\"PATH\") != nil { print(\"GOT\") }\n  return 0",
        before: c("value(_: UnsafePointer<CChar>) -> UnsafePointer<CChar>?", "getenv"))),
    HostileCase(
      "the reference's answer in its own memory", [.failed, .trapped], refused: true, secret: "GOT",
      only(
        "print(CommandLine.arguments.count > 1 ? \"GOT\" : \"\")\n  return 0")),
    HostileCase(
      "kill the runner", [.failed], refused: true, secret: "GOT",
      only(
        "if strike(parent(), 9) == 0 { print(\"GOT\") }\n  return 0",
        before: c("strike(_: Int32, _: Int32) -> Int32", "kill")
          + c("parent() -> Int32", "getppid"))),
    HostileCase(
      "kill everything", [.failed, .endedEarly], refused: true, secret: "GOT",
      only(
        "if strike(-1, 9) == 0 { print(\"GOT\") }\n  return 0",
        before: c("strike(_: Int32, _: Int32) -> Int32", "kill"))),
    HostileCase(
      "trace the runner", [.failed], refused: true, secret: "GOT",
      only(
        "if trace(16, parent(), 0, 0) == 0 { print(\"GOT\") }\n  return 0",
        before: c("trace(_: Int, _: Int32, _: Int, _: Int) -> Int", "ptrace")
          + c("parent() -> Int32", "getppid"))),
    HostileCase(
      "read the runner's memory", [.failed], refused: true, secret: "GOT",
      only(
        "let path = \"/proc/\\(parent())/mem\"; if openFile(path, 0) >= 0 { print(\"GOT\") }\n  return 0",
        before: c("openFile(_: UnsafePointer<CChar>, _: Int32) -> Int32", "open")
          + c("parent() -> Int32", "getppid"))),
    HostileCase(
      "read the runner's environment", [.failed], refused: true, secret: "GOT",
      only(
        """
        let fd = openFile("/proc/\\(parent())/environ", 0)
        var bytes = [UInt8](repeating: 0, count: 100)
        if fd >= 0, get(fd, &bytes, 100) > 0 { print("GOT") }
        return 0
        """,
        before: c("openFile(_: UnsafePointer<CChar>, _: Int32) -> Int32", "open")
          + c("get(_: Int32, _: UnsafeMutableRawPointer, _: Int) -> Int", "read")
          + c("parent() -> Int32", "getppid"))),
    HostileCase(
      "outlive the run", [.passed, .failed], refused: true,
      answering(
        "_ = session(); _ = copy()",
        before: c("session() -> Int32", "setsid") + c("copy() -> Int32", "fork"))),
    HostileCase(
      "ask not to die with its parent", [.failed], refused: true, secret: "GOT",
      only(
        "if control(1, 0, 0, 0, 0) == 0 { print(\"GOT\") }\n  return 0",
        before: c("control(_: Int32, _: Int, _: Int, _: Int, _: Int) -> Int32", "prctl"))),
    HostileCase(
      "a new namespace", [.failed], refused: true, secret: "GOT",
      only(
        "if away(0x10000000) == 0 { print(\"GOT\") }\n  return 0",
        before: c("away(_: Int32) -> Int32", "unshare"))),
    HostileCase(
      "become root again", [.failed], refused: true, secret: "GOT",
      only(
        "if mount(\"none\", \"/mnt\", \"tmpfs\", 0, nil) == 0 { print(\"GOT\") }\n  return 0",
        before: c(
          "mount(_: UnsafePointer<CChar>, _: UnsafePointer<CChar>, _: UnsafePointer<CChar>, _: Int, _: OpaquePointer?) -> Int32",
          "mount"))),
    HostileCase(
      "raise its own limits", [.failed], refused: true, secret: "GOT",
      only(
        "var limit: [UInt64] = [1 << 40, 1 << 40]\n  if raise(9, &limit) == 0 { print(\"GOT\") }\n  return 0",
        before: c("raise(_: Int32, _: UnsafeMutableRawPointer) -> Int32", "setrlimit"))),
  ]

private let sockets: [HostileCase] =
  [
    ("TCP", 2, 1, 0), ("UDP", 2, 2, 0), ("unix", 1, 1, 0), ("IPv6", 10, 1, 0), ("raw", 2, 3, 1),
    ("netlink", 16, 3, 0), ("packet", 17, 3, 0), ("vsock", 40, 1, 0),
  ].map { name, family, kind, proto in
    HostileCase(
      "a \(name) socket", [.failed], refused: true, secret: "GOT",
      only(
        "if plug(\(family), \(kind), \(proto)) >= 0 { print(\"GOT\") }\n  return 0",
        before: c("plug(_: Int32, _: Int32, _: Int32) -> Int32", "socket")))
  }

private let ways: [HostileCase] =
  [
    ("shared memory", "shmget", "(1, 4096, 0o1600)", "_: Int32, _: Int, _: Int32"),
    ("a message queue", "msgget", "(1, 0o1600)", "_: Int32, _: Int32"),
    ("an anonymous file", "memfd_create", "(\"x\", 0)", "_: UnsafePointer<CChar>, _: UInt32"),
    ("user faults", "syscall", "(323, 0)", "_: Int, _: Int"),
    ("an io_uring", "syscall", "(425, 8, 0)", "_: Int, _: Int, _: Int"),
    ("a bpf program", "syscall", "(321, 0, 0, 0)", "_: Int, _: Int, _: Int, _: Int"),
    ("another's descriptors", "syscall", "(434, 1, 0)", "_: Int, _: Int, _: Int"),
    ("a key ring", "syscall", "(250, 0, 0, 0)", "_: Int, _: Int, _: Int, _: Int"),
  ].map { name, symbol, call, parameters in
    HostileCase(
      name, [.failed], refused: true, secret: "GOT",
      only(
        "if call\(call) >= 0 { print(\"GOT\") }\n  return 0",
        before: c("call(\(parameters)) -> Int\(symbol == "syscall" ? "" : "32")", symbol)))
  }
