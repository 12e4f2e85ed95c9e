"""Rules: patterns over a line of named constituents, from rows of a table.

A line is a string with one private character for each constituent of a sentence. A pattern is a regular expression in
which a NAME in capitals stands for one constituent and [A B] for one of several; <NAME> puts in the pattern of the
row of that name whose `construction` is "part"; `label:NAME` or `label:[A B]` labels what matched; THIS is the
constituent that the rule is asked about; spaces mean nothing. Repetitions need a limit, so that the time stays linear.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import SimpleNamespace

from ...resources import own_rows
from . import codes

_TOKEN = re.compile(r"(?P<part><[A-Z_]+>)|(?P<label>[a-z]+:)?(?P<name>[A-Z_]+)|(?P<set>[a-z]+:\[[^\]]*\])")
_UNLIMITED = re.compile(r"[*+]|\{\d*,\}")
_ONE = r"(?:[a-z]+:)?(?:\[[A-Z_ ]+\]|\b[A-Z_]+\b)"
_BEFORE_THIS = re.compile(rf"{_ONE} *(?:{_ONE}\? *)?$")
_BEHIND_THIS = re.compile(rf" *(?:{_ONE}\? *)?{_ONE}(?![?{{])")
THIS = "THIS"


@cache
def signs_of(line: str) -> tuple[SimpleNamespace, dict[str, str]]:
    """Give the constituents of a kind of line, by name, as characters; and which each form or code of a word is.

    They are rows of data/rules/signs.csv; below 256 a class of characters compiles fast.
    """
    rows = [row for row in own_rows("rules/signs.csv") if row["line"] == line]
    signs = {row["sign"]: chr(0xA1 + i) for i, row in enumerate(rows)}
    forms = {getattr(codes, form, form): signs[row["sign"]] for row in rows for form in row["of"].split()}
    return SimpleNamespace(**signs), forms


def with_codes(signs: SimpleNamespace) -> dict[str, str]:
    """Give the constituents of a line by name, together with the codes that words have by themselves (codes.py).

    Its classes of codes, such as NOUNS, are none: a pattern that names one is misspelt.
    """
    known = vars(codes) | vars(signs)
    return {name: sign for name, sign in known.items() if isinstance(sign, str) and len(sign) == 1}


@dataclass(frozen=True)
class Rule:
    """A rule: its name, what stands before and behind the constituent in question ("": anything), its row.

    A pattern is compiled when it is first asked for: an article meets few of them.
    `beside` are the constituents that can stand right before and right behind it, each None where any can.
    """

    name: str
    sides: tuple[str, str]
    row: Mapping[str, str]
    beside: list[frozenset[str] | None]

    def may_hold(self, before: str, behind: str) -> bool:
        """Whether the rule can hold between two constituents ("" where the line ends)."""
        left, right = self.beside
        return (left is None or before in left) and (right is None or behind in right)

    @cached_property
    def before(self) -> re.Pattern | None:
        return re.compile(self.sides[0] + "$") if self.sides[0] else None

    @cached_property
    def behind(self) -> re.Pattern | None:
        return re.compile(self.sides[1]) if self.sides[1] else None

    def find(self, line: str, at: int, reach: int) -> dict[str, int] | None:
        """Give the places of the labelled constituents where the rule holds at a place, with both sides in reach."""
        left = self.before.search(line, max(0, at - reach), at) if self.before else None
        if self.before and not left:
            return None
        right = self.behind.match(line, at + 1, at + 1 + reach) if self.behind else None
        if self.behind and not right:
            return None
        sides = [(match, match.groupdict().items()) for match in (left, right) if match]
        return {
            label: match.start(label) for match, told in sides for label, text in told if text is not None
        }


def compile_rules(rows: Iterable[Mapping[str, str]], signs: Mapping[str, str]) -> tuple[Rule, ...]:
    """Give the rules of a table in their order; `signs` gives each constituent's name its character.

    Raises ValueError for a pattern with an unknown name or a repetition without limit.

    >>> row = {"rule": "object", "construction": "active", "pattern": "cue:KILL (?:NOUN AND)? THIS"}
    >>> (rule,) = compile_rules([row], {"KILL": "k", "NOUN": "n", "AND": "c"})
    >>> rule.find("nkncn", 4, reach=9)
    {'cue': 1}
    """
    rows = list(rows)
    parts = {row["rule"]: row["pattern"] for row in rows if row["construction"] == "part"}
    rules = []
    for row in rows:
        if row["construction"] != "part":
            before, _, behind = row["pattern"].rpartition(THIS)
            sides = expression(before, signs, parts), expression(behind, signs, parts)
            edges = (before, _BEFORE_THIS.search(before)), (behind, _BEHIND_THIS.match(behind))
            rules.append(Rule(row["rule"], sides, row, [_signs(*edge, signs) for edge in edges]))
    return tuple(rules)


def _signs(side: str, edge: re.Match | None, signs: Mapping[str, str]) -> frozenset[str] | None:
    """The constituents at the edge of a pattern, None where they cannot be told."""
    names = re.findall("[A-Z_]+", edge[0]) if edge and "|" not in side else None
    return frozenset(signs.get(name, "") for name in names) if names else None


def compile_pattern(
    pattern: str, signs: Mapping[str, str], parts: Mapping[str, str] | None = None, end: str = ""
) -> re.Pattern:
    """Give one pattern, compiled."""
    return re.compile(expression(pattern, signs, parts or {}) + end)


def expression(pattern: str, signs: Mapping[str, str], parts: Mapping[str, str]) -> str:
    """Give the regular expression of a pattern.

    >>> expression("DOG? cue:[CAT COW]{1,3}", {"DOG": "d", "CAT": "c", "COW": "w"}, {})
    'd?(?P<cue>[cw]){1,3}'
    """
    if _UNLIMITED.search(pattern):
        raise ValueError(
            f"The pattern {pattern!r} repeats without a limit, expected a limit. Write {{0,6}} for *, say."
        )

    def put(match: re.Match) -> str:
        if match["part"]:
            return "(?:" + expression(parts[match["part"][1:-1]], signs, parts) + ")"
        if match["set"]:
            label, _, inner = match["set"].partition(":")
            return f"(?P<{label}>{expression(inner, signs, parts)})"
        if match["name"] not in signs:
            raise ValueError(
                f"The pattern {pattern!r} holds {match['name']!r}, expected one of {', '.join(signs)}. Is it misspelt?"
            )
        sign = re.escape(signs[match["name"]])
        return f"(?P<{match['label'][:-1]}>{sign})" if match["label"] else sign

    return re.sub(r" +", "", _TOKEN.sub(put, pattern.replace(" ", "  ")))
