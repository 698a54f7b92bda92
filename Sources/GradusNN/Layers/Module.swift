/// Something with parameters: a layer, or a network made of layers.
///
/// ```swift
/// final class Critic: Module {
///   let hidden = Linear(2, 64)
///   let score = Linear(64, 1)
///   override func callAsFunction(_ x: Tensor) -> Tensor { score(hidden(x).leakyReLU(0.2)) }
/// }
/// ```
///
/// The parameters are found by looking at the stored properties: tensors that require gradients,
/// modules, and arrays of either (or of such arrays), in the order of their declaration; not in
/// dictionaries and structs. (Where there is no reflection, as in WebAssembly, a module of your own
/// overrides ``parts``; all layers here do.)
open class Module {
  /// Whether this is training or being used; dropout and batch normalisation look at it.
  public final var isTraining = true

  /// A module in training.
  public init() {}

  /// What the module computes.
  open func callAsFunction(_ x: Tensor) -> Tensor {
    stop("this module does not say what it computes: override callAsFunction(_:)")
  }

  /// What the module computes with an activation of the result; layers that can do both at once override it.
  func activated(_ x: Tensor, _ activation: FusedActivation) -> Tensor { activation.after(self(x)) }

  /// The named pieces that hold the module's numbers.
  open var parts: [Part] {
    #if hasFeature(Embedded)
      []
    #else
      reflectedParts(self)
    #endif
  }

  /// All tensors that training changes, each once.
  public final func parameters() -> [Tensor] { namedParameters().map { $0.tensor } }

  /// All tensors that training changes with their names, such as `hidden.weight`, each once.
  public final func namedParameters() -> [(name: String, tensor: Tensor)] {
    var found: [(name: String, tensor: Tensor)] = []
    for entry in namedTensors() where entry.isParameter {
      if !found.contains(where: { $0.tensor.node === entry.tensor.node }) {
        found.append((entry.name, entry.tensor))
      }
    }
    return found
  }

  /// All tensors worth saving: parameters, and what was measured in training (running means …).
  final func namedTensors(_ prefix: String = "") -> [(
    name: String, tensor: Tensor, isParameter: Bool
  )] {
    var found: [(name: String, tensor: Tensor, isParameter: Bool)] = []
    for part in parts {
      switch part.content {
      case .parameter(let tensor): found.append((prefix + part.name, tensor, true))
      case .buffer(let tensor): found.append((prefix + part.name, tensor, false))
      case .module(let module): found += module.namedTensors(prefix + part.name + ".")
      }
    }
    return found
  }

  /// Forgets the gradients of all parameters.
  public final func zeroGrad() {
    for parameter in parameters() { parameter.zeroGrad() }
  }

  /// Switches this module and all its parts to training, or out of it.
  public final func train(_ isOn: Bool = true) {
    isTraining = isOn
    for part in parts {
      if case .module(let module) = part.content { module.train(isOn) }
    }
  }

  /// Switches to using what was learned: no dropout, stored statistics.
  public final func eval() { train(false) }
}

/// A named piece of a module.
public struct Part {
  enum Content {
    case parameter(Tensor)
    case buffer(Tensor)
    case module(Module)
  }

  let name: String
  let content: Content

  /// A tensor that training changes.
  public static func parameter(_ name: String, _ tensor: Tensor) -> Part {
    Part(name: name, content: .parameter(tensor))
  }

  /// A tensor that is saved but not trained.
  public static func buffer(_ name: String, _ tensor: Tensor) -> Part {
    Part(name: name, content: .buffer(tensor))
  }

  /// Another module.
  public static func module(_ name: String, _ module: Module) -> Part {
    Part(name: name, content: .module(module))
  }
}

#if !hasFeature(Embedded)
  /// The parts found among the stored properties, those of superclasses first.
  private func reflectedParts(_ module: Module) -> [Part] {
    var levels: [Mirror] = []
    var level: Mirror? = Mirror(reflecting: module)
    while let current = level {
      levels.append(current)
      level = current.superclassMirror
    }
    var parts: [Part] = []
    for mirror in levels.reversed() {
      for (label, value) in mirror.children { collect(label ?? "", value, into: &parts) }
    }
    return parts
  }

  private func collect(_ name: String, _ value: Any, into parts: inout [Part]) {
    // A lazy property is stored under a name that starts so.
    let name = name.hasPrefix("$__lazy_storage_$_") ? String(name.dropFirst(18)) : name
    if let module = value as? Module {
      parts.append(.module(name, module))
    } else if let tensor = value as? Tensor {
      parts.append(
        tensor.node.isLeafWithGradient ? .parameter(name, tensor) : .buffer(name, tensor))
    } else if let values = value as? [Any] {
      for (i, value) in values.enumerated() { collect("\(name).\(i)", value, into: &parts) }
    }
  }
#endif
