import GradusDiagnostics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where words go: standard output for what was asked, standard error for how it is going.
struct Console: Sendable {
  /// Colours, or words alone.
  var style: TextStyle
  /// Line after line, nothing redrawn: for pipes, screen readers and terminals that cannot.
  var isPlain: Bool
  /// Whether a person can type at us.
  var hasKeyboard: Bool

  init(environment: Environment, plain: Bool) {
    let terminal = environment.variables["TERM"] ?? "dumb"
    let noColour = !(environment.variables["NO_COLOR"] ?? "").isEmpty
    let output = isatty(STDOUT_FILENO) == 1
    isPlain = plain || !output || terminal == "dumb" || noColour
    hasKeyboard = isatty(STDIN_FILENO) == 1 && output
    style = TextStyle(usesColour: !isPlain)
  }

  /// Width of the terminal; 80 where there is none.
  var width: Int { size.columns }

  /// Asked for anew each time: the learner may have resized it.
  var size: (columns: Int, rows: Int) {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else {
      return (80, 24)
    }
    return (Int(window.ws_col), max(Int(window.ws_row), 1))
  }

  func say(_ text: String = "") {
    write(text + "\n", to: STDOUT_FILENO)
  }

  func write(_ text: String) {
    write(text, to: STDOUT_FILENO)
  }

  func note(_ text: String) {
    write(text + "\n", to: STDERR_FILENO)
  }

  private func write(_ text: String, to file: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        #if canImport(Darwin)
          let count = Darwin.write(file, rest.baseAddress, rest.count)
        #else
          let count = Glibc.write(file, rest.baseAddress, rest.count)
        #endif
        if count < 0 {
          // `gradus list | head` closes the pipe early; that is no error of anybody's.
          guard errno == EINTR || errno == EAGAIN else { return }
          continue
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }
}
