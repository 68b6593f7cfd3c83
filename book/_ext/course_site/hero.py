"""The figure on the home page: softplus sharpens into ReLU, and its slope into a step.

It is drawn by the package while the site is built. It plays once, unless the reader has asked for
reduced motion, and then waits for a hand on the slider.
"""

import matplotlib.pyplot as plt
import numpy as np
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from course_lib.activations import get
from course_lib.interactive import Control, Moving, slider
from course_lib.plotting import curve, label_curve, through_zero, use_style

ALT = (
    "Two curves over pre-activations from -4 to 4. Left: softplus above ReLU; the greater its "
    "sharpness, the closer it comes. Right: the slope of softplus, an S that steepens into a step."
)
SECONDS = 4  # motion that starts by itself may last 5 s
PLAY_ONCE = """<script>
if (!matchMedia("(prefers-reduced-motion: reduce)").matches)
  document.querySelector("#hero button").click();
</script>"""


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("hero", Hero)


class Hero(SphinxDirective):
    """The figure of the home page; it has neither arguments nor options."""

    def run(self) -> list[nodes.Node]:
        """Put the figure into the page."""
        return [nodes.raw("", f"{sharpening()}\n{PLAY_ONCE}", format="html")]


def sharpening() -> str:
    """Draw the figure.

    Returns
    -------
    str
        HTML.
    """
    use_style()
    z = np.linspace(-4, 4, 161)
    sharpness = np.geomspace(0.5, 32, 49)
    records = [get("softplus", beta=beta) for beta in sharpness]
    figure, (left, right) = plt.subplots(1, 2, figsize=(6.4, 2.8))
    curve(left, z, get("relu").value(z), "ReLU", series=1)
    value = curve(left, z, records[0].value(z), "softplus")
    slope = curve(right, z, records[0].derivative(z), "slope", series=3)
    label_curve(left, -3.6, 1.9, "softplus", 0)
    label_curve(left, 2.0, 0.9, "ReLU", 1)
    label_curve(right, -3.6, 0.85, "its slope", 3)
    left.set(ylim=(-0.1, 4.1))
    right.set(ylim=(-0.03, 1.03))
    for ax in (left, right):
        ax.set_xlabel("pre-activation")
        through_zero(ax)
    return slider(
        figure,
        name="hero",
        alt=ALT,
        controls=[
            Control(
                "sharpness", sharpness, label="sharpness β", text="{:.1f}".format, seconds=SECONDS
            )
        ],
        moving=[
            Moving(value, [record.value(z) for record in records]),
            Moving(slope, [record.derivative(z) for record in records]),
        ],
    )._repr_html_()
