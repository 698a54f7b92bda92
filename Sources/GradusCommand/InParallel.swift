import Foundation

/// Does like jobs as many at a time as there are cores (two at least).
///
/// Hands over each result, with its number from 1, as soon as all earlier ones are there: fast to
/// run, calm to read.
func inParallel<Job: Sendable, Answer: Sendable>(
  _ jobs: [Job], _ work: @escaping @Sendable (Job) async -> Answer,
  each: (Int, Answer) -> Void
) async -> [Answer] {
  let width = max(2, ProcessInfo.processInfo.activeProcessorCount)
  var finished: [Int: Answer] = [:]
  var answers: [Answer] = []
  await withTaskGroup(of: (Int, Answer).self) { group in
    var waiting = jobs.enumerated().makeIterator()
    for _ in 0..<width {
      guard let (number, job) = waiting.next() else { break }
      group.addTask { (number, await work(job)) }
    }
    while let (number, answer) = await group.next() {
      if let (next, job) = waiting.next() { group.addTask { (next, await work(job)) } }
      finished[number] = answer
      while let ready = finished.removeValue(forKey: answers.count) {
        answers.append(ready)
        each(answers.count, ready)
      }
    }
  }
  return answers
}
