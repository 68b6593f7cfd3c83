"""Settings for all property-based tests."""

from hypothesis import settings

# a busy machine is no defect
settings.register_profile("course", deadline=None)
settings.load_profile("course")
