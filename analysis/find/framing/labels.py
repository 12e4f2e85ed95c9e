"""Labels: every expression for a person, a group or a state, words whose choice takes a side, and phrases that stick.

Takes the articles, gives one row for each, with whom it stands for where the article says so. It cannot see whether a
label is fair: a lexicon says which words are contested, and its notes say why; nor tell a slogan from a technical term.
"""

from bisect import bisect_left
from collections import defaultdict

import pandas as pd

from ...read.lexicons import Lexicons
from ..quotation.quotes import quotes_in
from ..text import Document, Parse, find_in, kind
from ..who.speakers import people_in
from .terms import hits_in

_BEGINS = kind.DETERMINER + kind.POSSESSIVE + kind.ADJECTIVE + kind.NOUNS + kind.PARTICIPLE + kind.NUMBER
_JOINS = (kind.AND, kind.DETERMINER, kind.PREPOSITION)
_NAMES = ("armed group's name", "land and borders")
"""Categories of contested words that are names themselves."""


def find_labels(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give the labels for actors: the evidence columns, `label, kind, name, term, category`.

    `label` is the expression in lower case without article and number; `kind` is `name`, `role`, or `word` for a
    contested word that names no actor of the article ("crackdown"); `name` is whom the article means, missing where
    it does not say. `term` and `category` are the entry of the lexicon `contested_labels` that the label contains
    and the set of words it was chosen from; its `note` tells why the choice matters. Pronouns make no row. In
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
        first = _first(p, p.token_at(start), end)
        start = p.starts[first]
        inside = contested[bisect_left(begins, start) : bisect_left(begins, end)]
        inside = [hit for hit in inside if hit[1] <= end]
        covered.update(inside)
        inside = [hit for hit in inside if hit[4] in _NAMES or not _is_name(p, first, hit[0])]
        bare = first
        while p.codes[bare] in kind.DETERMINER + kind.NUMBER and p.ends[bare] < end:
            bare += 1
        name, term = None if known == "unnamed" else name, inside[-1][3:] if inside else (None, None)
        rows.append((start, end, _folded(text[p.starts[bare] : end]), form, name, *term))
    words = [(a, b, _folded(text[a:b]), "word", None, *hit) for a, b, _, *hit in set(contested) - covered]
    return rows + words


def _first(p: Parse, at: int, end: int) -> int:
    """The token where the noun phrase around a mention begins: "Syrian leader" belongs to "Syrian leader Al-Assad"."""
    first = p.phrase_at(at).first
    while first < at and (p.codes[first] not in _BEGINS or p.lower[first] == "that"):
        first += 1
    owned = kind.GENITIVE in p.codes[first:at]
    if owned and p.codes[first] == p.codes[at] == kind.NAME:
        first = at  # "Syria's leader Al-Assad" is one label, "Al-Assad's aide Lee" two
    while p.codes[first] == kind.ADVERB and p.ends[first] < end:  # "often undocumented workers"
        first += 1
    inside = first > 0 and p.sentence_of[first - 1] == p.sentence_of[first]
    joined = inside and p.codes[first - 1] == kind.PARTICIPLE
    return first - (joined and p.codes[first - 2] in _JOINS)  # "and allied forces"


def _is_name(p: Parse, first: int, start: int) -> bool:
    """Whether a word ends a name that begins before it, as in "the Arden Rebels beat Norwick"."""
    at = p.token_at(start)
    named = at > first and p.words[at][0].isupper() and p.words[at - 1][0].isupper()
    return named and p.sentence(at).kind != "heading"


def _folded(label: str) -> str:
    return " ".join(label.lower().split())


_CONTENT = kind.ADJECTIVE + kind.NOUN + kind.GERUND + kind.PARTICIPLE + kind.BASE
_MARKS = kind.STOP + kind.COMMA + kind.DASH + kind.OPENS + kind.CLOSES + "()"
_PARTS = kind.NAME + kind.NUMBER + kind.PRONOUN + _MARKS
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
    scare = [(start, end) for start, end, kind, *_ in document.part(quotes_in) if kind == "scare"]
    found = [(start, end, _folded(text[start:end]), "quoted") for start, end in scare]
    found += [(start, end, term, "metaphor") for start, end, _, term, _ in hits_in(document, "metaphors")]
    taken: set[int] = set()
    actors = p.lexicons.terms("group_nouns").keys() | p.lexicons.terms("roles").keys()
    for phrase, at in sorted(_phrases(p).items(), key=lambda item: -len(item[0])):
        free = [(a, b) for a, b in at if taken.isdisjoint(range(a, b))]
        if len(free) < 2:
            continue
        taken.update(k for a, b in free for k in range(a, b))
        if phrase.rpartition(" ")[2] not in actors:
            found += [(p.starts[a], p.ends[b - 1], phrase, "repeated") for a, b in free]
    return found


def _phrases(p: Parse) -> dict[str, list[tuple[int, int]]]:
    """The phrases of two to five words without names, numbers and pronouns, each with its places."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, code in enumerate(p.codes):
        if code not in _CONTENT:
            continue
        last = p.sentence(i).last
        for end in range(i + 1, min(i + _LONGEST, last) + 1):
            if p.codes[end - 1] in _PARTS:
                break
            if end > i + 1 and p.codes[end - 1] in _CONTENT:
                places[" ".join(p.lower[i:end])].append((i, end))
    return places
