import GradusDiagnostics

extension MathParser {
  mutating func environmentName(after owner: String) throws(MathError) -> String {
    skipSpaces()
    guard next.kind == .openBrace else { throw fail("\(owner) needs a name in braces") }
    return try words(after: owner)
  }

  mutating func environment(_ token: MathToken) throws(MathError) -> MathNode {
    let name = try environmentName(after: "begin")
    guard let found = MathCommands.environments[name] else {
      let near =
        nearMiss(name, among: MathCommands.environments.keys.sorted()).map {
          "; did you mean \\begin{\($0)}?"
        } ?? ""
      throw fail("\\begin{\(name)} is not an environment Gradus knows\(near)", at: token)
    }
    var columns = Array(found.columns)
    if name == "array" {
      let letters = try words(after: "begin{array}").filter { "lcr".contains($0) }
      if !letters.isEmpty { columns = Array(letters) }
    }
    let rows = try tableRows()
    guard next.kind == .command("end") else {
      throw fail("this \\begin{\(name)} has no \\end{\(name)}", at: token)
    }
    let ending = next
    advance()
    let closed = try environmentName(after: "end")
    guard closed == name else {
      throw fail("\\end{\(closed)} closes \\begin{\(name)}", at: ending)
    }
    return .table(
      MathTable(
        kind: found.kind, rows: rows, columns: columns, open: found.open, close: found.close))
  }

  /// Rows up to whatever ends the table; an empty last row, as after a final `\\`, is dropped.
  mutating func tableRows() throws(MathError) -> [[MathNode]] {
    var rows: [[MathNode]] = [[]]
    while true {
      let nodes = try row()
      rows[rows.count - 1].append(nodes.count == 1 ? nodes[0] : .row(nodes))
      if next.kind == .cell {
        advance()
      } else if next.kind == .newRow {
        advance()
        _ = try optionalArgument()
        rows.append([])
      } else {
        break
      }
    }
    if let last = rows.last, last == [.row([])], rows.count > 1 { rows.removeLast() }
    return rows
  }

  mutating func substack(_ token: MathToken) throws(MathError) -> MathNode {
    skipSpaces()
    guard next.kind == .openBrace else { throw fail("\\substack needs rows in braces") }
    advance()
    let rows = try tableRows()
    guard next.kind == .closeBrace else { throw fail("this '{' is never closed", at: token) }
    advance()
    return .table(MathTable(kind: .stack, rows: rows, columns: ["c"], open: nil, close: nil))
  }
}
