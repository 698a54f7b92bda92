import GradusRunner
import Synchronization

/// A running example on the terminal: its lines as they come, and below them a bar that moves.
final class LiveRun: Sendable {
  private let console: Console
  private let line: ProgressLine
  private let name: String
  private let bar: Mutex<String>

  init(_ console: Console, name: String) {
    self.console = console
    self.name = name
    line = ProgressLine(console, isShown: true)
    bar = Mutex("running \(name)")
    line.show("running \(name)")
  }

  func show(_ event: RunEvent) {
    bar.withLock { bar in
      switch event {
      case .printed(let text):
        line.clear()
        console.write(text)
        line.show(bar)
      case .progressed(let step, let steps):
        bar = progressBar(step: step, of: steps, name: name, width: console.width)
        line.show(bar)
      case .drew: break
      }
    }
  }

  func end() { line.clear() }
}

/// `[######------------------] rnn/overfit, step 75 of 300`.
package func progressBar(step: Int, of steps: Int, name: String, width: Int) -> String {
  let words = "\(name), step \(step) of \(steps)"
  let cells = min(24, max(0, width - words.count - 6))
  guard cells >= 8 else { return words }
  let full = min(max(step, 0), steps) * cells / max(steps, 1)
  return "[" + String(repeating: "#", count: full) + String(repeating: "-", count: cells - full)
    + "] " + words
}
