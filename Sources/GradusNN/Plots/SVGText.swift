/// Text that is safe inside an SVG element or attribute.
@inline(never)
package func escaped(_ text: String) -> String {
  var safe = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": safe += "&amp;"
    case "<": safe += "&lt;"
    case ">": safe += "&gt;"
    case "\"": safe += "&quot;"
    default: safe.unicodeScalars.append(scalar)
    }
  }
  return safe
}

/// A length in SVG units, rounded to a tenth and as short as it can be written: `12.5`, `.3`, `-7`.
@inline(never)
package func svg(_ length: Double) -> String { svgTenths(tenths(length)) }

/// The nearest whole number of tenths.
package func tenths(_ length: Double) -> Int {
  let t = max(-1e7, min(1e7, length * 10))
  return Int(t < 0 ? t - 0.5 : t + 0.5)
}

@inline(never)
package func svgTenths(_ n: Int) -> String {
  let whole = n.magnitude / 10
  let fraction = n.magnitude % 10
  let sign = n < 0 ? "-" : ""
  if fraction == 0 { return "\(sign)\(whole)" }
  return whole == 0 ? "\(sign).\(fraction)" : "\(sign)\(whole).\(fraction)"
}

/// The `d` attribute of a path, in relative tenths so that errors never add up and bytes stay few.
package struct SVGPath {
  package private(set) var text = ""
  private var x = 0
  private var y = 0
  private var command: UInt8 = 0
  private var endsWithFraction = false

  package init() {}

  package var isEmpty: Bool { text.isEmpty }

  /// Starts a new stroke.
  package mutating func move(_ toX: Double, _ toY: Double) {
    step("m", toX, toY)
  }

  /// Draws a straight line; a step of less than a tenth is left out.
  package mutating func line(_ toX: Double, _ toY: Double) {
    guard tenths(toX) != x || tenths(toY) != y else { return }
    step("l", toX, toY)
  }

  /// Adds a small relative path that ends `dx`, `dy` from here.
  package mutating func stamp(_ relativePath: String, _ dx: Double, _ dy: Double) {
    text += relativePath
    x += tenths(dx)
    y += tenths(dy)
    command = 0
  }

  /// A stroke to the right or left.
  package mutating func across(_ length: Double) {
    write("h")
    number(tenths(length))
    x += tenths(length)
  }

  /// A stroke down or up.
  package mutating func down(_ length: Double) {
    write("v")
    number(tenths(length))
    y += tenths(length)
  }

  /// Joins the end of the outline to its start, which was at the given place.
  package mutating func close(_ startX: Double, _ startY: Double) {
    write("z")
    x = tenths(startX)
    y = tenths(startY)
  }

  private mutating func step(_ letter: Unicode.Scalar, _ toX: Double, _ toY: Double) {
    write(letter)
    number(tenths(toX) - x)
    number(tenths(toY) - y)
    x = tenths(toX)
    y = tenths(toY)
    // Pairs that follow a move are taken for lines.
    command = letter == "m" ? 0 : UInt8(ascii: "l")
  }

  private mutating func write(_ letter: Unicode.Scalar) {
    let byte = UInt8(truncatingIfNeeded: letter.value)
    guard command != byte || byte == UInt8(ascii: "z") else { return }
    text.unicodeScalars.append(letter)
    command = byte
    endsWithFraction = true  // a letter separates as well as a point does
    isFresh = true
  }

  private var isFresh = true

  private mutating func number(_ n: Int) {
    let digits = svgTenths(n)
    let startsWithPoint = digits.utf8.first == UInt8(ascii: ".")
    let needsSpace = !isFresh && n >= 0 && !(startsWithPoint && endsWithFraction)
    if needsSpace { text += " " }
    text += digits
    endsWithFraction = n % 10 != 0
    isFresh = false
  }
}

/// About how wide a text is at a font size, for a page whose fonts are not known here.
@inline(never)
package func textWidth(_ text: String, size: Double) -> Double {
  var ems = 0.0
  for scalar in text.unicodeScalars {
    switch scalar {
    case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!", " ", "(", ")", "[", "]":
      ems += 0.32
    case "f", "r", "t", "-", "/", "\u{202F}", "⁻", "¹", "²", "³": ems += 0.4
    case "m", "w", "M", "W", "%", "@", "—": ems += 0.88
    case "A"..."Z": ems += 0.68
    case "\u{2070}"..."\u{209F}": ems += 0.4
    default: ems += scalar.value > 0x2E80 ? 1 : 0.6
    }
  }
  return ems * size
}
