"""Take the name of a ready lesson, or an article; give what is taught with it: texts, goals, questions, the key.

A ready lesson is a folder of `data/lessons` with `lesson.toml`, `article.txt` (its key marked in the text) and perhaps
`second.txt`. It cannot see whether a key is right.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from ..read.articles import articles_from_text, read_articles
from ..resources import data_path, why
from ..show.sections import describe_language

_MARK = re.compile(r"\{([a-z ]+)\|((?:[^{}|]*\|)+)|\}")


class Mark(NamedTuple):
    """One mark: its kind, its status, what else stands in it, its place, and whether it counts neither way."""

    kind: str
    status: str
    fields: tuple[str, ...]
    start: int
    end: int
    borderline: bool


@dataclass(frozen=True)
class Lesson:
    """What is taught with one article; `key` is None where nobody marked the text by hand."""

    name: str
    title: str
    articles: pd.DataFrame
    told: dict[str, Any]
    key: tuple[Mark, ...] | None = None
    second: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.articles["text"].iloc[0]

    @property
    def about(self) -> str:
        """Outlet, date and what is to be known of the text, in a line."""
        row, known = self.articles.iloc[0], ("outlet", "published")
        told = [str(row[name]) for name in known if pd.notna(row[name]) and row[name]]
        return " · ".join([*told, *filter(None, [self.told.get("note")])])


def list_lessons() -> list[str]:
    """Give the names of the ready lessons.

    >>> "first_article" in list_lessons()
    True
    """
    return sorted(path.parent.name for path in data_path("lessons").glob("*/lesson.toml"))


def read_lesson(source: str | Path | pd.DataFrame, **reading) -> Lesson:
    """Give a ready lesson by its name, or a lesson on any one article, with the questions that fit every article.

    `source` and `reading` are what `read_articles` takes. Raises ValueError where there is not exactly one
    article, or it is not English.

    >>> read_lesson("first_article").title
    'A meeting in Sochi'
    """
    if isinstance(source, str) and source in list_lessons() and not Path(source).exists():
        return _ready(data_path(f"lessons/{source}"))
    articles = read_articles(source, **reading)
    if len(articles) != 1:
        raise ValueError(why("several for a lesson", len(articles), ready=", ".join(list_lessons())))
    if other := describe_language(articles):
        raise ValueError(why("no English for a lesson", other.split(".")[0]))
    row = articles.iloc[0]
    title = str(row["title"]) if pd.notna(row["title"]) else "Who says so?"
    return Lesson(str(row["article_id"]), title, articles, _told(data_path("lessons/common.toml")))


def reading_age(text: str) -> float:
    """Give the age at which most pupils can read a text: the Automated Readability Index plus five years.

    The index (Smith and Senter 1967), computed by textstat, is a school year in the United States, whose first begins
    at six. It counts letters in words and words in sentences, and is rough on fewer than a hundred words.

    >>> reading_age("The cat sat.") < reading_age("Municipal authorities reconsidered infrastructure.")
    True
    """
    from textstat import textstat

    return float(textstat.automated_readability_index(text)) + 5


def _told(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


def _ready(folder: Path) -> Lesson:
    told = _told(folder / "lesson.toml")
    text, marks = read_marked((folder / "article.txt").read_text("utf-8").strip())
    second = dict(told.get("second", {}))
    if second:
        second["text"] = (folder / "second.txt").read_text("utf-8").strip()
    known = {name: told.get(name) for name in ("title", "outlet", "published")}
    articles = articles_from_text(text, folder.name).assign(**known)
    told = _told(folder.parent / "common.toml") | told
    return Lesson(folder.name, told["title"], articles, told, tuple(marks), second)


def read_marked(marked: str) -> tuple[str, list[Mark]]:
    """Give the plain text and its marks, in the order in which they end.

    >>> text, marks = read_marked("He said {indirect|Ann Lee/Lee|it rained}.")
    >>> text[marks[0].start : marks[0].end], marks[0].kind, marks[0].fields
    ('it rained', 'indirect', ('Ann Lee/Lee',))
    """
    pieces, length, last = [], 0, 0
    open_marks: list[tuple] = []
    marks = []
    for found in _MARK.finditer(marked):
        pieces.append(marked[last : found.start()])
        length += found.start() - last
        last = found.end()
        if found[1]:
            words = found[1].removeprefix("borderline ")
            kind, _, status = words.partition(" ")
            fields = tuple(found[2].split("|")[:-1])
            open_marks.append((kind, status or "said", fields, length, words != found[1]))
        else:
            kind, status, fields, start, borderline = open_marks.pop()
            marks.append(Mark(kind, status, fields, start, length, borderline))
    return "".join([*pieces, marked[last:]]), marks
