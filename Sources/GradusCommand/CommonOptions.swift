import ArgumentParser

/// What every command understands.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Folder of the course, when it is not around you.", valueName: "dir"),
    completion: .directory)
  var course: String?

  @Option(
    help: ArgumentHelp("Your workspace, when it is not around you.", valueName: "dir"),
    completion: .directory)
  var workspace: String?

  @Flag(help: "Words only: no colours, nothing redrawn. Automatic in pipes and with NO_COLOR.")
  var plain = false
}

/// How answers are written.
enum Format: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

struct FormatOption: ParsableArguments {
  @Option(help: "text for people, json for programs: one versioned record per line.")
  var format = Format.text
}
