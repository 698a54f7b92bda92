/// The space TeX puts between neighbours, decided for a whole row at once (The TeXbook, chapter 18).
struct MathSpacing {
  struct Gap: Hashable { var left = 0, right = 0 }
  private(set) var gaps: [Gap]
  private let nodes: [MathNode]
  private var classes: [MathClass?]

  init(_ nodes: [MathNode], isScript: Bool) {
    self.nodes = nodes
    gaps = Array(repeating: Gap(), count: nodes.count)
    classes = nodes.map(\.leadingClass)
    settleBinaries()
    var before: Int?
    for index in nodes.indices {
      guard let kind = classes[index] else { continue }
      defer { before = index }
      guard let before, let earlier = trailingClass(before) else { continue }
      let width = space(earlier, kind, isScript: isScript)
      // On a sign the space is an attribute; the element beside it needs none.
      if isSign(index) || !isSign(before) {
        gaps[index].left = width
      } else {
        gaps[before].right = width
      }
    }
  }

  /// A plus or minus with nothing before it to add to: `−x`, `(−1`, `= −1`.
  func isPrefix(_ index: Int) -> Bool {
    guard case .sign(let sign) = nodes[index], sign.kind == .binary else { return false }
    return classes[index] == .ordinary && index + 1 < nodes.count
  }

  private func isSign(_ index: Int) -> Bool {
    if case .sign(let sign) = nodes[index] { !sign.isLarge } else { false }
  }

  private func trailingClass(_ index: Int) -> MathClass? {
    nodes[index].trailingClass == .closing ? .closing : classes[index]
  }

  /// A binary sign without something on both sides is an ordinary one.
  private mutating func settleBinaries() {
    var before: Int?
    for index in nodes.indices {
      guard let kind = classes[index] else { continue }
      defer { before = index }
      let earlier = before.flatMap(trailingClass)
      if kind == .binary {
        switch earlier {
        case nil, .binary, .operation, .relation, .opening, .punctuation:
          classes[index] = .ordinary
        default: break
        }
      } else if let before, classes[before] == .binary {
        switch kind {
        case .relation, .closing, .punctuation: classes[before] = .ordinary
        default: break
        }
      }
    }
    if let before, classes[before] == .binary { classes[before] = .ordinary }
  }

  /// The table of chapter 18; in scripts only the space around functions and sums is left.
  private func space(_ left: MathClass, _ right: MathClass, isScript: Bool) -> Int {
    switch (left, right) {
    case (.operation, .ordinary), (.operation, .operation), (.ordinary, .operation),
      (.closing, .operation), (.inner, .operation):
      3
    case _ where isScript: 0
    case (.opening, _), (_, .closing), (.relation, .relation): 0
    case (.punctuation, _): 3
    case (_, .punctuation): left == .inner ? 3 : 0
    case (.binary, _), (_, .binary): 4
    case (.relation, _), (_, .relation): 5
    case (.inner, _), (_, .inner): 3
    default: 0
    }
  }
}

extension MathNode {
  /// What the node is to its left neighbour; `nil` for blank space, which neighbours look through.
  var leadingClass: MathClass? {
    switch self {
    case .row(let nodes): nodes.isEmpty ? nil : .ordinary
    case .letter, .number, .text, .fraction, .accent, .brace, .root, .phantom, .styled: .ordinary
    case .table(let table): table.open == nil ? .ordinary : .inner
    case .sign(let sign): sign.kind
    case .function: .operation
    case .space: nil
    case .fence: .opening
    case .arrow: .relation
    case .big(_, _, let kind), .classed(_, let kind): kind
    case .scripts(.row(let nodes), _, _, _) where nodes.isEmpty: .ordinary
    case .scripts(let base, _, _, _), .stack(let base, _, _), .negated(let base):
      base.leadingClass
    }
  }

  /// What the node is to its right neighbour: a fence opens on one side and closes on the other.
  var trailingClass: MathClass? {
    switch self {
    case .fence: .closing
    case .scripts(.row(let nodes), _, _, _) where nodes.isEmpty: .ordinary
    case .scripts(let base, _, _, _): base.trailingClass
    default: leadingClass
    }
  }
}
