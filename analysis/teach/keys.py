"""Take the marks of a key and what the tool found; give the key's answers, and where the two differ.

It cannot see what neither the key nor a finder has, or who of the two is right.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from .lessons import Lesson
from .marked import Mark
from .tasks import TASKS, answers_table, find_answers

_KINDS = {"figure": "figures", "nobody": "nobody", "label": "words", "charged": "words"}
_KINDS |= dict.fromkeys(("direct", "mixed", "indirect"), "speech")
_MAY_BE_LEFT_OUT = "may be left out"


def key_answers(text: str, marks: Sequence[Mark]) -> pd.DataFrame:
    """Give what a key has for each task, as `find_answers` does; other names of a speaker stand behind a slash.

    >>> from .marked import read_marked
    >>> key_answers(*read_marked("He said {indirect|Ann Lee/Lee|it rained}."))["who"].item()
    'Ann Lee/Lee'
    """
    rows = []
    for mark in marks:
        whose, place = mark.fields[-1], (mark.start, mark.end)
        about = f"{mark.kind}, {mark.status}" if mark.status != "said" else mark.kind
        about = _MAY_BE_LEFT_OUT if mark.borderline else about
        if task := _KINDS.get(mark.kind):
            rows.append((task, *place, text[slice(*place)], None if whose == "-" else whose, about, ""))
    return answers_table(rows)


def compare_with_key(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Give where the tool and the key differ: `task, start, end, text, who, mistake, given`; none without a key.

    `mistake` is "missed", "not in the key" or "another source"; what the key lets be left out counts neither way.

    >>> from analysis import analyse
    >>> from .lessons import read_lesson
    >>> lesson = read_lesson("first_article")
    >>> apart = compare_with_key(lesson, analyse(lesson.articles))
    >>> set(apart["mistake"]) <= {"missed", "not in the key", "another source"}
    True
    """
    rows: list[tuple] = []
    for wanted, found in _paired(lesson, tables):
        if wanted is None:
            rows.append((*found[1:6], "not in the key", None))
        elif wanted.about == _MAY_BE_LEFT_OUT:
            continue
        elif found is None:
            rows.append((*wanted[1:6], "missed", None))
        elif wanted.task != "nobody" and not same_speaker(wanted.who, found.who):
            rows.append((*wanted[1:6], "another source", found.who))
    return pd.DataFrame(rows, columns=["task", "start", "end", "text", "who", "mistake", "given"])


def _paired(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> Iterator[tuple]:
    key, found = key_answers(lesson.text, lesson.key or ()), find_answers(tables)
    for task in TASKS if lesson.key is not None else ():
        ours, theirs = (list(t[t["task"] == task.name].itertuples()) for t in (key, found))
        for i, j in match_passages(*([row[2:4] for row in rows] for rows in (ours, theirs))):
            yield (None if i is None else ours[i]), (None if j is None else theirs[j])


def match_passages(
    first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]
) -> list[tuple[int | None, int | None]]:
    """Give the pairs of passages that share at least half of the shorter one, then those that stand alone.

    Each passage is in one pair, the pairs that share most come first.

    >>> match_passages([(0, 10), (20, 30)], [(2, 12), (40, 50)])
    [(0, 0), (1, None), (None, 1)]
    """
    shared = [
        (both / max(b - a, d - c), i, j)
        for i, (a, b) in enumerate(first)
        for j, (c, d) in enumerate(second)
        if 2 * (both := min(b, d) - max(a, c)) >= min(b - a, d - c) and both > 0
    ]
    pairs: list[tuple[int | None, int | None]] = []
    left, right = dict.fromkeys(range(len(first))), dict.fromkeys(range(len(second)))
    for _, i, j in sorted(shared, key=lambda pair: (-pair[0], pair[1:])):
        if i in left and j in right:
            pairs.append((i, j))
            del left[i], right[j]
    return pairs + [(i, None) for i in left] + [(None, j) for j in right]


def same_speaker(one: object, other: object) -> bool:
    """Say whether two names can be the same: one has the other in it; names behind a slash are other names.

    >>> same_speaker("Lee", "Ann Lee/the mayor"), same_speaker("Ann", None), same_speaker(None, None)
    (True, False, True)
    """
    ones, others = _names(one), _names(other)
    if not ones or not others:
        return not ones and not others
    return any(f" {a} " in f" {b} " or f" {b} " in f" {a} " for a in ones for b in others)


def _names(name: object) -> list[str]:
    known = name.lower().replace("’", "'") if isinstance(name, str) else ""
    told = (" ".join(w for w in part.split() if w not in ("the", "a", "an")) for part in known.split("/"))
    return [part for part in told if part]
