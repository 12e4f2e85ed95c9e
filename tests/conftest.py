"""What holds for all tests: no clock. A busy machine makes no test fail."""

from hypothesis import settings

settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")
