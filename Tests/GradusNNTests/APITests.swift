import Foundation
import GradusTestSupport
import Testing

/// The list of everything public on two printed pages, `docs/API.md`, taken from the sources.
@Suite struct APITests {
  @Test func fitsOnTwoPagesAndIsUpToDate() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try apiPage(of: root.appending(path: "Sources/GradusNN"))
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 2 * 66, "two printed pages have 132 lines, not \(lines.count)")
    #expect(lines.allSatisfy { $0.count <= 100 })
    let file = root.appending(path: "docs/API.md")
    if ProcessInfo.processInfo.environment["GRADUS_RECORD"] == "1" {
      try Data(page.utf8).write(to: file)
    }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    #expect(
      recorded == page,
      "record it with GRADUS_RECORD=1 and read the difference:\n\(lineDifference(recorded, page))")
  }

  @Test(arguments: [
    ("public func sum(axis: Int, keepDims: Bool = false) -> Tensor", "sum(axis:keepDims:)"),
    ("public init(_ rows: [[Float]], requiresGrad: Bool = false)", "init(_:requiresGrad:)"),
    ("public static func + (a: Tensor, b: Float) -> Tensor", "+"),
    ("public let betas: (Float, Float)", "betas"),
    ("public subscript(rows: Range<Int>, columns: Range<Int>) -> Tensor", "[rows, columns]"),
    ("public func element<Element>(of elements: [Element]) -> Element", "element(of:)"),
    ("public final class Adam: Optimizer", "Adam"),
  ])
  func namesAreGivenWithTheirLabels(_ declaration: String, _ name: String) {
    #expect(apiName(declaration) == name)
  }
}
