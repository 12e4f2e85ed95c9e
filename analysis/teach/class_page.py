"""Take what a class saved; write the class's page: the article as a heat map, agreement, what to discuss first.

It cannot see the room: it shows where the class differs, not who is right.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from urllib.parse import quote
from warnings import warn

import pandas as pd

from ..output import choose_page, for_spreadsheets, write_page
from ..read.problems import NotRead
from ..resources import need
from ..show.page import missing, rows_html, words_of
from ..show.words import count
from ..tables import Tables
from . import class_measures as measures
from .answers import read_answers
from .keys import QUESTIONS, TASKS
from .pages import lesson_page

_RIGHT = words_of("verdict")


def write_class(folder: str | Path, out: str | Path = ".", force: bool = False) -> list[Path]:
    """Write class.html on the files that students saved in a folder, one page for each article; give the paths.

    Raises FileNotFoundError where there is no such folder, ValueError where no file in it can be read.
    """
    answers = read_answers(folder)
    n = len(answers["problems"])
    need(len(answers["articles"]), "no work", folder, problems=count(n, "file") if n else "no file")
    tables = {row.article_id: measures.analyse_answers(row.text) for row in answers["articles"].itertuples()}
    known = answers | {"passages": measures.summarise_class(answers, tables)}
    known |= {"agreement": measures.summarise_class_agreement(answers)}
    if n:
        said = f"{count(n, 'problem').capitalize()}: what was not read stands on the page."
        warn(NotRead(said, 0, n), stacklevel=2)
    written: list[Path] = []
    for row in answers["articles"].itertuples():
        again = force and not written  # never over a page of now
        page = choose_page(out, "class", [str(folder), row.text], again)
        mine = {n: t[t["article_id"] == row.article_id] for n, t in known.items() if n != "problems"}
        parts = _parts(row, mine, tables[row.article_id]["sentences"])
        told = [f"{file}: {problem}" for file, problem in answers["problems"].itertuples(index=False)]
        written.append(write_page(page, lesson_page("class", row.title, parts | {"problems": told})))
    return written


def _parts(article, mine: Tables, sentences: pd.DataFrame) -> dict:
    verdicts, words = mine["verdicts"], mine["passages"]
    first = []
    for row in measures.first_to_discuss(words).itertuples():
        around = sentences[(sentences["start"] < row.end) & (sentences["end"] > row.start)]
        start, end = min([row.start, *around["start"]]), max([row.end, *around["end"]])
        here = verdicts[(verdicts["task"] == row.task) & (verdicts["start"] == row.start)]
        places = {"before": article.text[start : row.start], "after": article.text[row.end : end]}
        first.append(row._asdict() | places | {"reasons": _said(here["reason"])[:3]})
    table = for_spreadsheets(words.assign(tool=words["tool"].map({True: "yes", False: "no"})))
    return {
        "article": article,
        "count": count,
        "questions": QUESTIONS,
        "first": first,
        "tasks": [_task(task.name, article.text, mine) for task in TASKS],
        "verdicts": list(_reasons(verdicts)),
        "missing": _said(mine["students"]["missing"]),
        "exit": _said(mine["students"]["exit"]),
        "table": quote(table.to_csv(index=False).encode("utf-8", "replace")),
    }


def _task(name: str, text: str, mine: Tables) -> dict:
    marks, rows = (t[t["task"] == name] for t in (mine["marks"], mine["passages"]))
    many = rows["n"] * 2 >= rows["of"].clip(lower=1)
    agreement = mine["agreement"].set_index("task").loc[name].to_dict()
    known = (words for least, words in words_of("agreement").items() if agreement["alpha"] >= float(least))
    cells = []
    for row in rows.itertuples():
        tool = row.tool_who if row.tool else "not marked"
        cells.append((f"“{row.text}”", f"{row.n} of {row.of}", row.said or missing("–"), tool))
    return {
        "name": name,
        "question": QUESTIONS[name],
        "many": int(many.sum()),
        "found": rows["tool"].sum(),
        "same": (many & rows["tool"]).sum(),
        "agreement": agreement | {"words": next(known, None)},
        "heat": list(_heat(text, marks[~marks["later"]])),
        "passages": rows_html(("passage", "marked by", "the class names", "the tool"), cells),
    }


def _heat(text: str, marks: pd.DataFrame) -> Iterator[list[tuple[int, int, str]]]:
    """The text line by line in runs of words that equally many marked: how dark (1 to 5), how many, which words."""
    words = measures.find_words(text)
    words["n"] = measures.count_marks(marks, words)
    students = max(1, marks["student"].nunique())
    for _, line in groupby(words.itertuples(), key=lambda word: word.line):
        runs = ((n, [*run]) for n, run in groupby(line, key=lambda word: word.n))
        yield [(-(-n * 5 // students), n, text[run[0].start : run[-1].end]) for n, run in runs]


def _reasons(verdicts: pd.DataFrame) -> Iterator[dict]:
    """Each passage of which somebody judged who is right, with the sides and the reasons."""
    given = verdicts[verdicts["right"].notna() | verdicts["reason"].notna()]
    for (task, _, _, text), rows in given.groupby(["task", "start", "end", "text"]):
        sides = rows["right"].dropna().value_counts().items()
        told = rows.dropna(subset=["reason"]).itertuples()
        yield {
            "task": task,
            "text": text,
            "sides": ", ".join(f"{_RIGHT[side]} {n}" for side, n in sides) or "no choice",
            "reasons": [f"{_RIGHT.get(row.right, 'no choice')}: {row.reason}" for row in told],
        }


def _said(words: pd.Series) -> list[str]:
    return list(dict.fromkeys(word for word in words if isinstance(word, str) and word.strip()))
