/// One line that counts up on a terminal; nothing at all in a pipe or in plain mode.
struct ProgressLine {
  private let console: Console
  private let isShown: Bool

  init(_ console: Console, isShown: Bool) {
    self.console = console
    self.isShown = isShown && !console.isPlain
  }

  func show(_ text: String) {
    guard isShown else { return }
    console.write("\r\u{1b}[K  \(text.prefix(max(0, console.width - 3)))")
  }

  func clear() {
    guard isShown else { return }
    console.write("\r\u{1b}[K")
  }
}
