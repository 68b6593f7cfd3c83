"""Worst errors in ULP, side by side: our records, torch, JAX, and the formulas of course notes.

Run by ``make bench``, which stores the result with its date for the chapters to quote. JAX is
measured where it is importable, or by the interpreter that the variable JAX_PYTHON names.
"""

import datetime
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from course_lib.accuracy import Accuracy, Worst
from course_lib.activations import CATALOGUE, Activation
from course_lib.activations.reference import Truth, true_values, ulp_errors
from course_lib.floats import FORMATS, covering_points

ORDERS = (0, 1)
IMPLEMENTATIONS = ("ours", "torch", "jax", "notes")
Elementwise = Callable[[Tensor], Tensor]

TORCH: dict[str, Elementwise] = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "logsigmoid": F.logsigmoid,
    "softsign": F.softsign,
    "hardsigmoid": F.hardsigmoid,
    "hardtanh": F.hardtanh,
    "relu": F.relu,
    "relu6": F.relu6,
    "threshold": lambda z: F.threshold(z, 1.0, 0.0),
    "squared_relu": lambda z: F.relu(z) ** 2,
    "leaky_relu": F.leaky_relu,
    "prelu": lambda z: F.prelu(z, torch.tensor([0.25], dtype=z.dtype)),
    "rrelu": F.rrelu,
    "elu": F.elu,
    "selu": F.selu,
    "celu": F.celu,
    "hardshrink": F.hardshrink,
    "softshrink": F.softshrink,
    "tanhshrink": F.tanhshrink,
    "softplus": F.softplus,
    "squareplus": lambda z: (z + torch.sqrt(z * z + 4)) / 2,
    "swish": lambda z: z * torch.sigmoid(z),
    "silu": F.silu,
    "hardswish": F.hardswish,
    "mish": F.mish,
    "gelu": F.gelu,
    "gelu_tanh": lambda z: F.gelu(z, approximate="tanh"),
    "quick_gelu": lambda z: z * torch.sigmoid(1.702 * z),
}

# value and derivative as the notes compute them; their constants are float32, and stay it here
ONE, ZERO, SLOPE = torch.tensor(1.0), torch.tensor(0.0), torch.tensor(0.01)


def plain_sigmoid(z: Tensor) -> Tensor:
    return 1 / (1 + torch.exp(-z))


NOTES: dict[str, tuple[Elementwise, Elementwise]] = {
    "sigmoid": (plain_sigmoid, lambda z: plain_sigmoid(z) * (1 - plain_sigmoid(z))),
    "tanh": (
        lambda z: (torch.exp(2 * z) - 1) / (torch.exp(2 * z) + 1),
        lambda z: 1 - torch.tanh(z) ** 2,
    ),
    "relu": (lambda z: torch.maximum(z, ZERO), lambda z: torch.where(z > 0, ONE, ZERO)),
    "leaky_relu": (
        lambda z: torch.maximum(z, 0.01 * z),
        lambda z: torch.where(z > 0, ONE, SLOPE),
    ),
    "softplus": (lambda z: torch.log(1 + torch.exp(z)), plain_sigmoid),
}


def sample(form: str, per_binade: int, inner: int) -> NDArray[np.floating]:
    """Finite points of every binade, many where the functions bend, and the two infinities last."""
    rng = np.random.default_rng(11)
    everywhere = covering_points(FORMATS[form], per_binade, rng)
    everywhere = everywhere[np.isfinite(everywhere)]
    active = np.concatenate([rng.normal(0, 4, inner), rng.uniform(-800, 800, inner // 2)])
    corners = np.array([-6.0, -3.0, -1.0, -0.5, 0.0, 0.5, 1.0, 3.0, 6.0, 20.0])
    beside = [np.nextafter(corners, side) for side in (-np.inf, np.inf)]
    infinities = np.array([-np.inf, np.inf])
    return np.concatenate(
        [
            part.astype(FORMATS[form].dtype)
            for part in (everywhere, active, corners, *beside, infinities)
        ]
    )


def ours(record: Activation, order: int, z: NDArray[np.floating]) -> NDArray[np.floating]:
    return record.derivative(z) if order else record.value(z)


def by_torch(record: Activation, order: int, z: NDArray[np.floating]) -> NDArray[np.floating]:
    tensor = torch.from_numpy(z).clone().requires_grad_()
    result = TORCH[record.name](tensor)
    if order:
        (result,) = torch.autograd.grad(result, tensor, torch.ones_like(tensor))
    return np.asarray(result.detach().numpy())


def by_jax(points: dict[str, NDArray[np.floating]]) -> dict[str, NDArray[np.floating]]:
    """JAX's results by function, order and format; none where it is not importable."""
    python = os.environ.get("JAX_PYTHON", sys.executable)
    if subprocess.run([python, "-c", "import jax"], capture_output=True, check=False).returncode:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "points.npz", Path(folder) / "results.npz"
        np.savez(source, **points)
        script = Path(__file__).with_name("jax_activations.py")
        subprocess.run([python, script, source, target], check=True)
        with np.load(target) as results:
            return dict(results)


def fair(record: Activation, truth: Truth, form: str, z: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Where implementations may be compared.

    Not at subnormal numbers, which JAX takes for 0 on purpose, and not at singular points, where
    conventions differ.
    """
    least = FORMATS[form].smallest_normal
    normal = [(np.abs(x) >= least) | (x == 0) for x in (z.astype(np.float64), truth.rounded)]
    singular = np.isin(z, [float(point.at) for point in record.singular_points])
    return np.isfinite(z) & normal[0] & normal[1] & ~singular


def worst_error(
    computed: NDArray[np.floating],
    truth: Truth,
    form: str,
    z: NDArray[np.floating],
    where: NDArray[np.bool_],
) -> tuple[float, float, bool]:
    errors = ulp_errors(computed, truth, FORMATS[form])
    worst = int(np.argmax(np.where(where, errors, -1)))
    return float(errors[worst]), float(z[worst]), bool((errors[-2:] <= 4).all())


def rows(
    records: Sequence[Activation],
    points: dict[str, NDArray[np.floating]],
    jax: dict[str, NDArray[np.floating]],
) -> Iterator[Worst]:
    for record in records:
        for form, z in points.items():
            truths = true_values(record, z.astype(np.float64))
            for order in ORDERS:
                results = {"ours": ours(record, order, z), "torch": by_torch(record, order, z)}
                key = f"{record.name} {order} {form}"
                if key in jax:
                    results["jax"] = jax[key]
                if record.name in NOTES:
                    results["notes"] = NOTES[record.name][order](torch.from_numpy(z)).numpy()
                where = fair(record, truths[order], form, z)
                for name, computed in results.items():
                    error, at, limits = worst_error(computed, truths[order], form, z, where)
                    yield Worst(record.name, order, form, name, error, at, limits)


def measure(
    records: Sequence[Activation] = CATALOGUE, per_binade: int = 3, inner: int = 20_000
) -> Accuracy:
    points = {form: sample(form, per_binade, inner) for form in ("float64", "float32")}
    jax = by_jax(points)
    versions = {"numpy": np.__version__, "torch": torch.__version__.partition("+")[0]}
    if jax:
        versions["jax"] = str(jax["version"])
    return Accuracy(
        date=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        versions=versions,
        points={form: len(z) for form, z in points.items()},
        worst=tuple(rows(records, points, jax)),
    )


def table(accuracy: Accuracy) -> str:
    """One line for each function, order and format; a star where a limit at infinity is missed."""
    lines = [
        "error in ULP at the worst point".ljust(34) + "".join(f"{i:>26}" for i in IMPLEMENTATIONS)
    ]
    keys = dict.fromkeys((w.function, w.order, w.format) for w in accuracy.worst)
    for function, order, form in keys:
        cells = []
        for implementation in IMPLEMENTATIONS:
            found = accuracy.of(function, order, form, implementation)
            if found is None:
                absent = implementation == "jax" and "jax" not in accuracy.versions
                cells.append("not installed" if absent else "")
            else:
                star = "" if found.limits else "*"
                where = f" at {found.at:.4g}" if found.error else ""
                cells.append(f"{found.error:.3g}{where}{star}")
        label = f"{function}{chr(39) * order} {form}"
        lines.append(label.ljust(34) + "".join(f"{cell:>26}" for cell in cells))
    return "\n".join(lines)


def main() -> None:
    accuracy = measure()
    accuracy.save()
    print(table(accuracy))


if __name__ == "__main__":
    main()
