"""Catchphrases: labels in quotation marks, phrases that an article repeats, and figures of speech.

Takes the articles, gives one row for each. It cannot tell a slogan from a technical term that has to be repeated.
"""

from collections import defaultdict

import pandas as pd

from ...read.lexicons import Lexicons
from ..quotation.quotes import quotes_in
from ..text import codes as kind
from ..text.document import Document
from ..text.evidence import find_in
from ..text.parse import Parse
from .terms import hits_in

_CONTENT = kind.ADJECTIVE + kind.NOUN + kind.GERUND + kind.PARTICIPLE + kind.BASE
_PARTS = (
    kind.NAME
    + kind.NUMBER
    + kind.PRONOUN
    + kind.STOP
    + kind.COMMA
    + kind.DASH
    + kind.OPENS
    + kind.CLOSES
    + "()"
)
_LONGEST = 5  # words in a phrase that is looked for again


def find_catchphrases(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give the phrases that stick: the evidence columns, `phrase, kind`.

    `kind` is `quoted` for words in quotation marks that nobody is quoted with ("so-called scare quotes"),
    `repeated` for a phrase of two to five words, names and actors apart, that comes at least twice in the same
    words (the longest such phrase), `metaphor` for an entry of the lexicon `metaphors`. `phrase` is the wording in
    lower case, or the lexicon's entry.

    >>> from analysis import articles_from_text
    >>> text = "The end game nears. A political solution is far; nobody wants a political solution."
    >>> find_catchphrases(articles_from_text(text))[["phrase", "kind"]].values.tolist()
    [['end game', 'metaphor'], ['political solution', 'repeated'], ['political solution', 'repeated']]
    """
    return find_in(articles, ("phrase", "kind"), catchphrases_in, lexicons)


def catchphrases_in(document: Document) -> list[tuple]:
    """Give `(start, end, phrase, kind)` of each catchphrase of one text."""
    p, text = document.parse, document.text
    quoted = [(start, end, " ".join(text[start:end].lower().split()), "quoted")
              for start, end, kind, *_ in document.part(quotes_in) if kind == "scare"]  # fmt: skip
    figures = [(start, end, term, "metaphor") for start, end, _, term, _ in hits_in(document, "metaphors")]
    return quoted + figures + _repeated(p)


def _repeated(p: Parse) -> list[tuple]:
    found: list = []
    taken: set[int] = set()
    actors = p.lexicons.terms("group_nouns").keys() | p.lexicons.terms("roles").keys()
    for phrase, at in sorted(_phrases(p).items(), key=lambda item: -len(item[0])):
        free = [(a, b) for a, b in at if taken.isdisjoint(range(a, b))]
        if len(free) > 1:
            taken.update(k for a, b in free for k in range(a, b))
        if len(free) > 1 and phrase.rpartition(" ")[2] not in actors:
            found += [(p.starts[a], p.ends[b - 1], phrase, "repeated") for a, b in free]
    return found


def _phrases(p: Parse) -> dict[str, list[tuple[int, int]]]:
    """The phrases of two to five words without names, numbers and pronouns, each with its places."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, code in enumerate(p.codes):
        if code not in _CONTENT:
            continue
        last = p.sentences[p.sentence_of[i]].last
        for end in range(i + 1, min(i + _LONGEST, last) + 1):
            if p.codes[end - 1] in _PARTS:
                break
            if end > i + 1 and p.codes[end - 1] in _CONTENT:
                places[" ".join(p.lower[i:end])].append((i, end))
    return places
