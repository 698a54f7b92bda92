import Foundation
import GradusDiagnostics
import GradusLessons
import GradusSite
import Testing

/// The theme that comes with Gradus, read from the repository.
func shippedTheme() throws -> Theme {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "site")
  let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
  let files = try paths.sorted().compactMap { path -> SiteFile? in
    let file = folder.appending(path: path)
    guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
      return nil
    }
    return SiteFile(path: path, contents: Array(try Data(contentsOf: file)))
  }
  return Theme(folder: files)
}

/// A course of two short lessons that uses everything a page can show.
let sampleFiles: [String: String] = [
  "Lessons/course.md": """
  ---
  title: Sample
  summary: Everything a page can show.
  ---

  # Sample

  A course to look at.

  ## First part

  1. [Steps](steps.md)
  2. [More steps](more.md)
  """,
  "Lessons/references.yml": """
  goldberg1991:
    authors: David Goldberg
    title: What every computer scientist should know about floating-point arithmetic
    venue: ACM Computing Surveys 23(1)
    year: 1991
    doi: 10.1145/103162.103163
  """,
  "Lessons/steps.md": """
  ---
  title: Steps
  summary: Why a step is small.
  minutes: 20
  goals:
    - take a step
  ---

  # Steps

  A step is small[^small], as [@goldberg1991] says. It costs $x^2$, see
  [](#eq:cost), [](#fig:curve) and [](#half). The value is
  [0.25](#run:curve/quarter).

  [^small]: How small is a matter of taste.

  ```math {#eq:cost}
  L = \\frac{1}{2} (x - 1)^2
  ```

  ## Shared ground

  ```swift shared
  /// Twice as much.
  func twice(_ x: Float) -> Float { 2 * x }
  ```

  ```swift example curve
  let x: Float = 0.5
  // hide
  let hidden = x * x
  // show
  print("x squared is", hidden)
  show(Plot("A curve").line([x, hidden]), id: "fig:curve", caption: "The cost.")
  record("quarter", hidden)
  ```

  ```output curve
  x squared is 0.25
  ```

  ```swift example refused fails
  let x: Int = "word"
  ```

  | step | cost |
  | ---- | ---: |
  | 1    | 0.5  |

  > [!WARNING]
  > Too large a step leaves the valley.

  ## Your turn {#turn}

  Halve a number.

  ```swift exercise half points=1
  /// Half of a number.
  func half(_ x: Float) -> Float {
    #if SOLUTION
    return x / 2
    #else
    return x
    #endif
  }
  ```

  > [!HINT]
  > Think.

  > [!HINT]
  > Divide.

  > [!HINT]
  > Divide by two: $x / 2$.

  ```swift check half
  check("halves") { draw in
    let x = draw.float(in: -1...1)
    expectSame { half(x) }
  }
  ```

  ```swift check half hidden
  check("halves nothing") { _ in
    expectSame { half(0) }.mistake("doubled", "Divide.", when: half(1) == 2)
  }
  ```

  ```swift wrong half doubled
  func half(_ x: Float) -> Float { 2 * x }
  ```

  > [!QUIZ] which-way
  > Where does a step go?
  >
  > - [x] downhill — that is what the minus sign is for.
  > - [ ] uphill — only without the minus sign.

  ## Where to go

  Go on to [the next lesson](more.md#more).
  """,
  "Lessons/more.md": """
  ---
  title: More steps
  summary: A second step.
  minutes: 10
  needs: [steps]
  goals:
    - take another
  ---

  # More steps

  ## More {#more}

  Nothing runs here. Back to [Steps](steps.md).
  """,
]

/// What the sample's examples would have printed.
let sampleRuns: [String: ExampleRun] = [
  "steps/curve": ExampleRun(
    key: "steps/curve", outcome: .finished, stdout: "x squared is 0.25\n",
    figures: [
      RunFigure(
        id: "fig:curve", title: "A curve", caption: "The cost of a step.",
        svg:
          "<svg class=\"plot\" role=\"img\" viewBox=\"0 0 10 10\" aria-labelledby=\"plot-title\">"
          + "<title id=\"plot-title\">A curve</title><path class=\"line series-1\" d=\"M0 0h9\"/></svg>",
        description: "It rises.", columns: ["x", "y"], rows: [["0", "0"], ["1", "1"]])
    ], values: [RunValue(name: "quarter", number: 0.25)], toolchain: "Swift 6.3.1"),
  "steps/refused": ExampleRun(
    key: "steps/refused",
    outcome: .failedToCompile([
      Diagnostic(
        id: "swiftc", at: SourceSpan(file: "Lessons/steps.md", line: 47, column: 14),
        "cannot convert value of type 'String' to specified type 'Int'")
    ]), toolchain: "Swift 6.3.1"),
]

/// The sample as pages.
func sampleSite(
  _ files: [String: String] = sampleFiles, runs: [String: ExampleRun] = sampleRuns,
  options: SiteOptions = SiteOptions()
) throws -> (files: [SiteFile], diagnostics: [Diagnostic], ledger: Ledger) {
  let (course, found) = readCourse(files)
  #expect(found.filter { $0.severity == .error }.map(oneLine) == [])
  return renderSite(course, runs: runs, theme: try shippedTheme(), options: options)
}
