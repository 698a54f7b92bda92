import GradusGrading
import GradusLessons
import GradusRunner
import Testing

private let copied = """
  import GradusNN

  func f() -> Int {
    var total = 0
    for index in 0..<3 {
      if index % 2 == 0 { total += index * 3 } else { total -= index + 1 }
    }
    while total > 10 { total = total / 2 - 1 }
    return total == 0 ? 1 : total
  }
  """

/// The same after a student's idea of hiding it: other names, comments, layout and texts.
private let disguised = """
  import GradusNN
  // My own work.
  func f() -> Int {
    var summe = 0 /* the sum */
    for k in 0..<3
    {
      if k % 2 == 0
      { summe += k * 3 }
      else { summe -= k + 1 }   // really
    }

    while summe > 10 {
      summe = summe / 2 - 1
    }
    return summe == 0 ? 1 : summe
  }
  """

private let another = """
  import GradusNN

  func f() -> Int {
    let numbers = [1, 2, 3].map { $0 * $0 }
    guard let last = numbers.last else { return 0 }
    switch last {
    case 9: return 1
    case 4: return numbers.reduce(0, +)
    default: return -last
    }
  }
  """

private func submissions(_ texts: [(String, String)]) -> [Submission] {
  texts.map {
    Submission(
      student: $0.0, files: [asked.exercise.name: takeIn(Array($0.1.utf8), shown: "t/f.swift")])
  }
}

private func found(_ texts: [(String, String)], least: Int = 50) -> Similarity {
  similarity(
    of: submissions(texts), exercises: [(lesson: asked.lesson, exercise: asked.exercise)],
    least: least)
}

@Suite struct SimilarityTests {
  @Test func otherNamesAndCommentsHideNothing() {
    let result = found([("bob", disguised), ("alice", copied), ("carol", another)])
    #expect(result.pairs.map { [$0.first, $0.second] } == [["alice", "bob"]])
    #expect(result.pairs.first?.percent == 100)
    #expect(
      similarityText(result) == """
        100 %  alice  and  bob
              t/f  lines 3–9 and 3–15
        Compared 3 submissions; 1 pair is nearly the same.
        That is a reason to look, and no verdict. It is for you alone.
        """)
  }

  @Test func whatTheCourseHoldsCountsForNothing() {
    let solution = "import GradusNN\n\nfunc f() -> Int {\n  1\n}\n"
    #expect(found([("a", solution), ("b", solution)]).pairs.isEmpty)
    #expect(
      similarityText(found([("a", solution)]))
        == "Compared 1 submission; no two are nearly the same.")
  }

  @Test func whatHalfAClassWroteCountsForNothing() {
    let whole = (0..<24).map { ("student\($0)", copied) }
    #expect(found(whole).pairs.isEmpty)
    // A ring within a class is found.
    let ring = (0..<24).map { ("student\($0)", $0 < 6 ? disguised : "func f() -> Int { \($0) }") }
    let result = found(ring)
    #expect(result.pairs.count == 15)
    #expect(
      similarityText(result).hasSuffix(
        """

        Compared 24 submissions; 15 pairs are nearly the same.
        That is a reason to look, and no verdict. It is for you alone.
        """))
  }

  @Test func aPieceWithinALongerFileIsFound() {
    let longer = another + "\n" + copied.replacing("func f", with: "func helper")
    let result = found([("a", longer), ("b", copied)])
    #expect((result.pairs.first?.percent ?? 0) >= 90)
    #expect(found([("a", longer), ("b", copied)], least: 100).pairs.count <= 1)
  }
}
