"""Terms: words and phrases of the lexicons, found in a text in all their inflected forms.

Takes the articles and lexicons, gives one row for each hit. A word is not a meaning: it cannot tell a battle with
guns from a battle with cancer; the audit view shows the hits in their sentences so that false ones can be struck out.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from ...read.lexicons import BUILT_IN, STRUCK_OUT, Lexicons, lexicon_rows
from ...tables import need_columns
from ..text import Document, Parse, WordList, bases, find_in, kind
from ..text.tokenizer import token_spans

TERM_LEXICONS = ("boosters", "frames", "harm_nouns", "hedges", "loaded", "metaphors", "unnamed_sources")
"""The built-in lexicons that `find_terms` looks for unless it is told otherwise."""

_TOGETHER = (*TERM_LEXICONS, "contested_labels")
_COMMON = ("boosters", "contested_labels", "frames", "harm_nouns")  # a nickname is loaded: "Crooked Lee"
_PLAIN = re.compile(r"[\w-]+(?:\s[\w-]+)*")
_USES: dict[str, Callable[[Parse, int, int], bool]] = {
    "verb": lambda p, a, b: p.codes[a] in kind.MAIN_VERBS,
    "noun": lambda p, a, b: p.codes[a] == kind.NOUN or (p.codes[a] == kind.GERUND and p.chunk_of[a] >= 0),
    "adjective": lambda p, a, b: p.codes[a] in kind.ADJECTIVE + kind.PARTICIPLE,
    "adverb": lambda p, a, b: p.codes[a] == kind.ADVERB,
    "before number": lambda p, a, b: p.codes[b] == kind.NUMBER or p.lower[b] in ("half", "$", "£", "€"),
    "no number": lambda p, a, b: p.codes[b] != kind.NUMBER,  # "the floods of 1954" is no image
    "modal": lambda p, a, b: p.codes[a] == kind.MODAL and p.codes[b] != kind.NUMBER,  # "May 3" is a day
    "modal be": lambda p, a, b: (  # not in "could see her"
        p.codes[a] == kind.MODAL and (p.lower[b] in ("be", "have") or p.codes[b + 1] == kind.STOP)
    ),
    "speaks": lambda p, a, b: (
        p.codes[b] in kind.FINITE
        or p.lower[a - 1] == "said"
        or p.lower[max(0, a - 2) : a] == ["according", "to"]
    ),
    "common": lambda p, a, b: kind.NAME not in p.codes[a:b] or p.sentence(a).kind == "heading",
}
"""How a hit has to be used where its entry says so in `pos`: as a verb, before a number, as no part of a name ..."""


def find_terms(
    articles: pd.DataFrame,
    lexicon: str | Path | pd.DataFrame | Sequence[str | Path] | None = None,
    lexicons: Lexicons | None = None,
) -> pd.DataFrame:
    """Give every hit of one lexicon or several: the evidence columns, `lexicon, term, category`.

    `lexicon` is a name, the path of a CSV file, a table with `term` and `category`, or a list, in which words and
    phrases of your own (["truce", "ceasefire"]) can stand beside names and paths; without it, all of `TERM_LEXICONS`
    and those that `choose_lexicons` added. `text` is what is printed, `term` the entry it is a form of ("stepped
    down" is a hit of "step down"); for a word of your own `lexicon` is "own" and `category` missing. Within one
    lexicon the longest entry wins and no two hits overlap; an entry with the category `struck out` takes its words
    and makes no row; one with `no` in a column `alone` counts only where the text has another entry of its category.
    Runs once over the text, however many entries there are.

    >>> from analysis import articles_from_text
    >>> hits = find_terms(articles_from_text("Both sides agreed to ceasefires."), lexicon="frames")
    >>> hits[["text", "term", "category"]].values.tolist()
    [['Both sides', 'both sides', 'political solution'], ['ceasefires', 'ceasefire', 'political solution']]
    >>> find_terms(articles_from_text("Both sides agreed to ceasefires."), ["truce", "ceasefire"])["term"].tolist()
    ['ceasefire']
    """
    lexicons = lexicons or BUILT_IN
    if lexicon is None:
        return find_in(articles, "terms", terms_in, lexicons)
    index = _index_of(lexicon, lexicons)
    return find_in(articles, "terms", lambda document: hits_of(document.parse, index), lexicons)


def terms_in(document: Document) -> list[tuple]:
    """Give `(start, end, lexicon, term, category)` of each hit of the lexicons that are always looked for."""
    return hits_in(document, *TERM_LEXICONS, *document.lexicons.further)


def hits_in(document: Document, *names: str) -> list[tuple]:
    """Give `(start, end, lexicon, term, category)` of each hit of some of these lexicons in one document."""
    return [hit for hit in document.part(_all_hits) if hit[2] in names]


def hits_of(p: Parse, index: WordList) -> list[tuple]:
    """Give `(start, end, lexicon, term, category)` of each hit of a word list in one parse."""
    rows: list = []
    free: dict = {}  # from which token on a lexicon may have its next hit
    for i, last, (lexicon, term, category, use, alone) in index.found(p.lower):
        sentence = p.sentence(i)
        used = (
            last <= sentence.last
            and i >= free.get(lexicon, 0)
            and (use not in _USES or _USES[use](p, i, last))
        )
        if used and not (lexicon in _COMMON and _is_named(p, i, last)):
            free[lexicon] = last
            if category != STRUCK_OUT and sentence.kind not in ("link", "byline"):
                rows.append((p.starts[i], p.ends[last - 1], lexicon, term, category, alone))
    terms: dict[tuple, set] = defaultdict(set)
    for _, _, lexicon, term, category, _ in rows:
        terms[lexicon, category].add(term)
    return [row[:5] for row in rows if row[5] != "no" or len(terms[row[2], row[4]]) > 1]  # "judge", "company"


def _all_hits(document: Document) -> list[tuple]:
    return hits_of(document.parse, document.lexicons.part(_usual_index))


def _usual_index(lexicons: Lexicons) -> WordList:
    return _index_of((*_TOGETHER, *lexicons.further), lexicons)


def _is_named(p: Parse, first: int, last: int) -> bool:
    """Whether a hit belongs to the name of something else: "the War Museum", "Hope Street"; "Judge Lee" is a judge."""
    chunk, sentence = p.chunk_of[last - 1], p.sentence(first)
    goes_on = (
        chunk >= 0
        and p.chunks[chunk].last > last
        and p.codes[last] == kind.NAME
        and p.words[first][0].isupper()
    )
    title = p.lower[last - 1] in p.lexicons.terms("roles") or first == sentence.first
    return goes_on and not title and sentence.kind != "heading"


def _index_of(lexicon: str | Path | pd.DataFrame | Sequence[str | Path], lexicons: Lexicons) -> WordList:
    entries: list[tuple] = []
    for item in [lexicon] if isinstance(lexicon, str | Path | pd.DataFrame) else lexicon:
        if isinstance(item, pd.DataFrame):
            need_columns(item, ["term", "category"])
            name = item["lexicon"].iloc[0] if "lexicon" in item and len(item) else "own"
            entries += [(name, row) for row in item.itertuples(index=False)]
        elif item is lexicon or item in lexicons.names or str(item).lower().endswith(".csv"):
            entries += [(Path(item).stem, row) for row in lexicon_rows(item, lexicons)]
        else:  # a word of the reader's
            entries.append(("own", SimpleNamespace(term=str(item).strip().lower(), category=None)))
    listed = ((_words(str(row.term).lower().replace("’", "'")), _entry(name, row)) for name, row in entries)
    return WordList(listed, lexicons.results(bases).__getitem__)


def _entry(lexicon: str, row) -> tuple:
    """What a hit needs of a row: lexicon, term, category, use and whether it counts alone."""
    category = row.category if isinstance(row.category, str) and row.category else None
    return lexicon, row.term, category, *(getattr(row, column, "") or "" for column in ("pos", "alone"))


def _words(term: str) -> list[str]:
    if _PLAIN.fullmatch(term):
        return term.split()
    return [term[a:b] for a, b in token_spans(term)]
