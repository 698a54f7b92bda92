import GradusNN
import Testing

@Suite struct DataTests {
  private func mean(_ x: [Float]) -> Float { x.reduce(0, +) / Float(x.count) }

  @Test func digitsAreThoseOfTheSource() {
    let (train, test) = (Digits.train, Digits.test)
    #expect(train.count == 1433 && test.count == 364)
    #expect(train.images.allSatisfy { $0.count == 64 && $0.allSatisfy { (0...16).contains($0) } })
    // Counts and totals by NumPy from the CSV.
    let counts = (0..<10).map { train.ofClass($0).count }
    #expect(counts == [142, 145, 141, 146, 144, 145, 144, 143, 139, 144])
    #expect(train.images.joined().reduce(0, +) == 448_165)
    #expect(test.images.joined().reduce(0, +) == 113_553)
    #expect(
      test.images[0].prefix(16) == [0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0])
    #expect(test.labels.prefix(3) == [0, 1, 2])
  }

  @Test func scaledDigitsFillTheRangeOfTanh() {
    let x = Digits.test.scaled
    #expect(x.shape == [364, 64])
    #expect(x.scalars.min() == -1 && x.scalars.max() == 1)
    #expect(x.scalars[3] == 13.0 / 8 - 1)
  }

  @Test func aliceIsWhole() {
    let text = Corpus.alice
    #expect(text.utf8.count == 146_086)
    #expect(Set(text.utf8).count == 70)
    #expect(text.hasPrefix("CHAPTER I\n\n  Down the Rabbit-Hole\n\n  Alice was beginning"))
    #expect(text.hasSuffix("THE END\n"))
  }

  @Test func namesAreInOrder() {
    let names = Corpus.names
    #expect(names.count == 2856)
    #expect(names.first == "aaron" && names.last == "zula")
    #expect(names == names.sorted() && Set(names).count == 2856)
  }

  @Test func theRingHasEightPlaces() {
    let ring = GaussianMixture.ring()
    #expect(ring.centres.count == 8)
    for (i, a) in ring.centres.enumerated() {
      #expect(abs((a[0] * a[0] + a[1] * a[1]).squareRoot() - 2) < 1e-5)
      for b in ring.centres[(i + 1)...] {
        let (dx, dy) = (a[0] - b[0], a[1] - b[1])
        #expect((dx * dx + dy * dy).squareRoot() > 1, "both end points of the circle were taken")
      }
    }
    #expect(abs(ring.centres[2][0]) < 1e-5 && abs(ring.centres[2][1] - 2) < 1e-5)
  }

  @Test func theGridIsCentred() {
    let grid = GaussianMixture.grid()
    #expect(grid.centres.count == 25)
    #expect(grid.centres.first == [-2, -2] && grid.centres.last == [2, 2])
    #expect(grid.centres[12] == [0, 0])
  }

  @Test func samplesOfAMixtureSpreadAsTheyShould() {
    let ring = GaussianMixture.ring(deviation: 0.1)
    let x = ring.sample(8000, using: Generator(seed: 3))
    #expect(x.shape == [8000, 2])
    let counts = modeCounts(x, of: ring)
    #expect(counts.allSatisfy { abs($0 - 1000) < 130 }, "\(counts)")
    var squares: Float = 0
    for i in 0..<8000 {
      let (px, py) = (x.scalars[2 * i], x.scalars[2 * i + 1])
      squares +=
        ring.centres.map { ($0[0] - px) * ($0[0] - px) + ($0[1] - py) * ($0[1] - py) }.min() ?? 0
    }
    #expect(abs((squares / 16000).squareRoot() - 0.1) < 0.003)
    #expect(
      ring.sample(5, using: Generator(seed: 3)).scalars
        == ring.sample(5, using: Generator(seed: 3)).scalars)
  }

  @Test func theFirstTargetIsAGaussian() {
    let target = Gaussian()
    let x = target.sample(20_000, using: Generator(seed: 4)).scalars
    #expect(abs(mean(x) - 4) < 0.03)
    #expect(abs(mean(x.map { ($0 - 4) * ($0 - 4) }).squareRoot() - 1.25) < 0.02)
    #expect(abs(target.density(4) - 0.31915382) < 1e-6)  // SciPy: norm(4, 1.25).pdf(4)
    #expect(abs(target.density(6) - 0.08873667) < 1e-6)
  }

  @Test func parallelLinesAreADistanceApart() {
    let lines = ParallelLines(distance: 0.5)
    let (real, fake) = (lines.real(100), lines.fake(100))
    #expect(stride(from: 0, to: 200, by: 2).allSatisfy { real.scalars[$0] == 0 })
    #expect(stride(from: 0, to: 200, by: 2).allSatisfy { fake.scalars[$0] == 0.5 })
    #expect(stride(from: 1, to: 200, by: 2).allSatisfy { (0..<1).contains(fake.scalars[$0]) })
  }

  @Test func theAddingProblemMarksOneNumberInEachHalf() {
    let (inputs, targets) = addingProblem(400, length: 11, using: Generator(seed: 5))
    #expect(inputs.shape == [400, 11, 2] && targets.shape == [400, 1])
    let x = inputs.scalars
    for i in 0..<400 {
      let marks = (0..<11).filter { x[(i * 11 + $0) * 2 + 1] == 1 }
      #expect(marks.count == 2 && marks[0] < 5 && marks[1] >= 5)
      let sum = marks.reduce(0) { $0 + x[(i * 11 + $1) * 2] }
      #expect(abs(sum - targets.scalars[i]) < 1e-6)
    }
    #expect(abs(mean(targets.scalars.map { ($0 - 1) * ($0 - 1) }) - 1.0 / 6) < 0.03)
  }

  @Test func theCueDoesNotLeakIntoTheDistractors() {
    let (symbols, targets) = rememberFirst(2000, lag: 6, using: Generator(seed: 6))
    #expect(symbols.allSatisfy { $0.count == 7 })
    for (sequence, target) in zip(symbols, targets) {
      #expect(sequence[0] == target && (0..<4).contains(target))
      #expect(sequence.dropFirst().allSatisfy { (4..<8).contains($0) })
    }
    let shares = classHistogram(targets, classes: 4)
    #expect(shares.allSatisfy { abs($0 - 0.25) < 0.04 })
  }

  @Test func theCopyTaskRepeatsAfterTheSignal() {
    let (symbols, targets) = copyTask(3, lag: 4, items: 3, alphabet: 8, using: Generator(seed: 7))
    for (sequence, target) in zip(symbols, targets) {
      #expect(sequence.count == 10 && target.count == 10)
      #expect(sequence[3..<7] == [8, 8, 8, 8] && sequence[7] == 9 && sequence[8...] == [8, 8])
      #expect(target.prefix(7).allSatisfy { $0 == 8 })
      #expect(Array(target.suffix(3)) == Array(sequence.prefix(3)))
    }
  }

  @Test func separableNumbersAreFarFromZero() {
    let (x, labels) = separableNumbers(200, using: Generator(seed: 8))
    for (number, label) in zip(x.scalars, labels.scalars) {
      #expect((10...20).contains(abs(number)) && (number > 0) == (label == 1))
    }
    #expect((70...130).contains(labels.scalars.reduce(0, +)))
  }

  @Test func relatedTasksShareTheirFeatures() {
    let related = TeacherStudent(relatedness: 1, using: Generator(seed: 9))
    #expect(related.main.inputs.shape == [40, 20] && related.main.targets.shape == [40, 1])
    #expect(related.auxiliary.inputs.shape == [2000, 20])
    #expect(related.auxiliary.targets.shape == [2000, 6])
    #expect(related.test.targets.shape == [2000, 1])
    #expect(sharedDirections(related) > 0.9)
    let half = TeacherStudent(relatedness: 0.7, using: Generator(seed: 9))
    #expect((0.4...0.6).contains(sharedDirections(half)), "0.7² = 0.49")
    let unrelated = TeacherStudent(relatedness: 0, using: Generator(seed: 9))
    #expect(sharedDirections(unrelated) < 0.1)
    #expect(unrelated.test.targets.scalars.count == related.test.targets.scalars.count)
  }

  /// How much of the direction that the main task listens to lies among those of the others.
  ///
  /// The mean of y·x points into the span of a teacher's rows, whatever its mix.
  private func sharedDirections(_ tasks: TeacherStudent) -> Double {
    func directions(_ examples: TeacherStudent.Examples) -> [[Double]] {
      let (x, y) = (examples.inputs.scalars, examples.targets.scalars)
      let count = examples.targets.shape[1]
      return (0..<count).map { task in
        (0..<20).map { i in
          (0..<2000).reduce(0) { $0 + Double(y[$1 * count + task] * x[$1 * 20 + i]) / 2000 }
        }
      }
    }
    var span = [Double](repeating: 0, count: 400)
    for direction in directions(tasks.auxiliary) {
      for i in 0..<20 {
        for j in 0..<20 { span[i * 20 + j] += direction[i] * direction[j] }
      }
    }
    let (values, vectors) = symmetricEigen(span, 20)
    let main = directions(tasks.test)[0]
    // Six tasks over four features: four directions matter, the rest is noise.
    let strongest = values.indices.sorted { values[$0] > values[$1] }.prefix(4)
    let inside = strongest.reduce(0.0) { sum, k in
      let share = (0..<20).reduce(0.0) { $0 + vectors[k * 20 + $1] * main[$1] }
      return sum + share * share
    }
    return inside / main.reduce(0) { $0 + $1 * $1 }
  }

  @Test func translationTurnsStretchesAndShifts() {
    let pair = TranslationPair()
    let moved = pair.translated(Tensor([[0, 0], [1, 0]])).scalars
    #expect(moved[0] == 0.5 && moved[1] == -0.3)
    #expect(abs(moved[2] - (0.5 + 1.3 * 0.76604444)) < 1e-6)
    #expect(abs(moved[3] - (-0.3 + 0.7 * 0.64278761)) < 1e-6)
    let (points, clusters) = pair.sample(500, using: Generator(seed: 10))
    #expect(points.shape == [500, 2] && Set(clusters) == [0, 1, 2, 3, 4])
  }
}
