import GradusNN

/// The core's training steps per second, as JSON lines, for the table of `Benchmarks/rates`.
///
///     GradusCoreBench [--threads N] [--seconds S] [--reps R] [--only REGEX] [--bits]
///
/// A step is everything a learner's loop body does; noise is drawn inside, nothing is printed. With
/// `--bits` nothing is timed: each workload is trained for a few steps with every instruction set,
/// and what is printed changes when a single bit of a parameter does.
@main enum CoreBench {
  static func main() {
    let meter = Meter(arguments: CommandLine.arguments.dropFirst())
    games(meter)
    sequences(meter)
    images(meter)
    tables(meter)
    kernels(meter)
  }
}
