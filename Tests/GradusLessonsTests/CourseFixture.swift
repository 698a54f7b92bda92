import GradusDiagnostics
import GradusLessons

/// A small course that is right in every point; each test breaks one thing in it.
enum CourseFixture {
  static let course = """
    ---
    title: Small
    summary: A course for tests.
    ---
    # Small

    ## Part

    1. [First](first.md)
    2. [Second](second.md)

    """

  static let second = """
    ---
    title: Second
    summary: Comes after.
    minutes: 5
    needs: [first]
    goals: [read]
    ---
    # Second

    See [the first](first.md#top).

    """

  static let first = """
    ---
    title: First
    summary: Doubles numbers.
    minutes: 10
    goals:
      - double
    ---
    # First {#top}

    Two is [2.0](#run:show/two), says [@knuth1984]. See [](#double) and [](#eq:twice).

    $$
    y = 2x
    $$ {#eq:twice}

    ```swift shared
    let two: Float = 2
    ```

    ```swift example show
    print(two)
    // hide
    record("two", two)
    // show
    ```

    ```output show
    2.0
    ```

    Write the function that doubles.

    ```swift exercise double points=2
    /// Twice the number.
    func double(_ x: Float) -> Float {
      #if SOLUTION
      two * x
      #else
      x
      #endif
    }
    ```

    > [!HINT]
    > What is twice?

    > [!HINT]
    > Multiply.

    > [!HINT]
    > Multiply `x` by `two`.

    ```swift check double
    check("doubles") { draw in
      let x = draw.float(in: 1...2)
      expectSame { double(x) }.mistake("unchanged", "You gave it back.", gives: x)
    }
    ```

    ```swift check double hidden
    check("zero stays") { _ in expectSame { double(0) } }
    ```

    ```swift wrong double unchanged
    func double(_ x: Float) -> Float { x }
    ```

    > [!QUIZ] twice
    > Twice 3?
    >
    > - [x] 6 — as 3 + 3.
    > - [ ] 9 — that is its square.

    """

  static let references = """
    knuth1984:
      authors: Donald E. Knuth
      title: Literate programming
      venue: The Computer Journal 27(2)
      year: 1984
      doi: 10.1093/comjnl/27.2.97
    """

  /// The course with one text replaced by another in the first lesson.
  static func files(replacing old: String = "", with new: String = "") -> [String: String] {
    precondition(old.isEmpty || first.contains(old), "the first lesson has no '\(old)'")
    let lesson = old.isEmpty ? first : first.replacing(old, with: new)
    return [
      "Lessons/course.md": course, "Lessons/first.md": lesson, "Lessons/second.md": second,
      "Lessons/references.yml": references,
    ]
  }

  static func problems(replacing old: String, with new: String) -> [String] {
    readCourse(files(replacing: old, with: new)).1.map { oneLine($0) }
  }
}
