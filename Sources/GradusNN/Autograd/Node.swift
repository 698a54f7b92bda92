/// One tensor in the graph of a computation: its numbers, and the operation they came from.
package final class Node {
  package let shape: Shape
  package let storage: Storage
  /// The operation that computed this; nil for inputs, parameters and everything unrecorded.
  var operation: UnsafeMutablePointer<Operation>?
  /// Whether this is a leaf for which gradients are collected.
  var isLeafWithGradient = false
  /// Whether this has been given out as the gradient of a tensor.
  var isCollected = false
  /// The collected gradient of a leaf.
  var gradient: Tensor?

  // What a backward pass notes down here while it runs:
  /// The pass that has seen this node last.
  var pass: UInt32 = 0
  /// Whether that pass needs a gradient here.
  var isWanted = false
  /// The pass that has put this node in order last.
  var isOrdered: UInt32 = 0
  /// The sum of the gradients that have arrived so far.
  var incoming: Tensor?
  /// Whether that sum was made here, so that nobody else holds it.
  var ownsIncoming = false

  @inline(__always)
  init(_ shape: Shape, _ storage: Storage) {
    self.shape = shape
    self.storage = storage
  }

  /// Whether gradients can flow into this node or through it.
  @inline(__always)
  var requiresGradient: Bool { operation != nil || isLeafWithGradient }

  deinit {
    storage.release()
    if let operation { Operation.drop(operation) }
  }
}

/// How a tensor was computed: the inputs, and what to do when a gradient comes back.
///
/// A part of its node with memory of its own, because most nodes have none. The memory is kept for
/// the next operation, as that of numbers is.
struct Operation {
  let name: StaticString
  // Counted by hand: a walk over the graph looks at every input several times, and each look at an
  // ordinary reference would count up and down again.
  let first: Unmanaged<Node>?
  let second: Unmanaged<Node>?
  let third: Unmanaged<Node>?
  /// The inputs of an operation that has any number of them, in place of those three, and how often
  /// their numbers had been changed back then.
  let others: [(node: Node, version: UInt32)]
  /// Which numbers the derivative looks at again, and how often they had been changed back then.
  let saved: Saved
  let versions: SIMD4<UInt32>
  /// What the derivative needs besides tensors.
  let note: Note
  /// Gives each input its gradient.
  let backward: (Backflow) -> Void
  /// The next operation in a list of those that are dropped.
  private var next: UnsafeMutablePointer<Operation>?

  @inline(__always)
  init(
    _ name: StaticString, _ first: Node?, _ second: Node?, _ third: Node?,
    _ others: [(node: Node, version: UInt32)], _ saved: Saved, _ versions: SIMD4<UInt32>,
    _ note: Note, _ backward: @escaping (Backflow) -> Void
  ) {
    self.name = name
    self.first = first.map { Unmanaged.passRetained($0) }
    self.second = second.map { Unmanaged.passRetained($0) }
    self.third = third.map { Unmanaged.passRetained($0) }
    self.others = others
    self.saved = saved
    self.versions = versions
    self.note = note
    self.backward = backward
  }

  var inputCount: Int {
    first == nil ? others.count : third != nil ? 3 : second != nil ? 2 : 1
  }

  @inline(__always)
  func input(_ i: Int) -> Unmanaged<Node>? {
    guard let first else { return .passUnretained(others[i].node) }
    return i == 0 ? first : i == 1 ? second : third
  }

  /// Puts an operation into memory that waits for one, or into new memory.
  @inline(__always)
  static func keep(_ operation: consuming Operation) -> UnsafeMutablePointer<Operation> {
    let place: UnsafeMutablePointer<Operation>
    if let free = context.freeOperations {
      context.freeOperations = free.load(as: UnsafeMutableRawPointer?.self)
      place = free.assumingMemoryBound(to: Operation.self)
    } else {
      place = .allocate(capacity: 1)
    }
    place.initialize(to: operation)
    return place
  }

  /// Takes an operation apart, and the graph before it as far as nobody else needs it.
  ///
  /// An operation that is dropped while another one is being dropped waits in a list: a nested call
  /// for each link of a chain of 100,000 would need more stack than a thread has.
  static func drop(_ operation: UnsafeMutablePointer<Operation>) {
    operation.pointee.next = context.droppedOperations
    context.droppedOperations = operation
    if context.isDropping { return }
    context.isDropping = true
    while let operation = context.droppedOperations {
      context.droppedOperations = operation.pointee.next
      // What this releases comes back here and waits its turn.
      operation.pointee.first?.release()
      operation.pointee.second?.release()
      operation.pointee.third?.release()
      let free = UnsafeMutableRawPointer(operation.deinitialize(count: 1))
      free.storeBytes(of: context.freeOperations, as: UnsafeMutableRawPointer?.self)
      context.freeOperations = free
    }
    context.isDropping = false
  }
}

/// Up to eight bytes that a derivative needs besides tensors: a factor, a slope, two flags.
///
/// A closure that captured them instead would be an object of its own, in every call.
struct Note {
  private var bits: UInt64 = 0

  init() {}

  @inline(__always)
  init<Value: BitwiseCopyable>(_ value: Value) {
    precondition(MemoryLayout<Value>.size <= MemoryLayout<UInt64>.size)
    withUnsafeMutableBytes(of: &bits) { $0.storeBytes(of: value, as: Value.self) }
  }

  @inline(__always)
  func read<Value: BitwiseCopyable>(as: Value.Type) -> Value {
    withUnsafeBytes(of: bits) { $0.load(as: Value.self) }
  }
}

/// The tensors whose numbers a derivative needs again.
struct Saved: OptionSet {
  let rawValue: UInt8
  static let first = Saved(rawValue: 1)
  static let second = Saved(rawValue: 2)
  static let third = Saved(rawValue: 4)
  static let output = Saved(rawValue: 8)
  static let both: Saved = [.first, .second]
  /// Every input, however many there are, and the result.
  static let everything = Saved(rawValue: 255)
}
