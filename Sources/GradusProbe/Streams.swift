/// What the exercise programs use of the system; implemented in CGradusTrap.
///
/// Declared here instead of imported: an imported C module would have to be found and loaded again
/// by every compilation of a learner's file.
package enum Streams {
  /// Where requests arrive in a program that answers.
  package static let requests: Int32 = 3
  /// Where answers leave a program that answers.
  package static let replies: Int32 = 4
  /// Where a program reports its own trap.
  package static let traps: Int32 = 5

  /// How many pairs of pipes a judge has in reserve, for the learner's programs that are started when
  /// one is gone.
  package static let spares = 6

  /// Where a judge asks the learner's program, after `losses` of them are gone.
  package static func questions(afterLosses losses: Int) -> Int32 {
    losses == 0 ? 3 : 6 + 2 * Int32(losses)
  }

  /// Where the answers of that program arrive.
  package static func answers(afterLosses losses: Int) -> Int32 {
    questions(afterLosses: losses) + 1
  }
}

@_extern(c, "gradus_read")
package func readBytes(_ fd: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int32

@_extern(c, "gradus_write")
package func writeBytes(_ fd: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int32

@_extern(c, "gradus_outlive_readers")
package func outliveReaders()

@_extern(c, "gradus_watch_traps")
package func watchTraps(_ fd: Int32)

@_extern(c, "gradus_divert")
package func divert(_ fd: Int32, _ other: Int32) -> Int32

@_extern(c, "gradus_is_writable")
package func isWritable(_ fd: Int32) -> Int32

@_extern(c, "gradus_environment")
package func environment(_ name: UnsafePointer<CChar>) -> UnsafePointer<CChar>?

@_extern(c, "gradus_leave")
private func leaveProgram(_ status: Int32)

/// Writes out what was printed and ends the program.
package func leave(_ status: Int32) -> Never {
  leaveProgram(status)
  fatalError("the program was left")
}
