/// How far a program was kept away from the rest of the machine.
package enum Confinement: Hashable, Codable, Sendable {
  case confined
  /// With the words for what is missing, such as "no Landlock".
  case partly(String)
  case unconfined(String)

  /// As it stands in a verdict.
  package var description: String {
    switch self {
    case .confined: "confined"
    case .partly(let reason): "partly confined (\(reason))"
    case .unconfined(let reason): "unconfined (\(reason))"
    }
  }

  /// What `gradus-jail --probe` said: a layer and its version on each line.
  package init(probe: String) {
    var layers: [Substring: Int] = [:]
    for line in probe.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2 { layers[words[0]] = Int(words[1]) }
    }
    switch (layers["landlock"] ?? 0 > 0, layers["seccomp"] ?? 0 > 0) {
    case (true, true): self = .confined
    case (false, true): self = .partly("no Landlock")
    case (true, false): self = .partly("no seccomp")
    case (false, false): self = .unconfined("this kernel has neither Landlock nor seccomp")
    }
  }
}
