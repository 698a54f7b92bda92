import GradusDiagnostics
import GradusLessons
import GradusTestSupport
import Testing

/// Whatever an editor leaves behind, reading it ends, and every finding lies inside the file.
struct RobustnessTests {
  @Test(arguments: 0..<300) func survivesABrokenLesson(seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    var lines = CourseFixture.first.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    for _ in 0...random.below(4) {
      let place = random.below(lines.count)
      switch random.below(7) {
      case 0: lines.remove(at: place)
      case 1: lines.insert(lines[place], at: place)
      case 2: lines = Array(lines.prefix(place + 1))
      case 3: lines[place] = String(lines[place].shuffled(using: &random))
      case 4: lines[place] = "> " + lines[place]
      case 5:
        lines[place] += ["$", "`", "$$", "[", "{#", "|", "\t", "é\u{301}", "\r"][random.below(9)]
      default: lines.swapAt(place, random.below(lines.count))
      }
      if lines.isEmpty { lines = [""] }
    }
    let text = lines.joined(separator: random.below(2) == 0 ? "\n" : "\r\n")
    var files = CourseFixture.files()
    files["Lessons/first.md"] = text
    let (course, diagnostics) = readCourse(files)
    let height = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    for span in diagnostics.compactMap(\.span) where span.file == "Lessons/first.md" {
      #expect(
        (1...height + 1).contains(span.start.line), "\(span) of \(height) lines, seed \(seed)")
      #expect(span.start.column >= 1)
    }
    for (lesson, exercise) in course.exercises {
      _ = starterFile(exercise, in: lesson)
      _ = answererFiles(exercise, in: lesson)
      _ = judgeFiles(exercise, in: lesson, includingHidden: true)
    }
  }
}

/// Sebastiano Vigna's SplitMix64; the same numbers everywhere.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
}
