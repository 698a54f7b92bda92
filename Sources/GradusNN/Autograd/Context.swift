import GradusKernelTypes

/// What the core remembers for one thread: whether operations are recorded, and free memory.
///
/// Tensors belong to the thread that made them. Each thread has a context of its own, so threads
/// need no locks and tests may run side by side. It is a struct at a fixed place and not an object,
/// because every operation looks at it several times, and each look would count a reference.
struct Context {
  /// Whether operations are recorded for gradients.
  var isRecording = true
  /// Whether every recorded result is searched for NaN and infinity.
  var isWatching = false
  /// How many backward passes there have been; marks the nodes that the current one has seen.
  var passes: UInt32 = 0
  /// The heads of the lists of free buffers, one for each size.
  let freeBuffers: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  /// Scratch memory for matrix products.
  let panel: UnsafeMutablePointer<Float>
  /// Memory for operations, that waits for one.
  var freeOperations: UnsafeMutableRawPointer?
  /// Operations that wait to be taken apart, while another one is.
  var droppedOperations: UnsafeMutablePointer<Operation>?
  var isDropping = false
  /// How many threads a large matrix product may use.
  var threads = 1
  /// The kernels in use.
  var kernels: Kernels

  init() {
    freeBuffers = .allocate(capacity: Pool.classes)
    freeBuffers.initialize(repeating: nil, count: Pool.classes)
    panel = UnsafeMutableRawPointer.allocate(byteCount: gemmScratch * 4, alignment: 64)
      .bindMemory(to: Float.self, capacity: gemmScratch)
    kernels = availableKernels.last ?? baselineKernels
  }
}

/// The context of the calling thread.
///
/// Read what is needed of it; `let context = context` would copy it.
@inline(__always) var context: Context {
  unsafeAddress { UnsafePointer(contextAddress()) }
  unsafeMutableAddress { contextAddress() }
}

private func makeContext() -> UnsafeMutablePointer<Context> {
  let made = UnsafeMutablePointer<Context>.allocate(capacity: 1)
  made.initialize(to: Context())
  return made
}

#if hasFeature(Embedded) || !canImport(Glibc) && !canImport(Darwin)
  nonisolated(unsafe) private let onlyContext = makeContext()

  @inline(__always) private func contextAddress() -> UnsafeMutablePointer<Context> { onlyContext }
#else
  /// The thread's slot for its context; defined in C, where thread-local variables exist.
  @_effects(readnone)
  @_silgen_name("gradus_thread_slot")
  private func threadSlot() -> UnsafeMutablePointer<UnsafeMutableRawPointer?>

  @inline(__always) private func contextAddress() -> UnsafeMutablePointer<Context> {
    if let raw = threadSlot().pointee { return raw.assumingMemoryBound(to: Context.self) }
    return firstContext()
  }

  @inline(never)
  private func firstContext() -> UnsafeMutablePointer<Context> {
    let made = makeContext()
    threadSlot().pointee = UnsafeMutableRawPointer(made)
    return made
  }
#endif
