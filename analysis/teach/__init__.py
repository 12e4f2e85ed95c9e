"""Lessons: packs to hand out, what a reader does within a notebook, and what a class found.

The public names are listed in `__init__.pyi`; each is loaded when it is first used.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
