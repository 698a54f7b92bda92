/// What the reader has passed in the terminal, as a script: a page opened from disk may load one, and may
/// not read a file.
///
/// `gradus` writes it again after every verdict, so that the terminal and the pages agree.
package func progressFile(_ passed: [String]) -> SiteFile {
  let names = passed.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
  return SiteFile(path: progressFilePath, text: "gradusProgress([\(names)])\n")
}

package let progressFilePath = "assets/progress.js"
