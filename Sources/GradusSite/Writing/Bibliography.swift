package import GradusLessons

/// How a source is called in the text: `Goldberg 1991`, `Salimans et al. 2016`.
package func shortName(_ reference: Reference) -> String {
  let people = authors(reference)
  let names = people.map { $0.split(separator: " ").last.map(String.init) ?? $0 }
  let who =
    switch names.count {
    case 0: reference.title
    case 1: names[0]
    case 2: "\(names[0]) and \(names[1])"
    default: "\(names[0]) et al."
    }
  return "\(who) \(reference.year)"
}

private func authors(_ reference: Reference) -> [String] {
  reference.authors.split(separator: ",").map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
}

/// One line of the bibliography.
func bibliographyEntry(_ reference: Reference) -> String {
  let title = escaped(reference.title)
  let named =
    reference.link.map { "<a href=\"\(escaped($0))\" rel=\"noreferrer\">\(title)</a>" } ?? title
  let venue = reference.venue.map { ", <em>\(escaped($0))</em>" } ?? ""
  return "<li id=\"cite-\(escaped(reference.key))\">\(escaped(reference.authors)) "
    + "(\(escaped(reference.year))). \(named)\(venue).</li>"
}
