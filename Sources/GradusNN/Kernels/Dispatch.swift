import GradusKernelTypes
import GradusKernels

#if arch(x86_64)
  import GradusKernelsV3
  import GradusKernelsV4
#endif

typealias Numbers = UnsafePointer<Float>
typealias MutableNumbers = UnsafeMutablePointer<Float>

/// The kernels for one instruction set, chosen once when the first tensor is made.
///
/// The sets are built from the same source with different compiler flags; they give the same bits
/// and differ only in speed.
struct Kernels: Sendable {
  let name: String
  let map: @Sendable (Function, Numbers, MutableNumbers, Int, Float, Float) -> Void
  let pair: @Sendable (Pairing, Walk, Numbers, Numbers, MutableNumbers, Int, Float) -> Void
  let pairRow: @Sendable (Pairing, Numbers, Numbers, MutableNumbers, Int, Int) -> Void
  let pairColumn: @Sendable (Pairing, Numbers, Numbers, MutableNumbers, Int, Int) -> Void
  let sum: @Sendable (Numbers, Int) -> Float
  let sumRows: @Sendable (Numbers, MutableNumbers, Int, Int) -> Void
  let sumMiddle: @Sendable (Numbers, MutableNumbers, Int, Int, Int) -> Void
  let largestMiddle: @Sendable (Numbers, MutableNumbers, MutableNumbers, Int, Int, Int) -> Void
  let gemm:
    @Sendable (Int, Int, Int, Matrix, Matrix, MutableNumbers, Int, Bool, MutableNumbers) -> Void
  let pack: @Sendable (Matrix, Int, Int, MutableNumbers, Int) -> Void
  let readWindows: @Sendable (Int, Int, WindowPath, Numbers, MutableNumbers) -> Void
  let addWindows: @Sendable (Int, Int, WindowPath, Numbers, MutableNumbers) -> Void
  let chains: @Sendable (Int, MutableNumbers) -> Int
  let adamStep:
    @Sendable (
      MutableNumbers, MutableNumbers, MutableNumbers, Numbers, Int, (Float, Float), Float, Float,
      Float, Float
    ) -> Void
  let descend: @Sendable (MutableNumbers, Numbers, Int, Float) -> Void
  let activateRows: @Sendable (Function, MutableNumbers, Numbers, Int, Int, Float) -> Void
  let crossEntropySum: @Sendable (Numbers, Numbers, Int) -> Float
  let crossEntropyGradient: @Sendable (Numbers, Numbers, MutableNumbers, Int, Float) -> Void
  let moments: @Sendable (Numbers, MutableNumbers, MutableNumbers, Int, Int) -> Void
  let normalise: @Sendable (Numbers, Numbers, Numbers, Numbers, MutableNumbers, Int, Int) -> Void
  let normaliseSums:
    @Sendable (Numbers, Numbers, Numbers, MutableNumbers, MutableNumbers, Int, Int) -> Void
  let normaliseBackward:
    @Sendable (
      Numbers, Numbers, Numbers, Numbers, Numbers, Numbers, MutableNumbers, Int, Int
    ) -> Void
  let softmaxRows:
    @Sendable (Numbers, MutableNumbers, MutableNumbers, MutableNumbers, Int, Int) -> Void
  let rnnForward: @Sendable (Numbers, Numbers, Numbers, MutableNumbers, Int, Int) -> Void
  let rnnBackward: @Sendable (Numbers, Numbers, Numbers, MutableNumbers, Int, Int) -> Void
  let lstmForward:
    @Sendable (
      Numbers, Numbers, Numbers, MutableNumbers, Numbers, MutableNumbers, MutableNumbers, Int, Int
    ) -> Void
  let lstmBackward:
    @Sendable (
      Numbers, Numbers, Numbers, Numbers, Numbers, MutableNumbers, MutableNumbers, Int, Int
    ) -> Void
  let gruForward:
    @Sendable (Numbers, Numbers, Numbers, MutableNumbers, Numbers, MutableNumbers, Int, Int) -> Void
  let gruBackward:
    @Sendable (
      Numbers, Numbers, Numbers, MutableNumbers, MutableNumbers, MutableNumbers, Int, Int
    ) -> Void
}

let baselineKernels = Kernels(
  name: "baseline",
  map: GradusKernels.map,
  pair: GradusKernels.pair,
  pairRow: GradusKernels.pairRow,
  pairColumn: GradusKernels.pairColumn,
  sum: GradusKernels.sum,
  sumRows: GradusKernels.sumRows,
  sumMiddle: GradusKernels.sumMiddle,
  largestMiddle: GradusKernels.largestMiddle,
  gemm: GradusKernels.gemm,
  pack: GradusKernels.pack,
  readWindows: GradusKernels.readWindows,
  addWindows: GradusKernels.addWindows,
  chains: GradusKernels.chains,
  adamStep: GradusKernels.adamStep,
  descend: GradusKernels.descend,
  activateRows: GradusKernels.activateRows,
  crossEntropySum: GradusKernels.crossEntropySum,
  crossEntropyGradient: GradusKernels.crossEntropyGradient,
  moments: GradusKernels.moments,
  normalise: GradusKernels.normalise,
  normaliseSums: GradusKernels.normaliseSums,
  normaliseBackward: GradusKernels.normaliseBackward,
  softmaxRows: GradusKernels.softmaxRows,
  rnnForward: GradusKernels.rnnForward,
  rnnBackward: GradusKernels.rnnBackward,
  lstmForward: GradusKernels.lstmForward,
  lstmBackward: GradusKernels.lstmBackward,
  gruForward: GradusKernels.gruForward,
  gruBackward: GradusKernels.gruBackward)

#if arch(x86_64)
  let kernelsV3 = Kernels(
    name: "AVX2",
    map: GradusKernelsV3.map,
    pair: GradusKernelsV3.pair,
    pairRow: GradusKernelsV3.pairRow,
    pairColumn: GradusKernelsV3.pairColumn,
    sum: GradusKernelsV3.sum,
    sumRows: GradusKernelsV3.sumRows,
    sumMiddle: GradusKernelsV3.sumMiddle,
    largestMiddle: GradusKernelsV3.largestMiddle,
    gemm: GradusKernelsV3.gemm,
    pack: GradusKernelsV3.pack,
    readWindows: GradusKernelsV3.readWindows,
    addWindows: GradusKernelsV3.addWindows,
    chains: GradusKernelsV3.chains,
    adamStep: GradusKernelsV3.adamStep,
    descend: GradusKernelsV3.descend,
    activateRows: GradusKernelsV3.activateRows,
    crossEntropySum: GradusKernelsV3.crossEntropySum,
    crossEntropyGradient: GradusKernelsV3.crossEntropyGradient,
    moments: GradusKernelsV3.moments,
    normalise: GradusKernelsV3.normalise,
    normaliseSums: GradusKernelsV3.normaliseSums,
    normaliseBackward: GradusKernelsV3.normaliseBackward,
    softmaxRows: GradusKernelsV3.softmaxRows,
    rnnForward: GradusKernelsV3.rnnForward,
    rnnBackward: GradusKernelsV3.rnnBackward,
    lstmForward: GradusKernelsV3.lstmForward,
    lstmBackward: GradusKernelsV3.lstmBackward,
    gruForward: GradusKernelsV3.gruForward,
    gruBackward: GradusKernelsV3.gruBackward)

  let kernelsV4 = Kernels(
    name: "AVX-512",
    map: GradusKernelsV4.map,
    pair: GradusKernelsV4.pair,
    pairRow: GradusKernelsV4.pairRow,
    pairColumn: GradusKernelsV4.pairColumn,
    sum: GradusKernelsV4.sum,
    sumRows: GradusKernelsV4.sumRows,
    sumMiddle: GradusKernelsV4.sumMiddle,
    largestMiddle: GradusKernelsV4.largestMiddle,
    gemm: GradusKernelsV4.gemm,
    pack: GradusKernelsV4.pack,
    readWindows: GradusKernelsV4.readWindows,
    addWindows: GradusKernelsV4.addWindows,
    chains: GradusKernelsV4.chains,
    adamStep: GradusKernelsV4.adamStep,
    descend: GradusKernelsV4.descend,
    activateRows: GradusKernelsV4.activateRows,
    crossEntropySum: GradusKernelsV4.crossEntropySum,
    crossEntropyGradient: GradusKernelsV4.crossEntropyGradient,
    moments: GradusKernelsV4.moments,
    normalise: GradusKernelsV4.normalise,
    normaliseSums: GradusKernelsV4.normaliseSums,
    normaliseBackward: GradusKernelsV4.normaliseBackward,
    softmaxRows: GradusKernelsV4.softmaxRows,
    rnnForward: GradusKernelsV4.rnnForward,
    rnnBackward: GradusKernelsV4.rnnBackward,
    lstmForward: GradusKernelsV4.lstmForward,
    lstmBackward: GradusKernelsV4.lstmBackward,
    gruForward: GradusKernelsV4.gruForward,
    gruBackward: GradusKernelsV4.gruBackward)

  /// The processor's instruction sets, from C, which can ask it; bit 0: AVX2, bit 1: AVX-512.
  @_silgen_name("gradus_instruction_sets")
  private func instructionSets() -> Int32

  /// The kernels this processor can run, slowest first.
  let availableKernels: [Kernels] = {
    let sets = instructionSets()
    return [baselineKernels] + (sets & 1 != 0 ? [kernelsV3] : [])
      + (sets & 2 != 0 ? [kernelsV4] : [])
  }()
#else
  let availableKernels = [baselineKernels]
#endif

/// Runs `body` with the kernels of one instruction set, for comparing their results.
package func withKernels<Result>(named name: String, _ body: () -> Result) -> Result? {
  guard let kernels = availableKernels.first(where: { $0.name == name }) else { return nil }
  let before = context.kernels
  context.kernels = kernels
  defer { context.kernels = before }
  return body()
}

/// Multiplies and adds in the fastest registers and does nothing else, to know what a matrix product
/// could reach at best; returns how many operations `count` rounds were.
package func multiplyAndAdd(rounds count: Int) -> Int {
  var sum: Float = 1
  return withUnsafeMutablePointer(to: &sum) { context.kernels.chains(count, $0) }
}

/// The names of the instruction sets this processor has kernels for, slowest first.
package var kernelNames: [String] { availableKernels.map { $0.name } }
