"""Both palettes, pair by pair: axe sees only what a page happens to show."""
import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "site/gradus.css").read_text("utf-8")
TEXTS = ["ink", "soft", "accent", "link", "good", "bad", *"ktfsncad", *(f"s{n}" for n in range(1, 9))]
GROUNDS = ["paper", "raised", "sunk"]


def palettes():
    """The variables of each block that sets a colour scheme, in the order of the style sheet."""
    for block in re.findall(r"\{([^{}]*--paper:[^{}]*color-scheme: (?:light|dark);)", CSS):
        scheme = re.search(r"color-scheme: (\w+)", block)[1]
        yield scheme, dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block))


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear))


def contrast(one, other):
    a, b = sorted((luminance(one), luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def test_there_is_a_light_and_a_dark_palette_and_dark_is_said_twice_alike():
    found = list(palettes())
    assert [scheme for scheme, _ in found] == ["light", "dark", "dark"]
    assert found[1][1] == found[2][1]


@pytest.mark.parametrize("scheme,colours", list(palettes())[:2], ids=["light", "dark"])
def test_every_pair_can_be_read(scheme, colours):
    weak = [
        f"{text} on {ground}: {contrast(colours[text], colours[ground]):.2f}"
        for text in TEXTS for ground in GROUNDS
        if contrast(colours[text], colours[ground]) < 4.5
    ]
    weak += [f"paper on accent"] if contrast(colours["paper"], colours["accent"]) < 4.5 else []
    weak += [f"ink on mark"] if contrast(colours["ink"], colours["mark"]) < 4.5 else []
    assert weak == []


@pytest.mark.parametrize("scheme,colours", list(palettes())[:2], ids=["light", "dark"])
def test_borders_of_controls_can_be_seen(scheme, colours):
    assert contrast(colours["line-strong"], colours["paper"]) >= 3
