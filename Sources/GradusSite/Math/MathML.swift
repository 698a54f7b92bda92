/// What a formula's author wrote wrong, and where: UTF-8 bytes from the start of the TeX.
package struct MathError: Error, Hashable, Sendable {
  package var offset: Int
  package var message: String

  package init(offset: Int, message: String) {
    self.offset = offset
    self.message = message
  }
}

/// A formula as MathML Core: no style attribute, TeX's own spacing, the TeX kept for copying.
package func mathML(_ tex: String, display: Bool) -> Result<String, MathError> {
  var parser = MathParser(tex)
  do throws(MathError) {
    let writer = MathWriter()
    let body = writer.written(try parser.formula(), MathStyle(display: display))
    let form = display ? " display=\"block\"" : ""
    let source = tex.trimmingSpaces
    return .success(
      "<math\(form)><semantics>\(body)"
        + "<annotation encoding=\"application/x-tex\">\(escaped(source))</annotation>"
        + "</semantics></math>")
  } catch {
    return .failure(error)
  }
}
