package import GradusLessons
import GradusRunner

/// Which submissions are nearly the same, for the instructor's eyes: a reason to look, no verdict.
package struct Similarity: Hashable, Codable, Sendable {
  package var schema = "gradus-similarity/1"
  package var compared: Int
  /// The most alike first.
  package var pairs: [Pair]

  package struct Pair: Hashable, Codable, Sendable {
    package var first: String
    package var second: String
    /// Of what the shorter of the two has of its own, the part that the other has too, in percent.
    package var percent: Int
    package var exercises: [Part]
  }

  /// What two submissions share in one exercise, by its lines.
  package struct Part: Hashable, Codable, Sendable {
    package var name: ExerciseTitle
    package var shared: Int
    package var firstLines: [Int]
    package var secondLines: [Int]
  }
}

/// With fewer fingerprints in common, two files are too short to be alike.
private let fewest = 6

/// Compares every submission with every other.
///
/// What the course itself holds (starter, solution, shared code, hints by way of the solution, wrong
/// answers that tempt everybody) counts for nothing, and neither does what more than half of a class
/// wrote, if they are more than four.
///
/// - Parameter least: the percentage from which a pair is told
package func similarity(
  of submissions: [Submission], exercises: [(lesson: Lesson, exercise: Exercise)], least: Int
) -> Similarity {
  var own: [String: [ExerciseName: [UInt64: ClosedRange<Int>]]] = [:]
  for (_, exercise) in exercises {
    let given =
      ([exercise.starter, exercise.solution] + exercise.shared.map(\.text)
      + exercise.wrongs.map(\.code.text)).map { fingerprints(of: $0) }
    let known = Set(given.flatMap(\.keys))
    var found: [(student: String, prints: [UInt64: ClosedRange<Int>])] = []
    var owners: [UInt64: Int] = [:]
    for submission in submissions {
      guard case .taken(let file)? = submission.files[exercise.name] else { continue }
      let prints = fingerprints(of: file.text).filter { !known.contains($0.key) }
      for print in prints.keys { owners[print, default: 0] += 1 }
      found.append((submission.student, prints))
    }
    let most = max(4, found.count / 2)
    for (student, prints) in found {
      own[student, default: [:]][exercise.name] = prints.filter {
        owners[$0.key, default: 0] <= most
      }
    }
  }
  let students = own.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  var pairs: [Similarity.Pair] = []
  for (index, first) in students.enumerated() {
    for second in students[(index + 1)...] {
      guard let a = own[first], let b = own[second],
        let pair = pair((first, a), (second, b), exercises.map(\.exercise.name)),
        pair.percent >= least
      else { continue }
      pairs.append(pair)
    }
  }
  return Similarity(
    compared: submissions.count,
    pairs: pairs.sorted {
      (-$0.percent, $0.first, $0.second) < (-$1.percent, $1.first, $1.second)
    })
}

private typealias Prints = [ExerciseName: [UInt64: ClosedRange<Int>]]

private func pair(
  _ first: (name: String, prints: Prints), _ second: (name: String, prints: Prints),
  _ exercises: [ExerciseName]
) -> Similarity.Pair? {
  var parts: [Similarity.Part] = []
  for exercise in exercises {
    guard let a = first.prints[exercise], let b = second.prints[exercise] else { continue }
    let shared = a.keys.filter { b[$0] != nil }
    if shared.isEmpty { continue }
    parts.append(
      Similarity.Part(
        name: exercise.description, shared: shared.count,
        firstLines: Set(shared.flatMap { Array(a[$0] ?? 1...1) }).sorted(),
        secondLines: Set(shared.flatMap { Array(b[$0] ?? 1...1) }).sorted()))
  }
  let shared = parts.map(\.shared).reduce(0, +)
  let shorter = min(
    first.prints.values.map(\.count).reduce(0, +), second.prints.values.map(\.count).reduce(0, +))
  guard shared >= fewest, shorter > 0 else { return nil }
  return Similarity.Pair(
    first: first.name, second: second.name, percent: min(100, shared * 100 / shorter),
    exercises: parts)
}

/// The pairs for a terminal.
package func similarityText(_ similarity: Similarity) -> String {
  var lines: [String] = []
  for pair in similarity.pairs {
    lines.append("\(pair.percent) %  \(shownName(pair.first))  and  \(shownName(pair.second))")
    for part in pair.exercises {
      lines.append(
        "      \(part.name)  lines \(ranges(part.firstLines)) and \(ranges(part.secondLines))")
    }
  }
  let count = similarity.pairs.count
  let compared = "\(similarity.compared) submission\(similarity.compared == 1 ? "" : "s")"
  lines.append(
    count == 0
      ? "Compared \(compared); no two are nearly the same."
      : "Compared \(compared); \(count) pair\(count == 1 ? " is" : "s are") "
        + "nearly the same.\nThat is a reason to look, and no verdict. It is for you alone.")
  return lines.joined(separator: "\n")
}

/// "3–5, 9" of 3, 4, 5, 9.
private func ranges(_ lines: [Int]) -> String {
  var made: [ClosedRange<Int>] = []
  for line in lines {
    if let last = made.last, last.upperBound + 1 == line {
      made[made.count - 1] = last.lowerBound...line
    } else {
      made.append(line...line)
    }
  }
  return made.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
    .joined(separator: ", ")
}
