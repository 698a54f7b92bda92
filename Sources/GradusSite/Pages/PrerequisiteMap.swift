import GradusLessons

/// What to read before what, as a picture: lessons in rows, each below all that it needs.
///
/// Its boxes are links; without a style sheet it is a list of links with lines.
func prerequisiteMap(_ course: Course) -> String {
  let lessons = course.lessons
  guard lessons.contains(where: { !$0.needs.isEmpty }) else { return "" }
  var depths: [String: Int] = [:]
  // Lessons come in course order, and a lesson stands behind what it needs; who does not is drawn where
  // it would be without that need.
  for lesson in lessons {
    depths[lesson.slug] = (lesson.needs.compactMap { depths[$0] }.max() ?? -1) + 1
  }
  let direct = Dictionary(
    lessons.map { ($0.slug, withoutDetours($0, course)) }, uniquingKeysWith: { first, _ in first })
  var rows = [[Lesson]](repeating: [], count: (depths.values.max() ?? 0) + 1)
  for lesson in lessons { rows[depths[lesson.slug] ?? 0].append(lesson) }
  let widest = rows.map(\.count).max() ?? 1
  let step = (across: 200.0, down: 92.0)
  let box = (width: 184.0, height: 56.0)
  var centres: [String: (x: Double, y: Double)] = [:]
  for (depth, row) in rows.enumerated() {
    // Below what it needs, as far as the neighbours leave room.
    func wish(_ lesson: Lesson) -> Double {
      let above = (direct[lesson.slug] ?? []).compactMap { centres[$0]?.x }
      return above.isEmpty ? 0 : above.reduce(0, +) / Double(above.count)
    }
    let ordered = row.enumerated().sorted {
      (wish($0.element), $0.offset) < (wish($1.element), $1.offset)
    }.map(\.element)
    for (lesson, x) in zip(ordered, spread(ordered.map(wish), widest: widest, step.across)) {
      centres[lesson.slug] = (x, Double(depth) * step.down + box.height / 2 + 1)
    }
  }
  let width = Double(widest) * step.across
  let height = Double(rows.count - 1) * step.down + box.height + 2
  var made =
    "<svg class=\"map\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"\(plain(-width / 2)) 0 "
    + "\(plain(width)) \(plain(height))\" width=\"\(plain(width))\" height=\"\(plain(height))\">\n"
    + "<g class=\"ways\" aria-hidden=\"true\">\n"
  for lesson in lessons {
    guard let end = centres[lesson.slug] else { continue }
    for start in (direct[lesson.slug] ?? []).compactMap({ centres[$0] }) {
      let (top, bottom) = (start.y + box.height / 2, end.y - box.height / 2)
      let middle = (top + bottom) / 2
      made +=
        "<path d=\"M\(plain(start.x)) \(plain(top))C\(plain(start.x)) \(plain(middle)) "
        + "\(plain(end.x)) \(plain(middle)) \(plain(end.x)) \(plain(bottom))\"/>\n"
    }
  }
  made += "</g>\n"
  for lesson in lessons {
    guard let centre = centres[lesson.slug] else { continue }
    let lines = wrapped(lesson.title, at: 25)
    let first = centre.y + 5 - Double(lines.count - 1) * 9
    let words = lines.enumerated().map { index, line in
      "<tspan x=\"\(plain(centre.x))\" y=\"\(plain(first + Double(index) * 18))\">"
        + "\(escaped(printed(line)))</tspan>"
    }
    made +=
      "<a href=\"\(lesson.slug).html\" data-lesson=\"\(lesson.slug)\">"
      + "<rect x=\"\(plain(centre.x - box.width / 2))\" y=\"\(plain(centre.y - box.height / 2))\" "
      + "width=\"\(plain(box.width))\" height=\"\(plain(box.height))\" rx=\"6\"/>"
      + "<text>\(words.joined(separator: " "))</text></a>\n"
  }
  return made + "</svg>\n"
}

/// What a lesson needs and does not already need through another need.
private func withoutDetours(_ lesson: Lesson, _ course: Course) -> [String] {
  func all(_ slug: String, _ seen: Set<String> = []) -> Set<String> {
    guard let lesson = course.lesson(slug), !seen.contains(slug) else { return [] }
    return lesson.needs.reduce(into: Set(lesson.needs)) {
      $0.formUnion(all($1, seen.union([slug])))
    }
  }
  return lesson.needs.filter { need in
    !lesson.needs.contains { $0 != need && all($0).contains(need) }
  }
}

/// Places in a row that are at least one step apart, near to where they wish to be, within the width.
private func spread(_ wishes: [Double], widest: Int, _ step: Double) -> [Double] {
  let edge = Double(widest - 1) / 2 * step
  var places: [Double] = []
  for wish in wishes { places.append(max(wish, (places.last ?? -.infinity) + step)) }
  let mean = { (values: [Double]) in values.reduce(0, +) / Double(max(1, values.count)) }
  var shift = mean(wishes) - mean(places)
  if let first = places.first, let last = places.last {
    shift = max(-edge - first, min(edge - last, shift))
  }
  return places.map { $0 + shift }
}

private func wrapped(_ text: String, at most: Int) -> [String] {
  var lines: [String] = []
  for word in text.split(separator: " ") {
    if let last = lines.last, last.count + 1 + word.count <= most {
      lines[lines.count - 1] = "\(last) \(word)"
    } else {
      lines.append(String(word))
    }
  }
  return lines
}

/// A number with at most one digit behind the point.
private func plain(_ number: Double) -> String {
  let rounded = (number * 10).rounded() / 10
  return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
}
