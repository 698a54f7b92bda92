#!/usr/bin/env python3
"""What watching adds to a check: from a saved file to the verdict on the screen, less the check itself.

    Benchmarks/watch.py [ROUNDS]

Each round saves a text that was never judged before. The check alone is what the verdict says of
itself in 'gradus check --format json', for the same kind of text. The target is less than 100 ms.
"""

import json
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Tests/Stories"))
from terminal import Terminal, run  # noqa: E402

GRADUS = os.environ.get("GRADUS", str(ROOT / "gradus"))


def right(number):
    return f"import GradusNN\n\n// {number}\nfunc double(_ x: Float) -> Float {{\n  return 2 * x\n}}\n"


def wrong(number):
    return right(number).replace("2 * x", "3 * x")


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    folder = Path(tempfile.mkdtemp(prefix="gradus-watch-")).resolve()
    shutil.copytree(ROOT / "Tests/Fixtures/TinyCourse", folder, dirs_exist_ok=True)
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "xterm-256color",
        "LANG": "C.UTF-8", "GRADUS_CACHE": str(folder / "cache"),
    }
    file = folder / "workspace/numbers/double.swift"
    run([GRADUS, "init"], folder, environment)
    terminal = Terminal([GRADUS], folder, environment)
    try:
        terminal.expect("Change the file and save it")
        seen, alone = [], []
        for number in range(rounds):
            file.write_text(wrong(number))
            seen.append(terminal.expect("1 of 2 checks passed", "0 of 2 checks passed"))
            file.write_text(right(number))
            seen.append(terminal.expect("all 2 checks passed"))
            for text in (wrong(f"again {number}"), right(f"again {number}")):
                other = folder / "other"
                (other / "numbers").mkdir(parents=True, exist_ok=True)
                (other / "numbers/double.swift").write_text(text)
                _, said, _ = run(
                    [GRADUS, "check", "double", "--workspace", str(other), "--format", "json"],
                    folder, environment)
                alone.append(json.loads(said)["verdict"]["seconds"])
    finally:
        terminal.end()
        shutil.rmtree(folder, ignore_errors=True)
    seen, alone = (1000 * statistics.median(times) for times in (seen, alone))
    print(f"{rounds} rounds, medians; wall clock in ms")
    print(f"saved file to verdict on the screen   {seen:.0f}")
    print(f"the check alone                       {alone:.0f}")
    print(f"added by watching                     {seen - alone:.0f}   target: under 100")


if __name__ == "__main__":
    main()
