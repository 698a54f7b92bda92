import GradusRunner

extension Subject {
  /// What the core adds to the compiling and linking of a file that only says hello.
  func hello(_ rounds: Int) throws {
    let bare = try runner.bareCommands(
      exercise, in: lesson, text: rightAnswer, folder: folder + "/hello")
    let body = "@main enum Program { static func main() {"
    let files = [
      "hello.swift": "\(body) print(\"hello\") } }\n",
      "tensors.swift":
        "import GradusNN\n\(body) print((2 * Tensor([1, 2])).sum().item()) } }\n",
    ]
    for (name, text) in files {
      run(
        ["/bin/sh", "-c", "printf '%s' \"$1\" >\"$2\"", "sh", text, name], in: folder + "/hello")
    }
    func build(_ file: String, withCore: Bool) -> Double {
      let compile = bare.compile.filter { !$0.hasSuffix(".swift") } + [file]
      let link = bare.link.filter { withCore || $0 != "-lGradusRuntime" }
      return milliseconds {
        for command in [compile, link] where run(command, in: folder + "/hello") != 0 {
          row("  \(file) does not build", command[0])
        }
      }
    }
    var samples: [(hello: Double, tensors: Double)] = []
    for _ in 0..<rounds {
      samples.append(
        (build("hello.swift", withCore: false), build("tensors.swift", withCore: true)))
    }
    row("hello, compile + link", shown(median(samples.map(\.hello))))
    row(
      "a file against the core, compile + link", shown(median(samples.map(\.tensors))),
      "at most 150")
    row(
      "  ÷ hello", shown(median(samples.map { $0.tensors / $0.hello }), digits: 2))
  }
}
