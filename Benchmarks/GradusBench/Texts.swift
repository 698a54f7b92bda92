let lessonText = """
  ---
  title: Softmax
  summary: An exercise of ordinary size.
  minutes: 10
  goals: [measure]
  ---

  # Softmax

  ```swift shared
  /// The largest of some numbers.
  func largest(_ xs: [Float]) -> Float { xs.reduce(-.infinity, max) }

  /// A short series for exp, good enough to be measured.
  func power(_ x: Float) -> Float {
    var sum: Float = 1
    var term: Float = 1
    for n in 1...40 {
      term *= x / Float(n)
      sum += term
    }
    return sum
  }
  ```

  ```swift exercise softmax
  func softmax(logits: [Float], temperature: Float) -> [Float] {
    #if SOLUTION
    let top = largest(logits)
    let powers = logits.map { power(($0 - top) / temperature) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
    #else
    return logits
    #endif
  }
  ```

  ```swift check softmax
  check("three logits") { _ in
    expectSame { softmax(logits: [1, 2, 3], temperature: 1) }
      .mistake("not-normalised", "Divide by the sum.", when: softmax(logits: [1, 2], temperature: 1).reduce(0, +) > 1.1)
  }
  check("random logits", trials: 6) { draw in
    let logits = draw.floats(5, in: -2...2)
    expectSame { softmax(logits: logits, temperature: draw.float(in: 0.5...2)) }
  }
  check("a distribution") { draw in
    let p = softmax(logits: draw.floats(4), temperature: 1)
    expect(p.reduce(0, +), near: 1)
    expect(p.allSatisfy { $0 > 0 }, "A probability is positive.")
  }
  ```

  ```swift check softmax hidden
  check("a shift changes nothing", trials: 3) { draw in
    let logits = draw.floats(4)
    let once = softmax(logits: logits, temperature: 1)
    expect(softmax(logits: logits.map { $0 + 1 }, temperature: 1), near: once, within: 1e-4)
  }
  ```

  """

private func answer(_ body: String) -> String {
  """
  // Softmax: turns scores into probabilities.
  //
  // Check it:    ./gradus check test/softmax

  import GradusNN

  /// Scores as probabilities.
  func softmax(logits: [Float], temperature: Float) -> [Float] {
  \(body)
  }

  """
}

let rightAnswer = answer(
  """
    var top = -Float.infinity
    for logit in logits where logit > top { top = logit }
    var powers: [Float] = []
    for logit in logits { powers.append(power((logit - top) / temperature)) }
    var sum: Float = 0
    for power in powers { sum += power }
    return powers.map { $0 / sum }
  """)

let wrongAnswer = answer(
  """
    var powers: [Float] = []
    for logit in logits { powers.append(power(logit / temperature)) }
    return powers
  """)

let badAnswer = answer(
  """
    var top = -Float.infinity
    for logit in logits where logit > top { top = logit }
    let powers = logits.map { power(($0 - top) / temperatur) }
    return powers
  """)

let trappingAnswer = answer(
  """
    let powers = logits.map { power($0 / temperature) }
    return powers.indices.map { powers[$0 + logits.count] }
  """)
