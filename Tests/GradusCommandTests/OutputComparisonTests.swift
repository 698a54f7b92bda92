import GradusCommand
import Testing

@Suite struct OutputComparisonTests {
  @Test func acceptsTheSameText() {
    #expect(outputMismatch(expected: "loss 0.5\nok\n", got: "loss 0.5\nok\n") == nil)
  }

  @Test func acceptsANumberWithinHalfItsLastDigitOrATenThousandth() {
    #expect(outputMismatch(expected: "loss 0.693", got: "loss 0.69315") == nil)
    #expect(outputMismatch(expected: "loss 1234.567", got: "loss 1234.666") == nil)
    #expect(outputMismatch(expected: "loss 0.693", got: "loss 0.694") != nil)
  }

  @Test func takesWholeNumbersAtTheirWord() {
    #expect(outputMismatch(expected: "10000 steps", got: "10001 steps") != nil)
  }

  @Test func seesANumberInsideAWord() {
    #expect(linesAgree("[0.10, 2.50]", "[0.1000, 2.5]"))
    #expect(linesAgree("loss=0.250;", "loss=0.2504;"))
    #expect(!linesAgree("W1.5", "W1.6"))
    #expect(linesAgree("1.0e-3", "0.001"))
    #expect(linesAgree("-inf nan", "-inf nan"))
    #expect(!linesAgree("1.5", "nan"))
  }

  @Test func namesTheFirstLineThatDiffers() {
    #expect(
      outputMismatch(expected: "one\ntwo\nthree", got: "one\n2\nthree")
        == OutputMismatch(line: 2, expected: "two", got: "2"))
  }

  @Test func saysWhenLinesAreMissingOrTooMany() {
    #expect(
      outputMismatch(expected: "one\ntwo", got: "one")
        == OutputMismatch(line: 2, expected: "two", got: "(no more lines)"))
    #expect(
      outputMismatch(expected: "one", got: "one\ntwo")
        == OutputMismatch(line: 2, expected: "(no more lines)", got: "two"))
  }

  @Test func letsAnEllipsisStandForAnyLines() {
    #expect(outputMismatch(expected: "start\n…\nend", got: "start\na\nb\nend") == nil)
    #expect(outputMismatch(expected: "start\n…\nend", got: "start\nend") == nil)
    #expect(outputMismatch(expected: "start\n…", got: "start\na") == nil)
    #expect(
      outputMismatch(expected: "start\n…\nend", got: "start\na")
        == OutputMismatch(line: 3, expected: "end", got: "(no more lines)"))
  }

  @Test func halvesTheUnitOfTheLastDigit() {
    #expect(abs(halfUnit(of: "1.23") - 0.005) < 1e-9)
    #expect(abs(halfUnit(of: "7") - 0.5) < 1e-9)
    #expect(abs(halfUnit(of: "1.2e2") - 5) < 1e-6)
  }
}
