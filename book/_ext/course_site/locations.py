"""Where in a chapter a warning belongs."""

from docutils import nodes


def located(node: nodes.Node) -> nodes.Node:
    """Return the nearest node around this one that knows its line."""
    while not node.line and node.parent is not None:
        node = node.parent
    return node
