"""Borders: where a clause, or a noun phrase that is all there is of the content, ends.

Takes a parse and the token where the content begins, gives the token behind it: a stretch is read as a line of named
signs, one for each noun phrase, word or mark; the rules of data/rules/quote_borders.csv are patterns over that line. It
is as right as the tags are, and cannot tell whose ", but" is where no verb tells.
"""

import re
from functools import cache

from ...read.lexicons import Lexicons, kept
from ...resources import read_rules
from ..text import Parse, is_time, kind, listed
from ..text.rules import compile_pattern, expression, signs_of, with_codes
from .clause_starts import is_finite
from .cue_speakers import is_somebody
from .openings import Behind, opening
from .verbs import entry_at, verb_group

_NEAR = 12  # tokens between "to" or a modal verb and the second verb that hangs on it
_LEADS = ("", *kind.OPENS, *kind.ENDS)
_DIVIDES = re.compile(f"[{kind.ENDS}{kind.AND}{kind.CLOSES}]")
_MAY_SAY = kind.MAIN_VERBS + kind.ADJECTIVE
_REACH = 200  # tokens of a content that are read for a border; with a limit, the time is linear in the text

Sign, _ = signs_of("border")
"""The character in the line of what decides; all other words stand in it by the codes of text/codes.py."""
SIGNS = with_codes(Sign)
_VERBAL = compile_pattern("[^COMMA AFTER BECAUSE TIME WHILE]{0,5} GERUND", SIGNS)  # "them of sleeping"


def line_of(p: Parse, first: int, last: int, tense: str = "") -> tuple[str, list[int]]:
    """Give the line of tokens [first, last): a sign for each constituent, and the token that it begins with.

    `tense` holds the codes of the tense of the verb that introduces the stretch: a reporting verb of the same tense is
    SAYS_TOO, since it may be the same speaker's next; any other finite one is SAYS.
    """
    signs, tokens, i, decides = [], [], first, p.lexicons.part(_deciding)
    thinks = is_somebody(p, first)  # "said she was calm but feared a flood"
    while i < last:
        code, chunk, behind = p.codes[i], p.chunk_of[i], i + 1
        if chunk >= 0 and code != kind.PRONOUN:
            sign, behind = _of_phrase(p, i, chunk), p.chunks[chunk].last
        elif not (sign := decides.get(p.lower[i], "")):
            entry = entry_at(p, i) if code in _MAY_SAY else None
            sign = _of_cue(p, i, last, entry, tense, thinks) if entry else code
        signs.append(sign)
        tokens.append(i)
        i = behind
    return "".join(signs), tokens


def _deciding(lexicons: Lexicons) -> dict[str, str]:
    """The signs of the words that decide by themselves; a reader's own list may have further categories."""
    categories = lexicons.categories["border_words"].items()
    return {word: SIGNS[told.upper()] for word, told in categories if told.upper() in SIGNS}


def _of_phrase(p: Parse, i: int, chunk: int) -> str:
    first, last, head = p.chunks[chunk]
    if is_time(p, chunk):
        return Sign.TIME
    signs = p.lexicons.results(_of_noun)[p.lower[head]] if p.codes[head] in kind.NOUN + kind.ADJECTIVE else ""
    if Sign.REMARK in signs and p.codes[i - 1] in kind.COMMA + kind.CLOSES and p.lower[i] != "the":
        return Sign.REMARK
    if p.codes[first - 1] in kind.COMMA + kind.DASH and (Sign.CLAIM in signs or _sums_up(p, i, last)):
        return Sign.CLAIM
    return next((sign for sign in Sign.FORECAST + Sign.DEED + Sign.SETTING if sign in signs), Sign.PHRASE)


@kept
def _of_noun(word: str, lexicons: Lexicons) -> str:
    """What a phrase may be by the noun that heads it, as signs."""
    found = [SIGNS.get(row.category.upper(), "") for row in listed(lexicons, "remarks", word)]
    claims = any(row.category == "noun" for row in listed(lexicons, "attitude_words", word))
    setting = bool(listed(lexicons, "speech_settings", word))
    return "".join([*found, Sign.CLAIM * claims, Sign.SETTING * setting])


def _sums_up(p: Parse, first: int, last: int) -> bool:
    """Whether a phrase behind a comma sums up a clause: ", a plan that few like", ", a sum disputed by the firm"."""
    if p.codes[first - 1] != kind.COMMA or p.lower[first] not in ("a", "an", "one", "something"):
        return False
    # "a plan | critics"
    joined = p.codes[first:last] == kind.DETERMINER + kind.NOUN * 2 and p.tags[last - 1] == "NNS"
    by = p.lower[last + 1] == "by" and entry_at(p, last) is not None
    behind = by or p.lower[last] == "that" or p.chunk_of[last] >= 0
    return joined or (behind and not is_somebody(p, first))


def _of_cue(p: Parse, i: int, last: int, entry: tuple, tense: str, thinks: bool) -> str:
    code, (_, term, frames) = p.codes[i], entry
    if code == kind.GERUND:
        return Sign.SAYING
    bare = kind.PRESENT not in tense or not {kind.MODAL, kind.TO}.isdisjoint(p.codes[max(0, i - _NEAR) : i])
    if code == kind.BASE and bare:  # "would not say", "to mend it and defend it", not "would back it"
        return code if frames and frames <= {"noun", "ing", "quote"} else Sign.SAY
    if frames >= {"to", "object_to"} or not _says_something(p, i, last, entry):
        return code  # "was tired and wanted to go", "found “a tin of beans”"
    category = p.lexicons.categories["reporting_verbs"][term]
    if thinks and category in ("thought", "supportive" * ("quote" not in frames)):
        return Sign.THINKS
    same = kind.PRESENT if code in kind.PRESENT + kind.BASE else kind.PAST  # by the tagger
    return Sign.SAYS_TOO if same in tense else Sign.SAYS


def _says_something(p: Parse, i: int, last: int, entry: tuple) -> bool:
    led = p.lower[i] == "told" and p.chunk_of[entry[0]] >= 0  # "and the verger told everyone"
    led |= bool(entry[2]) and " to " in entry[1]  # "and refused to say more"
    led |= entry[2] == {"quote"} or ("quote" in entry[2] and p.codes[entry[0] : entry[0] + 1] in _LEADS)
    called = p.lower[entry[0] : entry[0] + 1] == ["as"]  # "a plan that critics described as"
    return led or called or opening(Behind(p, verb_group(p, i, *entry), last, i)) is not None


def content_end(p: Parse, first: int, ceiling: int, content: str, tense: str = kind.PAST) -> int:
    """Give the token after a content: a `clause`, an `infinitive` (or what else stands inside a clause) or a `noun`.

    `tense` holds the codes of the tense in which its verb of speech stands.

    >>> from analysis.find.text.parse import parse
    >>> p = parse("He said it was safe, adding nothing.")
    >>> " ".join(p.words[2 : content_end(p, 2, 9, "clause")])
    'it was safe'
    """
    ceiling = first + len(p.codes[first:ceiling].rstrip(kind.ENDS))
    if content == "clause" and not _DIVIDES.search(p.codes, first, ceiling):
        return ceiling  # all its borders stand at a mark or a conjunction
    signs, tokens = line_of(p, first, min(ceiling, first + _REACH), tense)
    rules = border_pattern("verbal" if content == "noun" and _VERBAL.match(signs) else content)
    found = rules.search(signs, content != "noun")
    return tokens[found.start()] if found else ceiling


@cache
def border_pattern(content: str) -> re.Pattern:
    """Give the borders of a kind of content as one pattern."""
    rows = read_rules("quote_borders")
    parts = {row["rule"]: row["pattern"] for row in rows if row["construction"] == "part"}
    rules = (row["pattern"] for row in rows if content in row["content"].split())
    return re.compile("|".join(f"(?:{expression(rule, SIGNS, parts)})" for rule in rules))


def main_verb(p: Parse, first: int, ceiling: int) -> int:
    """Where the clause around goes on behind the verb of one inside: "the claim that it was | safe surprised us"."""
    for i in range(first, ceiling):
        if p.codes[i] == kind.COMMA:  # "the claim that it was safe, made in May, surprised us"
            aside = p.codes.find(kind.COMMA, i + 1, ceiling - 1)
            return i if aside > 0 and p.codes[aside + 1] in kind.FINITE else ceiling
        verb = p.codes[i] == kind.AND and p.chunk_of[i + 1] < 0  # "and fled", not "and her hens"
        if verb or p.lower[i] == "that" or p.codes[i] == kind.RELATIVE:
            break
        if is_finite(p, first, i):
            return i if p.codes[i - 1] != kind.PRONOUN else ceiling
    return ceiling
