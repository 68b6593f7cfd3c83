"""Times how long a reader waits for mathematics: set at build time, or by MathJax in the browser.

One page of generated formulas is built twice, with the book's own configuration: once as the book
is, with KaTeX, and once with MathJax 3 from the same server. One Chromium opens them in turns, each
time as a new reader with an empty cache, and waits until every formula is drawn in its own fonts.
Run by ``make bench``, which stores the times with their date.
"""

import datetime
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from string import Template

import yaml
from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.browser.server import serving
from tests.browser.survey import reading

ROOT = Path(__file__).parents[1]
FILE = Path(__file__).with_suffix(".json")
MATHJAX = Path(__file__).parent / "node_modules" / "mathjax" / "es5"
PAGE = "book/index.html"
FORMULAS = 200
ROUNDS = 5
GOAL = 1 / 3
SHORT = (
    r"${a}_$i",
    r"$f($a) = $a^{$n}",
    r"$a \in \mathbb{R}^{$n}",
    r"\sigma'($a) \le \tfrac{1}{$n}",
    r"\lVert \mathbf{$a} \rVert_2 < \varepsilon",
    r"\log\bigl(1 + e^{-$n $a}\bigr)",
)
LONG = (
    r"$f($a) = \frac{1}{1 + e^{-$n $a}} = \frac{1}{2}\Bigl(1 + \tanh\frac{$n $a}{2}\Bigr)",
    r"\frac{\partial L}{\partial W_{${i}j}} = \sum_{k=1}^{$n} \delta_k\, ${a}_{k-1} \varphi'(z_k)",
    r"\int_{-\infty}^{$a} \frac{1}{\sqrt{2\pi $n}} e^{-t^2 / $n} \, dt = \Phi_{$i}($a)",
    r"\begin{aligned} $f'($a) &= $f($a)\bigl(1 - $f($a)\bigr) \\ &\le \frac{1}{4} \end{aligned}",
    r"$f($a) = \begin{cases} $a & $a > 0 \\ \alpha_{$n} (e^{$a} - 1) & $a \le 0 \end{cases}",
    r"J = \begin{pmatrix} ${a}_1 & -${a}_2 \\ $n & \sqrt{${a}_1^2 + ${a}_2^2} \end{pmatrix}^{\top}",
)
# Resolves to the time at which every formula has a box and its fonts are there.
VISIBLE = """(count) => new Promise((resolve) => {
  let since;
  const drawn = (formula) => {
    const box = formula.querySelector(".katex-html, mjx-container")?.getBoundingClientRect();
    return box && box.width > 0 && box.height > 0;
  };
  const look = () => {
    const formulas = [...document.querySelectorAll(".math")];
    const fonts = [...document.fonts].filter((font) => /katex|mjx/i.test(font.family));
    const ready = formulas.length === count && formulas.every(drawn)
      && fonts.some((font) => font.status === "loaded")
      && fonts.every((font) => font.status !== "loading");
    // Fonts are asked for when what needs them is laid out: it was so if it still is a frame later.
    if (!ready) since = undefined;
    else if (since !== undefined) return resolve(since);
    else since = performance.now();
    requestAnimationFrame(look);
  };
  look();
})"""


def text() -> str:
    """A page of formulas: two of three within sentences, the others displayed."""
    choose = random.Random(0)
    paragraphs = ["# Formulas"]
    for number in range(FORMULAS):
        names = {"a": choose.choice("xyzuvwh"), "f": choose.choice(["f", "g", r"\sigma", r"\psi"])}
        names |= {"i": choose.choice("0123"), "n": str(choose.randint(2, 99))}
        formula = Template(choose.choice(SHORT if number % 3 else LONG)).substitute(names)
        if number % 3:
            paragraphs[-1] += f" Sentence {number} is about ${formula}$, as they are."
        else:
            paragraphs += [f"$$\n{formula}\n$$", "And so on."]
    return "\n\n".join(paragraphs) + "\n"


def build(root: Path, *, mathjax: bool) -> Path:
    """Build the page into a site under `root`."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    book = root / "book"
    shutil.copytree(ROOT / "book", book, ignore=ignored, symlinks=True)
    (book / "_ext" / "node_modules").symlink_to(ROOT / "book" / "_ext" / "node_modules")
    if mathjax:
        sphinx = config["sphinx"]["config"]
        sphinx["extensions"].append("sphinx.ext.mathjax")
        sphinx["html_math_renderer"] = "mathjax"
        sphinx["mathjax_path"] = "mathjax/tex-chtml.js"
        shutil.copytree(MATHJAX, book / "_static" / "mathjax")
    (root / "_config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (root / "_toc.yml").write_text("format: jb-book\nroot: book/index\n", encoding="utf-8")
    (book / "index.md").write_text(text(), encoding="utf-8")
    program = Path(sys.executable).with_name("jupyter-book")
    command = [program, "build", ".", "-W", "-n", "--keep-going"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return root / "_build" / "html"


def ignored(folder: str, names: list[str]) -> set[str]:
    """What of the book the page does without: its chapters."""
    keep = {"_ext", "_static", "_theme", "_templates", "references.bib"}
    top = Path(folder) == ROOT / "book"
    return {name for name in names if name == "node_modules" or (top and name not in keep)}


def seconds(browser: Browser, address: str) -> float:
    """How long a new reader waits for the mathematics of a page."""
    with reading(browser) as page:
        page.goto(address, wait_until="commit")
        return page.evaluate(VISIBLE, FORMULAS) / 1000


def main() -> None:
    """Build, measure, store, and fail where the goal is missed."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        sites = {}
        for name in ("katex", "mathjax"):
            Path(folder, name).mkdir()
            sites[name] = build(Path(folder, name), mathjax=name == "mathjax")
        with serving(sites["katex"]) as katex, serving(sites["mathjax"]) as mathjax:
            homes = {"katex": katex, "mathjax": mathjax}
            for home in homes.values():  # warm up the server and the browser, not the cache
                seconds(browser, home + PAGE)
            rounds = [
                {name: seconds(browser, home + PAGE) for name, home in homes.items()}
                for _ in range(ROUNDS)
            ]
        version = browser.version
    taken = {name: [round(it[name], 3) for it in rounds] for name in homes}
    medians = {name: median(times) for name, times in taken.items()}
    ratio = medians["katex"] / medians["mathjax"]
    record = {
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "chromium": version,
        "cores": os.cpu_count(),
        "formulas": FORMULAS,
        "seconds": taken,
    }
    FILE.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    for name, time in medians.items():
        print(f"{name:10} {time:.2f} s until {FORMULAS} formulas are visible (median of {ROUNDS})")
    print(f"ratio      {ratio:.2f} (goal: at most {GOAL:.2f})")
    if ratio > GOAL:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
