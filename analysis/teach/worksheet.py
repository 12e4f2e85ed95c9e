"""Take a lesson and the tables of its article; give the worksheet for a room without devices.

It cannot see how long answers are: a row is a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

import pandas as pd

from ..show.page import escape
from .lessons import Lesson
from .page import fill, find_paragraphs, lesson_page, list_html
from .student import people_named
from .tasks import TASKS, Task
from .teacher import right_answers, shared_parts, who_says

_LONG = 380  # words from which a text is set smaller, to stay on one sheet
_LINES = {"speech": 5}  # rows to fill in, three for any other task


def worksheet_page(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> str:
    """Give the worksheet: the text on one A4 sheet, the tasks on a second, the key as a third."""
    paragraphs = find_paragraphs(tables)
    parts = {
        **shared_parts(lesson, tables),
        "about": escape(lesson.about),
        "long": " long" if len(lesson.text.split()) > _LONG else "",
        "paragraphs": "".join(
            f"<p><strong>{n}</strong> {escape(lesson.text[row.start : row.end])}</p>"
            for n, row in enumerate(paragraphs.itertuples(), 1)
        ),
        "tasks": "".join(map(_blank, TASKS)),
        "people": escape(", ".join(people_named(tables)[:20]) or "nobody"),
        "key": "".join(_key(right_answers(lesson, tables), paragraphs)),
    }
    return lesson_page("worksheet", lesson.title, parts)


def _blank(task: Task) -> str:
    told = {name: escape(words) for name, words in task._asdict().items()}
    rows = "<tr><td></td><td></td><td></td></tr>" * _LINES.get(task.name, 3)
    return fill("worksheet_task", told | {"rows": rows})


def _key(answers: pd.DataFrame, paragraphs: pd.DataFrame) -> Iterator[str]:
    """Each answer with the number of its paragraph; whom it names, but for the task in which nobody is."""
    starts = paragraphs["start"].to_numpy()
    for task in TASKS:
        rows = answers[answers["task"] == task.name]
        numbers = starts.searchsorted(rows["start"].to_numpy(), side="right")
        items = (
            f"<b>{n}</b> {escape(shorten(row.text, 80, placeholder=' …'))}"
            + (f" – <strong>{escape(who_says(row))}</strong>" if task.name != "nobody" else "")
            for n, row in zip(numbers, rows.itertuples(), strict=True)
        )
        yield f"<h3>{escape(task.question)}</h3>{list_html(items, otherwise='Nothing.')}"
