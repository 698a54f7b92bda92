import ArgumentParser
import GradusDiagnostics
import GradusWorkspace

/// `gradus new`: a lesson that already verifies, to be written over.
struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Begin a lesson from a small one that already verifies.")

  @OptionGroup var options: CommonOptions
  @Argument(help: "The short name of the lesson: small letters, digits and hyphens.") var slug:
    String

  func run() async throws {
    let session = try Session(options)
    try checkSlug(slug)
    let path = "Lessons/\(slug).md"
    guard try session.courseFolder.create(path, lessonTemplate(title: title(from: slug))) else {
      throw WrongUse(message: "\(path) exists", fix: "choose another name")
    }
    let map = "Lessons/course.md"
    try session.courseFolder.replace(
      map, listing(slug, in: try session.courseFolder.read(map) ?? ""))
    session.console.say(newLessonWords(slug).called(session.environment.call))
  }
}

package func checkSlug(_ slug: String) throws(WrongUse) {
  let isFine =
    !slug.isEmpty && !["course", "glossary"].contains(slug) && slug.utf8.first != UInt8(ascii: "-")
    && slug.utf8.allSatisfy {
      $0 == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
  guard isFine else {
    throw WrongUse(
      message: "'\(slug)' cannot name a lesson",
      fix: "small letters, digits and hyphens, as in: gradus new mode-collapse")
  }
}

/// `mode-collapse` becomes `Mode collapse`.
package func title(from slug: String) -> String {
  let words = slug.split(separator: "-").joined(separator: " ")
  return words.prefix(1).uppercased() + words.dropFirst()
}

package func newLessonWords(_ slug: String) -> String {
  """
  Lessons/\(slug).md is there, and stands last in Lessons/course.md; move it to its place.
  next: gradus verify \(slug)
  """
}

/// The text of course.md with a lesson behind all that it lists.
///
/// A lesson that the course does not list is none, and could not be verified.
package func listing(_ slug: String, in course: String) -> String {
  let link = "[\(title(from: slug))](\(slug).md)"
  var lines = course.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  let isEntry = { (line: String) in
    let words = line.split(separator: " ", maxSplits: 1)
    return words.count == 2 && words[1].hasPrefix("[") && words[1].contains(".md)")
      && (["-", "*", "+"].contains(words[0]) || words[0].last == "." || words[0].last == ")")
  }
  guard let last = lines.lastIndex(where: isEntry) else {
    let isEmpty = course.isEmpty || course.hasSuffix("\n")
    return course + (isEmpty ? "" : "\n") + "\n## Lessons\n\n1. \(link)\n"
  }
  let indent = lines[last].prefix { $0 == " " }
  let marker = lines[last].dropFirst(indent.count).prefix { $0 != " " }
  let next = Int(marker.dropLast()).map { "\($0 + 1)\(marker.suffix(1))" } ?? String(marker)
  // Behind what belongs to the last entry, such as its second line.
  let end = lines[(last + 1)...].firstIndex { $0.first != " " } ?? lines.count
  lines.insert("\(indent)\(next) \(link)", at: end)
  return lines.joined(separator: "\n")
}

/// A whole small lesson, every part of the grammar once, so that an author changes rather than begins.
package func lessonTemplate(title: String) -> String {
  #"""
  ---
  title: \#(title)
  summary: One sentence that says what the reader will be able to do.
  minutes: 15
  goals:
    - say what a mean is and compute it
  ---

  # \#(title)

  Begin with the question that the lesson answers. The mean of $n$ numbers is

  ```math {#eq:mean}
  \bar{x} = \frac{1}{n} \sum_{i=1}^{n} x_i
  ```

  ```swift example mean-by-hand
  let numbers: [Float] = [1, 2, 6]
  let mean = numbers.reduce(0, +) / Float(numbers.count)
  print("mean:", mean)
  record("mean", mean)
  ```

  ```output mean-by-hand
  mean: 3.0
  ```

  The mean of 1, 2 and 6 is [3.0](#run:mean-by-hand/mean). Write [](#eq:mean) as a function.

  ```swift exercise mean points=1
  /// The mean of some numbers, at least one.
  func mean(_ numbers: [Float]) -> Float {
    #if SOLUTION
    return numbers.reduce(0, +) / Float(numbers.count)
    #else
    // Add up, then divide by how many there are.
    return 0
    #endif
  }
  ```

  > [!HINT]
  > What does the sum become when every number is the same?

  > [!HINT]
  > `numbers.reduce(0, +)` is the sum.

  > [!HINT]
  > Divide that sum by `Float(numbers.count)`.

  ```swift check mean
  check("the mean of random numbers", trials: 3) { draw in
    let numbers = draw.floats(5, in: -2...2)
    expectSame { mean(numbers) }
      .mistake(
        "sum-only", "This is the sum; divide it by how many numbers there are.",
        gives: numbers.reduce(0, +))
  }
  ```

  ```swift wrong mean sum-only
  func mean(_ numbers: [Float]) -> Float {
    numbers.reduce(0, +)
  }
  ```

  """#
}
