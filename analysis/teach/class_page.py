"""Take what a class saved; write the class's page: the article as a heat map, agreement, what to discuss first.

It cannot see the room: it shows where the class differs, not who is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pandas as pd

from ..output import choose_page, for_spreadsheets, write_page
from ..show.frame import page_html
from ..show.page import escape, rows_html
from ..show.words import count
from .answers import read_answers
from .class_measures import (
    analyse_answers,
    count_marks,
    first_to_discuss,
    summarise_class,
    summarise_class_agreement,
)
from .lessons import teach_template
from .tasks import TASKS

_LEVELS = 5
_IN_WORDS = (
    (0.8, "agrees well"),
    (0.667, "agrees enough to build on, with care"),
    (0.3, "agrees in part: look at the passages"),
    (-1.1, "hardly agrees more than chance would"),
)
_RIGHT = {"me": "the student", "tool": "the tool", "both": "both can be", "unsure": "it cannot be told"}


def write_class(folder: str | Path, out: str | Path = ".", force: bool = False) -> list[Path]:
    """Write class.html on the files that students saved in a folder, one page for each article; give the paths.

    Raises FileNotFoundError where there is no such folder, ValueError where no file in it can be read.
    """
    answers = read_answers(folder)
    if not len(answers["articles"]):
        raise ValueError(
            f"No saved work could be read in {folder}: {count(len(answers['problems']), 'file')} with problems. "
            "Files that students saved on a lesson’s page (.json) were expected. Try to collect them anew."
        )
    tables = {row.article_id: analyse_answers(row.text) for row in answers["articles"].itertuples()}
    passages = summarise_class(answers, tables)
    agreement = summarise_class_agreement(answers)
    written = []
    for row in answers["articles"].itertuples():
        page = choose_page(out, "class", [str(folder), row.text], force)
        written.append(write_page(page, _page(row, answers, passages, agreement)))
    return written


def _page(article, answers: dict[str, pd.DataFrame], passages: pd.DataFrame, agreement: pd.DataFrame) -> str:
    mine = {
        name: t[t["article_id"] == article.article_id] for name, t in answers.items() if "article_id" in t
    }
    passages = passages[passages["article_id"] == article.article_id]
    agreement = agreement[agreement["article_id"] == article.article_id].set_index("task")
    title = "What the class found"
    who = count(article.students, "student").capitalize()
    body = "".join(
        (
            f"<h1>{title}</h1>",
            f'<p class="lead">{who} worked on “{escape(article.article_id)}”. '
            "Numbers say where to look, not who is right.</p>",
            f'<h2 id="first">Discuss these first</h2>{_first(passages)}',
            *(_task(task, article.text, mine["marks"], passages, agreement) for task in TASKS),
            f'<h2 id="reasons">Reasons</h2>{"".join(_reasons(mine["verdicts"])) or "<p>No reasons were given.</p>"}',
            f'<h2 id="answers">Answers</h2>{_said(mine["students"], "missing", "Whose voice is missing?")}',
            _said(mine["students"], "exit", "The exit question"),
            f'<h2 id="table">The same as a table</h2>{_download(passages)}',
            _problems(answers["problems"]),
        )
    )
    return page_html(title, "Class", "heat", body, style=teach_template("lesson.css"))


def _first(passages: pd.DataFrame) -> str:
    rows = first_to_discuss(passages)
    names = {task.name: task.question for task in TASKS}
    if not len(rows):
        return "<p>On no passage is the class divided.</p>"
    items = (
        f"<li><blockquote>“{escape(row.text)}”</blockquote><p>{names[row.task]} Marked by {row.n} of {row.of}; "
        f"{'the tool marks it, too' if row.tool else 'the tool does not mark it'}."
        f"{' Named: ' + escape(row.said) + '.' if row.said else ''}</p></li>"
        for row in rows.itertuples()
    )
    return f'<ol class="pairs">{"".join(items)}</ol>'


def _task(task, text: str, marks: pd.DataFrame, passages: pd.DataFrame, agreement: pd.DataFrame) -> str:
    mine = marks[(marks["task"] == task.name) & ~marks["later"]]
    rows = passages[passages["task"] == task.name]
    many = rows["n"] * 2 >= rows["of"].clip(lower=1)
    told = (
        f"Half of the class or more marks {many.sum()} passages; the tool finds {rows['tool'].sum()}, "
        f"{(many & rows['tool']).sum()} of them the same."
    )
    cells = [
        (
            f"“{escape(row.text)}”",
            f"{row.n} of {row.of}",
            escape(row.said) or '<span class="missing">nobody</span>',
            escape(row.tool_who if pd.notna(row.tool_who) else "nobody named") if row.tool else "not marked",
        )
        for row in rows.itertuples()
    ]
    table = rows_html(("passage", "marked by", "the class names", "the tool"), cells) if cells else ""
    return (
        f'<h2 id="{task.name}">{task.question}</h2><p>{told}</p><p>{_agreement(agreement.loc[task.name])}</p>'
        f'<div class="who-article"><div class="who-text" dir="auto">{"".join(_heat(text, mine))}</div></div>'
        f"<details><summary>Passage by passage</summary>{table}</details>"
    )


def _agreement(row: pd.Series) -> str:
    if pd.isna(row["alpha"]):
        return f"Agreement cannot be told from {count(int(row['students']), 'student')} who did this task."
    words = next(words for least, words in _IN_WORDS if row["alpha"] >= least)
    interval = f", {row['low']:.2f} to {row['high']:.2f}" if pd.notna(row["low"]) else ""
    return (
        f"The class {words} (Krippendorff’s alpha {row['alpha']:.2f}{interval}, {int(row['students'])} students: "
        "1 is full agreement, 0 what chance would bring)."
    )


def _heat(text: str, marks: pd.DataFrame) -> Iterator[str]:
    """The text in runs of equal counts, each on the ground of its level; the number stands behind a run."""
    places = np.arange(len(text))
    counts, students = count_marks(marks, places), max(1, marks["student"].nunique())
    cuts = [0, *(np.flatnonzero(np.diff(counts)) + 1).tolist(), len(text)]
    yield "<p>"
    for start, end in pairwise(cuts):
        n = int(counts[start]) if start < len(text) else 0
        words = escape(text[start:end]).replace("\n", "<br>")
        level = -(-n * _LEVELS // students)
        yield f'<span class="h{level}">{words}</span><sup>{n}</sup>' if n else words
    yield "</p>"


def _reasons(verdicts: pd.DataFrame) -> Iterator[str]:
    names = {task.name: task.question for task in TASKS}
    given = verdicts[verdicts["right"].notna() | verdicts["reason"].notna()]
    for (task, _, _, text), rows in given.groupby(["task", "start", "end", "text"], sort=False):
        sides = ", ".join(f"{_RIGHT[side]} {n}" for side, n in rows["right"].dropna().value_counts().items())
        reasons = "".join(
            f"<li>{escape(_RIGHT.get(row.right, 'no choice'))}: {escape(row.reason)}</li>"
            for row in rows.dropna(subset=["reason"]).itertuples()
        )
        yield f"<h3>“{escape(text)}”</h3><p>{names[task]} Who is right: {sides or 'no choice'}.</p><ul>{reasons}</ul>"


def _said(students: pd.DataFrame, column: str, title: str) -> str:
    said = [str(words) for words in students[column] if isinstance(words, str) and words.strip()]
    items = "".join(f"<li>{escape(words)}</li>" for words in said)
    return f"<h3>{title}</h3>" + (f"<ul>{items}</ul>" if said else "<p>Nobody has answered.</p>")


def _download(passages: pd.DataFrame) -> str:
    words = passages.assign(tool=passages["tool"].map({True: "yes", False: "no"}))
    table = quote(for_spreadsheets(words).to_csv(index=False).encode("utf-8", "replace"))
    link = f'<a download="class.csv" href="data:text/csv;charset=utf-8,{table}">class.csv</a>'
    return f"<p>{link}, one row a passage.</p>"


def _problems(problems: pd.DataFrame) -> str:
    if not len(problems):
        return ""
    items = "".join(f"<li>{escape(row.file)}: {escape(row.problem)}</li>" for row in problems.itertuples())
    return f'<h2 id="problems">Files with problems</h2><ul>{items}</ul>'
