/// The seeds that an example gives to what it draws at random, as its code writes them, each once.
package func seeds(of example: Example) -> [String] {
  let text = example.code.text
  let given = text.matches(
    of: /(?:manualSeed\(|Generator\(seed:|\bseed:|\blet seed\b[^=\n]*=)\s*([0-9_]+)/)
  let ranges = text.matches(of: /for seed(?:\s*:\s*\w+)?\s+in\s+([0-9.<]+)/)
  return unique(given.map { String($0.output.1) } + ranges.map { String($0.output.1) })
}
