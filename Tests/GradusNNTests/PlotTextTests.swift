import Foundation
import GradusNN
import Testing

/// Plots in the terminal, and replays.
@Suite struct PlotTextTests {
  @Test func aCurveIsBraille() {
    #expect(
      Plot("Bowl", x: "w", y: "loss").line([-2, -1, 0, 1, 2], [4, 1, 0, 1, 4]).text(
        width: 30, height: 6)
          == """
          Bowl
          loss
          4 ┤⠢⡀                       ⢀⠔
            │ ⠑⢄                     ⡠⠊
            │  ⠈⠢⡀                 ⢀⠔⠁
          2 ┤    ⠑⢄               ⡠⠊
            │     ⠈⠢⢄⣀         ⢀⡠⠔⠁
          0 ┤         ⠉⠑⠢⠤⣀⡠⠔⠒⠉⠁
            └┬──────┬─────┬──────┬─────┬
            −2     −1     0      1     2
                          w

          """)
  }

  @Test func plainTextTellsSeriesApart() throws {
    let lines = Plot().line([0, 1], "up").line([1, 0], "down").text(width: 40, height: 8)
    #expect(lines.hasSuffix("A up   B down\n"))
    #expect(lines.contains("A\n") && lines.contains("B\n"), "each line ends in its letter")
    let points = Plot().scatter([[0, 0]], "real").scatter([[1, 1]], "generated").text()
    #expect(points.contains("x") && points.hasSuffix("⠶ real   x generated\n"))
    #expect(!lines.contains("\u{1B}"))
  }

  @Test func coloursAreOnlyThereWhenAsked() {
    let plot = Plot("T").line([0, 1], "up").line([1, 0], "down")
    #expect(plot.text(colour: true).contains("\u{1B}[33m"))
    #expect(plot.text(colour: true).hasSuffix("\u{1B}[33m⠒⠒ down\u{1B}[39m\n"))
  }

  @Test(arguments: PlotTests.kinds.keys.sorted())
  func everyKindFitsItsWidth(kind: String) throws {
    let plot = try #require(PlotTests.kinds[kind])
    for width in [30, 50, 80] {
      let lines = plot.text(width: width, height: 8).split(separator: "\n")
      #expect(lines.allSatisfy { $0.unicodeScalars.count <= max(width + 2, 45) })
      #expect(lines.count >= 4)
    }
  }

  @Test func picturesAreShades() {
    #expect(
      Plot("Digits").images([[0, 1, 1, 0], [1, 0.5, 0, 1]], captions: ["7", "1"]).text()
        == "Digits\n  @@  @@++\n@@      @@\n7     1\n")
  }

  @Test func rulesAndBandsAreNamedBelow() {
    let text = Plot().line([0, 3]).rule(y: 1, "2 log 2").rule(x: 0.5, "cut").band(1.2...1.4, "ok")
      .text()
    #expect(text.contains("┈┈ 2 log 2 (height 1)\n┊  cut (place 0.5)\n░░ ok (1.2 to 1.4)\n"))
    #expect(text.contains("┈┈┈┈") && text.contains("░░░░"))
  }

  // MARK: Replays

  private func ring(frames: Int, points: Int) -> Replay {
    let random = Generator(seed: 1)
    var replay = Replay("Ring GAN")
    let real = (0..<50).map { _ in [random.normal(), random.normal()] }
    for frame in 0..<frames {
      let fake = (0..<points).map { _ in [random.normal() * 2, Float(frame) / 10] }
      replay.record(
        Plot(x: "x", y: "y").scatter(real, "real").scatter(fake, "generated").square(),
        "step \(frame * 10)")
    }
    return replay
  }

  @Test func fortyFramesOfThreeHundredPointsAreSmall() {
    #expect(ring(frames: 40, points: 300).packed.utf8.count < 40 * 1024)
  }

  @Test func twoRunsSideBySideShareTheirAxes() {
    var near = Replay("near")
    var far = Replay("far")
    near.record(Plot().scatter([[0, 0], [1, 1]]), "step 0")
    far.record(Plot().scatter([[0, 0], [9, 5]]), "step 0")
    far.record(Plot().scatter([[0, 0], [2, 5]]), "step 1")
    let (left, right) = near.onAxes(with: far)
    #expect((left.count, right.count) == (1, 2))
    #expect(left.title == "near" && right.title == "far")
    #expect(left.frame(0).scales == right.frame(1).scales)
    #expect(near.frame(0).scales != far.frame(0).scales)
    #expect(left.svg(id: "a", most: 3).contains("step 0"))
  }

  @Test func allFramesShareTheirAxes() {
    let replay = ring(frames: 8, points: 20)
    let first = replay.frame(0).scales
    #expect((1..<8).allSatisfy { replay.frame($0).scales == first })
    #expect(replay.frame(3).title == "Ring GAN, step 30")
  }

  @Test func packedPointsComeBackWithinAUnit() throws {
    let replay = ring(frames: 3, points: 30)
    let stage = replay.onCommonAxes[2].svgLayout()
    let wanted = replay.onCommonAxes[2].strokes(replay.frames[2].marks[1], stage)
    let points = try #require(wanted?.points.compactMap { $0 })
    // The third frame of the second mark, as a player reads it.
    let marks = replay.packed.components(separatedBy: "\"frames\":[")
    let frame = marks[2].components(separatedBy: "\"")[5]
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let codes = frame.utf8.map { digits.firstIndex(of: $0) ?? -1 }
    #expect(codes.count == 90)
    for (i, point) in points.enumerated() {
      let code = codes[i * 3] << 12 | codes[i * 3 + 1] << 6 | codes[i * 3 + 2]
      let x = stage.left + Double(code >> 9) / 510 * stage.plotWidth
      // The stage has a title above its plot that the frame's own layout lacks.
      let y = Double(code & 511) / 510 * stage.plotHeight
      #expect(abs(x - point.x) < 0.5)
      #expect(abs(y - (point.y - stage.top)) < 0.5)
    }
  }

  @Test func whatDoesNotMoveIsPackedOnce() {
    let packed = ring(frames: 5, points: 4).packed
    let marks = packed.components(separatedBy: "\"frames\":[")
    #expect(marks[1].components(separatedBy: "]")[0].components(separatedBy: ",").count == 1)
    #expect(marks[2].components(separatedBy: "]")[0].components(separatedBy: ",").count == 5)
    #expect(
      packed.contains("\"labels\":[\"step 0\",\"step 10\",\"step 20\",\"step 30\",\"step 40\"]"))
  }

  @Test func theStageHasAnElementForEverythingThatMoves() throws {
    var replay = Replay("Loss")
    let map = Plot(x: "x", y: "y").heatMap([[0, 1], [2, 3]]).rule(x: 0.5).line([0, 1]).bars([1])
    replay.record(map, "a")
    replay.record(map, "b")
    let parsed = try JSONSerialization.jsonObject(with: Data(replay.packed.utf8))
    let json = try #require(parsed as? [String: Any])
    let stage = try #require(json["stage"] as? String)
    #expect(stage.hasPrefix("<svg ") && stage.hasSuffix("</svg>\n"))
    #expect(stage.contains("aria-label=\"Loss\"") && !stage.contains(" id="))
    #expect(stage.contains("data-mark=\"0\" shape-rendering"))
    #expect(stage.contains("<path data-mark=\"1\" class=\"line series-1\""))
    #expect(stage.contains("<path data-mark=\"2\" class=\"bars series-2\""))
    #expect((json["marks"] as? [Any])?.count == 3)
    #expect(json["labels"] as? [String] == ["a", "b"])
    #expect((json["box"] as? [Double])?.count == 4)
  }

  @Test func withoutScriptThereAreSixMoments() {
    let replay = ring(frames: 40, points: 300)
    #expect(replay.shownFrames() == [0, 7, 15, 23, 31, 39])
    let svg = replay.svg(id: "r")
    #expect(svg.components(separatedBy: "class=\"marks\"").count == 7)
    #expect(svg.contains(">step 390</text>"))
    #expect(svg.utf8.count < 40_000)
    #expect(!svg.contains("style="))
  }

  @Test func picturesAndShadesArePackedAsCells() {
    var replay = Replay()
    replay.record(Plot().images([[0, 1, 1, 0], [0, 0, 0, 0.5]], columns: 2), "0")
    replay.record(Plot().images([[0, 1, 1, 0], [1, 1, 1, .nan]], columns: 2), "1")
    // P is 15, the blank; e is 30, full ink; X is 23, half; f is 31, not a number.
    #expect(
      replay.packed.contains(
        "\"columns\":5,\"strength\":1.0,\"frames\":[\"PePPPePPPX\",\"PePeeePPef\"]"))
    var map = Replay()
    map.record(Plot().heatMap([[-1, 0], [0, 2]]), "0")
    map.record(Plot().heatMap([[0, 0], [0, 0]]), "1")
    #expect(map.packed.contains("\"frames\":[\"HPPe\",\"PPPP\"]"))
  }

  @Test func aReplayDescribesItsEnds() {
    var replay = Replay("Loss")
    replay.record(Plot(x: "step", y: "loss").line([3, 2]), "step 0")
    replay.record(Plot(x: "step", y: "loss").line([1, 0.5]), "step 10")
    #expect(replay.description.hasPrefix("2 frames, from step 0 to step 10. At first: Horizontal"))
    #expect(replay.description.contains("At last: "))
    #expect(Replay().description == "A replay without frames.")
    #expect(!Replay().svg().isEmpty && !Replay().packed.isEmpty)
  }
}
