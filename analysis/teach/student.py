"""Take an article and what the finders found in it; give the page on which a student marks it.

One script runs, ours, allowed by its hash; whatever comes from the article is data to it, and shown as text.
It cannot see who works on it: no name is asked for, and nothing is sent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pandas as pd

from ..output import digest
from ..show.page import escape
from .lessons import Lesson
from .page import find_paragraphs, lesson_page, teach_template
from .tasks import TASKS, find_answers


def student_page(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> str:
    """Give the student's page of a lesson; `tables` is what `analyse` gives for its article."""
    text = tables["articles"]["text"].iloc[0]
    found = find_answers(tables).astype("object")
    data = {
        "name": lesson.name,
        "title": lesson.title,
        "sign": digest(text.encode("utf-8", "replace"))[:16],
        "text": text,
        "tasks": [task._asdict() for task in TASKS],
        "found": found.where(found.notna(), None).drop(columns="text").to_dict("records"),
    }
    parts = {
        "about": escape(lesson.about),
        "question": escape(lesson.told["question"]),
        "exit": escape(lesson.told["exit"]),
        "paragraphs": "".join(_paragraphs(text, tables)),
        "names": "".join(f"<option>{escape(name)}</option>" for name in people_named(tables)),
        "data": _inert(data),
    }
    return lesson_page("student", lesson.title, parts, teach_template("lesson.js"))


def people_named(tables: dict[str, pd.DataFrame]) -> list[str]:
    """Give who is named in the article, heard or not, in the order of the text, at most forty.

    >>> from analysis import analyse, articles_from_text
    >>> people_named(analyse(articles_from_text("“It rained,” Ann Lee said. She praised Bob Marsh.")))
    ['Ann Lee', 'Bob Marsh']
    """
    spoken = tables["quotes"][["start", "speaker_name"]].set_axis(["start", "name"], axis=1)
    named = tables["people"].loc[tables["people"]["kind"] != "unnamed", ["start", "name"]]
    names = pd.concat([spoken, named]).dropna().sort_values("start", kind="stable")["name"]
    return list(dict.fromkeys(name for name in names if len(name) < 60))[:40]


def _inert(data: dict) -> str:
    """Data as the script reads it: no sign in it can end the element that holds it."""
    told = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace").decode()
    for sign in "<>&\u2028\u2029":
        told = told.replace(sign, f"\\u{ord(sign):04x}")
    return told


def _paragraphs(text: str, tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    for row in find_paragraphs(tables).itertuples():
        words = escape(text[row.start : row.end])
        yield f'<p class="{escape(row.kind)}" data-start="{row.start}" data-end="{row.end}">{words}</p>'
