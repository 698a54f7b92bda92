extension Tensor {
  /// The part at one place of the first axis, which disappears: `t[0]` is the first row.
  ///
  /// As all parts it is a copy: changing it in place does not change this tensor.
  public subscript(i: Int) -> Tensor {
    guard rank > 0 else { stop("a single number has no axis to look up place \(i) in") }
    let length = node.shape[0]
    let place = i < 0 ? i + length : i
    guard (0..<length).contains(place) else {
      stop("place \(i) is outside the first axis of shape \(words(node.shape))")
    }
    return slice(axis: 0, place..<place + 1).reshaped(to: node.shape.without(0))
  }

  /// A stretch of the first axis: `t[0..<2]` is the first two rows.
  public subscript(range: Range<Int>) -> Tensor { slice(axis: 0, range) }

  /// A stretch of the first axis and one of the second: rows and columns.
  public subscript(rows: Range<Int>, columns: Range<Int>) -> Tensor {
    slice(axis: 0, rows).slice(axis: 1, columns)
  }

  /// One row and one column: a single number of a matrix.
  public subscript(row: Int, column: Int) -> Tensor { self[row][column] }

  /// A copy of a stretch of any axis; the gradient goes back to its place, with zeros around it.
  public func slice(axis: Int, _ range: Range<Int>) -> Tensor {
    let axis = self.axis(axis, "slice")
    let shape = node.shape
    guard range.lowerBound >= 0 && range.upperBound <= shape[axis] else {
      stop(
        "slice \(range.lowerBound)..<\(range.upperBound) goes beyond axis \(axis) of shape "
          + words(shape))
    }
    let result = Tensor(uninitialized: shape.with(axis, range.count))
    let inner = shape.count(axis + 1..<shape.rank)
    let width = range.count * inner
    for o in 0..<shape.count(0..<axis) {
      (result.mutableNumbers + o * width).update(
        from: numbers + (o * shape[axis] + range.lowerBound) * inner, count: width)
    }
    return result.from("slice", self) { back in
      back.give(back.first, axis: axis, from: range.lowerBound, back.gradient)
    }
  }

  /// The first rows, in the same memory; for results that nobody changes in place.
  func prefix(_ rows: Int) -> Tensor {
    Tensor(node: Node(node.shape.with(0, rows), node.storage.retain())).from("slice", self) {
      $0.give($0.first, axis: 0, from: 0, $0.gradient)
    }
  }

  /// Zeros around this along one axis, so that it starts at `start` of `length`; slicing's adjoint.
  func padded(_ axis: Int, _ start: Int, _ length: Int) -> Tensor {
    let shape = node.shape
    let result = Tensor.zeros(shape.with(axis, length))
    let inner = shape.count(axis + 1..<shape.rank)
    let width = shape[axis] * inner
    for o in 0..<shape.count(0..<axis) {
      (result.mutableNumbers + (o * length + start) * inner).update(
        from: numbers + o * width, count: width)
    }
    return result.from("padded", self) { back in
      back.give(back.first) { back.gradient.slice(axis: axis, start..<start + shape[axis]) }
    }
  }

  /// Equal parts along one axis.
  public func split(_ parts: Int, axis: Int = -1) -> [Tensor] {
    let axis = self.axis(axis, "split")
    let length = node.shape[axis]
    guard parts > 0, length % parts == 0 else {
      stop("axis \(axis) of shape \(words(node.shape)) cannot be split into \(parts) equal parts")
    }
    let width = length / parts
    return (0..<parts).map { slice(axis: axis, $0 * width..<($0 + 1) * width) }
  }

  /// Rows by number: place i of the result is row `rows[i]`; rows may repeat. (`index_select` in PyTorch, `take`
  /// in MLX.)
  ///
  /// The gradient of a row is the sum over all the places it was taken to.
  public func gather(_ rows: [Int]) -> Tensor {
    guard rank > 0 else { stop("a single number has no rows to gather") }
    let height = node.shape[0]
    let width = node.shape.count(1..<rank)
    for (i, row) in rows.enumerated() where row < 0 || row >= height {
      stop("gather: row \(row), asked for at place \(i), is not one of the \(height) rows")
    }
    let result = Tensor(uninitialized: node.shape.with(0, rows.count))
    for (i, row) in rows.enumerated() {
      (result.mutableNumbers + i * width).update(from: numbers + row * width, count: width)
    }
    return result.from("gather", self) { back in
      back.give(back.first) { back.gradient.scattered(to: rows, of: height) }
    }
  }

  /// Adds row i of this to row `rows[i]` of zeros; gathering's adjoint.
  func scattered(to rows: [Int], of height: Int) -> Tensor {
    let result = Tensor.zeros(node.shape.with(0, height))
    let width = node.shape.count(1..<rank)
    for (i, row) in rows.enumerated() {
      let target = result.mutableNumbers + row * width
      let source = numbers + i * width
      for j in 0..<width { target[j] += source[j] }
    }
    return result.from("scattered", self) { back in
      back.give(back.first) { back.gradient.gather(rows) }
    }
  }

  /// One number of each row: place i of the result is column `columns[i]` of row i.
  public func pick(columns: [Int]) -> Tensor {
    guard rank == 2, columns.count == node.shape[0] else {
      stop(
        "pick(columns:) needs a matrix with one column for each row, but got \(columns.count) "
          + "columns for shape \(words(node.shape))")
    }
    let width = node.shape[1]
    for (i, column) in columns.enumerated() where column < 0 || column >= width {
      stop("pick: column \(column), asked for in row \(i), is not one of 0..<\(width)")
    }
    let flat = reshaped(to: Shape(count))
    return flat.gather(columns.enumerated().map { $0 * width + $1 })
  }
}

extension Tensor {
  /// A stretch that is closed or open at an end: `t[1...]`, `t[..<2]`, `t[0...1]`.
  public subscript(range: some RangeExpression<Int>) -> Tensor { slice(axis: 0, range) }

  /// Stretches of rows and columns, closed or open at an end: `t[0..., 1..<3]`.
  public subscript(
    rows: some RangeExpression<Int>, columns: some RangeExpression<Int>
  ) -> Tensor {
    slice(axis: 0, rows).slice(axis: 1, columns)
  }

  /// A copy of a stretch of any axis, closed or open at an end: `t.slice(axis: -1, 1...)`.
  public func slice(axis: Int, _ range: some RangeExpression<Int>) -> Tensor {
    let axis = self.axis(axis, "slice")
    // Seen from all whole numbers, an end that was left open lies at the edge.
    let wide = range.relative(to: Int.min..<Int.max)
    let start = wide.lowerBound == .min ? 0 : wide.lowerBound
    let end = wide.upperBound == .max ? node.shape[axis] : wide.upperBound
    guard start <= end else {
      stop("slice \(start)..<\(end) goes beyond axis \(axis) of shape \(words(node.shape))")
    }
    return slice(axis: axis, start..<end)
  }

  /// The numbers as whole ones, for classes and symbols that come in a tensor.
  func wholeNumbers(_ name: StaticString) -> [Int] {
    scalars.map { number in
      guard number.magnitude < 0x1p24, number == Float(Int(number)) else {
        stop("\(name): classes and symbols are whole numbers, but one is \(number)")
      }
      return Int(number)
    }
  }
}
