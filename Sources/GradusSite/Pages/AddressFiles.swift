import GradusLessons

/// Files that only make sense where the site's own address is known: sitemap and feed.
func addressFiles(_ course: Course, _ options: SiteOptions) -> [SiteFile] {
  guard let base = options.baseURL else { return [] }
  let pages =
    [""] + course.lessons.map { "\($0.slug).html" }
    + (course.glossary.isEmpty ? [] : ["glossary.html"])
  let sitemap =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    + pages.map { "  <url><loc>\(escaped(base + $0))</loc></url>\n" }.joined() + "</urlset>\n"
  // No dates: RSS does not ask for them, and a date would change the bytes of every build.
  let items = course.lessons.map { lesson in
    "  <item><title>\(escaped(lesson.title))</title>"
      + "<link>\(escaped(base))\(lesson.slug).html</link>"
      + "<guid>\(escaped(base))\(lesson.slug).html</guid>"
      + "<description>\(escaped(lesson.summary))</description></item>\n"
  }
  let feed =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel>\n"
    + "  <title>\(escaped(course.title))</title><link>\(escaped(base))</link>"
    + "<description>\(escaped(course.summary))</description>\n"
    + items.joined() + "</channel></rss>\n"
  return [SiteFile(path: "sitemap.xml", text: sitemap), SiteFile(path: "feed.xml", text: feed)]
}
