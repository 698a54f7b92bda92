import CGradusSystem
import GradusDiagnostics
import Synchronization

/// A compiler or linker that has started once and runs many times; see `CGradusReady`.
///
/// Starting takes it up to half of what it needs for a learner's file. A copy of a process that has
/// just started, and has not read anything yet, saves that and cannot tell one file of another.
final class ReadyProgram: Sendable {
  let program: String
  private let library: String
  private let environment: [String]
  private let state = Mutex(State())

  private struct State {
    var calls = 0
    /// Where copies are asked for, while that is possible.
    var control: Descriptor?
  }

  /// - Parameters:
  ///   - library: what keeps the program in front of its `main`
  ///   - environment: for the start alone; a copy gets what the jail is told
  init(_ program: String, library: String, environment: [String]) {
    self.program = program
    self.library = library
    self.environment = environment
  }

  /// Starts a command of the jail as a copy; nil where it has to be started like any other.
  ///
  /// The first call is: whoever checks one exercise needs the program once, and gains nothing.
  func start(_ jailed: Command, output: Descriptor) -> Child? {
    let words = [jailed.folder ?? "/", jailed.program] + jailed.arguments
    let request = words.reduce(into: [UInt8]()) { $0 += Array($1.utf8) + [0] }
    guard words.count < 1000, request.count < 1 << 16 else { return nil }
    return state.withLock { state in
      state.calls += 1
      if state.calls == 2 { state.control = begin() }
      guard let control = state.control else { return nil }
      let pid = gradus_ask_for_copy(control.number, request, request.count, output.number)
      if pid > 0 { return Child(copy: pid) }
      state.control = nil
      return nil
    }
  }

  /// Starts the program that is copied.
  ///
  /// Its thread lives as long as it does: the jail lets copies die with the thread that started it.
  private func begin() -> Descriptor? {
    var ends: (Int32, Int32) = (-1, -1)
    guard gradus_conversation(&ends.0, &ends.1) == 0 else { return nil }
    let theirs = ends.1
    let command = Command(
      program: program, arguments: [], environment: environment + ["LD_PRELOAD=\(library)"],
      folder: "/")
    beginOnThreadOfItsOwn {
      let descriptor = Descriptor(theirs)
      let child = try? Child(command, descriptors: [3: descriptor])
      descriptor.close()
      child?.reap(wait: true)
    }
    return Descriptor(ends.0)
  }
}
