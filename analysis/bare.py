"""One module of a large library, without the rest of it: a package is entered, and what it would load is left out."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec, module_from_spec


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
