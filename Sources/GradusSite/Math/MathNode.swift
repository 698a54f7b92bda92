/// A formula as the parser understood it: what is meant, not yet how it is written.
indirect enum MathNode: Hashable, Sendable {
  /// Things side by side; a group in braces.
  case row([MathNode])
  /// A variable: one letter, italic unless `upright`.
  case letter(String, upright: Bool)
  case number(String)
  /// A sign with the space TeX gives to its class.
  case sign(Sign)
  /// A named function such as `log`; `limits` puts its scripts above and below in a display.
  case function(String, limits: Bool)
  /// Words in the middle of a formula.
  case text(String, TextFace)
  /// Blank space, in eighteenths of an em, the unit TeX counts in.
  case space(Int)
  case fraction(MathNode, MathNode, bar: Bool, display: Bool?)
  case root(MathNode, index: MathNode?)
  case scripts(MathNode, below: MathNode?, above: MathNode?, limits: Bool?)
  case accent(MathNode, String, under: Bool, wide: Bool)
  case brace(MathNode, String, under: Bool)
  /// `\left … \middle … \right`: delimiters that grow with what they hold.
  case fence(open: String, [MathNode], middles: [String], close: String)
  /// `\bigl(` and its family: a delimiter of a chosen size, 1 to 4.
  case big(String, size: Int, MathClass)
  case table(MathTable)
  /// `\xrightarrow[below]{above}`: an arrow as long as what stands on it.
  case arrow(String, above: MathNode, below: MathNode?)
  /// `\overset`, `\underset`: something over or under a sign whose class is kept.
  case stack(MathNode, above: MathNode?, below: MathNode?)
  case styled(MathNode, display: Bool)
  /// `\mathrel{…}`: anything, spaced as the class says.
  case classed(MathNode, MathClass)
  case phantom(MathNode)
  case negated(MathNode)
}

/// What TeX calls an atom's type; the space between two neighbours depends on the pair.
enum MathClass: Int, Hashable, Sendable {
  case ordinary, operation, binary, relation, opening, closing, punctuation, inner
}

/// One operator character and how it behaves.
struct Sign: Hashable, Sendable {
  var text: String
  var kind: MathClass
  /// A sum or product: drawn larger in a display, scripts above and below.
  var isLarge = false
  var takesLimits = false
}

/// The face of words inside a formula; each becomes a class, never a style.
enum TextFace: String, Hashable, Sendable {
  case plain = ""
  case bold, italic, code
}

/// Rows and columns: aligned equations, cases, matrices.
struct MathTable: Hashable, Sendable {
  enum Kind: String, Hashable, Sendable { case aligned, cases, matrix, gathered, array, stack }
  var kind: Kind
  var rows: [[MathNode]]
  /// `l`, `c` or `r` per column; used again from the start when there are more columns.
  var columns: [Character]
  var open: String?
  var close: String?
}
