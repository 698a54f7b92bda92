import GradusNN
import Testing

/// What a plot says of itself: sentences, tables, messages.
@Suite struct PlotWordsTests {
  @Test(arguments: [
    (
      "line",
      "Horizontal axis: step, from 0 to 2. Vertical axis: loss, from 0.9 to 3.1. "
        + "Line “plain”: 3 points, starts at 1 and ends at 2; lowest 1 at 0, highest 3 at 1; "
        + "overall it rises. "
        + "Line “GP”: 3 points, starts at 2 and ends at 1; lowest 1 at 1, highest 2 at 0; "
        + "it never rises."
    ),
    (
      "scatter",
      "Horizontal axis: x₁, from −0.1 to 2.1. Vertical axis: x₂, from −0.1 to 2.1. "
        + "Points “real”: 2 points, horizontally from 0 to 1, vertically from 0 to 1; "
        + "their middle is at 0.5, 0.5. "
        + "Points “generated”: 1 point, horizontally from 2 to 2, vertically from 2 to 2; "
        + "their middle is at 2, 2."
    ),
    (
      "histogram",
      "Horizontal axis: x, from 0 to 1. Vertical axis: density, from 0 to 1.58. "
        + "Histogram “real”: 4 values, mean 0.3, standard deviation 0.3536; "
        + "the fullest interval is 0 to 0.5."
    ),
    (
      "bars",
      "Horizontal axis: digit. Vertical axis: share, from 0 to 1.05. "
        + "Columns “real”: a 0.25, b 0.75. Columns “collapsed”: a 1, b 0."
    ),
    (
      "ribbon",
      "Horizontal axis: step, from 0 to 1. Vertical axis: W₁, from 0.85 to 4.15. "
        + "Area “seeds”: at first from 1 to 2, at last from 2 to 4, widest at 1. "
        + "Line “seeds”: 2 points, starts at 1.5 and ends at 3; lowest 1.5 at 0, highest 3 at 1; "
        + "it never falls."
    ),
    (
      "heatMap",
      "Horizontal axis: x, from 0 to 1. Vertical axis: y, from 0 to 1. Shades of “D(x)”: "
        + "2 rows of 2; lowest 0 at 0.25, 0.25, highest 3 at 0.75, 0.75."
    ),
    (
      "images",
      "2 pictures of 2 by 2 pixels, 2 in a row; shades from 0 (paper) to 1 (ink). Captions: 7, 1."
    ),
    (
      "rules",
      "Horizontal axis: step, from 0 to 1. Vertical axis: loss, from 0.95 to 2.05. "
        + "Line: 2 points, starts at 1 and ends at 2; lowest 1 at 0, highest 2 at 1; it never falls. "
        + "A horizontal line at 1.5, “2 log 2”. A vertical line at 0.5, “cut”. "
        + "A horizontal band from 1.2 to 1.4, “band”. A vertical band from 0 to 0.2, “warm-up”."
    ),
  ])
  func descriptionsSayWhatIsThere(kind: String, words: String) {
    #expect(PlotTests.kinds[kind]?.description == words)
  }

  @Test func valuesThatAreNotFiniteAreSpokenOf() {
    #expect(
      Plot(y: "loss").line([1, 2, .nan, .infinity, 3], "naive").description.hasSuffix(
        "it never falls. 2 values are not finite, the first at 2."))
    #expect(Plot().line([.nan]).description.hasSuffix("Line: no finite value."))
  }

  @Test func linesOverTheSamePlacesShareATable() {
    #expect(
      PlotTests.kinds["line"]?.table
        == Plot.Table(
          columns: ["step", "plain", "GP"],
          rows: [["0", "1", "2"], ["1", "3", "1"], ["2", "2", "1"]]))
  }

  @Test func otherPointsAreListedOneAfterTheOther() {
    #expect(
      PlotTests.kinds["scatter"]?.table
        == Plot.Table(
          columns: ["series", "x₁", "x₂"],
          rows: [["real", "0", "1"], ["real", "1", "0"], ["generated", "2", "2"]]))
  }

  @Test func columnsAndCellsHaveTables() {
    #expect(
      PlotTests.kinds["bars"]?.table
        == Plot.Table(
          columns: ["digit", "real", "collapsed"], rows: [["a", "0.25", "1"], ["b", "0.75", "0"]]))
    #expect(
      PlotTests.kinds["histogram"]?.table.rows
        == [["real", "0", "0.5", "1.5"], ["real", "0.5", "1", "0.5"]])
    #expect(
      PlotTests.kinds["heatMap"]?.table
        == Plot.Table(
          columns: ["y \\ x", "0.25", "0.75"], rows: [["0.75", "2", "3"], ["0.25", "0", "1"]]))
  }

  @Test func aLongTableKeepsEndsAndExtremes() {
    var ys = [Float](repeating: 1, count: 1000)
    ys[777] = 9
    let rows = Plot().line(ys).table.rows
    #expect(rows.count == 41)
    #expect(rows.first == ["0", "1"] && rows.last == ["999", "1"])
    #expect(rows.contains(["777", "9"]))
  }
}
