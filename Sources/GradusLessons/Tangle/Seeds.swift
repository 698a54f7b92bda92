import GradusSyntax

/// The seeds that an example gives to what it draws at random, as its code writes them, each once.
package func seeds(of example: Example) -> [String] {
  // Only lines that speak of a seed: over whole programs the two patterns were a tenth of a build.
  let text = example.code.text.lines.filter { line in
    let bytes = line.utf8
    return bytes.indices.contains {
      (bytes[$0] | 0x20) == UInt8(ascii: "s") && bytes[$0...].dropFirst().starts(with: "eed".utf8)
    }
  }.joined(separator: "\n")
  guard !text.isEmpty else { return [] }
  let given = text.matches(of: givenSeed)
  let ranges = text.matches(of: rangeOfSeeds)
  return unique(given.map { String($0.output.1) } + ranges.map { String($0.output.1) })
}

// Made once: to read a pattern takes longer than to look for it.
private nonisolated(unsafe) let givenSeed =
  /(?:manualSeed\(|Generator\(seed:|\bseed:|\blet seed\b[^=\n]*=)\s*([0-9_]+)/
private nonisolated(unsafe) let rangeOfSeeds = /for seed(?:\s*:\s*\w+)?\s+in\s+([0-9.<]+)/
