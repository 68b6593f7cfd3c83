"""What the small networks of the course learn."""

import torch
from torch import Tensor


def sine_points() -> tuple[Tensor, Tensor]:
    """32 points of [-2, 2] and ``sin(3 x)`` there, float64, each of shape ``(32, 1)``."""
    x = torch.linspace(-2, 2, 32, dtype=torch.float64)[:, None]
    return x, torch.sin(3 * x)
