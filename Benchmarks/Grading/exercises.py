"""Ten exercises with thirty checks, once for numpy and once for Swift; every third check is hidden."""

# name: (Python signature, Python solution, three Python checks, Swift signature, Swift solution, three Swift checks)
EXERCISES = {
    "sigmoid": (
        "def sigmoid(x):", "    return 1.0/(1.0+np.exp(-x))",
        ["assert np.isclose(sigmoid(np.array(0.0)), 0.5)",
         "assert np.allclose(sigmoid(np.array([-2.0, 2.0])).sum(), 1.0)",
         "assert np.isclose(sigmoid(np.array(3.0)), 0.9525741268224334)"],
        "func sigmoid(_ x: Tensor) -> Tensor", "1 / (1 + (-x).exp())",
        ["expectSame { sigmoid(Tensor([0])) }", "expectSame { sigmoid(draw.tensor(4, in: -2...2)) }",
         "expectSame { sigmoid(Tensor([3])) }"]),
    "bceLoss": (
        "def bceLoss(p, y):", "    return float(-np.mean(y*np.log(p)+(1-y)*np.log(1-p)))",
        ["assert np.isclose(bceLoss(np.array([0.5]), np.array([1.0])), 0.6931471805599453)",
         "assert np.isclose(bceLoss(np.array([0.9, 0.1]), np.array([1.0, 0.0])), 0.10536051565782628)",
         "assert bceLoss(np.array([0.2]), np.array([1.0])) > bceLoss(np.array([0.8]), np.array([1.0]))"],
        "func bceLoss(_ p: Tensor, _ y: Tensor) -> Tensor", "-(y * p.log() + (1 - y) * (1 - p).log()).mean()",
        ["expectSame { bceLoss(Tensor([0.5]), Tensor([1])) }",
         "expectSame { bceLoss(Tensor([0.9, 0.1]), Tensor([1, 0])) }",
         "let p = draw.tensor(4, in: 0.1...0.9)\n  expectSame { bceLoss(p, Tensor([1, 0, 1, 0])) }"]),
    "softmax": (
        "def softmax(z):",
        "    e = np.exp(z - z.max(axis=-1, keepdims=True))\n    return e / e.sum(axis=-1, keepdims=True)",
        ["assert np.allclose(softmax(np.array([1.0, 1.0])), [0.5, 0.5])",
         "assert np.allclose(softmax(np.array([[1000.0, 1000.0]])), [[0.5, 0.5]])",
         "assert np.allclose(softmax(np.arange(6.0).reshape(2, 3)).sum(axis=-1), 1.0)"],
        "func softmax(_ z: [Float]) -> [Float]",
        "let top = z.max() ?? 0\n  let e = Tensor(z.map { $0 - top }).exp().scalars\n"
        "  let sum = e.reduce(0, +)\n  return e.map { $0 / sum }",
        ["expectSame { softmax([1, 1]) }", "expectSame { softmax([1000, 1000]) }",
         "expectSame { softmax(draw.floats(6, in: -3...3)) }"]),
    "rnnStep": (
        "def rnnStep(x, h, Wx, Wh, b):", "    return np.tanh(x @ Wx + h @ Wh + b)",
        ["assert rnnStep(np.zeros((2, 3)), np.zeros((2, 4)), np.zeros((3, 4)), np.zeros((4, 4)), np.zeros(4)).shape == (2, 4)",
         "assert np.allclose(rnnStep(np.ones((1, 1)), np.ones((1, 1)), np.eye(1), np.eye(1), np.ones(1)), np.tanh(3.0))",
         "assert np.all(np.abs(rnnStep(np.ones((1, 2)), np.ones((1, 2)), np.eye(2)*9, np.eye(2)*9, np.zeros(2))) <= 1.0)"],
        "func rnnStep(_ x: Tensor, _ h: Tensor, _ wx: Tensor, _ wh: Tensor, _ b: Tensor) -> Tensor",
        "(matmul(x, wx) + matmul(h, wh) + b).tanh()",
        [f"let (x, h) = (draw.tensor({n}, 3, in: -1...1), draw.tensor({n}, 4, in: -1...1))\n"
         "  let (wx, wh) = (draw.tensor(3, 4, in: -1...1), draw.tensor(4, 4, in: -1...1))\n"
         "  let b = draw.tensor(4, in: -1...1)\n  expectSame { rnnStep(x, h, wx, wh, b) }" for n in (1, 2, 3)]),
    "reluGradient": (
        "def reluGradient(x):", "    return (x > 0).astype(float)",
        ["assert np.allclose(reluGradient(np.array([-1.0, 2.0])), [0.0, 1.0])",
         "assert reluGradient(np.zeros(3)).sum() == 0.0",
         "assert reluGradient(np.ones((2, 2))).shape == (2, 2)"],
        "func reluGradient(_ x: [Float]) -> [Float]", "x.map { $0 > 0 ? 1 : 0 }",
        ["expectSame { reluGradient([-1, 2]) }", "expectSame { reluGradient([0, 0, 0]) }",
         "expectSame { reluGradient(draw.floats(8, in: -1...1)) }"]),
    "mseLoss": (
        "def mseLoss(a, b):", "    return float(np.mean((a-b)**2))",
        ["assert mseLoss(np.zeros(3), np.zeros(3)) == 0.0",
         "assert np.isclose(mseLoss(np.array([1.0, 3.0]), np.array([0.0, 0.0])), 5.0)",
         "assert np.isclose(mseLoss(np.ones((2, 2)), np.zeros((2, 2))), 1.0)"],
        "func mseLoss(_ a: Tensor, _ b: Tensor) -> Tensor", "((a - b) * (a - b)).mean()",
        ["expectSame { mseLoss(Tensor([0, 0, 0]), Tensor([0, 0, 0])) }",
         "expectSame { mseLoss(Tensor([1, 3]), Tensor([0, 0])) }",
         "let (a, b) = (draw.tensor(2, 2, in: -1...1), draw.tensor(2, 2, in: -1...1))\n"
         "  expectSame { mseLoss(a, b) }"]),
    "clipByNorm": (
        "def clipByNorm(g, m):", "    n = np.linalg.norm(g)\n    return g if n <= m else g*(m/n)",
        ["assert np.allclose(clipByNorm(np.array([3.0, 4.0]), 1.0), [0.6, 0.8])",
         "assert np.allclose(clipByNorm(np.array([0.3, 0.4]), 1.0), [0.3, 0.4])",
         "assert np.linalg.norm(clipByNorm(np.ones(100), 2.0)) <= 2.0 + 1e-9"],
        "func clipByNorm(_ g: [Float], _ m: Float) -> [Float]",
        "let n = g.reduce(0) { $0 + $1 * $1 }.squareRoot()\n  return n <= m ? g : g.map { $0 * m / n }",
        ["expectSame { clipByNorm([3, 4], 1) }", "expectSame { clipByNorm([0.3, 0.4], 1) }",
         "expectSame { clipByNorm(draw.floats(50, in: 0...1), 2) }"]),
    "criticLoss": (
        "def criticLoss(real, fake):", "    return float(np.mean(fake)-np.mean(real))",
        ["assert criticLoss(np.ones(4), np.zeros(4)) == -1.0",
         "assert criticLoss(np.zeros(4), np.ones(4)) == 1.0",
         "assert np.isclose(criticLoss(np.arange(4.0), np.arange(4.0)), 0.0)"],
        "func criticLoss(_ real: Tensor, _ fake: Tensor) -> Tensor", "fake.mean() - real.mean()",
        ["expectSame { criticLoss(Tensor([1, 1]), Tensor([0, 0])) }",
         "expectSame { criticLoss(Tensor([0, 0]), Tensor([1, 1])) }",
         "let (a, b) = (draw.tensor(4, in: -1...1), draw.tensor(4, in: -1...1))\n  expectSame { criticLoss(a, b) }"]),
    "multitaskLoss": (
        "def multitaskLoss(losses, log_vars):", "    return float(np.sum(np.exp(-log_vars)*losses+log_vars))",
        ["assert np.isclose(multitaskLoss(np.array([1.0, 2.0]), np.zeros(2)), 3.0)",
         "assert np.isclose(multitaskLoss(np.array([2.0]), np.array([np.log(2.0)])), 1.0+np.log(2.0))",
         "assert isinstance(multitaskLoss(np.ones(3), np.ones(3)), float)"],
        "func multitaskLoss(_ losses: Tensor, _ logs: Tensor) -> Tensor", "((-logs).exp() * losses + logs).sum()",
        ["expectSame { multitaskLoss(Tensor([1, 2]), Tensor([0, 0])) }",
         "expectSame { multitaskLoss(Tensor([2]), Tensor([0.6931472])) }",
         "let (a, b) = (draw.tensor(3, in: 0...1), draw.tensor(3, in: -1...1))\n  expectSame { multitaskLoss(a, b) }"]),
    "modeCoverage": (
        "def modeCoverage(samples, centers, r):",
        "    d = np.linalg.norm(samples[:, None]-centers[None], axis=-1)\n    return int((d.min(axis=0) <= r).sum())",
        ["assert modeCoverage(np.zeros((5, 2)), np.array([[0.0, 0.0], [9.0, 9.0]]), 1.0) == 1",
         "assert modeCoverage(np.array([[0.0, 0.0], [9.0, 9.0]]), np.array([[0.0, 0.0], [9.0, 9.0]]), 0.1) == 2",
         "assert modeCoverage(np.ones((1, 2))*50, np.zeros((3, 2)), 1.0) == 0"],
        "func modeCoverage(_ samples: [Float], _ centers: [Float], _ r: Float) -> Int",
        "centers.count { center in samples.contains { abs($0 - center) <= r } }",
        ["expectSame { modeCoverage([0, 0, 0], [0, 9], 1) }", "expectSame { modeCoverage([0, 9], [0, 9], 0.1) }",
         "expectSame { modeCoverage(draw.floats(5, in: -9...9), [-6, -2, 2, 6], 1) }"]),
}
assert len(EXERCISES) == 10 and all(len(one[2]) == len(one[5]) == 3 for one in EXERCISES.values())


def broken(student, index):
    """Student i has the first i mod 4 exercises wrong, so every score is known."""
    return index < student % 4


def python_bodies(student):
    return {
        name: f"{one[0]}\n" + ("    return None" if broken(student, index) else one[1])
        for index, (name, one) in enumerate(EXERCISES.items())}


def swift_starter(name):
    signature = EXERCISES[name][3]
    answer = {"Tensor": "Tensor([9, 9])", "[Float]": "[9, 9]", "Int": "-1"}[signature.split("-> ")[1]]
    return f"{signature} {{\n  return {answer}\n}}\n"


def swift_bodies(student):
    return {
        name: "import GradusNN\n\n" + (
            swift_starter(name) if broken(student, index) else f"{one[3]} {{\n  {one[4]}\n}}\n")
        for index, (name, one) in enumerate(EXERCISES.items())}


def lesson():
    """The ten exercises as a lesson."""
    parts = ["---\ntitle: Ten functions\nsummary: Ten functions.\nminutes: 10\ngoals:\n  - write them\n---\n\n# Ten functions\n"]
    for name, (_, _, _, signature, solution, checks) in EXERCISES.items():
        starter = swift_starter(name).split("\n")[1]
        parts.append(
            f"## {name}\n\nWrite it.\n\n```swift exercise {name} points=3\n/// {name}\n{signature} {{\n  #if SOLUTION\n"
            f"  {solution}\n  #else\n{starter}\n  #endif\n}}\n```\n")
        for number, check in enumerate(checks):
            draw = "draw" if "draw." in check else "_"
            # A draw inside of the braces would be asked twice, once for each side.
            if "expectSame" in check.split("\n")[0] and "draw." in check:
                call = check[check.index("draw."):]
                depth, end = 0, 0
                for end, sign in enumerate(call):
                    depth += (sign == "(") - (sign == ")")
                    if sign == ")" and depth == 0:
                        break
                drawn = call[: end + 1]
                check = f"let drawn = {drawn}\n  {check.replace(drawn, 'drawn')}"
            parts.append(
                f"```swift check {name}{' hidden' if number == 2 else ''}\n"
                f"check(\"{name} {number + 1}\") {{ {draw} in\n  {check}\n}}\n```\n")
    return "\n".join(parts)
