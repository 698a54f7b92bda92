package import GradusProbe

/// How many numbers of a list are shown before the rest is only counted; fewer the deeper it stands.
private func shown(at depth: Int) -> Int { depth < 2 ? 16 : depth < 4 ? 8 : 2 }

/// How deep the parts of a value are shown, and how long the whole may become: a learner's program may
/// answer with anything that fits its types.
private let deepestShown = 8
private let longestText = 4000

/// A value as a learner could type it; long lists are cut.
package func text(_ value: Value) -> String {
  let all = text(value, depth: 0)
  return all.utf8.count <= longestText ? all : String(all.prefix(longestText)) + "…"
}

private func text(_ value: Value, depth: Int) -> String {
  switch value {
  case .none: "nil"
  case .bool(let it): "\(it)"
  case .int(let it): "\(it)"
  case .float(let it): number(Double(it), "\(it)")
  case .double(let it): number(it, "\(it)")
  case .string(let it): quoted(it)
  case .list(let parts): list(parts.count, depth) { text(parts[$0], depth: depth + 1) }
  case .record(let fields):
    "("
      + fields.prefix(shown(at: 0)).map { field in
        (Int(field.label) == nil ? field.label + ": " : "") + text(field.value, depth: depth + 1)
      }.joined(separator: ", ") + ")"
  case .tensor(let shape, let scalars): "Tensor(\(tensor(shape[...], scalars[...], depth)))"
  }
}

/// A call as a learner could type it.
func callText(_ name: String, _ arguments: [(label: String, value: Value)]) -> String {
  let inside = arguments.map { ($0.label.isEmpty ? "" : $0.label + ": ") + text($0.value) }
  return "\(name)(\(inside.joined(separator: ", ")))"
}

private func number(_ it: Double, _ plain: String) -> String {
  if it.isNaN { return ".nan" }
  if it.isInfinite { return it < 0 ? "-.infinity" : ".infinity" }
  return plain
}

private func quoted(_ text: String) -> String {
  var out = "\""
  for character in text.unicodeScalars.prefix(400) {
    switch character {
    case "\"": out += "\\\""
    case "\\": out += "\\\\"
    case "\n": out += "\\n"
    case "\t": out += "\\t"
    default:
      // What cannot be seen, or turns the text around it, is shown by its number.
      switch character.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse:
        out += "\\u{\(hex(character.value))}"
      default: out.unicodeScalars.append(character)
      }
    }
  }
  return out + (text.unicodeScalars.count > 400 ? "…\"" : "\"")
}

private func hex(_ number: UInt32) -> String { String(number, radix: 16) }

private func list(_ count: Int, _ depth: Int, _ element: (Int) -> String) -> String {
  let most = depth < deepestShown ? shown(at: depth) : 0
  let elements = (0..<min(count, most)).map(element)
  let rest = count > most ? (most > 0 ? ", " : "") + "… \(count) in all" : ""
  return "[\(elements.joined(separator: ", "))\(rest)]"
}

private func tensor(
  _ shape: ArraySlice<Int>, _ scalars: ArraySlice<Float>, _ depth: Int
) -> String {
  guard let count = shape.first else {
    return scalars.first.map { text(.float($0), depth: depth) } ?? ""
  }
  let size = count == 0 ? 0 : scalars.count / count
  return list(count, depth) { i in
    let start = scalars.startIndex + i * size
    return tensor(shape.dropFirst(), scalars[start..<start + size], depth + 1)
  }
}
