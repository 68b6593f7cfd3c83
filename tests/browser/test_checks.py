"""The checks see what they are for: each error is planted on a page that is sound without it."""

import shutil
from pathlib import Path

import pytest

from tests.browser.server import serving
from tests.browser.survey import AXE, LAWS, pages, survey

FONT = AXE.parents[1] / "katex" / "dist" / "fonts" / "KaTeX_Main-Regular.woff2"

SOUND = """<!DOCTYPE html>
<html lang="en" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A sound page</title>
<link rel="icon" href="data:,">
</head>
<body>
<main>
<h1>A sound page</h1>
<p>It costs 5 dollars. <span class="math"><span class="katex"><span class="katex-mathml"
><math><mi>x</mi></math></span><span class="katex-html" aria-hidden="true">x</span></span></span>
</p>
<style>.katex-mathml { position: absolute; clip-path: inset(50%) }</style>
<svg role="img" aria-label="A square, all black" width="50" height="50"><path d="M0 0h50v50h-50z"/>
</svg>
<details><summary>More</summary><code>$x$</code></details>
PLANT
</main>
</body>
</html>
"""
PICTURE = '<svg role="img" {} width="50" height="50"><path d="M0 0h50v50h-50z"/></svg>'
LATE = """<p style="margin: 0">Read me</p><script>
setTimeout(() => document.querySelector("h1").style.paddingTop = "300px", 50);
</script>"""
LATE_FONT = f"""<style>
@font-face {{ font-family: late; src: url("late.woff2") }}
.late {{ font: 2rem late, monospace }}
</style>
<p class="late">{"Words that are narrower once their font is there. " * 9}</p>
<p>{"Below. " * 1500}</p>"""
PLANTS = {
    "off-site image": (
        "off-site requests",
        '<img src="http://127.0.0.2:9/a.png" alt="A far image">',
    ),
    "off-site style": (
        "off-site requests",
        '<link rel="stylesheet" href="http://127.0.0.2:9/a.css">',
    ),
    "missing file": ("failed requests", '<script src="nothing.js"></script>'),
    "unreachable": (
        "failed requests",
        '<script>fetch("http://127.0.0.2:9/").catch(() => 0)</script>',
    ),
    "exception": ("console errors", "<script>undefined.name</script>"),
    "rejection": ("console errors", "<script>Promise.reject(new Error('no'))</script>"),
    "complaint": ("console errors", "<script>console.error('no')</script>"),
    "wide table": ("overflow", '<table><tr><td style="min-width: 1400px">wide</td></tr></table>'),
    "long word": ("overflow", f"<p>{'word' * 400}</p>"),
    "image without alt": ("figures", '<img src="data:image/svg+xml,<svg/>" width="9" height="9">'),
    "empty alt": ("figures", '<img src="data:image/svg+xml,<svg/>" alt="" width="9" height="9">'),
    "file name for alt": ("figures", PICTURE.format('aria-label="images/figure-1.svg"')),
    "TeX for alt": ("figures", PICTURE.format('aria-label="A plot of $x^2$"')),
    "drawing without role": ("figures", '<svg width="50" height="50"><path d="M0 0h9v9"/></svg>'),
    "hidden drawing": ("figures", PICTURE.format('aria-label="A square" style="display: none"')),
    "formula not typeset": ("formulas", '<p><span class="math">\\(x\\)</span></p>'),
    "invisible formula": ("formulas", "<style>.katex-html { visibility: hidden }</style>"),
    "formula without a box": ("formulas", "<style>.katex-html { display: none }</style>"),
    "transparent formula": ("formulas", "<style>.katex-html { opacity: 0 }</style>"),
    "dollars": ("formulas", "<p>Take $x^2$.</p>"),
    "command": ("formulas", "<p>Half is \\frac{1}{2}.</p>"),
    "folded command": ("formulas", "<details><summary>More</summary>\\alpha</details>"),
    "late padding": ("shifts", LATE),
    "late font": ("shifts", LATE_FONT),
    "pale text": ("axe", '<p style="color: #bbb">Pale</p>'),
    "pale folded text": (
        "axe",
        '<details><summary>More</summary><p style="color: #bbb">Pale</p></details>',
    ),
    "button without a name": ("axe", "<button></button>"),
    "skipped heading": ("axe", "<h4>Far down</h4>"),
    "second h1 is best practice": ("axe", "<main>Twice</main>"),
    "small target": (
        "axe",
        '<button style="width: 9px; height: 9px; padding: 0">a</button>'
        '<button style="width: 9px; height: 9px; padding: 0">b</button>',
    ),
    "other theme": ("theme", "<script>document.documentElement.dataset.theme = 'dark'</script>"),
}


@pytest.fixture(scope="module")
def planted(browser, tmp_path_factory) -> dict[str, list[str]]:
    folder: Path = tmp_path_factory.mktemp("planted")
    shutil.copy(FONT, folder / "late.woff2")
    for name, plant in [("sound", ""), *((name, plant) for name, (_, plant) in PLANTS.items())]:
        (folder / f"{name}.html").write_text(SOUND.replace("PLANT", plant), encoding="utf-8")
    with serving(folder, font_delay=0.3) as home:
        return survey(browser, home, pages(folder), width=1280, theme="light")


def test_nothing_is_wrong_with_the_sound_page(planted):
    assert set(planted) == set(LAWS)
    assert not [it for found in planted.values() for it in found if it.startswith("sound.html")]


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_error_is_seen(planted, name):
    law, _ = PLANTS[name]
    assert [it for it in planted[law] if it.startswith(f"{name}.html")]


def test_every_law_has_a_planted_error():
    assert {law for law, _ in PLANTS.values()} == set(LAWS)


@pytest.mark.parametrize("name", ["invisible formula", "dollars", "long word", "empty alt"])
def test_errors_are_seen_without_javascript(browser, tmp_path, name):
    law, plant = PLANTS[name]
    for page, text in (("sound.html", ""), ("planted.html", plant)):
        (tmp_path / page).write_text(SOUND.replace("PLANT", text), encoding="utf-8")
    plain = {"width": 390, "theme": "light", "javascript": False}
    with serving(tmp_path) as home:
        assert survey(browser, home, ["sound.html"], **plain)[law] == []
        assert survey(browser, home, ["planted.html"], **plain)[law]
