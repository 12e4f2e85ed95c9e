"""Large libraries: loaded only when something of them is asked for, or one module without the rest of them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Any


class Later:
    """A library that is loaded when something of it is first asked for, which most commands never do.

    >>> Later("json").loads("[1]")
    [1]
    """

    def __init__(self, library: str):
        self._library = library

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # of which any object is asked
            raise AttributeError(name)
        return getattr(import_module(self._library), name)


@contextmanager
def bare(*packages: str) -> Iterator[None]:
    """Let modules of these packages be imported without running the packages' own `__init__`.

    NLTK's loads parsers, corpora and parts of SciPy for a tokenizer that needs none of them, and takes longer than
    reading an article. The first package is the outermost. Afterwards it is as if nobody had imported it, so that a
    reader's own `import nltk` finds all of it; where somebody has imported it before, nothing is left out.

    >>> with bare("textblob"):
    ...     from textblob.en import sentiment
    >>> from textblob import TextBlob
    >>> TextBlob("good").sentiment.polarity == sentiment("good")[0]
    True
    """
    library = packages[0]
    if library in sys.modules:
        yield
        return
    try:
        for name in packages:
            spec = find_spec(name)
            if spec is not None:
                sys.modules[name] = module_from_spec(spec)
        yield
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == library]:
            del sys.modules[name]
