import Foundation
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

/// The same for the lessons of the course itself, byte by byte, and how long reading them takes.
struct RealLessonTests {
  private static let lessons: [String: String] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Lessons")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
        else { return nil }
        return ("Lessons/\(name)", text)
      })
  }()

  @Test func areThere() { #expect(Self.lessons.count >= 4) }

  @Test(arguments: 0..<60) func surviveRandomBytes(seed: Int) throws {
    var random = SplitMix(state: UInt64(seed) &+ 1_000)
    let paths = Self.lessons.keys.filter { slug(ofPath: $0) != nil }.sorted()
    let path = paths[random.below(paths.count)]
    var scalars = Array(try #require(Self.lessons[path]).unicodeScalars)
    // A stretch of a lesson is as good as the whole, and sooner read.
    let start = random.below(scalars.count)
    scalars = Array(scalars[start..<min(scalars.count, start + 6_000)])
    let odd: [Unicode.Scalar] = [
      "$", "`", "[", "]", "{", "#", "|", ">", "-", "\t", "\r", "\n", "\0", "<", "*", "\\", "\"",
      "é",
      "\u{301}", "\u{FEFF}", "\u{2028}", "😀", "(", ")", ":", "~",
    ]
    for _ in 0..<random.below(60) where !scalars.isEmpty {
      let place = random.below(scalars.count)
      switch random.below(4) {
      case 0: scalars.remove(at: place)
      case 1: scalars.insert(odd[random.below(odd.count)], at: place)
      case 2: scalars[place] = odd[random.below(odd.count)]
      default: scalars.removeSubrange(place..<min(scalars.count, place + random.below(40)))
      }
    }
    var text = String(String.UnicodeScalarView(scalars))
    if random.below(3) == 0 { text = "---\n" + text }
    var files = Self.lessons
    files[path] = text
    files["Lessons/references.yml"] = random.below(4) == 0 ? text : files["Lessons/references.yml"]
    let (course, diagnostics) = readCourse(files)
    let ends: Set<Character> = ["\n", "\r", "\r\n"]
    let lines = text.split(omittingEmptySubsequences: false) { ends.contains($0) }
    for span in diagnostics.compactMap(\.span) where span.file == path {
      #expect((1...lines.count + 1).contains(span.start.line), "\(span), seed \(seed)")
      guard lines.indices.contains(span.start.line - 1) else { continue }
      // cmark replaces a zero byte by three others.
      let zeros = lines[span.start.line - 1].utf8.count { $0 == 0 }
      let width = lines[span.start.line - 1].utf8.count + 2 * zeros
      #expect((1...width + 1).contains(span.start.column), "\(span), width \(width), seed \(seed)")
      #expect(span.start <= span.end)
    }
    for (lesson, exercise) in course.exercises {
      _ = starterFile(exercise, in: lesson)
      _ = answererFiles(exercise, in: lesson)
      _ = judgeFiles(exercise, in: lesson, includingHidden: true)
    }
  }

  /// A course of this size is read before every command; nobody should notice.
  @Test func aLongCourseIsReadAtOnce() throws {
    var files = Self.lessons
    let lesson = try #require(files["Lessons/bce.md"])
    for number in 0..<24 { files["Lessons/copy\(number).md"] = lesson }
    let course = try #require(files["Lessons/course.md"])
    files["Lessons/course.md"] =
      course + "\n" + (0..<24).map { "1. [x](copy\($0).md)\n" }.joined()
    let began = secondsOfThisThread()
    let lessons = readCourse(files).0.lessons.count
    let took = secondsOfThisThread() - began
    print("read \(lessons) lessons in \(Int(took * 1000)) ms")
    #expect(lessons >= 24)
    // Many times what it takes: enough to catch a square, not a slow machine.
    #expect(took < 1)
  }

  /// Processor time, because the tests run side by side.
  private func secondsOfThisThread() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
