"""Take a lesson and the tables of its article; give the teacher's page: plan, key, the tool's mistakes, answers.

It cannot see the class: what students miss is what they often miss.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ..measure.sources import find_unheard
from ..read.resources import SURE
from ..show.article import article_html
from ..show.findings import show_findings
from ..show.marks import LAYERS, Mark
from ..show.page import escape, rows_html
from ..show.questions import show_questions
from .keys import compare_with_key, key_answers
from .lessons import Lesson, reading_age
from .page import fill, lesson_page, list_html
from .tasks import QUESTIONS, TASKS, find_answers

_DRAWN = {"speech": "voices", "figures": "figures", "words": "labels", "nobody": "passives"}
_LOOKS = {"figures": "figure", "words": "label", "nobody": "passive"}
_BY_NAME = {layer.name: layer for layer in LAYERS}
_LAYERS = tuple(
    _BY_NAME[_DRAWN[task.name]]._replace(label=task.question, shown=task.name != "nobody") for task in TASKS
)
_MISTAKES = {
    "missed": "the tool does not find it",
    "not in the key": "the tool marks it, the key does not",
    "another source": "key: {key}; tool: {tool}",
}


def teacher_page(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> str:
    """Give the teacher's page: plan, key, the tool's mistakes in this text, sample answers, extension, glossary."""
    told = lesson.told
    parts = {
        **{name: list_html(map(escape, told[name])) for name in ("goals", "missed", "extension")},
        **{name: _plan(told[name]) for name in ("plan45", "plan20")},
        **shared_parts(lesson, tables),
        "about": escape(lesson.about),
        "age": escape(f"For ages {told['age']}. ") if "age" in told else "",
        "words": f"{len(lesson.text.split()):,}",
        "reading_age": f"{reading_age(lesson.text):.0f}",
        "steps": list_html(map(escape, told["steps"]), "ol"),
        "key": _key(lesson, tables),
        "errors": _errors(lesson, tables),
        "short": show_findings(tables).data + show_questions(tables).data,
        "second": _second(lesson.second),
        "glossary": "".join(_terms(told["glossary"].items())),
    }
    return lesson_page("teacher", lesson.title, parts, contents=True)


def shared_parts(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    """Give what the teacher's page and the key on paper both say: the questions, how the key was made, answers."""
    told, by_hand = lesson.told, lesson.key is not None
    missing = told["missing"] if by_hand else " ".join((_unheard(tables), told["missing"])).strip()
    said = {name: told[name] for name in ("question", "exit", "exit_answer")}
    said |= {"missing": missing, "how_made": told["by_hand" if by_hand else "not_checked"]}
    return {name: escape(words) for name, words in said.items()}


def right_answers(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Give the answers of the key, or what the tool found where nobody marked the text by hand."""
    return find_answers(tables) if lesson.key is None else key_answers(lesson.text, lesson.key)


def who_says(row) -> str:
    """Give whom an answer names, in words."""
    nobody = "the article’s own word" if row.task == "words" else "nobody is named"
    return nobody if pd.isna(row.who) else str(row.who).split("/")[0]


def _unheard(tables: dict[str, pd.DataFrame]) -> str:
    names = find_unheard(tables)["name"].dropna().unique()[:5]
    return f"Named and never heard, as far as the tool sees: {', '.join(names)}." if len(names) else ""


def _key(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> str:
    marks = [
        Mark(row.start, row.end, _DRAWN[row.task], _look(row), who_says(row), f"{who_says(row)}. {row.about}")
        for row in right_answers(lesson, tables).itertuples()
    ]
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    return article_html(lesson.text, tables["sentences"], marks, _LAYERS)


def _look(row) -> str:
    direct = row.about.startswith("direct") or ", direct speech" in row.about
    return _LOOKS.get(row.task, "direct" if direct else "indirect")


def _errors(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> str:
    """The tool's mistakes by the key; without a key, the passages that were found by the rules that err most."""
    if lesson.key is None:
        found = find_answers(tables)
        doubtful = found[~found["sure"].isin(["", SURE])].sort_values("sure", ascending=False, kind="stable")
        told = ((row, f"{who_says(row)}; {row.sure}") for row in doubtful[:8].itertuples())
        words, heads = lesson.told["unknown_errors"], ("task", "passage", "the tool names; its rule was")
    else:
        apart = compare_with_key(lesson, tables)
        told = ((row, _mistake(row)) for row in apart.itertuples())
        words, heads = lesson.told["errors" if len(apart) else "no_errors"], ("task", "passage", "difference")
    rows = [(escape(QUESTIONS[row.task]), f"“{escape(row.text)}”", escape(what)) for row, what in told]
    return f"<p>{escape(words)}</p>" + (rows_html(heads, rows) if rows else "")


def _mistake(row) -> str:
    given = row.given if isinstance(row.given, str) else "nobody"
    return _MISTAKES[row.mistake].format(key=who_says(row), tool=given)


def _second(second: dict[str, str]) -> str:
    """The same event in another outlet, where the lesson has it."""
    lines = (line for line in second.get("text", "").splitlines() if line.strip())
    parts = {name: escape(words) for name, words in second.items()}
    return (
        fill("second", parts | {"text": "".join(f"<p>{escape(line)}</p>" for line in lines)})
        if second
        else ""
    )


def _plan(rows: Iterable[tuple[str, str]]) -> str:
    return f'<dl class="plan">{"".join(_terms((f"{minutes} min", what) for minutes, what in rows))}</dl>'


def _terms(rows: Iterable[tuple[str, str]]) -> Iterable[str]:
    return (f"<dt>{escape(term)}</dt><dd>{escape(meaning)}</dd>" for term, meaning in rows)
