import GradusLessons

/// The policy every page carries: only files of the site itself, nothing written into the page.
let contentSecurityPolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
  + "base-uri 'none'; form-action 'none'"

/// The policy of a page with live figures: compiled modules may run, still nothing is evaluated.
///
/// They run in a worker that the page's own script makes; it lives under the same policy.
let policyWithModules = contentSecurityPolicy.replacing(
  "script-src 'self'", with: "script-src 'self' 'wasm-unsafe-eval'; worker-src blob:")

/// What the frame around every page needs.
func shell(
  _ site: SiteContext, title: String, description: String, path: String, root: String = ""
) -> [String: Any] {
  let course = site.course.title
  return [
    "policy": contentSecurityPolicy, "course": course,
    "title": title == course ? course : "\(title) · \(course)", "heading": title,
    "description": description, "root": root, "base": site.options.baseURL ?? "",
    "address": site.options.baseURL.map { $0 + (path == "index" ? "" : "\(path).html") } ?? "",
    "feed": site.options.baseURL != nil,
  ]
}
