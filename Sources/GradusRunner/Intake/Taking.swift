import CGradusSystem
package import GradusDiagnostics

/// What became of a file that was handed in.
package enum Intake: Hashable, Sendable {
  case taken(LearnerFile)
  case refused(Diagnostic)
}

/// The largest file that is taken in: far more than any exercise needs.
package let largestFile = 256 << 10

/// Reads a learner's file without trusting it.
///
/// It has to be a plain file beneath `folder`, reached without symbolic links, with one name, of
/// limited size, in UTF-8. What is compiled later is the text returned here and never the file again.
///
/// - Parameters:
///   - path: relative to the folder
///   - shown: as the learner knows it
package func takeIn(_ path: String, in folder: String, shown: String) -> Intake {
  var bytes = [UInt8](repeating: 0, count: largestFile)
  // A NUL ends a path for the system, and a name should mean one file.
  let count =
    path.utf8.contains(0)
    ? -Int(gradus_missing.rawValue)
    : Int(gradus_take(folder, path, &bytes, largestFile))
  if count < 0 { return .refused(refusal(gradus_refusal(UInt32(-count)), shown)) }
  return takeIn(bytes[..<count], shown: shown)
}

/// Takes the bytes of a file that came in another way, such as in an archive.
package func takeIn(_ bytes: some Collection<UInt8>, shown: String) -> Intake {
  guard bytes.count <= largestFile else { return .refused(refusal(gradus_large, shown)) }
  guard let text = String(validating: bytes, as: UTF8.self) else {
    return .refused(
      Diagnostic(
        id: "NotUTF8", at: nil, "\(shown) is not text in UTF-8",
        fixes: ["save it again with the encoding UTF-8"]))
  }
  return .taken(LearnerFile(path: shown, text: text))
}

private func refusal(_ why: gradus_refusal, _ shown: String) -> Diagnostic {
  let (id, summary, fix) =
    switch why {
    case gradus_missing:
      (
        "MissingFile", "there is no file \(shown)",
        "type gradus init, which writes the starter again"
      )
    case gradus_link:
      ("SymbolicLink", "\(shown) is a symbolic link", "put the file itself there")
    case gradus_special: ("NoPlainFile", "\(shown) is no plain file", "put a text file there")
    case gradus_shared:
      (
        "SharedFile", "\(shown) has more than one name (a hard link)",
        "copy the text into a file of its own"
      )
    case gradus_large:
      (
        "LargeFile", "\(shown) is larger than \(largestFile >> 10) kB",
        "leave only what the exercise asks for"
      )
    case gradus_outside:
      ("OutsideFolder", "\(shown) lies outside of the workspace", "move it into its folder")
    default: ("UnreadableFile", "\(shown) cannot be read", "make the file readable")
    }
  return Diagnostic(id: id, at: nil, summary, fixes: [fix])
}
