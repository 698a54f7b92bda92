import CCmark

/// A node as cmark reports it; the only form in which cmark's tree leaves this file.
struct CmarkNode {
  enum Kind {
    case document, quote, list, item, codeBlock, htmlBlock, customBlock, paragraph, heading
    case thematicBreak, text, softBreak, lineBreak, code, htmlInline, customInline, emphasis
    case strong, link, image
  }

  var kind: Kind
  /// Text of a leaf, destination of a link or image.
  var literal: String
  /// Info string of a fence, title of a link or image.
  var info: String
  /// Level of a heading, first number of a list (nil for bullets).
  var number: Int?
  var isTight: Bool
  var isFenced: Bool
  /// As cmark counts: lines and columns from 1, columns in bytes, the end included.
  var startLine: Int
  var startColumn: Int
  var endLine: Int
  var endColumn: Int
  var children: [CmarkNode]
}

/// Reads CommonMark with libcmark.
func readCmark(_ bytes: [UInt8]) -> CmarkNode {
  let root = bytes.withUnsafeBufferPointer { buffer in
    buffer.withMemoryRebound(to: CChar.self) {
      // Positions need no option in 0.30; the default keeps "smart" punctuation out of code and math.
      cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_DEFAULT)
    }
  }
  guard let root else { preconditionFailure("cmark gave no document") }
  defer { cmark_node_free(root) }
  return value(of: root, depth: 0)
}

/// Nobody nests deeper on purpose, and every reader of the tree may use the stack without care.
private let deepest = 100

/// The value of `node` and all below it.
private func value(of node: OpaquePointer, depth: Int) -> CmarkNode {
  let kind = kind(of: node)
  var children: [CmarkNode] = []
  var child = depth < deepest ? cmark_node_first_child(node) : nil
  while let next = child {
    children.append(value(of: next, depth: depth + 1))
    child = cmark_node_next(next)
  }
  var literal = ""
  var info = ""
  var number: Int?
  switch kind {
  case .link, .image:
    literal = string(cmark_node_get_url(node))
    info = string(cmark_node_get_title(node))
  case .codeBlock:
    literal = string(cmark_node_get_literal(node))
    info = string(cmark_node_get_fence_info(node))
  case .heading: number = Int(cmark_node_get_heading_level(node))
  case .list:
    if cmark_node_get_list_type(node) == CMARK_ORDERED_LIST {
      number = Int(cmark_node_get_list_start(node))
    }
  default: literal = string(cmark_node_get_literal(node))
  }
  return CmarkNode(
    kind: kind, literal: literal, info: info, number: number,
    isTight: kind == .list && cmark_node_get_list_tight(node) != 0,
    isFenced: kind == .codeBlock && isFenced(node),
    startLine: Int(cmark_node_get_start_line(node)),
    startColumn: Int(cmark_node_get_start_column(node)),
    endLine: Int(cmark_node_get_end_line(node)), endColumn: Int(cmark_node_get_end_column(node)),
    children: children)
}

private func isFenced(_ node: OpaquePointer) -> Bool {
  // libcmark before 0.31 does not tell; indented code never spans fewer lines than its literal has.
  let lines = string(cmark_node_get_literal(node)).utf8.count { $0 == UInt8(ascii: "\n") }
  let height = Int(cmark_node_get_end_line(node)) - Int(cmark_node_get_start_line(node)) + 1
  return !string(cmark_node_get_fence_info(node)).isEmpty || height > lines
}

private func string(_ text: UnsafePointer<CChar>?) -> String {
  text.map { String(cString: $0) } ?? ""
}

private func kind(of node: OpaquePointer) -> CmarkNode.Kind {
  switch cmark_node_get_type(node) {
  case CMARK_NODE_DOCUMENT: .document
  case CMARK_NODE_BLOCK_QUOTE: .quote
  case CMARK_NODE_LIST: .list
  case CMARK_NODE_ITEM: .item
  case CMARK_NODE_CODE_BLOCK: .codeBlock
  case CMARK_NODE_HTML_BLOCK: .htmlBlock
  case CMARK_NODE_CUSTOM_BLOCK: .customBlock
  case CMARK_NODE_PARAGRAPH: .paragraph
  case CMARK_NODE_HEADING: .heading
  case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
  case CMARK_NODE_TEXT: .text
  case CMARK_NODE_SOFTBREAK: .softBreak
  case CMARK_NODE_LINEBREAK: .lineBreak
  case CMARK_NODE_CODE: .code
  case CMARK_NODE_HTML_INLINE: .htmlInline
  case CMARK_NODE_CUSTOM_INLINE: .customInline
  case CMARK_NODE_EMPH: .emphasis
  case CMARK_NODE_STRONG: .strong
  case CMARK_NODE_LINK: .link
  case CMARK_NODE_IMAGE: .image
  default: preconditionFailure("cmark knows a node that this reader does not")
  }
}
