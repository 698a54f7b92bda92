import GradusNN

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs a workload and prints its rate, or the bits it leads to.
struct Meter {
  private var seconds = 0.25
  private var repetitions = 9
  private var only = try? Regex(".")
  private var threads = 1
  private var comparesBits = false

  init(arguments: ArraySlice<String>) {
    var words = arguments
    while let word = words.popFirst() {
      if word == "--bits" {
        comparesBits = true
        continue
      }
      let value = words.popFirst() ?? ""
      switch word {
      case "--seconds": seconds = Double(value) ?? seconds
      case "--reps": repetitions = Int(value) ?? repetitions
      case "--only": only = try? Regex(value)
      case "--threads":
        threads = Int(value) ?? threads
        threadCount = threads
      default: break
      }
    }
  }

  /// Trains what `make` makes: a step, and the parameters that it changes.
  func train(_ name: String, _ make: () -> (parameters: [Tensor], step: () -> Void)) {
    guard isWanted(name) else { return }
    guard comparesBits else {
      measure(name, make().step)
      return
    }
    for kernels in kernelNames {
      let hash = withKernels(named: kernels) { () -> UInt64 in
        manualSeed(1)
        let (parameters, step) = make()
        for _ in 0..<7 { step() }
        return fingerprint(parameters)
      }
      print("\(name) \(kernels) \(String(hash ?? 0, radix: 16))")
    }
  }

  /// Median and best rate over some repetitions; a step counts as `scale` units.
  ///
  /// With a `peak`, which does work and returns how many units it was, each repetition is also
  /// compared with the rate of that right after it, when load and clock are still the same.
  func measure(
    _ name: String, scale: Double = 1, unit: String = "steps/s",
    against peak: (() -> Double)? = nil,
    _ step: () -> Void
  ) {
    guard isWanted(name), !comparesBits else { return }
    for _ in 0..<3 { step() }
    var n = 1
    var spent = 0.0
    while true {
      let start = time(CLOCK_MONOTONIC)
      for _ in 0..<n { step() }
      spent = time(CLOCK_MONOTONIC) - start
      if spent > seconds / 4 { break }
      n *= 2
    }
    n = max(1, Int(Double(n) * seconds / spent))
    var rates: [Double] = []
    var cpu: [Double] = []
    var shares: [Double] = []
    for _ in 0..<repetitions {
      let start = time(CLOCK_MONOTONIC)
      let startCPU = time(CLOCK_PROCESS_CPUTIME_ID)
      for _ in 0..<n { step() }
      rates.append(Double(n) * scale / (time(CLOCK_MONOTONIC) - start))
      let end = time(CLOCK_PROCESS_CPUTIME_ID)
      cpu.append(Double(n) * scale / (end - startCPU))
      if let peak {
        let work = peak()
        shares.append(cpu[cpu.count - 1] * (time(CLOCK_PROCESS_CPUTIME_ID) - end) / work)
      }
    }
    rates.sort()
    cpu.sort()
    shares.sort()
    let share = shares.isEmpty ? "" : ", \"share of peak\": \(shares[shares.count / 2])"
    print(
      """
      {"impl": "core", "threads": \(threads), "workload": "\(name)", \
      "median": \(rates[rates.count / 2]), "best": \(rates[rates.count - 1]), \
      "cpu": \(cpu[cpu.count / 2]), "worst": \(rates[0]), "unit": "\(unit)"\(share)}
      """)
    fflush(nil)
  }

  private func isWanted(_ name: String) -> Bool {
    only.map { name.firstMatch(of: $0) != nil } ?? true
  }
}

private func time(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// A number that changes with every bit of the tensors (FNV-1a).
private func fingerprint(_ tensors: [Tensor]) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for tensor in tensors {
    for x in tensor.scalars { hash = (hash ^ UInt64(x.bitPattern)) &* 0x100_0000_01B3 }
  }
  return hash
}
