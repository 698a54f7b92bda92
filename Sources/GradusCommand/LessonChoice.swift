import GradusDiagnostics
import GradusLessons

extension Session {
  /// The lessons called by these names, or all of them; `bce`, `bce.md` and `Lessons/bce.md` are one.
  func chooseLessons(_ names: [String]) throws(WrongUse) -> [Lesson] {
    if names.isEmpty { return course.lessons }
    var chosen: [Lesson] = []
    for name in names { chosen.append(try chooseLesson(name)) }
    return chosen
  }

  func chooseLesson(_ name: String) throws(WrongUse) -> Lesson {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    let slug = file.hasSuffix(".md") ? String(file.dropLast(3)) : file
    if let lesson = course.lesson(slug) { return lesson }
    let guess = didYouMean(slug, among: course.lessons.map(\.slug))
    let names = course.lessons.map(\.slug).joined(separator: ", ")
    throw WrongUse(message: "'\(name)' is no lesson\(guess)", fix: "the lessons are: \(names)")
  }
}
