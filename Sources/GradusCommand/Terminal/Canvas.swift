/// The part of the terminal that the watcher draws: a body, and one last line with the keys.
///
/// A fresh body first pushes the old one up into the scroll-back, so that nothing that was said is
/// ever erased. In plain mode each body is simply printed below the last one.
struct Canvas {
  let console: Console
  private var shown = ""
  private var size = (columns: 0, rows: 0)

  init(console: Console) {
    self.console = console
  }

  var isResized: Bool { !console.isPlain && size != console.size }

  mutating func draw(body: String, footer: String, fresh: Bool) {
    if console.isPlain {
      if body != shown { console.say("\(body)\n") }
      shown = body
      return
    }
    let resized = isResized
    size = console.size
    if body == shown && !resized {
      console.write("\r\u{1b}[K\(footer)")
      return
    }
    if fresh && !shown.isEmpty {
      console.write("\u{1b}[\(size.rows);1H" + String(repeating: "\n", count: size.rows))
    }
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
    console.write(
      "\u{1b}[H\u{1b}[J" + lines.joined(separator: "\n") + "\n\n" + footer)
    shown = body
  }

  /// Leaves the learner's prompt on a line of its own.
  func end() {
    if !console.isPlain { console.write("\r\u{1b}[K") }
  }
}
