import Foundation
import GradusDiagnostics
import GradusLessons
import GradusRunner
import Testing

/// Everything that the suite knows, honest and hostile.
private let allCases =
  forgingCases + limitCases + escapeCases + compilerCases + trickCases + honestCases

@Suite(.serialized) struct GradusRunnerHostileTests {
  @Test func suiteIsLargeAndNamesAreUnique() {
    #expect(allCases.count >= 170)
    #expect(Set(allCases.map(\.name)).count == allCases.count)
  }

  /// Security rests on the jail and on the judge, so every case runs as if there were no lint.
  @Test(arguments: allCases)
  func holdsWithoutLint(_ attack: HostileCase) async throws {
    let verdict = try await judge(attack.code) {
      $0.usesLint = false
      $0.limits.seconds = attack.seconds
      $0.limits.memory = 512 << 20
    }
    #expect(attack.expected.contains(verdict.status), "\(attack.name): \(verdict)")
    if !attack.expected.contains(.passed) { #expect(!verdict.hasPassed, "FORGED: \(attack.name)") }
    let said = card(verdict, style: .plain)
    if let secret = attack.secret {
      #expect(!said.contains(secret) && !verdict.output.contains(secret), "LEAK: \(said)")
    }
    if let printed = attack.printed { #expect(verdict.output.contains(printed), "\(said)") }
    if verdict.confinement != .confined {
      Issue.record("not confined here: \(verdict.confinement.description)")
    }
  }

  /// The way of every learner: with the lint, from the file to the verdict.
  @Test(arguments: allCases)
  func holdsWithLint(_ attack: HostileCase) async throws {
    let verdict = try await judge(attack.code) {
      $0.limits.seconds = attack.seconds
      $0.limits.memory = 512 << 20
    }
    if attack.isRefused {
      #expect(verdict.status == .refused, "\(attack.name): \(verdict)")
      let named = verdict.diagnostics.map(\.id)
      #expect(named.contains { ["ForeignImport", "NotForExercises"].contains($0) }, "\(named)")
    } else {
      #expect(attack.expected.contains(verdict.status), "\(attack.name): \(verdict)")
    }
    // A refusal quotes the learner's own line, with whatever is in it; nothing has run.
    let said = card(verdict, style: .plain)
    if let secret = attack.secret, verdict.status != .refused {
      #expect(!said.contains(secret), "LEAK: \(said)")
    }
  }

  /// Submissions from elsewhere: none of the Swift files in the folder GRADUS_HOSTILE may pass.
  @Test func nothingFromOutsidePasses() async throws {
    guard let folder = ProcessInfo.processInfo.environment["GRADUS_HOSTILE"] else { return }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    for name in names where name.hasSuffix(".swift") {
      let code = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      let verdict = try await judge(code) {
        $0.usesLint = false
        $0.limits.seconds = 1
      }
      print("\(name): \(card(verdict, style: .plain))")
      #expect(!verdict.hasPassed, "FORGED: \(name)")
    }
  }

  @Test(arguments: allCases)
  func lintSpeaksWhereItShould(_ attack: HostileCase) throws {
    let file = LearnerFile(path: "f.swift", text: "import GradusNN\n\n" + attack.code)
    #expect(courtesyFindings(file).isEmpty != attack.isRefused, "\(attack.name)")
  }
}
