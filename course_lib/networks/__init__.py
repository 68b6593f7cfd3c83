"""Networks built from the catalogue's activations."""

from course_lib.networks.ensemble import Ensemble
from course_lib.networks.explicit import Layer, Network, shallow
from course_lib.networks.mlp import mlp

__all__ = ["Ensemble", "Layer", "Network", "mlp", "shallow"]
