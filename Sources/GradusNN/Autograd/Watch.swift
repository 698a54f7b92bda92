/// Stops at the first operation whose result is not finite, and says which one it was.
///
/// ```swift
/// watchForNaN { loss = network(x).log().mean() }
/// ```
///
/// Every result inside is searched, so this is slow; it is for finding out where a NaN comes from,
/// which is seldom where it is noticed. Only recorded operations are watched, and only those whose
/// inputs were still finite are blamed. Derivatives are not watched: √0 is finite, and its slope is not.
public func watchForNaN<Result>(_ body: () throws -> Result) rethrows -> Result {
  let before = context.isWatching
  context.isWatching = true
  defer { context.isWatching = before }
  return try body()
}

extension Tensor {
  /// Whether no number is NaN or infinite.
  public var isFinite: Bool {
    for i in 0..<count where !numbers[i].isFinite { return false }
    return true
  }

  /// Stops when this result of an operation is not finite though its inputs were.
  func stopIfFirstNotFinite(_ name: StaticString, _ inputs: [Node?]) {
    if isFinite { return }
    for case let input? in inputs where !Tensor(node: input).isFinite { return }
    var place = 0
    while numbers[place].isFinite { place += 1 }
    let shapes = inputs.compactMap { $0.map { words($0.shape) } }
    var list = ""
    for (i, shape) in shapes.enumerated() { list += (i == 0 ? "" : " and ") + shape }
    stop(
      "\(name) is the first operation with a result that is not finite: number \(place) is "
        + "\(numbers[place]), from finite inputs of shape \(list)")
  }
}
