"""Take the name of a ready lesson, or an article; give what is taught with it: texts, goals, questions, the key; and
what a reader does within a notebook: a text of their own, a sheet to rate sentences on, questions with hints.

A ready lesson is a folder of `data/lessons` with `lesson.toml`, `article.txt` (its key marked in the text) and perhaps
`second.txt`. It cannot see whether a key is right, nor whether a reader rated alone.
"""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from ..read.articles import articles_from_text, articles_from_upload, read_articles
from ..resources import Later, data_path, need, why
from ..show.page import Html, Shown, render
from ..show.sections import describe_language

widgets, textstat = map(Later, ("ipywidgets", "textstat"))
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
        told = self.articles.iloc[0][["outlet", "published"]].dropna().astype("str").tolist()
        return " · ".join([*told, *filter(None, [self.told.get("note")])])


def list_lessons() -> list[str]:
    """Give the names of the ready lessons."""
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
    need(len(articles) == 1, "several for a lesson", len(articles), ready=", ".join(list_lessons()))
    if other := describe_language(articles):
        raise ValueError(why("no English for a lesson", other.split(".")[0]))
    row = articles.iloc[0]
    title = str(row["title"]) if pd.notna(row["title"]) else "Who says so?"
    return Lesson(str(row["article_id"]), title, articles, _told(data_path("lessons")))


def reading_age(text: str) -> float:
    """Give the age at which most pupils can read a text: the Automated Readability Index (Smith and Senter 1967), a
    school year in the United States, plus five years. It is rough on fewer than a hundred words.
    """
    return float(textstat.textstat.automated_readability_index(text)) + 5


def _told(folder: Path, file: str = "common.toml") -> dict[str, Any]:
    return tomllib.loads((folder / file).read_text("utf-8"))


def _ready(folder: Path) -> Lesson:
    told = _told(folder, "lesson.toml")
    text, marks = read_marked((folder / "article.txt").read_text("utf-8").strip())
    second = dict(told.get("second", {}))
    if second:
        second["text"] = (folder / "second.txt").read_text("utf-8").strip()
    known = {name: told.get(name) for name in ("title", "outlet", "published")}
    articles = articles_from_text(text, folder.name).assign(**known)
    told = _told(folder.parent) | told
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


@cache
def show_own_text() -> Any:
    """Give a field to paste a text, a button to upload a file, and a line for a path or a web page saved here.

    `box.articles(otherwise=text)` gives the articles table of the upload, the path or the pasted text, the first that
    is there, or of `otherwise`, also where it cannot be read, which is told under the fields.
    """
    wide, large = widgets.Layout(width="100%"), widgets.Layout(width="100%", height="12rem")
    field = widgets.Textarea(placeholder="Paste an article here", layout=large)
    upload = widgets.FileUpload(accept=".txt,.html,.docx,.pdf", description="or upload it")
    path = widgets.Text(placeholder="or the path of a file, such as data/articles/sochi.txt", layout=wide)
    told = widgets.HTML()
    box = widgets.VBox([field, upload, path, told])

    def articles(otherwise: str) -> pd.DataFrame:
        told.value = ""
        try:
            if path.value.strip() and not upload.value:
                return read_articles(path.value.strip())
            return articles_from_upload(upload.value, otherwise=field.value.strip() or otherwise)
        except (ValueError, OSError) as error:
            pasted = field.value.strip()
            used = "What stands in the field" if pasted else "The example"
            told.value = Html("<p role=alert>{} {} is used meanwhile.</p>").format(error, used)
            return articles_from_text(pasted or otherwise)

    box.articles = articles
    return box


def show_rating_sheet(evidence: pd.DataFrame, rater: str, most: int = 20, seed: int = 1) -> Any:
    """Give `most` sentences drawn by chance, in the order of the text, with buttons to rate them in a notebook.

    `widget.ratings()` gives what was chosen, as `summarise_agreement` takes it: `rater, sentence_id, start, rating`.
    """
    drawn = evidence.sample(min(most, len(evidence)), random_state=seed).sort_index()
    options = [("no rating", None), *((side, side) for side in ("negative", "neutral", "positive"))]
    choices = [widgets.ToggleButtons(options=options, value=None, tooltips=()) for _ in drawn.index]
    texts = [widgets.HTML(Html("<p>{}</p>").format(text)) for text in drawn["text"]]
    box = widgets.VBox([widgets.VBox(line) for line in zip(texts, choices, strict=True)])
    places = drawn[[name for name in ("sentence_id", "start") if name in drawn]].reset_index(drop=True)
    places.insert(0, "rater", rater)
    box.ratings = lambda: places.assign(rating=[choice.value for choice in choices])
    return box


def show_checks(lesson: str) -> Shown:
    """Give the questions of a lesson for a notebook or a page; no script runs.

    The questions stand in `data/lessons/checks.csv`. In the teacher's edition the answers stand open, and the right
    one is marked. Raises ValueError where the lesson has none.

    >>> "<summary>" in show_checks("01").data
    True
    """
    table = pd.read_csv(data_path("lessons/checks.csv"), dtype="str")
    mine = table[table["lesson"] == lesson]
    need(len(mine), "no questions", lesson, known=", ".join(table["lesson"].unique()))
    asked = [(question, rows.itertuples()) for question, rows in mine.groupby("question", sort=False)]
    return Shown(render("analysis.teach", "checks.html", questions=asked))
