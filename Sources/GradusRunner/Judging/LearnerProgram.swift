import CGradusSystem
import GradusDiagnostics
import GradusProbe

/// One start of the learner's program: its pipes from the beginning, its process once it is built.
final class LearnerProgram {
  let output: Stream
  let errors: Stream
  let traps: Stream
  private(set) var child: Child?
  /// The program's ends of the pipes, until it has them.
  private var handed: [Int32: Descriptor]
  private var taken = (output: 0, errors: 0)

  /// Prepares a start.
  ///
  /// - Parameter captured: how many bytes of each stream are kept
  init(_ conversation: Conversation, captured: Int) throws(GradusError) {
    let (outputPipe, errorPipe, trapPipe) = (try Pipe(), try Pipe(), try Pipe())
    output = Stream(outputPipe.reading, limit: captured)
    errors = Stream(errorPipe.reading, limit: captured)
    traps = Stream(trapPipe.reading, limit: 1 << 14)
    handed = [
      1: outputPipe.writing, 2: errorPipe.writing, Streams.requests: conversation.requests,
      Streams.replies: conversation.replies, Streams.traps: trapPipe.writing,
    ]
  }

  /// The ends of two pipes through which a judge and a learner's program talk: the program's ends.
  struct Conversation {
    let requests: Descriptor
    let replies: Descriptor
  }

  func start(
    _ executable: String, limits: RunLimits, on bench: Workbench
  ) throws(GradusError) {
    child = try bench.start(executable, limits: limits, descriptors: handed)
    // A pipe ends when its last writer is gone, so the runner must not be one of them.
    for descriptor in handed.values { descriptor.close() }
    handed = [:]
  }

  var streams: [Stream] { [output, errors, traps] }

  /// Bytes printed so far, kept or not.
  var printedTotal: Int { output.total + errors.total }

  /// What was printed since the last call.
  ///
  /// A program prints before it answers, and the judge reports after the answer: whatever belongs to
  /// a check is in the pipes when the judge's next record arrives.
  func takePrinted() -> [UInt8] {
    for stream in streams {
      while stream.isOpen, listen(to: [stream], until: 0) {}
    }
    let new = Array(output.bytes[taken.output...]) + Array(errors.bytes[taken.errors...])
    taken = (output.bytes.count, errors.bytes.count)
    return new
  }

  /// Waits for its end, and reads meanwhile what it still prints, which must not block it.
  func wait(seconds: Double) -> gradus_end? {
    guard let child else { return nil }
    let deadline = gradus_now() + seconds
    while child.reap() == nil, gradus_now() < deadline {
      let open = streams.filter(\.isOpen)
      if open.isEmpty {
        gradus_await(child.pid, deadline - gradus_now())
      } else {
        listen(to: open, until: gradus_now() + 0.001)
      }
    }
    return child.end
  }
}
