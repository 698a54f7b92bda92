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
}

let baselineKernels = Kernels(
  name: "baseline", map: GradusKernels.map, pair: GradusKernels.pair,
  pairRow: GradusKernels.pairRow, pairColumn: GradusKernels.pairColumn, sum: GradusKernels.sum,
  sumRows: GradusKernels.sumRows, sumMiddle: GradusKernels.sumMiddle,
  largestMiddle: GradusKernels.largestMiddle, gemm: GradusKernels.gemm)

#if arch(x86_64)
  let kernelsV3 = Kernels(
    name: "AVX2", map: GradusKernelsV3.map, pair: GradusKernelsV3.pair,
    pairRow: GradusKernelsV3.pairRow, pairColumn: GradusKernelsV3.pairColumn,
    sum: GradusKernelsV3.sum, sumRows: GradusKernelsV3.sumRows,
    sumMiddle: GradusKernelsV3.sumMiddle, largestMiddle: GradusKernelsV3.largestMiddle,
    gemm: GradusKernelsV3.gemm)
  let kernelsV4 = Kernels(
    name: "AVX-512", map: GradusKernelsV4.map, pair: GradusKernelsV4.pair,
    pairRow: GradusKernelsV4.pairRow, pairColumn: GradusKernelsV4.pairColumn,
    sum: GradusKernelsV4.sum, sumRows: GradusKernelsV4.sumRows,
    sumMiddle: GradusKernelsV4.sumMiddle, largestMiddle: GradusKernelsV4.largestMiddle,
    gemm: GradusKernelsV4.gemm)

  /// The processor's instruction sets, from C, which can ask it; bit 0: AVX2 and FMA, bit 1: AVX-512.
  @_silgen_name("gradus_instruction_sets")
  private func instructionSets() -> Int32

  /// The kernels this processor can run, slowest first.
  var availableKernels: [Kernels] {
    let sets = instructionSets()
    return [baselineKernels] + (sets & 1 != 0 ? [kernelsV3] : [])
      + (sets & 2 != 0 ? [kernelsV4] : [])
  }
#else
  var availableKernels: [Kernels] { [baselineKernels] }
#endif
