import Foundation
import GradusNN
import Testing

/// One case of the fixture file: inputs, and what PyTorch computed from them.
struct PyTorchCase: Sendable, CustomTestStringConvertible {
  var name = ""
  var numbers: [String: [(shape: [Int], scalars: [Float])]] = [:]

  var testDescription: String { name }

  func tensors(_ word: String) -> [Tensor] {
    (numbers[word] ?? []).map { Tensor(shape: $0.shape, $0.scalars) }
  }

  static let all: [PyTorchCase] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/pytorch.txt")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    var cases: [PyTorchCase] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words[0] == "case" {
        cases.append(PyTorchCase(name: String(words[1])))
      } else {
        let shape = words[1] == "-" ? [] : words[1].split(separator: "x").compactMap { Int($0) }
        cases[cases.count - 1].numbers[String(words[0]), default: []]
          .append((shape, words[2...].compactMap { Float($0) }))
      }
    }
    return cases
  }()
}

/// The largest distance between two tensors, relative to the larger of 1 and the expected number.
func distance(_ got: Tensor, _ expected: Tensor) -> Float {
  guard got.shape == expected.shape else { return .infinity }
  return zip(got.scalars, expected.scalars)
    .map { ($0 - $1).magnitude / max(1, $1.magnitude) }.reduce(0) { $1 <= $0 ? $0 : $1 }
}

@Suite struct PyTorchTests {
  @Test func hasEveryCase() {
    #expect(PyTorchCase.all.count > 100)
  }

  @Test(arguments: PyTorchCase.all.filter { !$0.name.hasPrefix("optimizer-") })
  func agrees(_ fixture: PyTorchCase) throws {
    let function = try #require(pyTorchCases[fixture.name], "no such case on our side")
    let inputs = fixture.tensors("input")
    for input in inputs { input.requiresGrad = true }
    let value = function(inputs)
    #expect(distance(value, fixture.tensors("value")[0]) < 1e-5, "value")
    let weights = fixture.tensors("weights")[0]

    // Without and with a recorded backward pass: there are kernels that only the first one uses.
    let loss = (value * weights).sum()
    for createGraph in [false, true] {
      let gradients = grad(of: loss, wrt: inputs, createGraph: createGraph)
      for (i, (got, expected)) in zip(gradients, fixture.tensors("gradient")).enumerated() {
        #expect(distance(got, expected) < 2e-5, "gradient of input \(i), recorded: \(createGraph)")
      }
      if createGraph {
        let squares = gradients.map { $0.squared().sum() }.reduce(Tensor(0)) { $0 + $1 }
        let second =
          squares.requiresGrad
          ? grad(of: squares, wrt: inputs) : inputs.map { Tensor.zeros(like: $0) }
        for (i, (got, expected)) in zip(second, fixture.tensors("second")).enumerated() {
          #expect(distance(got, expected) < 1e-4, "second derivative, input \(i)")
        }
      }
    }
  }

  @Test(arguments: PyTorchCase.all.filter { $0.name.hasPrefix("optimizer-") })
  func stepsAlike(_ fixture: PyTorchCase) throws {
    let make = try #require(pyTorchOptimizers[String(fixture.name.dropFirst(10))])
    let inputs = fixture.tensors("input")
    let w = inputs[0]
    w.requiresGrad = true
    let optimizer = make([w])
    for gradient in inputs.dropFirst() {
      w.grad = gradient
      optimizer.step()
    }
    #expect(distance(w, fixture.tensors("value")[0]) < 2e-6)
  }
}
