#if arch(wasm32)
  import GradusNN

  // What the page's script calls. Texts go out as bytes at an address, with their length beside it.

  nonisolated(unsafe) private var moving: Moving?
  nonisolated(unsafe) private var text: [UInt8] = []

  /// What there is: the title, the steps, and a line for each slider: name, ends, value.
  @_expose(wasm, "live_describe") @_cdecl("live_describe")
  public func liveDescribe() -> UnsafePointer<UInt8>? {
    guard let figure = liveFigure else { return nil }
    var lines = "\(figure.title)\n\(figure.steps)"
    for slider in liveSliders {
      lines += "\n\(slider.name)\t\(fixed(slider.range.lowerBound, 6))"
      lines += "\t\(fixed(slider.range.upperBound, 6))\t\(fixed(slider.value, 6))"
    }
    return kept(lines)
  }

  @_expose(wasm, "live_length") @_cdecl("live_length")
  public func liveLength() -> Int32 { Int32(text.count) }

  @_expose(wasm, "live_set") @_cdecl("live_set")
  public func liveSet(_ slider: Int32, _ value: Float) { liveSliders[Int(slider)].value = value }

  @_expose(wasm, "live_begin") @_cdecl("live_begin")
  public func liveBegin(_ seed: UInt32) {
    manualSeed(UInt64(seed))
    moving = liveFigure?.begin(UInt64(seed))
  }

  @_expose(wasm, "live_step") @_cdecl("live_step")
  public func liveStep() { moving?.step() }

  @_expose(wasm, "live_picture") @_cdecl("live_picture")
  public func livePicture() -> UnsafePointer<UInt8>? {
    moving.flatMap { kept($0.picture().svg(id: "live")) }
  }

  /// A line for each number: name and value.
  @_expose(wasm, "live_numbers") @_cdecl("live_numbers")
  public func liveNumbers() -> UnsafePointer<UInt8>? {
    var lines = ""
    for (name, number) in moving?.numbers() ?? [] { lines += "\(name)\t\(fixed(number, 6))\n" }
    return kept(lines)
  }

  private func kept(_ words: String) -> UnsafePointer<UInt8>? {
    text = Array(words.utf8)
    return text.withUnsafeBufferPointer { $0.baseAddress }
  }
#endif
