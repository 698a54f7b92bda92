package import GradusDiagnostics
package import GradusMarkdown

/// A folder of lessons in the order in which `Lessons/course.md` lists them.
package struct Course: Sendable {
  package var title: String
  package var summary: String
  /// `course.md` as a document: its prose is the front page of the site.
  package var document: Document
  package var parts: [Part]
  /// All lessons in course order.
  package var lessons: [Lesson]
  package var references: [Reference]
  package var glossary: [Term] = []

  package func lesson(_ slug: String) -> Lesson? { lessons.first { $0.slug == slug } }

  package func exercise(_ name: ExerciseName) -> Exercise? {
    lesson(name.lesson)?.exercises.first { $0.name == name }
  }

  /// Every exercise in course order, with its lesson.
  package var exercises: [(lesson: Lesson, exercise: Exercise)] {
    lessons.flatMap { lesson in lesson.exercises.map { (lesson, $0) } }
  }
}

/// A heading of `course.md` and the lessons listed below it.
package struct Part: Hashable, Sendable {
  package var title: String
  package var lessons: [String]
  package var span: SourceSpan
}

/// A source that lessons cite, from `Lessons/references.yml`.
package struct Reference: Hashable, Sendable {
  package var key: String
  package var authors: String
  package var title: String
  package var venue: String?
  package var year: String
  /// A DOI link where there is a DOI, else the URL.
  package var link: String?
}
