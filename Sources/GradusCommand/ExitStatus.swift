import ArgumentParser

/// What the shell is told; stable, so that scripts may rely on it.
enum ExitStatus {
  /// A check or a rule failed.
  static let failed = ExitCode(1)
  /// The command was wrong.
  static let wrongUse = ExitCode(2)
  /// This machine cannot: toolchain, permissions, disk.
  static let machineCannot = ExitCode(3)
  /// A bug of ours.
  static let bug = ExitCode(70)
}

/// The command asks for something that does not exist; said on standard error, with exit status 2.
package struct WrongUse: Error, Hashable {
  package var message: String
  package var fix: String?

  package init(message: String, fix: String? = nil) {
    self.message = message
    self.fix = fix
  }
}
