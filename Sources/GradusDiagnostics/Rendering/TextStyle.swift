/// How text is dressed for a terminal; plain where colour is unwanted or unread.
package struct TextStyle: Hashable, Sendable {
  package var usesColour: Bool

  package static let plain = TextStyle(usesColour: false)
  package static let coloured = TextStyle(usesColour: true)

  package init(usesColour: Bool) { self.usesColour = usesColour }

  package func bold(_ text: String) -> String { dressed(text, "1") }
  package func underlined(_ text: String) -> String { dressed(text, "4") }
  package func dim(_ text: String) -> String { painted(text, .grey) }
  package func red(_ text: String) -> String { painted(text, .red) }
  package func green(_ text: String) -> String { painted(text, .green) }
  package func yellow(_ text: String) -> String { painted(text, .yellow) }
  package func blue(_ text: String) -> String { painted(text, .blue) }
  package func cyan(_ text: String) -> String { painted(text, .cyan) }

  /// Colours from the cube of 256, where every terminal shows the same: each can be read on black and
  /// on white (contrast of 4 : 1 and more), which the terminal's own sixteen cannot.
  package enum Paint: Int, CaseIterable, Sendable {
    case green = 28
    case cyan = 30
    case blue = 63
    case yellow = 130
    case red = 161
    case grey = 243
  }

  private func painted(_ text: String, _ paint: Paint) -> String {
    dressed(text, "38;5;\(paint.rawValue)")
  }

  private func dressed(_ text: String, _ code: String) -> String {
    usesColour && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
