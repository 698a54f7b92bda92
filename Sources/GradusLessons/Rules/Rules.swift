import GradusDiagnostics

/// Every rule that one lesson can be held against by itself, in the order of the table of contents.
let lessonRules: [@Sendable (Lesson) -> [Diagnostic]] = [
  exercisesHaveChecks, exercisesHaveThreeHints, startersDifferFromSolutions, checksCanCallSomething,
  functionsAreToldApart, checksCheckSomething, mistakesAreNamedOnce, mistakesAreRecognised,
  idsAreUnique, blocksStandAtTheTop, calloutsAreKnown, noStrayLabels, codeFitsThePage, noRawHTML,
  headingsDescend, predictionsComeFirst,
]

/// Every rule that needs the whole course.
let courseRules: [@Sendable (Course) -> [Diagnostic]] = [
  needsResolve, linksResolve, citationsResolve, boundNumbersNameAnExample,
]

func checkLesson(_ lesson: Lesson) -> [Diagnostic] { lessonRules.flatMap { $0(lesson) } }

func checkCourse(_ course: Course) -> [Diagnostic] {
  inParallel(courseRules.count) { courseRules[$0](course) }.flatMap(\.self)
}
