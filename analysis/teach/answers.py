"""Take a folder of files that students saved; give their marks, reasons and answers as tables.

Any number of files, with nicknames or none; one that is damaged becomes a row of `problems` and costs nobody else's
work. It cannot know who a student is, or whether a file was changed by hand.
"""

import json
from collections import Counter
from itertools import chain, count
from pathlib import Path
from typing import Any

import pandas as pd

from ..read.plain import clean_text
from ..resources import need
from ..tables import Tables
from .keys import QUESTIONS

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
        others = (f"{name}-{number}" for number in count(2))
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
        elif table == "marks":
            rest = _words(told.get("who"), _MOST_NAME) or None, told.get("later") is True
            good[task, start, end] = (task, start, end, text[start:end], *rest)
        else:
            sides = (told.get(name) if told.get(name) in _VERDICTS else None for name in ("by", "right"))
            reason = _words(told.get("reason")) or None
            good[task, start, end] = (task, start, end, text[start:end], *sides, reason)
    return list(good.values()), bad


def _words(value: Any, most: int = _MOST_WORDS) -> str:
    return clean_text(value).strip()[:most] if isinstance(value, str) else ""
