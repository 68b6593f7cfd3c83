"""The reference of the package: what its docstrings say, and nothing that they do not."""

from types import BuiltinFunctionType

from sphinx.application import Sphinx


def leave_out(
    app: Sphinx, what: str, name: str, member: object, skip: bool, options: object
) -> bool | None:
    """Leave out functions of Python's own: they are the defaults of fields, not methods."""
    return True if isinstance(member, BuiltinFunctionType) else None


def setup(app: Sphinx) -> None:
    """Register the choice of members."""
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("numpydoc")
    app.connect("autodoc-skip-member", leave_out)
