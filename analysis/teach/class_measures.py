"""Take what a class saved; give its passages with how many marked each, and how far the class agrees.

It cannot see why two students marked differently: their reasons say so.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from ..corpus import analyse
from ..read.articles import articles_from_text
from .tasks import TASKS, find_answers

_DRAWS = 400
_PASSAGE = ("article_id", "task", "start", "end", "text", "n", "of", "tool", "tool_who", "said")


def summarise_class(
    answers: dict[str, pd.DataFrame], tables: dict[str, dict[str, pd.DataFrame]] | None = None
) -> pd.DataFrame:
    """Give each passage that the class or the tool marked: `article_id, task, start, end, text, n, of, tool`.

    `answers` is what `read_answers` gives. `n` students marked the passage, `of` did the task; `tool` says
    whether the tool found it, `tool_who` whom it names, and `said` whom the students name, with how many. A mark
    belongs to the passage with which it shares at least half of the shorter. Marks made after comparing are left out.
    `tables` are the articles' tables by their id, where they have been made.

    >>> import tempfile
    >>> from .answers import read_answers
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     len(summarise_class(read_answers(folder)))
    0
    """
    rows: list[tuple] = []
    for article in answers["articles"].itertuples():
        known = (tables or {}).get(article.article_id) or analyse_answers(article.text)
        found = find_answers(known)
        marks = answers["marks"]
        marks = marks[(marks["article_id"] == article.article_id) & ~marks["later"]]
        for task in TASKS:
            mine = marks[marks["task"] == task.name]
            theirs = found[found["task"] == task.name]
            for row in _passages(mine, theirs, article.text):
                rows.append(
                    (article.article_id, task.name, *row[:3], row[3], mine["student"].nunique(), *row[4:])
                )
    table = pd.DataFrame(rows, columns=list(_PASSAGE))
    return table.astype(dict.fromkeys(("start", "end", "n", "of"), "int64") | {"tool": "bool"})


def analyse_answers(text: str) -> dict[str, pd.DataFrame]:
    """Give every table of a text that came with answers, its characters in their places."""
    articles = articles_from_text("It.").assign(text=[text])
    return analyse(articles)


def _passages(marks: pd.DataFrame, tool: pd.DataFrame, text: str) -> list[tuple]:
    """The tool's passages and those of the class, the commonest first where marks overlap, in reading order."""
    common = Counter(zip(marks["start"], marks["end"], strict=True))
    spans = list(dict.fromkeys(zip(tool["start"], tool["end"], strict=True)))
    named = dict(zip(spans, tool["who"], strict=False))
    students: dict[tuple[int, int], dict[str, str]] = {}
    for span in spans:
        students[span] = {}
    place: dict[tuple[int, int], tuple[int, int]] = {}
    for span, _ in sorted(common.items(), key=lambda item: (-item[1], item[0])):
        home = max(students, key=lambda other: _shared(span, other), default=span)
        place[span] = home if students and _shared(span, home) >= 0.5 else span
        students.setdefault(place[span], {})
    for row in marks.itertuples():
        students[place[row.start, row.end]][row.student] = row.who if isinstance(row.who, str) else "no name"
    return [
        (
            *span,
            text[slice(*span)],
            len(who),
            span in named,
            named.get(span),
            ", ".join(f"{name} ({n})" for name, n in Counter(who.values()).most_common(6)),
        )
        for span, who in sorted(students.items())
    ]


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    return (min(one[1], other[1]) - max(one[0], other[0])) / min(one[1] - one[0], other[1] - other[0])


def summarise_class_agreement(answers: dict[str, pd.DataFrame], seed: int = 1) -> pd.DataFrame:
    """Give how far the students agree, for each article and task: `article_id, task, alpha, low, high, students`.

    Krippendorff's alpha over the words of the text, each marked or not by each student who did the task: 1 is full
    agreement, 0 what chance would bring. `low` and `high` hold it in 95 of 100 repetitions with other paragraphs
    drawn from these (bootstrap, 400 draws; Krippendorff 2004, "Content Analysis"). Missing with fewer than two
    students, or where all mark everything or nothing.
    """
    rows = []
    for article in answers["articles"].itertuples():
        marks = answers["marks"]
        marks = marks[(marks["article_id"] == article.article_id) & ~marks["later"]]
        starts, paragraphs = _word_places(article.text)
        for task in TASKS:
            mine = marks[marks["task"] == task.name]
            students = mine["student"].nunique()
            counts = count_marks(mine, starts)
            rows.append(
                (article.article_id, task.name, *_alpha(counts, students, paragraphs, seed), students)
            )
    return pd.DataFrame(rows, columns=["article_id", "task", "alpha", "low", "high", "students"])


def count_marks(marks: pd.DataFrame, places: np.ndarray) -> np.ndarray:
    """Give for each place of the text how many students have marked it."""
    counts = np.zeros(len(places), dtype="int64")
    for _, mine in marks.groupby("student"):
        marked = np.zeros(len(places), dtype=bool)
        for start, end in zip(mine["start"], mine["end"], strict=True):
            marked |= (places >= start) & (places < end)
        counts += marked
    return counts


def _word_places(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Where each word begins, and the number of its line."""
    starts, lines, at = [], [], 0
    for line, piece in enumerate(text.splitlines(keepends=True)):
        for i, sign in enumerate(piece):
            if not sign.isspace() and (i == 0 or piece[i - 1].isspace()):
                starts.append(at + i)
                lines.append(line)
        at += len(piece)
    return np.array(starts, dtype="int64"), np.array(lines, dtype="int64")


def _alpha(
    counts: np.ndarray, students: int, paragraphs: np.ndarray, seed: int
) -> tuple[float, float, float]:
    table = np.column_stack([students - counts, counts])
    whole = _one_alpha(table)
    if np.isnan(whole):
        return np.nan, np.nan, np.nan
    chance = np.random.default_rng(seed)
    groups = [np.flatnonzero(paragraphs == number) for number in np.unique(paragraphs)]
    drawn = [
        _one_alpha(table[np.concatenate([groups[i] for i in chance.integers(0, len(groups), len(groups))])])
        for _ in range(_DRAWS)
    ]
    kept = [value for value in drawn if not np.isnan(value)]
    low, high = np.percentile(kept, [2.5, 97.5]) if len(kept) > 1 else (np.nan, np.nan)
    return whole, float(low), float(high)


def _one_alpha(table: np.ndarray) -> float:
    import krippendorff

    if table.sum(axis=1).max(initial=0) < 2 or (table.sum(axis=0) == 0).any():
        return np.nan
    return float(krippendorff.alpha(value_counts=table, level_of_measurement="nominal"))


def first_to_discuss(passages: pd.DataFrame, most: int = 5) -> pd.DataFrame:
    """Give the passages on which the class is divided most evenly, those that the tool sees otherwise first."""
    share = passages["n"] / passages["of"].clip(lower=1)
    otherwise = (share >= 0.5) != passages["tool"]
    divided = passages.assign(split=share * (1 - share) + 0.05 * otherwise * (passages["of"] > 0))
    return divided[divided["split"] > 0].sort_values("split", ascending=False, kind="stable").head(most)
