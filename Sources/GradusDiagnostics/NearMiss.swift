/// The candidate that `word` was probably meant to be, or nil when none is near.
///
/// Near means: at most one slip in three letters (insertion, deletion, substitution or two letters
/// swapped), ignoring case. The share is a judgement: with more, suggestions become guesses.
package func nearMiss(_ word: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(word.lowercased())
  let allowed = max(1, wanted.count / 3)
  return
    candidates
    .map { (name: $0, distance: editDistance(wanted, Array($0.lowercased()))) }
    .filter { $0.distance <= allowed && $0.name != word }
    .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
}

/// "; did you mean 'step'?", or nothing.
package func didYouMean(_ word: String, among candidates: some Sequence<String>) -> String {
  nearMiss(word, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
}

/// Optimal string alignment distance (Damerau–Levenshtein without repeated edits of one place).
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        best = min(best, beforeLast[j - 1] + 1)
      }
      row.append(best)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
