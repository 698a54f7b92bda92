import Foundation
import GradusSite

/// What the preview shows now, shared by the thread that builds and those that answer.
final class Preview: @unchecked Sendable {
  private let condition = NSCondition()
  private var pages: [String: [UInt8]] = [:]
  private var version = 0
  private var errors = ""

  /// Takes over a build; of one that is not whole only its errors.
  func show(_ files: [SiteFile], errors: String) {
    condition.withLock {
      if errors.isEmpty || pages.isEmpty {
        pages = Dictionary(
          files.map { ($0.path, watched($0)) }, uniquingKeysWith: { first, _ in first })
      }
      self.errors = errors
      version += 1
      condition.broadcast()
    }
  }

  /// The answer to a request, whole.
  func answer(_ request: Request, port: Int) -> [UInt8] {
    guard request.isMeant(forPort: port) else {
      return response("403 Forbidden", "text/plain", Array("only for this machine\n".utf8))
    }
    guard request.method == "GET" else {
      return response("405 Method Not Allowed", "text/plain", Array("only GET\n".utf8))
    }
    switch request.path {
    case "/_gradus/changes": return changes(after: Int(request.query) ?? 0)
    case "/_gradus/reload.js":
      return response("200 OK", "text/javascript", Array(reloadScript.utf8))
    default: break
    }
    let path = request.path.hasSuffix("/") ? request.path + "index.html" : request.path
    return condition.withLock {
      if let bytes = pages[String(path.dropFirst())] {
        return response("200 OK", contentType(path), bytes)
      }
      return response("404 Not Found", "text/html; charset=utf-8", pages["404.html"] ?? waitingPage)
    }
  }

  /// Waits for the next build, and says what came of it.
  private func changes(after known: Int) -> [UInt8] {
    condition.withLock {
      let end = Date(timeIntervalSinceNow: 25)
      while version == known, condition.wait(until: end) {}
      let words = jsonLine(Changes(version: version, errors: errors))
      return response("200 OK", "application/json", Array(words.utf8))
    }
  }

  private struct Changes: Encodable {
    var version: Int
    var errors: String
  }

  /// The page while nothing could be built yet: it waits for the first build.
  private var waitingPage: [UInt8] {
    Array(
      """
      <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Gradus</title>
      <script src="/_gradus/reload.js"></script></head><body><p>The site is being built and appears
      here by itself. What has never run takes a while.</p></body></html>
      """.utf8)
  }
}

/// A page that asks for the next build; that asking is all that its policy allows in addition.
private func watched(_ file: SiteFile) -> [UInt8] {
  guard file.path.hasSuffix(".html") else { return file.contents }
  return Array(
    file.text
      .replacing("base-uri 'none'", with: "connect-src 'self'; base-uri 'none'", maxReplacements: 1)
      .replacing(
        "</head>", with: "<script src=\"/_gradus/reload.js\"></script>\n</head>", maxReplacements: 1
      ).utf8)
}

private func response(_ status: String, _ type: String, _ body: [UInt8]) -> [UInt8] {
  let head =
    "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\n"
    + "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
  return Array(head.utf8) + body
}

package func contentType(_ path: String) -> String {
  switch path.split(separator: ".").last {
  case "html": "text/html; charset=utf-8"
  case "css": "text/css; charset=utf-8"
  case "js": "text/javascript; charset=utf-8"
  case "svg": "image/svg+xml"
  case "xml": "application/xml"
  case "woff2": "font/woff2"
  case "png": "image/png"
  case "txt": "text/plain; charset=utf-8"
  default: "application/octet-stream"
  }
}

/// Asks for the next build and shows it, or what is wrong with it.
private let reloadScript = """
  'use strict'
  ;(async () => {
    let known = null
    const box = document.createElement('pre')
    box.setAttribute('role', 'alert')
    box.className = 'preview-errors'
    for (;;) {
      try {
        const answer = await fetch('/_gradus/changes?' + (known ?? -1))
        const { version, errors } = await answer.json()
        const isNew = known !== null && version !== known
        known = version
        box.textContent = errors
        if (errors) document.body.prepend(box)
        else if (isNew) return location.reload()
        else box.remove()
      } catch {
        await new Promise((later) => setTimeout(later, 1000))
      }
    }
  })()
  """
