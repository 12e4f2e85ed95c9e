"""Labels: every expression that an article uses for a person, a group or a state, and words whose choice takes a side.

Takes the articles, gives one row for each expression, with whom it stands for where the article says so.
It cannot see whether a label is fair: a lexicon says which words are contested, and its notes say why.
"""

from bisect import bisect_left

import pandas as pd

from ...read.lexicons import Lexicons
from ..text.document import Document
from ..text.evidence import find_in
from ..text.parse import Parse
from ..who.people import people_in
from .terms import hits_in

_NAMES = ("armed group's name", "land and borders")
"""Categories of contested words that are names themselves."""


def find_labels(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give the labels for actors: the evidence columns, `label, kind, name, term, category`.

    `label` is the expression in lower case without its article; `kind` is `name`, `role`, or `word` for a contested
    word that names no actor of the article ("crackdown"); `name` is whom the article means, missing where it does
    not say. `term` and `category` are the entry of the lexicon `contested_labels` that the label contains and the
    set of words it was chosen from; its `note` tells why the choice matters. Pronouns make no row. In
    `voice` stands who uses which word.

    >>> from analysis import articles_from_text
    >>> labels = find_labels(articles_from_text("The regime of Ann Lee fell. Rebels called Ms Lee a dictator."))
    >>> labels[["label", "kind", "category"]].values.tolist()[:2]
    [['regime', 'role', 'government'], ['ann lee', 'name', nan]]
    """
    return find_in(articles, "labels", labels_in, lexicons)


def labels_in(document: Document) -> list[tuple]:
    """Give `(start, end, label, kind, name, term, category)` of each label of one text."""
    p, text, rows, covered = document.parse, document.text, [], set()
    contested = hits_in(document, "contested_labels")
    begins = [hit[0] for hit in contested]
    for start, end, name, _, form, known in document.part(people_in):
        if form == "pronoun":
            continue
        first = _first(p, p.token_at(start))
        start = p.starts[first]
        inside = contested[bisect_left(begins, start) : bisect_left(begins, end)]
        inside = [hit for hit in inside if hit[1] <= end]
        covered.update(inside)
        inside = [hit for hit in inside if hit[4] in _NAMES or not _is_name(p, first, hit[0])]
        bare = p.starts[first + 1] if p.codes[first] == "T" and p.ends[first] < end else start
        name = None if known == "unnamed" else name
        rows.append(
            (start, end, _folded(text[bare:end]), form, name, *(inside[-1][3:] if inside else (None, None)))
        )
    words = [(a, b, _folded(text[a:b]), "word", None, *hit) for a, b, _, *hit in set(contested) - covered]
    return rows + words


def _first(p: Parse, at: int) -> int:
    """The token where the noun phrase around a mention begins: "Syrian leader" belongs to "Syrian leader Al-Assad"."""
    chunk = p.chunk_of[at]
    first = p.chunks[chunk].first if chunk >= 0 else at
    while first < at and (p.codes[first] not in "TSjnNv0" or p.lower[first] == "that"):
        first += 1
    if "s" in p.codes[first:at]:  # "Syria's leader Al-Assad" is one label, "Al-Assad's aide Lee" two
        first = at if p.codes[first] == "N" and p.codes[at] == "N" else first
    joined = p.codes[first - 1 : first] == "v" and p.codes[first - 2 : first - 1] in ("c", "T", "i")
    return (
        first - 1 if joined and p.sentence_of[first - 1] == p.sentence_of[first] else first
    )  # "and allied forces"


def _is_name(p: Parse, first: int, start: int) -> bool:
    """Whether a word ends a name that begins before it, as in "the Arden Rebels beat Norwick"."""
    at = p.token_at(start)
    named = at > first and p.words[at][0].isupper() and p.words[at - 1][0].isupper()
    return named and p.sentences[p.sentence_of[at]].kind != "heading"


def _folded(label: str) -> str:
    return " ".join(label.lower().split())
