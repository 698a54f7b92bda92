import ArgumentParser
import Foundation

/// `gradus manual`: the manual page, made from the command definitions.
struct ManualCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print the manual page; 'gradus manual | man -l -' reads it.",
    discussion: """
      Completions: gradus --generate-completion-script zsh (or bash, fish); they know the names of \
      the exercises, lessons and examples too.
      """)

  func run() async throws {
    let console = Console(environment: .current(), plain: true)
    guard let page = manualPage() else { throw ExitStatus.bug }
    console.say(page)
  }
}

/// The manual page of this very program; nil if argument-parser changed how it describes commands.
package func manualPage() -> String? {
  decodeHelp(GradusCommand._dumpHelp()).map(manualPage)
}

/// The part of argument-parser's description of a command that a manual page needs.
struct CommandHelp: Decodable {
  struct Document: Decodable { var command: CommandHelp }
  struct Name: Decodable {
    var kind: String
    var name: String
  }
  struct Argument: Decodable {
    var kind: String
    var shouldDisplay: Bool
    var isOptional: Bool
    var names: [Name]?
    var valueName: String?
    var abstract: String?

    /// `--help` and `--version` go without saying.
    var isWorthALine: Bool {
      shouldDisplay && !(names ?? []).contains { ["help", "version"].contains($0.name) }
    }

    /// What every command takes stands once, in a section of its own.
    var isCommon: Bool {
      (names ?? []).contains { ["course", "workspace", "plain"].contains($0.name) }
    }
  }
  var commandName: String
  var abstract: String?
  var discussion: String?
  var arguments: [Argument]?
  var subcommands: [CommandHelp]?
}

func decodeHelp(_ json: String) -> CommandHelp? {
  try? JSONDecoder().decode(CommandHelp.Document.self, from: Data(json.utf8)).command
}

/// A page in the roff of man(7).
func manualPage(_ command: CommandHelp) -> String {
  var lines = [
    ".TH GRADUS 1", ".SH NAME", "gradus \\- \(roff(command.abstract ?? ""))", ".SH SYNOPSIS",
    ".B gradus", "[\\fIcommand\\fR] [\\fIoption\\fR ...]", ".SH DESCRIPTION",
    roff(command.discussion ?? ""), ".SH COMMANDS",
  ]
  for subcommand in command.subcommands ?? [] { lines += section(subcommand, called: "gradus") }
  let common = (command.subcommands?.first?.arguments ?? []).filter(\.isCommon)
  lines += [".SH COMMON OPTIONS", "Every command takes these."] + common.flatMap(entry)
  lines += [
    ".SH EXIT STATUS", ".TP", "0", "All is well.", ".TP", "1", "A check or a rule failed.", ".TP",
    "2", "The command was wrong.", ".TP", "3",
    "This machine cannot: toolchain, permissions, disk.", ".TP", "70", "A bug of Gradus.",
    ".SH ENVIRONMENT", ".TP", "NO_COLOR, TERM=dumb", "Words instead of colours, nothing redrawn.",
    ".TP", "GRADUS_CACHE", "Another folder for what was compiled and judged.",
    ".SH FILES", ".TP", "workspace/LESSON/EXERCISE.swift",
    "The exercises, which are yours; they are never written over.", ".TP",
    "workspace/.gradus/progress.json", "How far you are.", ".TP", "workspace/.gradus/backups/",
    "What 'gradus reset' put aside.",
  ]
  return lines.joined(separator: "\n")
}

/// One command, and below it the commands that it has itself.
private func section(_ command: CommandHelp, called parent: String) -> [String] {
  guard command.commandName != "help" else { return [] }
  var lines = [".SS \(parent) \(roff(synopsis(command)))", roff(command.abstract ?? "")]
  if let discussion = command.discussion { lines += [".PP", roff(discussion)] }
  lines += (command.arguments ?? []).filter { $0.isWorthALine && !$0.isCommon }.flatMap(entry)
  for subcommand in command.subcommands ?? [] {
    lines += section(subcommand, called: "\(parent) \(command.commandName)")
  }
  return lines
}

private func entry(_ argument: CommandHelp.Argument) -> [String] {
  [".TP", "\\fB\(roff(spelling(argument)))\\fR", roff(argument.abstract ?? "")]
}

private func synopsis(_ command: CommandHelp) -> String {
  let positional = (command.arguments ?? []).filter { $0.kind == "positional" && $0.shouldDisplay }
  return ([command.commandName] + positional.map { "[\($0.valueName ?? "")]" }).joined(
    separator: " ")
}

private func spelling(_ argument: CommandHelp.Argument) -> String {
  guard argument.kind != "positional" else { return argument.valueName ?? "" }
  let names = (argument.names ?? []).map { $0.kind == "long" ? "--\($0.name)" : "-\($0.name)" }
  let value = argument.kind == "option" ? " \(argument.valueName ?? "value")" : ""
  return names.joined(separator: ", ") + value
}

/// A backslash, a hyphen and a leading dot mean something to roff.
private func roff(_ text: String) -> String {
  let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
  return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
}
