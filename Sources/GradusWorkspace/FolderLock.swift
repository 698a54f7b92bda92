package import GradusDiagnostics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An advisory lock on a file; the system lets go of it when the process ends, however it ends.
package struct FolderLock {
  private let file: Int32

  init(_ path: String) throws(GradusError) {
    file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .unwritable(path, errno) }
    while flock(file, LOCK_EX) != 0 {
      // Some network mounts cannot lock; one learner alone does not need it.
      guard errno == EINTR else { return }
    }
  }

  /// A lock that is not waited for; nil when another process holds it.
  package init?(trying path: String) throws(GradusError) {
    file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .unwritable(path, errno) }
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      guard errno == EWOULDBLOCK else { return }
      close(file)
      return nil
    }
  }

  package func release() {
    close(file)
  }
}
