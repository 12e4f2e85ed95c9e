"""Take a folder of files that students saved; give their marks, reasons and answers as tables.

Any number of files, with nicknames or none; one that is damaged becomes a row of `problems` and costs nobody else's
work. It cannot know who a student is, or whether a file was changed by hand.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from .tasks import TASKS

FORMAT = "who-says-so answers"
_MOST_BYTES, _MOST_MARKS, _MOST_WORDS = 2_000_000, 1000, 2000
_TASKS = {task.name for task in TASKS}
_VERDICTS = {"me", "tool", "both", "unsure"}
_COLUMNS = {
    "articles": ("article_id", "students", "text"),
    "students": ("article_id", "student", "name", "missing", "exit"),
    "marks": ("article_id", "student", "task", "start", "end", "text", "who", "later"),
    "verdicts": ("article_id", "student", "task", "start", "end", "text", "by", "right", "reason"),
    "problems": ("file", "problem"),
}


class _Unreadable(ValueError):
    """Why a file, or a part of it, is not read."""


def read_answers(folder: str | Path) -> dict[str, pd.DataFrame]:
    """Give what a class saved: the tables `articles, students, marks, verdicts, problems`.

    `student` is the name of the file. `articles` has a row for each text that was worked on, the one with most
    students first; `later` says that a mark was made after comparing. A file that is damaged, too large, twice
    there or none of ours is a row of `problems` (`file`, `problem`), and so are marks that stand nowhere in the text.
    Raises FileNotFoundError where there is no such folder.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "ann.json").write_text('{"format": "none of ours"}')
    ...     read_answers(folder)["problems"]["file"].item()
    'ann.json'
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise FileNotFoundError(
            f"There is no folder {folder}; one with the files that students saved (.json) was expected. "
            "Try the folder into which you collected them."
        )
    rows: dict[str, list[tuple]] = {name: [] for name in _COLUMNS}
    works: dict[str, dict[str, Any]] = {}
    seen: dict[bytes, str] = {}
    for file in sorted(path for path in folder.iterdir() if path.suffix.lower() == ".json"):
        try:
            content = _content(file)
            if content in seen:
                raise _Unreadable(f"It is the same as {seen[content]}, and counted once.")
            works[file.name] = _work(content)
            seen[content] = file.name
        except (_Unreadable, OSError) as error:
            rows["problems"].append((_clean(file.name), str(error)))
    named: dict[str, str] = {}
    for text, n in Counter(work["text"] for work in works.values()).most_common():
        first = next(work for work in works.values() if work["text"] == text)
        name = _words(first.get("article"), 80) or "article"
        taken = sum(other == name or other.startswith(f"{name}-") for other in named.values())
        named[text] = f"{name}-{taken + 1}" if taken else name
        rows["articles"].append((named[text], n, text))
    for file_name, work in works.items():
        student, article_id = _clean(Path(file_name).stem), named[work["text"]]
        answers = (_words(work.get(field), _MOST_WORDS) for field in ("name", "missing", "exit"))
        rows["students"].append((article_id, student, *answers))
        for table, read in (("marks", _marks), ("verdicts", _verdicts)):
            good, bad = read(work)
            rows[table] += [(article_id, student, *row) for row in good]
            if bad:
                rows["problems"].append(
                    (_clean(file_name), f"{bad} of its {table} stand nowhere in the text.")
                )
    return {name: _typed(pd.DataFrame(rows[name], columns=list(_COLUMNS[name]))) for name in _COLUMNS}


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise _Unreadable("It is no file.")
    if file.stat().st_size > _MOST_BYTES:
        raise _Unreadable(f"It is larger than {_MOST_BYTES // 1_000_000} MB, which no saved work is.")
    return file.read_bytes()


def _work(content: bytes) -> dict[str, Any]:
    try:
        work = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _Unreadable("It is damaged: it is not whole, or not what the page saves.") from None
    if not isinstance(work, dict) or work.get("format") != FORMAT:
        raise _Unreadable("It was not saved by a lesson’s page.")
    text = work.get("text")
    if not isinstance(text, str) or not text.strip() or not isinstance(work.get("marks"), list):
        raise _Unreadable("It has no text or no marks.")
    return work | {"text": _clean(text)}


def _marks(work: dict[str, Any]) -> tuple[list[tuple], int]:
    good: dict[tuple, tuple] = {}
    for item in _items(work, "marks"):
        if place := _place(item, work["text"]):
            good[place[:3]] = (*place, _words(item.get("who"), 200) or None, item.get("later") is True)
    return list(good.values()), sum(_place(item, work["text"]) is None for item in _items(work, "marks"))


def _verdicts(work: dict[str, Any]) -> tuple[list[tuple], int]:
    good: dict[tuple, tuple] = {}
    for item in _items(work, "verdicts"):
        if place := _place(item, work["text"]):
            right = _one_of(item.get("right"), _VERDICTS)
            by = _one_of(item.get("by"), _VERDICTS)
            good[place[:3]] = (*place, by, right, _words(item.get("reason"), _MOST_WORDS) or None)
    return list(good.values()), sum(_place(item, work["text"]) is None for item in _items(work, "verdicts"))


def _items(work: dict[str, Any], name: str) -> Iterator[Any]:
    items = work.get(name)
    return iter(items[:_MOST_MARKS] if isinstance(items, list) else [])


def _place(item: Any, text: str) -> tuple[str, int, int, str] | None:
    if not isinstance(item, dict):
        return None
    task, start, end = item.get("task"), item.get("start"), item.get("end")
    if not isinstance(task, str) or task not in _TASKS:
        return None
    if (
        not isinstance(start, int)
        or not isinstance(end, int)
        or isinstance(start, bool)
        or isinstance(end, bool)
    ):
        return None
    if not 0 <= start < end <= len(text):
        return None
    return task, start, end, text[start:end]


def _one_of(value: Any, known: set[str]) -> str | None:
    return value if isinstance(value, str) and value in known else None


def _words(value: Any, most: int) -> str:
    return _clean(value).strip()[:most] if isinstance(value, str) else ""


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    whole = {name: "int64" for name in ("start", "end", "students") if name in table}
    words = {name: "str" for name in table if name not in whole and name != "later"}
    return table.astype(whole | words | ({"later": "bool"} if "later" in table else {}))
