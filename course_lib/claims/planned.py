"""The claims whose chapters are still to come: read, numbered, and not decided yet."""

from collections.abc import Iterator
from typing import Final

from course_lib.claims.ledger import PlannedClaim
from course_lib.claims.sources import (
    BLOG_RELU_SOFTPLUS,
    COURSE_NOTES,
    DISSECTING_RELU,
    SOFTPLUS_GUIDE,
    UNITS_NOTE,
    Source,
)

DEPTH: Final = "Gradients in depth"
CHOICE: Final = "Remedies, and the choice"
SMOOTHING: Final = "Softplus and SmoothGrad"


def _of(source: Source, part: str, wordings: dict[int, str]) -> Iterator[PlannedClaim]:
    for number, wording in wordings.items():
        yield PlannedClaim(f"{source.number}.{number}", source, wording, part)


PLANNED: Final[tuple[PlannedClaim, ...]] = (
    *_of(
        BLOG_RELU_SOFTPLUS,
        SMOOTHING,
        {
            2: "The density p(ε) with softplus = E ReLU(x − ε) may be left implicit; "
            "differentiating twice finds it.",
            3: "Theorem 2: with independent noise components, the expected gradient of the ReLU "
            "unit is the gradient of softplus with β/‖w‖.",
            4: "The theorem, stated for one unit, speaks for a network of them.",
            5: "The noise is its part along w plus d components orthogonal to w.",
            6: "The expectation is softplus with β/‖w‖, at x; p_β(x) is a formula in ε.",
            7: "The output manifold of a ReLU network has a large curvature.",
            8: "Replacing ReLU by softplus has the same effect on attribution maps as SmoothGrad.",
        },
    ),
    *_of(
        SOFTPLUS_GUIDE,
        DEPTH,
        {
            6: "Softplus has an always non-zero gradient.",
            11: "Training effect: stable gradient flow.",
        },
    ),
    *_of(
        SOFTPLUS_GUIDE,
        CHOICE,
        {15: "No true sparsity, and slower convergence, particularly in very deep networks."},
    ),
    *_of(
        UNITS_NOTE,
        DEPTH,
        {
            4: "δ^ℓ = (W^ℓ)ᵀ δ^(ℓ+1) · f′(z^ℓ), and ∂L/∂W_ℓ = X^(ℓ−1) δ^ℓ.",
            5: "The gradient of a layer is proportional to the product of the activations' "
            "derivatives in the layers after it.",
            6: "If there are many layers and f′ ≤ 1, the gradient vanishes.",
            8: "ReLU's gradient does not vanish for z ≥ 0.",
            19: "The Jacobian diag(σ′(z)) holds the derivatives ∂σ(a)/∂z.",
            20: "Many very small factors give 0; many very large ones give inf, nan or an error.",
        },
    ),
    *_of(
        UNITS_NOTE,
        CHOICE,
        {23: "Swish is empirically superior to ReLU, and mish to swish."},
    ),
    *_of(
        COURSE_NOTES,
        CHOICE,
        {
            8: "ReLU converges six times as fast as sigmoid and tanh in practice, and is "
            "biologically more plausible.",
            16: "Use ReLU, try leaky ReLU, maxout and ELU, do not expect much of tanh, and do not "
            "use sigmoid.",
        },
    ),
    *_of(
        DISSECTING_RELU,
        DEPTH,
        {10: "ReLU has no saturation and no vanishing gradient."},
    ),
)
