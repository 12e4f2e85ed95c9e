"""The grammar of harm: which harm word a number of people belongs to, as its subject, its object or its head.

Takes a parse and its figures, gives a sentence as a line of signs and the relation of each figure in it.
It cannot see past one sentence, nor into clauses inside a clause.
"""

import re
from typing import NamedTuple

from .amounts import Amount
from .counted import Figure, noun_kind, read_figure, read_implied
from .harm_words import Cue
from .parse import Parse, Sentence

_WORDS = {
    "b": "be am is are was were been being remain remains remained remaining get got gets getting becomes became",
    "h": "have has had having 've",
    "m": "will would can could may might must shall should 'll do does did",
    "n": "not n't never",
    "r": "who whom which that",
    "a": "by",
    "o": "of",
    "t": "to",
    "c": "and or & nor but",
    "p": "aged",
    "u": "among amongst",
    "k": "while whereas when where because although though if whether",
    "U": "including include includes included",
    "Q": "believed thought feared reported said known confirmed presumed estimated understood alleged declared found"
    " listed considered pronounced reportedly",
    "Y": "suffered sustained suffer suffers suffering received receive sustaining",
}
_SIGN_OF_WORD = {word: sign for sign, words in _WORDS.items() for word in words.split()}
_SIGN_OF_CODE = dict.fromkeys("jnN0STPe", "N") | {
    "i": "p",
    "W": "r",
    "t": "t",
    "c": "c",
    ",": ",",
    "(": ",",
    ")": ",",
}
_SIGN_OF_CODE |= {":": ":", ".": ";", "z": "V", "d": "V", "b": "V", "v": "V", "g": "G", "m": "m"}
_SIGN_OF_FORM = {
    "toll": "T", "claims": "Z", "leaves": "L", "forces": "C", "done": "D", "acts": "B", "acting": "A",
    "suffers": "I", "suffering": "J", "state": "S", "event": "E", "person": "P", "shelter": "H", "count": "K",
}  # fmt: skip
_DETERMINERS = frozenset(
    "the all these those its their his her our a an another further additional some".split()
)
_GROUPS = frozenset("family group crew party gang total team band maximum minimum couple".split())
_VERBS_ONLY = frozenset(["claims", "forces", "leaves"])
_SUBSETS = {("among", "them"), ("among", "those"), ("of", "whom"), ("among", "whom")}
_WINDOW = 24


class Item(NamedTuple):
    """One sign of a sentence: the tokens [first, last) that it stands for, and the figure or harm word there."""

    sign: str
    first: int
    last: int
    figure: Figure | None = None
    cue: Cue | None = None


# Signs: F figure; harm words: A killing, D killed, B kill, I died, J dying, S dead, E deaths, P victims, T death toll,
# C force, Z claim (lives), L leave, H shelters, K number of people; b be, h have, m may, n not, Q believed, Y suffer, r who, a by, o of, u among, k while,
# p other prepositions, t to, c and, U including, N other nouns, V other verbs, G other -ing.
_AUX = "[hbmtnQLY]{0,8}"
_LATER = "(?:[pota]N?|GN?|,?c?F|cN|(?:,[NpoGtcFa]{1,6}){1,3},){0,8}?"
_RIGHT = (
    ("subject", "passive", rf"{_LATER},?r?(?=[hmtn]*[bQL]){_AUX}(?P<c>[DS])"),
    ("subject", "active", rf"{_LATER}(?:,?N?U|,?r)?[hbmtnQ]{{0,8}}(?P<c>[IJ])"),
    ("subject", "active", rf"{_LATER},?r?[hbmtnQ]{{0,8}}YN?(?P<c>[ED])"),
    ("state", "nominal", r",?(?P<c>S)"),
    ("state", "passive", rf"{_LATER},?(?P<c>D)(?![NF]|oF)"),
    ("subject", "passive", r"[hmtn]{0,4}b{1,2}(?P<c>Z)"),
    ("list", "nominal", rf"{_LATER}[hmn]{{0,2}}bu(?P<c>P)"),
    ("shelter", "active", rf"{_LATER}[hmbntQ]{{0,4}}[VGI]?p?N?[pu][NF]?(?P<c>H)"),
)
_LEFT = (
    ("object", "active", r"(?<!b)(?P<c>[ABD])$"),
    ("of", "nominal", r"(?P<c>[EABP])(?:pN)?o$"),
    ("of", "nominal", r"oN?(?P<c>[EP]),$"),
    ("toll", "nominal", r"(?P<c>T)(?:[NVGhbmtpocrQ,]|pF[pt]){0,16}$"),
    ("toll", "nominal", r"(?P<c>E)(?:[po]N?){0,4}[hmb]{0,2}V[tp]$"),
    ("toll", "nominal", r"K[pobhN]{0,5}(?P<c>[DSIJHE])[NVGhbmtpoQa,]{0,8}$"),
    ("list", "nominal", r"(?P<c>[DS])N(?:[po]N?){0,3}UN?$"),
    ("list", "nominal", r"(?<!o)(?P<c>P)N?(?:[po]N?){0,3}[bUh]{1,3}$"),
    ("list", "nominal", r"(?P<c>[ETPSD]):$"),
)
_RIGHT = tuple((rule, how, re.compile(pattern)) for rule, how, pattern in _RIGHT)
_LEFT = tuple((rule, how, re.compile(pattern)) for rule, how, pattern in _LEFT)
_FORCED = re.compile(r"t[IBVSELD]|t?[SJp]")


def read_signs(p: Parse, sentence: Sentence, amounts: dict[int, Amount], cues: dict[int, Cue]) -> list[Item]:
    """Give a sentence as signs, with every number of people as one sign `F`."""
    items, i = [], sentence.first
    while i < sentence.last:
        amount, cue, figure, chunk = amounts.get(i), cues.get(i), None, p.chunk_of[i]
        if chunk >= 0 and noun_kind(p.lower[p.chunks[chunk].head]) in ("time", "month"):
            first, i = i, p.chunks[chunk].last
            i = next((k for k in range(p.chunks[chunk].head + 1, i) if k in amounts and k > first), i)
            continue
        if cue and cue.forms <= _VERBS_ONLY and p.codes[i] in "nNj" and items and items[-1].sign not in "hmt":
            cue = None
        if amount:
            figure = read_figure(p, i, amount, cues)
        elif p.lower[i] in ("a", "an", "no"):
            figure = read_implied(p, i, cues)
        if figure:
            if len(items) > 1 and items[-1].sign == "o" and p.lower[items[-2].last - 1] in _GROUPS:
                del items[-2:]  # "a family of seven"
            if items and items[-1].sign == "N" and _DETERMINERS.issuperset(p.lower[items[-1].first : i]):
                items.pop()
            items.append(Item("F", i, figure.last, figure))
        elif amount:
            last = max(i + 1, p.token_at(amount.end - 1) + 1)
            if items and items[-1].sign == "N":
                items[-1] = items[-1]._replace(last=last)
            else:
                items.append(Item("N", i, last))
        elif cue:
            sign = next(s for form, s in _SIGN_OF_FORM.items() if form in cue.forms)
            items.append(Item(sign, i, cue.last, None, cue))
        elif tuple(p.lower[i : i + 2]) in _SUBSETS:
            items.append(Item("U", i, i + 2))
        else:
            sign = _SIGN_OF_WORD.get(p.lower[i]) or _SIGN_OF_CODE.get(p.codes[i], "")
            if (
                p.codes[i] == "v"
                and p.codes[i + 1 : i + 2] in ("n", "N")
                and p.codes[i - 1 : i] in ("c", "i", "T", ",")
            ):
                sign = "N"
            if sign == "N" and items and items[-1].sign == "N":
                items[-1] = items[-1]._replace(last=i + 1)
            elif sign:
                items.append(Item(sign, i, i + 1))
            i += 1
            continue
        i = items[-1].last
    return items


def relate(items: list[Item], signs: str, k: int) -> tuple[int, str, str] | None:
    """Give the item of the harm word that figure `k` belongs to, the rule and the construction; None if no word does."""
    figure = items[k].figure
    if figure.cue and figure.cue.forms & {"event"}:
        return k, "head", "nominal"
    if k and signs[k - 1] in "ZC":
        if signs[k - 1] == "Z" and figure.noun == "lives":
            return k - 1, "object", "active"
        if signs[k - 1] == "C" and _FORCED.match(signs, k + 1):
            return k - 1, "object", "active"
    for rules, begin in ((_LEFT[:1], max(0, k - _WINDOW)), (_RIGHT, k + 1), (_LEFT[1:], max(0, k - _WINDOW))):
        for rule, construction, pattern in rules:
            if rules is _RIGHT:
                match = pattern.match(signs, begin, begin + _WINDOW)
            else:
                match = pattern.search(signs, begin, k)
            if match and _fits(items[match.start("c")], figure, rule):
                return match.start("c"), rule, construction
    return (k, "head", "nominal") if figure.cue and (figure.low or figure.high) > 1 else None


def _fits(item: Item, figure: Figure, rule: str) -> bool:
    """Tell whether a harm word can be said of what is counted: weak ones only of people, homes are only left."""
    if item.sign == "Z":
        return figure.noun == "lives"
    if rule == "list" and figure.kind == "bare" and item.sign == "P":
        return False
    if figure.kind == "homes":
        return item.cue.harm == "displaced"
    return item.cue.weight >= 1 or figure.kind != "unknown"
