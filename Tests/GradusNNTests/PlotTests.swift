import Foundation
import GradusNN
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct PlotTests {
  /// One plot of every kind, in figures that the tests below take apart.
  static let kinds: [String: Plot] = [
    "line": Plot("Losses", x: "step", y: "loss").line([1, 3, 2], "plain").line([2, 1, 1], "GP"),
    "scatter": Plot("Ring", x: "x₁", y: "x₂").scatter([[0, 1], [1, 0]], "real")
      .scatter([[2, 2]], "generated").square(),
    "histogram": Plot("One Gaussian", x: "x", y: "density").histogram(
      [0, 0.1, 0.2, 0.9], bins: 2, in: 0...1, "real"),
    "bars": Plot(x: "digit", y: "share").bars(["a", "b"], [0.25, 0.75], "real")
      .bars(["a", "b"], [1, 0], "collapsed"),
    "ribbon": Plot(x: "step", y: "W₁").ribbon([0, 1], from: [1, 2], to: [2, 4], "seeds")
      .line([0, 1], [1.5, 3], "seeds"),
    "heatMap": Plot(x: "x", y: "y").heatMap([[0, 1], [2, 3]], x: 0...1, y: 0...1, "D(x)"),
    "quiver": Plot(x: "x", y: "y").quiver([[0, 0], [1, 1]], [[1, 0], [0, 2]], "update").square(),
    "images": Plot("Digits").images([[0, 1, 1, 0], [1, 0, 0, 1]], captions: ["7", "1"]),
    "rules": Plot(x: "step", y: "loss").line([1, 2]).rule(y: 1.5, "2 log 2").rule(x: 0.5, "cut")
      .band(1.2...1.4, "band").band(x: 0...0.2, "warm-up"),
    "log": Plot(x: "lag", y: "norm").line([1, 2, 3], [1, 1e-5, 1e-10], "tanh").logY(),
  ]

  @Test(arguments: kinds.keys.sorted())
  func everySVGFollowsTheRulesOfThePage(kind: String) throws {
    let svg = try #require(Self.kinds[kind]).svg(id: "fig-\(kind)")
    #expect(try isWellFormed(svg))
    #expect(!svg.contains("style="))
    #expect(!svg.contains("<script") && !svg.contains("<style") && !svg.contains("href"))
    #expect(svg.contains("class=\"plot") && svg.contains("role=\"img\""))
    #expect(svg.contains("aria-labelledby=\"fig-\(kind)-title\""))
    #expect(svg.contains("<title id=\"fig-\(kind)-title\">"))
    #expect(svg.contains("<desc id=\"fig-\(kind)-desc\">"))
    #expect(svg.components(separatedBy: " id=\"").count == 3, "only title and desc have an id")
    #expect(svg.utf8.count < 5000)
    // Colours come from the page: nothing is painted but in the current colour.
    for attribute in ["fill", "stroke"] {
      for part in svg.components(separatedBy: " \(attribute)=\"").dropFirst() {
        #expect(["none", "currentColor"].contains(part.components(separatedBy: "\"")[0]))
      }
    }
    // The same plot has the same bytes.
    #expect(svg == Self.kinds[kind]?.svg(id: "fig-\(kind)"))
  }

  @Test func seriesDifferWithoutColour() throws {
    let lines = try #require(Self.kinds["line"]).svg()
    #expect(lines.contains("class=\"line series-1\" fill=\"none\" stroke=\"currentColor\""))
    #expect(lines.contains("class=\"line series-2\""))
    #expect(lines.components(separatedBy: "stroke-dasharray").count == 2)
    let dots = try #require(Self.kinds["scatter"]).svg()
    #expect(dots.contains("stroke-linecap=\"round\""))
    #expect(dots.contains("m-3-3l6 6m0-6l-6 6"), "the second series has crosses")
  }

  @Test func aLineIsDrawnThroughItsPoints() {
    let plot = Plot().line([0, 1, 2], [0, 10, 5]).xRange(0...2).yRange(0...10)
    let layout = plot.svgLayout()
    let strokes = plot.strokes(plot.marks[0], layout)
    let points = strokes?.points.compactMap { $0 } ?? []
    #expect(points.map(\.x) == [layout.left, layout.left + layout.plotWidth / 2, layout.right])
    #expect(points.map(\.y) == [layout.bottom, layout.top, layout.top + layout.plotHeight / 2])
  }

  @Test func aGapLiftsThePen() {
    let path = { (ys: [Float]) in
      let plot = Plot().line(ys)
      return plot.strokes(plot.marks[0], plot.svgLayout())?.path ?? ""
    }
    #expect(path([1, 2, .nan, 3, 4]).filter { $0 == "m" }.count == 2)
    #expect(path([1, 2, .infinity]).filter { $0 == "m" }.count == 1)
    #expect(path([.nan, .nan]) == "")
  }

  @Test func aLongLineKeepsItsExtremes() {
    var ys = [Float](repeating: 0, count: 20_000)
    for i in ys.indices { ys[i] = Float(i % 7) }
    ys[12_345] = 50
    let plot = Plot().line(ys)
    let layout = plot.svgLayout()
    let points = plot.strokes(plot.marks[0], layout)?.points.compactMap { $0 } ?? []
    #expect(points.count < 2000)
    let highest = layout.py(50) ?? 0
    #expect(points.contains { abs($0.y - highest) < 0.01 })
  }

  @Test func labelsStandAtLineEndsWhileTheyFit() {
    let apart = Plot().line([0, 1], "low").line([5, 9], "high")
    #expect(!apart.svg().contains("class=\"legend\""))
    #expect(apart.svg().contains("<text class=\"label series-2\""))
    var crowd = Plot()
    for i in 0..<5 { crowd = crowd.line([0, 1 + Float(i) * 0.001], "series \(i)") }
    #expect(crowd.svg().contains("class=\"legend\""))
    #expect(Plot().scatter([[0, 0]], "points").svg().contains("class=\"legend\""))
  }

  @Test func neighbouringLabelsDoNotOverlap() {
    let plot = Plot().line([0, 1], "a").line([5, 1.01], "b").rule(y: 1.02, "rule")
    let ys = plot.svgLayout().marginLabels.map(\.y).sorted()
    #expect(ys.count == 3)
    #expect(zip(ys, ys.dropFirst()).allSatisfy { $1 - $0 >= 15 })
  }

  @Test func oneLabelIsOneSeries() {
    let plot = Plot().ribbon([0, 1], from: [0, 0], to: [1, 1], "plain").line([0, 1], "plain")
      .line([1, 0], "packed")
    #expect(plot.marks.compactMap { $0.series?.number } == [1, 1, 2])
    #expect(plot.legendSeries.map(\.series.label) == ["plain", "packed"])
  }

  @Test func textInFiguresIsEscaped() throws {
    let svg = Plot("a < b & \"c\"", x: "<x>", y: "y").line([1, 2], "x<y").svg(id: "a\"b")
    #expect(try isWellFormed(svg))
    #expect(svg.contains("a &lt; b &amp; &quot;c&quot;"))
  }

  @Test func picturesWithoutDataAreStillPictures() throws {
    for plot in [
      Plot(), Plot("empty", x: "x", y: "y").line([]), Plot().scatter([]),
      Plot().line([.nan]).logY(), Plot().histogram([]), Plot().bars([String](), []),
      Plot().line([3]), Plot().line([-1, -2]).logX().logY(),
    ] {
      #expect(try isWellFormed(plot.svg()))
      #expect(!plot.text().isEmpty)
      #expect(!plot.description.isEmpty)
      _ = plot.table
    }
  }

  @Test func tensorsArePlottedAsTheyAre() {
    let points = Tensor([[0, 1], [2, 3]])
    #expect(Plot().scatter(points, "a") == Plot().scatter([[0, 1], [2, 3]], "a"))
    #expect(Plot().heatMap(points, "D") == Plot().heatMap([[0, 1], [2, 3]], "D"))
    #expect(Plot().line(Tensor([1, 2]), "loss") == Plot().line([1, 2], "loss"))
    #expect(Plot().histogram(points, bins: 2) == Plot().histogram([0, 1, 2, 3], bins: 2))
    let pictures = Tensor(shape: [2, 1, 2, 2], [0, 1, 2, 3, 4, 5, 6, 7])
    #expect(Plot().images(pictures) == Plot().images([[0, 1, 2, 3], [4, 5, 6, 7]]))
  }

  private func isWellFormed(_ svg: String) throws -> Bool {
    let parser = XMLParser(data: Data(svg.utf8))
    return parser.parse()
  }
}
