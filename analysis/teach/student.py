"""Take an article and what the finders found in it; give the page on which a student marks it.

One script runs, ours, allowed by its hash; whatever comes from the article is data to it, and shown as text.
It cannot see who works on it: no name is asked for, and nothing is sent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from string import Template

import pandas as pd

from ..output import digest
from ..show.frame import page_html
from ..show.page import escape
from .lessons import Lesson, teach_template
from .tasks import TASKS, Task, find_answers

_STEPS = {
    "read": "Read",
    **{task.name: f'{n}<span class="words"> {task.question}</span>' for n, task in enumerate(TASKS, 1)},
    "compare": "Compare",
    "keep": "Keep",
}
_MISSING = "Whose voice is missing from this article? What would you ask them?"
_HELP = (
    "Tap the first word and then the last one, or drag with the mouse. By keyboard: go to the text with Tab, move "
    "with the arrow keys, press Enter on the first word and on the last one. Tap a mark to change it."
)


def student_page(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> str:
    """Give the student's page of a lesson; `tables` is what `analyse` gives for its article."""
    script = teach_template("lesson.js")
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
    about = (lesson.outlet, lesson.published, lesson.note)
    body = Template(teach_template("student.html")).substitute(
        title=escape(lesson.title),
        about=escape(" · ".join(part for part in about if part)),
        question=escape(lesson.question),
        exit=escape(lesson.exit),
        steps="".join(
            f'<li><button type="button" value="{name}">{words}</button></li>'
            for name, words in _STEPS.items()
        ),
        tasks="".join(map(_task, TASKS)),
        paragraphs="".join(_paragraphs(tables)),
        names="".join(_options(tables)),
        data=_inert(data),
    )
    style = teach_template("lesson.css")
    return page_html(lesson.title, "Student", "student", body, script=script, style=style)


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


def _task(task: Task) -> str:
    more = (
        f'<label for="missing">{_MISSING}</label><textarea id="missing" maxlength="1500"></textarea>'
        if task is TASKS[-1]
        else ""
    )
    return (
        f'<section class="task" data-step="{task.name}"><h2 tabindex="-1">{task.question}</h2><p>{task.mark}</p>'
        f"<details><summary>How to mark</summary><p>{_HELP}</p></details>{more}</section>"
    )


def _paragraphs(tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    text, sentences = tables["articles"]["text"].iloc[0], tables["sentences"]
    places = sentences.groupby("paragraph").agg(
        start=("start", "min"), end=("end", "max"), kind=("kind", "first")
    )
    for row in places.itertuples():
        words = escape(text[row.start : row.end])
        yield f'<p class="{escape(row.kind)}" data-start="{row.start}" data-end="{row.end}">{words}</p>'


def _options(tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    for name in ("the article itself", "nobody is named", *people_named(tables)):
        yield f'<option value="{escape(name)}">{escape(name)}</option>'
