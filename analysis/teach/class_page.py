"""Take what a class saved; write the class's page: the article as a heat map, agreement, what to discuss first.

It cannot see the room: it shows where the class differs, not who is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from ..output import choose_page, for_spreadsheets, write_page
from ..show.page import escape, rows_html
from ..show.words import count
from .answers import read_answers
from .class_measures import (
    analyse_answers,
    count_marks,
    find_words,
    first_to_discuss,
    summarise_class,
    summarise_class_agreement,
)
from .page import fill, lesson_page, list_html
from .tasks import QUESTIONS, TASKS, Task

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
    known = answers | {
        "passages": summarise_class(answers, tables),
        "agreement": summarise_class_agreement(answers),
    }
    written = []
    for row in answers["articles"].itertuples():
        page = choose_page(out, "class", [str(folder), row.text], force)
        mine = {n: t[t["article_id"] == row.article_id] for n, t in known.items() if n != "problems"}
        mine |= {"problems": known["problems"], "sentences": tables[row.article_id]["sentences"]}
        written.append(write_page(page, _page(row, mine)))
    return written


def _page(article, mine: dict[str, pd.DataFrame]) -> str:
    students, problems = mine["students"], mine["problems"]
    told = list_html(f"{escape(row.file)}: {escape(row.problem)}" for row in problems.itertuples())
    parts = {
        "who": count(article.students, "student").capitalize(),
        "first": _first(article.text, mine),
        "tasks": "".join(_task(task, article.text, mine) for task in TASKS),
        "reasons": "".join(_reasons(mine["verdicts"])) or "<p>No reasons were given.</p>",
        "missing": list_html(map(escape, _said(students["missing"])), otherwise="Nobody has answered."),
        "exit": list_html(map(escape, _said(students["exit"])), otherwise="Nobody has answered."),
        "table": _download(mine["passages"]),
        "problems": f'<h2 id="problems">Files with problems</h2>{told}' if told else "",
    }
    return lesson_page("class", article.title, parts, contents=True)


def _first(text: str, mine: dict[str, pd.DataFrame]) -> str:
    items, verdicts = [], mine["verdicts"]
    for row in first_to_discuss(mine["passages"]).itertuples():
        here = verdicts[(verdicts["task"] == row.task) & (verdicts["start"] == row.start)]
        parts = {
            "passage": _in_context(row, text, mine["sentences"]),
            "question": escape(QUESTIONS[row.task]),
            "many": f"{row.n} of {row.of}",
            "tool": "marks it, too" if row.tool else "does not mark it",
            "said": f" Named: {escape(row.said)}." if row.said else "",
            "reasons": list_html(map(escape, _said(here["reason"])[:3])),
        }
        items.append(fill("class_first", parts))
    listed = list_html(items, "ol", "On no passage is the class divided.")
    return listed.replace("<ol>", '<ol class="pairs">', 1)


def _in_context(row, text: str, sentences: pd.DataFrame) -> str:
    """The passage, marked in the sentences in which it stands."""
    around = sentences[(sentences["start"] < row.end) & (sentences["end"] > row.start)]
    start, end = min([row.start, *around["start"]]), max([row.end, *around["end"]])
    before, after = escape(text[start : row.start]), escape(text[row.end : end])
    return f"{before}<mark>{escape(row.text)}</mark>{after}"


def _task(task: Task, text: str, mine: dict[str, pd.DataFrame]) -> str:
    marks, rows = (t[t["task"] == task.name] for t in (mine["marks"], mine["passages"]))
    many = rows["n"] * 2 >= rows["of"].clip(lower=1)
    cells = [
        (
            f"“{escape(row.text)}”",
            f"{row.n} of {row.of}",
            escape(row.said) or '<span class="missing">nobody</span>',
            escape(row.tool_who if pd.notna(row.tool_who) else "nobody named") if row.tool else "not marked",
        )
        for row in rows.itertuples()
    ]
    parts = {
        "name": task.name,
        "question": escape(task.question),
        "many": count(int(many.sum()), "passage"),
        "found": str(rows["tool"].sum()),
        "same": str((many & rows["tool"]).sum()),
        "agreement": _agreement(mine["agreement"].set_index("task").loc[task.name]),
        "heat": "".join(_heat(text, marks[~marks["later"]])),
        "passages": rows_html(("passage", "marked by", "the class names", "the tool"), cells),
    }
    return fill("class_task", parts)


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
    """The text line by line in runs of words that equally many marked, with the number behind each run."""
    words = find_words(text)
    words["n"] = count_marks(marks, words)
    students = max(1, marks["student"].nunique())
    for _, line in groupby(words.itertuples(), key=lambda word: word.line):
        yield "<p>"
        for n, run in groupby(line, key=lambda word: word.n):
            first, *_, last = [*run] * 2
            told = escape(text[first.start : last.end])
            level = -(-n * _LEVELS // students)
            yield f'<span class="h{level}">{told}</span><sup>{n}</sup> ' if n else f"{told} "
        yield "</p>"


def _reasons(verdicts: pd.DataFrame) -> Iterator[str]:
    given = verdicts[verdicts["right"].notna() | verdicts["reason"].notna()]
    for task, of_task in given.groupby("task", sort=False):
        yield f"<details><summary>{escape(QUESTIONS[task])}</summary>"
        for (_, _, text), rows in of_task.groupby(["start", "end", "text"]):
            sides = rows["right"].dropna().value_counts().items()
            told = rows.dropna(subset=["reason"]).itertuples()
            reasons = (f"{_RIGHT.get(row.right, 'no choice')}: {row.reason}" for row in told)
            who = ", ".join(f"{_RIGHT[side]} {n}" for side, n in sides) or "no choice"
            yield f"<h3>“{escape(text)}”</h3><p>Who is right: {who}.</p>{list_html(map(escape, reasons))}"
        yield "</details>"


def _said(words: pd.Series) -> list[str]:
    """What was written, each once."""
    return list(dict.fromkeys(word for word in words if isinstance(word, str) and word.strip()))


def _download(passages: pd.DataFrame) -> str:
    words = passages.assign(tool=passages["tool"].map({True: "yes", False: "no"}))
    table = quote(for_spreadsheets(words).to_csv(index=False).encode("utf-8", "replace"))
    return f'<a download="class.csv" href="data:text/csv;charset=utf-8,{table}">class.csv</a>'
