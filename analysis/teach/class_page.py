"""Take what a class saved; write the class's page: the article as a heat map, agreement, what to discuss first.

Any number of files, with nicknames or none; one that is damaged costs nobody else's work. It cannot see the room: it
shows where the class differs, not who is right, nor who a student is, or whether a file was changed by hand.
"""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import chain, groupby
from itertools import count as numbers
from pathlib import Path
from typing import Any
from urllib.parse import quote
from warnings import warn

import pandas as pd

from ..output import choose_page, write_page
from ..read.plain import clean_text
from ..read.problems import NotRead
from ..resources import need
from ..show.page import missing, rows_html, words_of
from ..show.words import count
from ..tables import Tables, for_spreadsheets
from . import class_measures as measures
from .keys import QUESTIONS, TASKS
from .pages import lesson_page

FORMAT = "who-says-so answers"
_MOST_BYTES, _MOST_MARKS, _MOST_WORDS, _MOST_NAME = 2_000_000, 1000, 2000, 200
_VERDICTS = ("me", "tool", "both", "unsure")
_PLACE = ("article_id", "student", "task", "start", "end", "text")
_COLUMNS = {
    "articles": ("article_id", "students", "text", "title"),
    "students": ("article_id", "student", "name", "missing", "exit"),
    "marks": (*_PLACE, "who", "later"),
    "verdicts": (*_PLACE, "by", "right", "reason"),
    "problems": ("file", "problem"),
}
_TYPES = {"start": "int64", "end": "int64", "students": "int64", "later": "bool"}
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


def read_answers(folder: str | Path) -> Tables:
    """Give what a class saved: the tables `articles, students, marks, verdicts, problems`.

    `student` is the name of the file; `later` says that a mark was made after comparing. A file that is damaged, too
    large, twice there or none of ours is a row of `problems`, and so are marks that stand nowhere in the text. Raises
    FileNotFoundError where there is no such folder.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "ann.json").write_text('{"format": "none of ours"}')
    ...     read_answers(folder)["problems"]["file"].item()
    'ann.json'
    """
    folder = Path(folder)
    need(folder.is_dir(), "no answers", folder, raises=FileNotFoundError)
    works: dict[str, dict[str, Any]] = {}
    problems: list[tuple] = []
    seen: dict[bytes, str] = {}
    for file in sorted(path for path in folder.iterdir() if path.suffix.lower() == ".json"):
        try:
            works[file.name] = _work(file, seen)
        except (ValueError, OSError) as error:
            problems.append((clean_text(file.name), clean_text(str(error))))
    articles = _articles(list(works.values()))
    named = {text: article_id for article_id, _, text, _ in articles}
    rows: dict[str, list[tuple]] = {"articles": articles, "students": [], "marks": [], "verdicts": []}
    for name, work in works.items():
        whose = named[work["text"]], clean_text(Path(name).stem)
        said = (_words(work.get(field)) for field in _COLUMNS["students"][2:])
        rows["students"].append((*whose, *said))
        for table in ("marks", "verdicts"):
            good, bad = _placed(work, table)
            rows[table] += [whose + row for row in good]
            if bad:
                problems.append((clean_text(name), f"{bad} of its {table} stand nowhere in the text."))
    rows["problems"] = problems
    tables = {name: pd.DataFrame(rows[name], columns=list(columns)) for name, columns in _COLUMNS.items()}
    return {name: t.astype({c: _TYPES.get(c, "str") for c in t}) for name, t in tables.items()}


def _work(file: Path, seen: dict[bytes, str]) -> dict[str, Any]:
    """What a file holds. Raises ValueError where that is no work, or one that was `seen` in another file."""
    if not file.is_file():
        raise ValueError("It is no file.")
    if file.stat().st_size > _MOST_BYTES:
        raise ValueError(f"It is larger than {_MOST_BYTES // 1_000_000} MB, which no saved work is.")
    content = file.read_bytes()
    if content in seen:
        raise ValueError(f"It is the same as {clean_text(seen[content])}, and counted once.")
    try:
        work = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ValueError("It is damaged: it is not whole, or not what the page saves.") from None
    if not isinstance(work, dict) or work.get("format") != FORMAT:
        raise ValueError("It was not saved by a lesson’s page.")
    text = work.get("text")
    if not isinstance(text, str) or not text.strip() or not isinstance(work.get("marks"), list):
        raise ValueError("It has no text or no marks.")
    seen[content] = file.name
    return work | {"text": clean_text(text)}


def _articles(works: list[dict[str, Any]]) -> list[tuple]:
    """The texts that were worked on, the commonest first; a second one of the same name has a number."""
    rows: dict[str, tuple] = {}
    for text, n in Counter(work["text"] for work in works).most_common():
        first = next(work for work in works if work["text"] == text)
        name = _words(first.get("article"), 80) or "article"
        others = (f"{name}-{number}" for number in numbers(2))
        article_id = next(known for known in chain([name], others) if known not in rows)
        rows[article_id] = (article_id, n, text, _words(first.get("title"), _MOST_NAME) or article_id)
    return list(rows.values())


def _placed(work: dict[str, Any], table: str) -> tuple[list[tuple], int]:
    """The rows of a table that stand in the text, the last one of each place, and how many stand nowhere."""
    items, text = work.get(table), work["text"]
    items = items[:_MOST_MARKS] if isinstance(items, list) else []
    good: dict[tuple, tuple] = {}
    bad = 0
    for item in items:
        told: dict[str, Any] = item if isinstance(item, dict) else {}
        task, start, end = (told.get(name, -1) for name in ("task", "start", "end"))
        whole = type(start) is type(end) is int  # a truth value is an int, too, and no place
        if not (whole and isinstance(task, str) and task in QUESTIONS and 0 <= start < end <= len(text)):
            bad += 1
            continue
        sides = (told.get(name) if told.get(name) in _VERDICTS else None for name in ("by", "right"))
        mark = _words(told.get("who"), _MOST_NAME) or None, told.get("later") is True
        rest = mark if table == "marks" else (*sides, _words(told.get("reason")) or None)
        good[task, start, end] = (task, start, end, text[start:end], *rest)
    return list(good.values()), bad


def _words(value: Any, most: int = _MOST_WORDS) -> str:
    return clean_text(value).strip()[:most] if isinstance(value, str) else ""


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
