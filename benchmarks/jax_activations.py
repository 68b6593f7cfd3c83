"""Values and derivatives of JAX's activations: reads points from a file, writes arrays to another.

JAX is no dependency of the course: `benchmarks.accuracy` runs this file with an interpreter that
has it.
"""

import functools
import sys

import jax
import numpy as np

FUNCTIONS = {
    "sigmoid": jax.nn.sigmoid,
    "tanh": jax.nn.tanh,
    "logsigmoid": jax.nn.log_sigmoid,
    "softsign": jax.nn.soft_sign,
    "hardsigmoid": jax.nn.hard_sigmoid,
    "hardtanh": jax.nn.hard_tanh,
    "relu": jax.nn.relu,
    "relu6": jax.nn.relu6,
    "leaky_relu": jax.nn.leaky_relu,
    "elu": jax.nn.elu,
    "selu": jax.nn.selu,
    "celu": jax.nn.celu,
    "softplus": jax.nn.softplus,
    "squareplus": jax.nn.squareplus,
    "silu": jax.nn.silu,
    "hardswish": jax.nn.hard_swish,
    "mish": jax.nn.mish,
    "gelu": functools.partial(jax.nn.gelu, approximate=False),
    "gelu_tanh": functools.partial(jax.nn.gelu, approximate=True),
}


def main(source: str, target: str) -> None:
    jax.config.update("jax_enable_x64", True)
    results = {"version": np.array(jax.__version__)}
    with np.load(source) as points:
        for form, z in points.items():
            for name, function in FUNCTIONS.items():
                derivative = jax.vmap(jax.grad(function))
                results[f"{name} 0 {form}"] = np.asarray(function(jax.numpy.asarray(z)))
                results[f"{name} 1 {form}"] = np.asarray(derivative(jax.numpy.asarray(z)))
    np.savez(target, **results)


if __name__ == "__main__":
    main(*sys.argv[1:])
