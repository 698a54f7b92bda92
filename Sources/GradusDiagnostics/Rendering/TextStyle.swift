/// How text is dressed for a terminal; plain where colour is unwanted or unread.
package struct TextStyle: Hashable, Sendable {
  package var usesColour: Bool

  package static let plain = TextStyle(usesColour: false)
  package static let coloured = TextStyle(usesColour: true)

  package init(usesColour: Bool) { self.usesColour = usesColour }

  package func bold(_ text: String) -> String { dressed(text, 1) }
  package func dim(_ text: String) -> String { dressed(text, 2) }
  package func underlined(_ text: String) -> String { dressed(text, 4) }
  package func red(_ text: String) -> String { dressed(text, 31) }
  package func green(_ text: String) -> String { dressed(text, 32) }
  package func yellow(_ text: String) -> String { dressed(text, 33) }
  package func blue(_ text: String) -> String { dressed(text, 34) }
  package func cyan(_ text: String) -> String { dressed(text, 36) }

  private func dressed(_ text: String, _ code: Int) -> String {
    usesColour && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
