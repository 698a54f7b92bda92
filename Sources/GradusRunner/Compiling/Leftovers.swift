#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How old a folder has to be before it may be taken for a leftover.
///
/// Another machine or container may share the cache, and its programs cannot be asked for from here.
private let oldEnough = 3600

/// Removes the working folders of runs that were killed and could not tidy up.
func removeLeftovers(in work: String) {
  for name in names(in: work) {
    let path = "\(work)/\(name)"
    guard let folder = FileIdentity(path),
      time(nil) - folder.modified / 1_000_000_000 > oldEnough, !hasLivingOwner(name)
    else { continue }
    removeFolder(path)
  }
}

/// Whether the program that made a working folder still runs; its number is part of the name.
private func hasLivingOwner(_ name: String) -> Bool {
  let parts = name.split(separator: "-")
  guard parts.count == 3, let pid = Int32(parts[1]), pid > 0 else { return false }
  return kill(pid, 0) == 0 || errno == EPERM
}
