import GradusKernelTypes

// The four operations, between tensors of fitting shapes and between a tensor and a number.

extension Tensor {
  /// a + b; the gradient goes to both unchanged.
  public static func + (a: Tensor, b: Tensor) -> Tensor {
    combine(.add, "+", a, b).from("+", a, b) { back in
      back.give(back.first) { back.gradient }
      back.give(back.second) { back.gradient }
    }
  }

  /// a − b; the gradient goes to `a` unchanged and to `b` with the sign turned.
  public static func - (a: Tensor, b: Tensor) -> Tensor {
    combine(.subtract, "-", a, b).from("-", a, b) { back in
      back.give(back.first) { back.gradient }
      back.give(back.second) { -back.gradient }
    }
  }

  /// a · b, place by place; d/da = b and d/db = a.
  public static func * (a: Tensor, b: Tensor) -> Tensor {
    combine(.multiply, "*", a, b).from("*", a, b, saving: .both) { back in
      back.give(back.first) { back.gradient * back.second }
      back.give(back.second) { back.gradient * back.first }
    }
  }

  /// a / b, place by place; d/da = 1/b and d/db = −(a/b)/b.
  public static func / (a: Tensor, b: Tensor) -> Tensor {
    combine(.divide, "/", a, b).from("/", a, b, saving: [.second, .output]) { back in
      back.give(back.first) { back.gradient / back.second }
      back.give(back.second) { -(back.gradient * back.output / back.second) }
    }
  }

  /// The negative, −a.
  public static prefix func - (a: Tensor) -> Tensor {
    a.mapped(.negate).from("-", a) { back in back.give(back.first) { -back.gradient } }
  }

  /// a + b with one number for every place; the gradient goes to `a` unchanged.
  public static func + (a: Tensor, b: Float) -> Tensor {
    a.mapped(.add, b).from("+", a) { back in back.give(back.first) { back.gradient } }
  }

  /// a + b with one number for every place.
  public static func + (a: Float, b: Tensor) -> Tensor { b + a }

  /// a − b with one number for every place.
  public static func - (a: Tensor, b: Float) -> Tensor { a + (-b) }

  /// a − b with one number for every place; the gradient goes to `b` with the sign turned.
  public static func - (a: Float, b: Tensor) -> Tensor {
    combine(.subtract, a, b).from("-", b) { back in
      back.give(back.first) { -back.gradient }
    }
  }

  /// a · b with one number for every place; d/da = b.
  public static func * (a: Tensor, b: Float) -> Tensor {
    a.mapped(.scale, b).from("*", a, noting: Note(b)) { back in
      back.give(back.first) { back.gradient * back.number }
    }
  }

  /// a · b with one number for every place.
  public static func * (a: Float, b: Tensor) -> Tensor { b * a }

  /// a / b with one number for every place; d/da = 1/b.
  public static func / (a: Tensor, b: Float) -> Tensor {
    combine(.divide, a, b).from("/", a, noting: Note(b)) { back in
      back.give(back.first) { back.gradient / back.number }
    }
  }

  /// a / b with one number for every place; d/db = −(a/b)/b.
  public static func / (a: Float, b: Tensor) -> Tensor { Tensor(a) / b }

  /// The larger of the two, place by place; where they are equal each gets half of the gradient.
  public static func maximum(_ a: Tensor, _ b: Tensor) -> Tensor {
    combine(.maximum, "maximum", a, b).from("maximum", a, b, saving: .both) { back in
      back.give(back.first) { back.gradient * shareOfWinner(back.first, back.second) }
      back.give(back.second) { back.gradient * shareOfWinner(back.second, back.first) }
    }
  }

  /// The smaller of the two, place by place; where they are equal each gets half of the gradient.
  public static func minimum(_ a: Tensor, _ b: Tensor) -> Tensor {
    combine(.minimum, "minimum", a, b).from("minimum", a, b, saving: .both) { back in
      back.give(back.first) { back.gradient * shareOfWinner(back.second, back.first) }
      back.give(back.second) { back.gradient * shareOfWinner(back.first, back.second) }
    }
  }

  /// 1 where a > b, ½ where they are equal, 0 elsewhere; a constant for all derivatives.
  private static func shareOfWinner(_ a: Tensor, _ b: Tensor) -> Tensor {
    noGrad { (a.isGreater(than: b) + a.isGreater(orEqualTo: b)) * 0.5 }
  }

  /// 1 where this is larger than the other, 0 elsewhere.
  public func isGreater(than other: Tensor) -> Tensor {
    Tensor.combine(.greater, "isGreater(than:)", self, other)
  }

  /// 1 where this is at least as large as the other, 0 elsewhere.
  public func isGreater(orEqualTo other: Tensor) -> Tensor {
    Tensor.combine(.greaterOrEqual, "isGreater(orEqualTo:)", self, other)
  }

  /// 1 where both are equal, 0 elsewhere.
  public func isEqual(to other: Tensor) -> Tensor {
    Tensor.combine(.equal, "isEqual(to:)", self, other)
  }

  // A parameter (under noGrad) keeps its memory, and every name that it has sees the change; of any other
  // tensor only this name gets the result.

  /// a + b in place of `a`.
  public static func += (a: inout Tensor, b: Tensor) { update(&a, a + b, "+=") }
  /// a − b in place of `a`.
  public static func -= (a: inout Tensor, b: Tensor) { update(&a, a - b, "-=") }
  /// a · b in place of `a`.
  public static func *= (a: inout Tensor, b: Tensor) { update(&a, a * b, "*=") }
  /// a · b in place of `a`, with one number for every place.
  public static func *= (a: inout Tensor, b: Float) { update(&a, a * b, "*=") }
  /// a + b in place of `a`, with one number for every place.
  public static func += (a: inout Tensor, b: Float) { update(&a, a + b, "+=") }
  /// a − b in place of `a`, with one number for every place.
  public static func -= (a: inout Tensor, b: Float) { update(&a, a - b, "-=") }
  /// a / b in place of `a`, with one number for every place.
  public static func /= (a: inout Tensor, b: Float) { update(&a, a / b, "/=") }

  /// Puts the result in the place of `a`: into the memory of a parameter, which only `noGrad`
  /// allows, and as a new tensor otherwise.
  private static func update(_ a: inout Tensor, _ result: Tensor, _ sign: String) {
    guard a.node.isLeafWithGradient else {
      a = result
      return
    }
    if isRecording {
      stop(
        "\(sign) would replace a parameter by a computed tensor, and no gradient would reach the "
          + "parameter any more; write noGrad { w \(sign) … } to change it in place")
    }
    a.assign(result, line: 0)
  }
}
