"""Take what a class saved; give its passages with how many marked each, and how far the class agrees.

It cannot see why two students marked differently: their reasons say so.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from ..corpus import analyse
from ..read.articles import articles_from_text
from ..resources import Later
from ..tables import Tables
from .keys import QUESTIONS, find_answers

krippendorff = Later("krippendorff")


def summarise_class(answers: Tables, tables: dict[str, Tables] | None = None) -> pd.DataFrame:
    """Give each passage that the class or the tool marked: `article_id, task, start, end, text, n, of, tool, tool_who,
    said`; `answers` is what `read_answers` gives, `tables` are the articles' tables by their id, where they are made.

    `n` students marked it, `of` did the task; `tool` says whether the tool found it, `tool_who` whom it names, `said`
    whom the students name. A mark belongs to the passage with which it shares at least half of the shorter. Marks made
    after comparing are left out.

    >>> import tempfile
    >>> from .class_page import read_answers
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     len(summarise_class(read_answers(folder)))
    0
    """
    rows: list[tuple] = []
    found = {
        row.article_id: find_answers((tables or {}).get(row.article_id) or analyse_answers(row.text))
        for row in answers["articles"].itertuples()
    }
    for article, task, marks in _by_task(answers):
        tool = found[article.article_id]
        of = marks["student"].nunique()
        for start, end, n, *others in _passages(marks, tool[tool["task"] == task]):
            rows.append((article.article_id, task, start, end, article.text[start:end], n, of, *others))
    table = pd.DataFrame(rows, columns="article_id task start end text n of tool tool_who said".split())
    return table.astype(dict.fromkeys(("start", "end", "n", "of"), "int64") | {"tool": "bool"})


def _by_task(answers: Tables) -> Iterator[tuple[Any, str, pd.DataFrame]]:
    """Each article and task with its marks; those made after comparing are left out."""
    marks = answers["marks"][~answers["marks"]["later"]]
    for article in answers["articles"].itertuples():
        mine = marks[marks["article_id"] == article.article_id]
        yield from ((article, task, mine[mine["task"] == task]) for task in QUESTIONS)


def analyse_answers(text: str) -> Tables:
    """Give every table of a text that came with answers, its characters in their places."""
    return analyse(articles_from_text("It.").assign(text=[text]))


def _passages(marks: pd.DataFrame, tool: pd.DataFrame) -> Iterator[tuple]:
    """The tool's passages and those of the class, the commonest first where marks overlap, in reading order."""
    who = tool["who"].fillna("nobody named") + (" (" + tool["status"] + ")").fillna("")  # "Ann Lee (denied)"
    named = dict(zip(zip(tool["start"], tool["end"], strict=True), who, strict=True))
    known, homes = np.array([*named], dtype="int64").reshape(-1, 2), {}
    common = Counter(zip(marks["start"], marks["end"], strict=True))
    for span, _ in sorted(common.items(), key=lambda item: (-item[1], item[0])):
        both = np.minimum(known[:, 1], span[1]) - np.maximum(known[:, 0], span[0])
        share = both / np.minimum(known[:, 1] - known[:, 0], span[1] - span[0])
        if share.max(initial=0) < 0.5:
            known, share = np.vstack([known, span]), np.append(share, 1)
        homes[span] = tuple(known[share.argmax()].tolist())
    whose: dict[tuple, dict[str, str]] = {span: {} for span in map(tuple, known.tolist())}
    for row in marks.itertuples():
        whose[homes[row.start, row.end]][row.student] = row.who if isinstance(row.who, str) else "no name"
    for span, students in sorted(whose.items()):
        said = ", ".join(f"{name} ({n})" for name, n in Counter(students.values()).most_common(6))
        yield *span, len(students), span in named, named.get(span), said


def summarise_class_agreement(answers: Tables, seed: int = 1) -> pd.DataFrame:
    """Give how far the students agree, for each article and task: `article_id, task, alpha, low, high, students`.

    Krippendorff's alpha (2004, "Content Analysis") over the words of the text, each marked or not by each student who
    did the task, with its 95 % interval (bootstrap, 400 draws of paragraphs): 1 is full agreement, 0 what chance would
    bring. Missing with fewer than two students, or where all mark everything or nothing.
    """
    rows = []
    words = {row.article_id: find_words(row.text) for row in answers["articles"].itertuples()}
    for article, task, marks in _by_task(answers):
        mine, students = words[article.article_id], marks["student"].nunique()
        alpha = _alpha(count_marks(marks, mine), students, mine["line"].to_numpy(), seed)
        rows.append((article.article_id, task, *alpha, students))
    return pd.DataFrame(rows, columns=["article_id", "task", "alpha", "low", "high", "students"])


def find_words(text: str) -> pd.DataFrame:
    """Give the words of a text, each with the number of its line: `start, end, line`.

    >>> find_words("It rained.\\nWe wept.")["line"].tolist()
    [0, 0, 1, 1]
    """
    ends = np.array([found.start() for found in re.finditer("\n", text)], dtype="int64")
    places = [found.span() for found in re.finditer(r"\S+", text)]
    words = pd.DataFrame(places, columns=["start", "end"], dtype="int64")
    return words.assign(line=ends.searchsorted(words["start"].to_numpy()))


def count_marks(marks: pd.DataFrame, words: pd.DataFrame) -> np.ndarray:
    """Give for each word how many students have marked it, or a part of it."""
    counts = np.zeros(len(words), dtype="int64")
    for _, mine in marks.groupby("student"):
        first = words["end"].searchsorted(mine["start"], side="right")
        last = words["start"].searchsorted(mine["end"])
        counts[np.unique(np.concatenate([np.arange(*span) for span in zip(first, last, strict=True)]))] += 1
    return counts


def _alpha(counts: np.ndarray, students: int, lines: np.ndarray, seed: int) -> tuple[float, float, float]:
    table = np.column_stack([students - counts, counts])
    whole = _one_alpha(table)
    if np.isnan(whole):
        return np.nan, np.nan, np.nan
    chance = np.random.default_rng(seed)
    groups = [np.flatnonzero(lines == number) for number in np.unique(lines)]
    draws = chance.integers(0, len(groups), (400, len(groups)))
    drawn = [_one_alpha(table[np.concatenate([groups[i] for i in draw])]) for draw in draws]
    kept = [value for value in drawn if not np.isnan(value)]
    low, high = np.percentile(kept, [2.5, 97.5]) if len(kept) > 1 else (np.nan, np.nan)
    return whole, float(low), float(high)


def _one_alpha(table: np.ndarray) -> float:
    if table.sum(axis=1).max(initial=0) < 2 or (table.sum(axis=0) == 0).any():
        return np.nan
    return float(krippendorff.alpha(value_counts=table, level_of_measurement="nominal"))


def first_to_discuss(passages: pd.DataFrame, most: int = 5, of_task: int = 2) -> pd.DataFrame:
    """Give the passages on which the class is divided most evenly, those that the tool sees otherwise first.

    At most two of a task are among them, so that a class does not discuss one question only.
    """
    share = passages["n"] / passages["of"].clip(lower=1)
    otherwise = (share >= 0.5) != passages["tool"]
    divided = passages.assign(split=share * (1 - share) + 0.05 * otherwise * (passages["of"] > 0))
    divided = divided[divided["split"] > 0].sort_values("split", ascending=False, kind="stable")
    return divided.groupby("task", sort=False).head(of_task).head(most)
