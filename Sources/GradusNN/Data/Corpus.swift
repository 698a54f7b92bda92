/// Texts to learn from, character by character.
public enum Corpus {
  /// *Alice's Adventures in Wonderland* by Lewis Carroll (1865): 146 086 characters, 70 different.
  public static var alice: String { text(aliceText) + "\n" }

  /// 2856 first names in lower case, from `aaron` to `zula`.
  public static var names: [String] {
    nameList.withUTF8Buffer { bytes in
      bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  private static func text(_ literal: StaticString) -> String {
    literal.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
  }
}
