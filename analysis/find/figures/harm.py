"""The grammar of harm: a sentence as a line of signs, with every number of people in it as one.

Takes a parse, gives clauses of signs. It sees one sentence at a time, and no clause inside a clause.
"""

from typing import NamedTuple

from ...read.lexicons import Lexicons
from ..text import HAVE, Parse, Sentence, is_time, kind
from .counted import CREWS, Amounts, Figure, read_figure, read_implied
from .nouns import noun_kind
from .signs import SIGN_OF, Cue, Cues, Sign, signs

_DETERMINERS = frozenset("the all these those its their his her our a an another further additional".split())
_GROUPS = CREWS.union("total average maximum minimum couple".split())
_PARTS = frozenset((("among", "them"), ("among", "those"), ("of", "whom"), ("among", "whom")))
_VERBS_ONLY = frozenset(("claims", "forces", "leaves", "loses"))
_POSSESSIVES = frozenset("his her their its".split())
_IMPLYING = _POSSESSIVES.union("a an another no neither the".split())
# "killed his wife, her sister and a cook"
_LEADING = (
    Sign.FIGURE + Sign.AND,
    Sign.COMMA + Sign.AND,
    Sign.FIGURE + Sign.COMMA,
    *signs("KILLING KILL KILLED"),
)
_HELPS, _PARTING = signs("HAVE MODAL TO"), frozenset(signs("OF AMONG"))
_ALLIED = tuple(kind.PARTICIPLE + noun for noun in kind.NOUNS)
_BEFORE_ADJECTIVE = kind.AND + kind.PREPOSITION + kind.DETERMINER + kind.COMMA
_DETERMINING = kind.DETERMINER + kind.POSSESSIVE
_BEGINS_OBJECT = _DETERMINING + kind.NUMBER + kind.NAME + kind.NOUN + kind.ADJECTIVE
Figures = dict[int, Figure]  # by their first token
_DASHES = frozenset("- – — --".split())


class Item(NamedTuple):
    """One sign of a sentence: the tokens [first, last) that it stands for, and the figure or harm word there."""

    sign: str
    first: int
    last: int
    figure: Figure | None = None
    cue: Cue | None = None

    @property
    def number(self) -> Figure:
        """The figure of an item that has one."""
        assert self.figure, self.sign
        return self.figure


class Clause(NamedTuple):
    """A sentence as items and as the string of their signs."""

    p: Parse
    items: list[Item]
    signs: str

    def kind(self, i: int) -> str:
        """Give what the head of an item names: a category of victims.csv or counted_things.csv, or unknown."""
        return noun_kind(self.p.lower[self.items[i].last - 1], self.p.lexicons)


def read_clause(p: Parse, sentence: Sentence, amounts: Amounts, cues: Cues) -> Clause:
    """Give a sentence as signs, every number of people as one sign `F`; times and adverbs are left out."""
    items: list[Item] = []
    i, last = sentence.first, sentence.last
    figures = _figures(p, sentence, amounts, cues)
    if not figures:  # nobody is counted
        return Clause(p, items, "")
    while i < last:
        if i not in figures and (behind := _past_time(p, i, amounts, cues)) > i:
            i = behind
            continue
        item = _item(p, i, amounts, figures, cues, items)
        if item.figure:
            _lead_in(p, items, i, item.figure)
        if item.sign == Sign.NOUN and items and items[-1].sign == Sign.NOUN:
            items[-1] = items[-1]._replace(last=item.last)
        elif item.sign:
            items.append(item)
        i = item.last
    _pair_dashes(p, items)
    return Clause(p, items, "".join(item.sign for item in items))


def _figures(p: Parse, sentence: Sentence, amounts: Amounts, cues: Cues) -> Figures:
    """The figures that numbers of a sentence make, and one person or nobody: "three cooks", "a cook"."""
    told = (k for k in range(sentence.first, sentence.last) if k in amounts or p.lower[k] in _IMPLYING)
    read = ((k, (read_figure if k in amounts else read_implied)(p, k, amounts, cues)) for k in told)
    return {k: figure for k, figure in read if figure}


def _pair_dashes(p: Parse, items: list[Item]) -> None:
    dashes = [k for k, item in enumerate(items) if item.sign == Sign.DASH and p.words[item.first] in _DASHES]
    for k in dashes if len(dashes) == 2 and dashes[0] else ():  # as commas: "12 - two of them boys - died"
        items[k] = items[k]._replace(sign=Sign.COMMA)


def _lead_in(p: Parse, items: list[Item], i: int, figure: Figure) -> None:
    """Read what stands before a number at token `i`: a preposition; the group of "a family of seven", "all the"."""
    sign = p.lexicons.part(_grammar_words).get(p.lower[i - 1], "")
    if items and (sign == Sign.AFTER or (sign == Sign.AGAINST and figure.kind == "bare")):
        items[-1] = items[-1]._replace(sign=sign)
    if len(items) > 1 and items[-1].sign == Sign.OF and p.lower[items[-2].last - 1] in _GROUPS:
        del items[-2:]
    if items and items[-1].sign == Sign.NOUN and _DETERMINERS.issuperset(p.lower[items[-1].first : i]):
        items.pop()


def _item(p: Parse, i: int, amounts: Amounts, figures: Figures, cues: Cues, items: list[Item]) -> Item:
    """The item that begins at token `i`, behind the items before it."""
    figure, cue = figures.get(i), cues.get(i)
    led = p.lower[i] not in _POSSESSIVES or p.lower[i - 2 : i] in (["along", "with"], ["together", "with"])
    led = led or "".join(item.sign for item in items[-2:]).endswith(_LEADING)
    if figure and led:
        return Item(Sign.FIGURE, i, max(figure.last, i + 1), figure)
    if i in amounts:
        return Item(Sign.NOUN, i, max(p.token_at(amounts[i].end - 1) + 1, i + 1))
    if cue and _is_harm(p, cue, items):
        return Item(next(sign for form, sign in SIGN_OF.items() if form in cue.forms), i, cue.last, None, cue)
    sign = _sign(p, i)
    if sign in _PARTING and tuple(p.lower[i : i + 2]) in _PARTS:
        return Item(Sign.INCLUDING, i, i + 2)
    return Item(sign, i, i + 1)


def _sign(p: Parse, i: int) -> str:
    """The sign of a token that is no harm word."""
    sign = p.lexicons.part(_grammar_words).get(p.lower[i]) or SIGN_OF.get(p.codes[i], "")
    if sign in (Sign.AFTER, Sign.AGAINST):
        return Sign.PREP
    adjective = sign == Sign.VERB and p.codes[i - 1] in _BEFORE_ADJECTIVE and p.codes[i : i + 2] in _ALLIED
    return Sign.NOUN if adjective and i > 0 else sign


def _is_harm(p: Parse, cue: Cue, items: list[Item]) -> bool:
    """Tell harm words from nouns that look like them: "forces", "a claim", "a shot on goal", not "A guard shot two"."""
    i, helped = cue.first, bool(items) and items[-1].sign in _HELPS
    if p.codes[i] in kind.NOUNS + kind.ADJECTIVE and not helped and cue.forms <= _VERBS_ONLY:
        return False
    begin = p.phrase_at(i).first
    a_noun = p.codes[i] in kind.NOUNS and (p.codes[begin] in _DETERMINING or p.lower[begin - 1] in HAVE)
    return not (a_noun and cue.forms <= {"done", "acts"} and p.codes[cue.last] not in _BEGINS_OBJECT)


def _past_time(p: Parse, i: int, amounts: Amounts, cues: Cues) -> int:
    """Give the token behind "last Tuesday" from a token on, that token elsewhere and in "nine dead last Tuesday"."""
    first, last, head = p.phrase_at(i)
    if i > head or not is_time(p, p.chunk_of[i]):
        return i
    harmed = not cues.keys().isdisjoint(range(first, last))
    # "on Tuesday 19 died"
    return i if harmed else next((k for k in range(head + 1, last) if k in amounts), last)


def _grammar_words(lexicons: Lexicons) -> dict[str, str]:
    words = lexicons.terms("grammar_words").items()
    return {term: getattr(Sign, row.category.upper()) for term, row in words}
