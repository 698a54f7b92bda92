#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Runs blocking work on a new thread.
///
/// The work waits for other processes, so it must not hold one of the few threads that Swift's tasks
/// share. And a thread of its own outlives none of its children: the jail lets a program die with the
/// thread that started it.
func onThreadOfItsOwn<R: Sendable>(_ work: @escaping @Sendable () -> R) async -> R {
  await withCheckedContinuation { continuation in
    beginOnThreadOfItsOwn { continuation.resume(returning: work()) }
  }
}

/// Runs blocking work on a new thread, and does not wait for it.
func beginOnThreadOfItsOwn(_ work: @escaping @Sendable () -> Void) {
  let job = Unmanaged.passRetained(Job(work)).toOpaque()
  #if canImport(Darwin)
    var thread: pthread_t?
    let result = pthread_create(&thread, nil, runJob, job)
    if let thread { pthread_detach(thread) }
  #else
    var thread = pthread_t()
    let result = pthread_create(&thread, nil, { runJob($0.unsafelyUnwrapped) }, job)
    pthread_detach(thread)
  #endif
  precondition(result == 0, "this machine has no thread left")
}

private final class Job: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

private func runJob(_ job: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  Unmanaged<Job>.fromOpaque(job).takeRetainedValue().body()
  return nil
}
