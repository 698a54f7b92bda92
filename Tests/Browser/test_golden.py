"""How a page looks, held by recorded pictures; `GRADUS_RECORD=1` records them anew, to be looked at.

Letters are drawn a little differently from one Chromium to the next, so what is compared is the picture at
an eighth of its size: where ink is, and of which colour.
"""
import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops

GOLDEN = Path(__file__).parent / "Golden"
VIEWS = {
    "home": ("index.html", 1280, "light"),
    "reading": ("reading.html", 1280, "light"),
    "reading-phone-dark": ("reading.html", 390, "dark"),
}


def picture(opened, address, view, without=""):
    name, width, scheme = VIEWS[view]
    page = opened(address + name, width=width, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("document.fonts.ready")
    # The day and the compiler are not what the page looks like.
    page.evaluate("document.querySelectorAll('.provenance').forEach((one) => { one.style.visibility = 'hidden' })")
    if without:
        page.evaluate("(selector) => document.querySelectorAll(selector).forEach((one) => one.remove())", without)
    whole = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    return whole.resize((whole.width // 2, whole.height // 2), Image.LANCZOS)


def differing(one, other):
    """The share of the page, in parts of an eighth's size, that is plainly another colour."""
    if abs(one.height - other.height) > 0.02 * other.height or one.width != other.width:
        return 1
    size = (other.width // 4, min(one.height, other.height) // 4)
    crop = (0, 0, other.width, min(one.height, other.height))
    small = [image.crop(crop).resize(size, Image.BOX) for image in (one, other)]
    grey = ImageChops.difference(*small).convert("L")
    return sum(grey.histogram()[40:]) / (size[0] * size[1])


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_looks_as_recorded(opened, figures, view, tmp_path):
    made = picture(opened, figures, view)
    file = GOLDEN / f"{view}.png"
    if os.environ.get("GRADUS_RECORD") == "1":
        made.quantize(64).save(file, optimize=True)
    share = differing(made, Image.open(file).convert("RGB"))
    if share >= 0.005:
        made.save(tmp_path / f"{view}.png")
    assert share < 0.005, f"{share:.1%} of {view} looks otherwise; now: {tmp_path}/{view}.png"


def test_the_comparison_sees_what_a_reader_would_see(opened, figures):
    recorded = Image.open(GOLDEN / "reading.png").convert("RGB")
    assert differing(picture(opened, figures, "reading", without="link[rel=stylesheet]"), recorded) > 0.1
    assert differing(picture(opened, figures, "reading", without=".eq math"), recorded) > 0.005
