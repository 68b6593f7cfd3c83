"""Notebooks to take along: to a folder, to Colab, to Binder.

Nothing in the repository knows where it is published. `BOOK_REPOSITORY_URL`, when set, says so
while the site is built (and `BOOK_REPOSITORY_BRANCH`, if it is not ``main``); without it, no page
offers to open a notebook elsewhere.

Binder makes its environment from the repository. Colab has one of its own, and opens one file from
a branch on GitHub, so the build writes copies of the notebooks whose first cell installs the
package. The workflow that publishes the site puts them into the branch `COLAB_BRANCH`.
"""

import json
import os
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit

from sphinx.application import Sphinx

COLAB_BRANCH = "colab"
# What Colab lacks. It has torch, NumPy and the other large ones, in versions of its own.
LACKING = "array-api-compat ml_dtypes tabulate"


class Repository:
    """Where the course is published on GitHub.

    Parameters
    ----------
    url
        Of the repository, as in ``https://github.com/owner/name``.
    branch
        The branch that the site is built from.
    """

    def __init__(self, url: str, branch: str = "main") -> None:
        parts = urlsplit(url.removesuffix("/").removesuffix(".git"))
        self.path = parts.path.strip("/")
        if (parts.scheme, parts.netloc, self.path.count("/")) != ("https", "github.com", 1):
            raise ValueError(f"expected https://github.com/OWNER/NAME, not {url!r}")
        self.url = f"https://github.com/{self.path}"
        self.branch = branch

    @classmethod
    def from_environment(cls) -> "Repository | None":
        """Return what the environment names, or None."""
        url = os.environ.get("BOOK_REPOSITORY_URL", "")
        return cls(url, os.environ.get("BOOK_REPOSITORY_BRANCH") or "main") if url else None

    def launches(self, notebook: str) -> list[tuple[str, str]]:
        """Return the names and addresses of the services that open a notebook of the book."""
        colab = f"{self.path}/blob/{COLAB_BRANCH}/{quote(notebook)}"
        binder = f"{self.path}/{quote(self.branch, safe='')}"
        place = quote(f"lab/tree/{notebook}", safe="")
        return [
            ("Colab", f"https://colab.research.google.com/github/{colab}"),
            ("Binder", f"https://mybinder.org/v2/gh/{binder}?urlpath={place}"),
        ]

    def installing(self, text: str) -> str:
        """Return a notebook with one more cell, the first, which installs the package."""
        notebook = json.loads(text)
        source = (
            f"# The course's package, and what Colab lacks of what it needs\n"
            f"%pip install --quiet {LACKING}\n"
            f'%pip install --quiet --no-deps "course_lib @ git+{self.url}@{self.branch}"'
        )
        cell: dict[str, Any] = {
            "cell_type": "code",
            "execution_count": None,
            "id": "install",
            "metadata": {},
            "outputs": [],
            "source": source,
        }
        notebook["cells"].insert(0, cell)
        return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def prepare(book: Path, target: Path, repository: Repository) -> list[PurePosixPath]:
    """Write Colab's copies of all notebooks under `book`, and return their paths."""
    written = []
    for source in sorted(book.rglob("*.ipynb")):
        path = source.relative_to(book.parent)
        if any(part.startswith((".", "_")) for part in path.parts):
            continue
        copy = target / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(repository.installing(source.read_text(encoding="utf-8")), encoding="utf-8")
        written.append(PurePosixPath(path))
    return written


def setup(app: Sphinx) -> None:
    """Have Colab's copies written beside the site."""

    def finish(app: Sphinx, exception: Exception | None) -> None:
        repository = Repository.from_environment()
        if exception is None and repository is not None and app.builder.format == "html":
            prepare(Path(app.srcdir, "book"), Path(app.outdir).with_name("colab"), repository)

    app.connect("build-finished", finish)
