// Sequence tasks that measure memory. Batches are `[count, time, features]`, symbols whole numbers.

/// The adding problem: add two marked numbers among many.
///
/// `inputs` is `[count, length, 2]`: a number from [0, 1) and a mark, 1 once in each half of the
/// sequence and 0 elsewhere. `targets` is `[count, 1]`: the sum of the two marked numbers. Always
/// answering 1 has a mean squared error of 1/6.
///
/// Source: S. Hochreiter, J. Schmidhuber, *Long Short-Term Memory*, 1997, experiment 4; one mark in
/// each half as in later work.
public func addingProblem(_ count: Int, length: Int, using random: Generator? = nil)
  -> (inputs: Tensor, targets: Tensor)
{
  guard length >= 2 else { stop("addingProblem: needs a length of at least 2, not \(length)") }
  let random = random ?? sharedGenerator
  var inputs: [Float] = []
  var targets: [Float] = []
  for _ in 0..<count {
    let numbers = random.uniform(length)
    let first = random.int(in: 0..<length / 2)
    let second = random.int(in: length / 2..<length)
    for (i, number) in numbers.enumerated() {
      inputs.append(number)
      inputs.append(i == first || i == second ? 1 : 0)
    }
    targets.append(numbers[first] + numbers[second])
  }
  return (Tensor(shape: [count, length, 2], inputs), Tensor(shape: [count, 1], targets))
}

/// Remember the first symbol through distractors.
///
/// Each sequence is one of `cues` symbols, then `lag` distractors from an alphabet of their own
/// (numbered from `cues` on). `symbols[i]` has `lag + 1` numbers below `cues + distractors`;
/// `targets[i]` is the cue. Guessing is right once in `cues` times.
public func rememberFirst(
  _ count: Int, lag: Int, cues: Int = 4, distractors: Int = 4, using random: Generator? = nil
) -> (symbols: [[Int]], targets: [Int]) {
  guard lag >= 0 else { stop("rememberFirst: a lag is at least 0, not \(lag)") }
  let random = random ?? sharedGenerator
  var symbols: [[Int]] = []
  var targets: [Int] = []
  for _ in 0..<count {
    let cue = random.int(in: 0..<cues)
    targets.append(cue)
    symbols.append([cue] + (0..<lag).map { _ in cues + random.int(in: 0..<distractors) })
  }
  return (symbols, targets)
}

/// The copy task: say again what was said at the start, after a pause.
///
/// With `n` = `alphabet` and `s` = `items`, a sequence is `s` symbols below `n`, `lag` blanks, one
/// signal to speak, and `s` − 1 more blanks while speaking; the blank is the symbol `n`, the signal
/// `n` + 1. The targets are blanks until the signal and the `s` symbols from there on: both lists
/// have 2s + lag numbers. Guessing a symbol is right once in `n` times.
///
/// Source: Hochreiter and Schmidhuber, 1997; this form from M. Arjovsky, A. Shah, Y. Bengio,
/// *Unitary Evolution Recurrent Neural Networks*, 2016.
public func copyTask(
  _ count: Int, lag: Int, items: Int = 10, alphabet: Int = 8, using random: Generator? = nil
) -> (symbols: [[Int]], targets: [[Int]]) {
  guard items >= 1 else { stop("copyTask: needs at least one item, not \(items)") }
  guard lag >= 0 else { stop("copyTask: a lag is at least 0, not \(lag)") }
  let random = random ?? sharedGenerator
  let (blank, signal) = (alphabet, alphabet + 1)
  var symbols: [[Int]] = []
  var targets: [[Int]] = []
  for _ in 0..<count {
    let said = (0..<items).map { _ in random.int(in: 0..<alphabet) }
    symbols.append(
      said + [Int](repeating: blank, count: lag) + [signal]
        + [Int](repeating: blank, count: items - 1))
    targets.append([Int](repeating: blank, count: items + lag) + said)
  }
  return (symbols, targets)
}
