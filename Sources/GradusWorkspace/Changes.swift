/// What a file looked like at one moment; a different value means that somebody saved it.
package struct FileStamp: Hashable, Sendable {
  package var seconds: Int
  package var nanoseconds: Int
  package var size: Int
  /// An editor that saves by renaming a new file into place keeps the path and changes this.
  package var inode: UInt64

  package init(seconds: Int, nanoseconds: Int, size: Int, inode: UInt64) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
    self.size = size
    self.inode = inode
  }
}

/// The difference between two looks at the same paths.
package struct Changes: Hashable, Sendable {
  package var saved: [String] = []
  package var deleted: [String] = []

  package var isEmpty: Bool { saved.isEmpty && deleted.isEmpty }

  package init(saved: [String] = [], deleted: [String] = []) {
    self.saved = saved
    self.deleted = deleted
  }

  /// Polling by comparison rather than kernel events: it works on mounts, in containers and on WSL.
  package init(from old: [String: FileStamp], to new: [String: FileStamp]) {
    saved = new.keys.filter { new[$0] != old[$0] }.sorted()
    deleted = old.keys.filter { new[$0] == nil }.sorted()
  }
}
