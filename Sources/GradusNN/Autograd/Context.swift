/// What the core remembers for one thread: whether operations are recorded, and free memory.
///
/// Tensors belong to the thread that made them. Each thread has a context of its own, so threads
/// need no locks and tests may run side by side.
final class Context {
  /// Whether operations are recorded for gradients.
  var isRecording = true
  /// How many backward passes there have been; marks the nodes that the current one has seen.
  var passes: UInt32 = 0
  /// The heads of the lists of free buffers, one for each size.
  let freeBuffers: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  /// Parts of graphs that wait for their release.
  var trash: [Operation] = []
  var isEmptyingTrash = false
  /// Scratch memory for matrix products.
  let panel: UnsafeMutablePointer<Float>
  /// Whether every recorded result is searched for NaN and infinity.
  var isWatching = false
  /// The kernels in use.
  var kernels: Kernels

  init() {
    freeBuffers = .allocate(capacity: Pool.classes)
    freeBuffers.initialize(repeating: nil, count: Pool.classes)
    panel = UnsafeMutableRawPointer.allocate(byteCount: 512 * 32 * 4, alignment: 64)
      .bindMemory(to: Float.self, capacity: 512 * 32)
    kernels = availableKernels.last ?? baselineKernels
  }
}

extension Context {
  /// Takes graphs apart without recursion: an operation that is dropped while another one is being
  /// dropped waits in the list.
  @inline(never)
  func emptyTrash() {
    if isEmptyingTrash { return }
    isEmptyingTrash = true
    while trash.popLast() != nil {}
    isEmptyingTrash = false
  }
}

#if hasFeature(Embedded) || !canImport(Glibc) && !canImport(Darwin)
  nonisolated(unsafe) private let onlyContext = Context()

  @inline(__always) var context: Context { onlyContext }
#else
  /// The thread's slot for its context; defined in C, where thread-local variables exist.
  @_silgen_name("gradus_thread_slot")
  private func threadSlot() -> UnsafeMutablePointer<UnsafeMutableRawPointer?>

  @inline(__always) var context: Context {
    if let raw = threadSlot().pointee {
      return Unmanaged<Context>.fromOpaque(raw).takeUnretainedValue()
    }
    return makeContext()
  }

  @inline(never)
  private func makeContext() -> Context {
    let made = Context()
    threadSlot().pointee = Unmanaged.passRetained(made).toOpaque()
    return made
  }
#endif
