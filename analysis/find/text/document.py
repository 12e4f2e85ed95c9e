"""Document: one text with the lexicons in use, and what has been read of it so far.

Takes a text, gives its parse and whatever a layer or a finder makes of it. It knows no other text: what compares
articles works on their tables.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from ...read.lexicons import BUILT_IN, Lexicons
from .parse import Parse, parse
from .sentences import Span, sentence_spans

Result = TypeVar("Result")


class Document:
    """One text, its lexicons, and each part made of them, which is made once.

    A layer or a finder is a function of a document and of nothing else; others ask for what it found with
    `document.part(function)`. When the document goes, all its parts go.

    >>> document = Document("It rained. Nobody minded.")
    >>> len(document.sentences), document.parse.tags[:2]
    (2, ['PRP', 'VBD'])
    """

    def __init__(self, text: str, lexicons: Lexicons = BUILT_IN):
        self.text = text
        self.lexicons = lexicons
        self._parts: dict[Callable, Any] = {}

    def part(self, function: Callable[["Document"], Result]) -> Result:
        """Give what a function makes of this document: made at the first call, kept for all further ones."""
        try:
            return self._parts[function]
        except KeyError:
            return self._parts.setdefault(function, function(self))

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences, as spans of the text."""
        return sentence_spans(self.text, self.lexicons)

    @cached_property
    def parse(self) -> Parse:
        """The tokens with their tags, and the noun phrases."""
        return parse(self.text, self.lexicons, self.sentences)
