"""Take a lesson and the tables of its article; give the teacher's page and the worksheet for paper.

It cannot see the class: what students miss is what they often miss.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from ..show.article import article_html
from ..show.frame import page_html
from ..show.marks import LAYERS, Layer, Mark
from ..show.page import escape, rows_html
from .lessons import Lesson, teach_template
from .readability import describe_readability
from .student import people_named
from .tasks import TASKS, find_answers, key_answers, match_passages, same_speaker

_DRAWN = {"speech": "voices", "figures": "figures", "words": "labels", "nobody": "passives"}
_BY_NAME = {layer.name: layer for layer in LAYERS}
_LAYERS: tuple[Layer, ...] = tuple(
    _BY_NAME[_DRAWN[task.name]]._replace(label=task.question, shown=task.name != "nobody") for task in TASKS
)
_QUESTIONS = (
    "Who is behind the information?",
    "What is the evidence?",
    "What do other sources say?",
)
_THREE = "https://cor.inquirygroup.org/curriculum/"


def teacher_page(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> str:
    """Give the teacher's page: plan, key, the tool's mistakes in this text, sample answers, extension, glossary."""
    told = lesson.told
    sections = {
        "Goals": _list(told["goals"]) + _about(lesson),
        "45 minutes": _plan(told["plan45"]),
        "20 minutes": _plan(told["plan20"]),
        "Step by step": _list(told["steps"], "ol"),
        "What students usually miss": _list(told["missed"]),
        "The key": _key(lesson, tables),
        "Where the tool errs in this text": _mistakes(lesson, tables),
        "Sample answers": _answers(lesson),
        "To go on": _list(told["extension"]) + _second(lesson),
        "Three questions for any source": _list(_QUESTIONS)
        + f'<p>They are those of Stanford’s Civic Online Reasoning: <a href="{_THREE}">{_THREE[8:-1]}</a> (outside of this page).</p>',
        "Glossary": "".join(
            (
                '<dl class="facts">',
                *(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in told["glossary"].items()),
                "</dl>",
            )
        ),
    }
    body = f'<h1>{escape(lesson.title)}</h1><p class="lead">{escape(lesson.question)}</p>' + "".join(
        f'<h2 id="{_id(title)}">{escape(title)}</h2>{html}' for title, html in sections.items()
    )
    links = "".join(f'<li><a href="#{_id(title)}">{escape(title)}</a></li>' for title in sections)
    contents = f'<nav class="contents" aria-label="Contents"><ol>{links}</ol></nav>'
    return page_html(lesson.title, "Teacher", "teacher", body, contents, style=teach_template("lesson.css"))


def worksheet_page(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> str:
    """Give the worksheet: the text on one A4 sheet, the tasks on a second, the key as a third."""
    text, sentences = lesson.text, tables["sentences"]
    places = sentences.groupby("paragraph").agg(start=("start", "min"), end=("end", "max"))
    paragraphs = "".join(
        f"<p><strong>{n}</strong> {escape(text[row.start : row.end])}</p>"
        for n, row in enumerate(places.itertuples(), 1)
    )
    long = " long" if len(text.split()) > 380 else ""
    about = escape(" · ".join(part for part in (lesson.outlet, lesson.published, lesson.note) if part))
    answers, _ = _right(lesson, tables)
    key = "".join(
        f"<h3>{task.question}</h3>" + (_passages(rows) if len(rows) else "<p>Nothing.</p>")
        for task in TASKS
        if (rows := answers[answers["task"] == task.name]) is not None
    )
    people = escape(", ".join(people_named(tables)[:20]))
    body = (
        f"<h1>{escape(lesson.title)}</h1>"
        '<p class="note screen">Print this page: two sheets for students, and the key as a third. No device is needed.</p>'
        f'<section class="paper"><h2>{escape(lesson.title)}</h2><p class="note">{about}</p>'
        f'<div class="lines{long}">{paragraphs}</div></section>'
        f'<section class="paper"><h2>{escape(lesson.question)}</h2>'
        "<p>Mark in the text with four colours or signs, then fill in. The number is that of the paragraph.</p>"
        + "".join(_sheet(task) for task in TASKS)
        + f"<p>Named in the text: {people}.</p><h3>Whose voice is missing?</h3>"
        f'<div class="blank"></div><h3>{escape(lesson.exit)}</h3><div class="blank"></div><div class="blank"></div></section>'
        f'<section class="paper key"><h2>Key: {escape(lesson.title)}</h2><p>{_how_made(lesson)}</p>{key}'
        f"<p>{escape(lesson.told['missing'])} {escape(lesson.told['exit_answer'])}</p></section>"
    )
    return page_html(lesson.title, "Worksheet", "worksheet", body, style=teach_template("lesson.css"))


def compare_with_key(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Give where the tool and the key differ: `task, start, end, text, who, mistake, given`; none without a key.

    `mistake` is "missed", "not in the key" or "another source"; what the key lets be left out counts neither way.

    >>> from analysis import analyse
    >>> from .lessons import read_lesson
    >>> lesson = read_lesson("first_article")
    >>> compare_with_key(lesson, analyse(lesson.articles))["mistake"].isin(["missed", "not in the key", "another source"]).all()
    np.True_
    """
    columns = ["task", "start", "end", "text", "who", "mistake", "given"]
    if lesson.key is None:
        return pd.DataFrame(columns=columns)
    rows: list[tuple] = []
    for wanted, found in _paired(lesson, tables):
        if wanted is None:
            rows.append((*found[1:6], "not in the key", None))
        elif wanted.about == "may be left out":
            continue
        elif found is None:
            rows.append((*wanted[1:6], "missed", None))
        elif wanted.task != "nobody" and not same_speaker(wanted.who, found.who):
            rows.append((*wanted[1:6], "another source", found.who))
    return pd.DataFrame(rows, columns=columns)


def _paired(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> Iterator[tuple]:
    key, found = key_answers(lesson.text, lesson.key or ()), find_answers(tables)
    for task in TASKS:
        ours, theirs = (list(t[t["task"] == task.name].itertuples()) for t in (key, found))
        spans = [[(row.start, row.end) for row in rows] for rows in (ours, theirs)]
        for i, j in match_passages(*spans):
            yield (None if i is None else ours[i]), (None if j is None else theirs[j])


def _right(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> tuple[pd.DataFrame, bool]:
    by_hand = lesson.key is not None
    return (key_answers(lesson.text, lesson.key) if lesson.key is not None else find_answers(tables)), by_hand


def _how_made(lesson: Lesson) -> str:
    if lesson.key is not None:
        return "Marked by hand. Other answers can be right, too, where a reason is given."
    return "Nobody has checked this: it is what the tool found, with its mistakes. Read it against the text before the lesson."


def _key(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> str:
    answers, _ = _right(lesson, tables)
    marks = [
        Mark(row.start, row.end, _DRAWN[row.task], _look(row), _who(row), f"{_who(row)}. {row.about}")
        for row in answers.itertuples()
    ]
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    return f"<p>{_how_made(lesson)}</p>{article_html(lesson.text, tables['sentences'], marks, _LAYERS)}"


def _look(row) -> str:
    if row.task == "speech":
        return "direct" if row.about.startswith("direct") or ", direct speech" in row.about else "indirect"
    return {"figures": "figure", "words": "label", "nobody": "passive"}[row.task]


def _who(row) -> str:
    nobody = "the article’s own word" if row.task == "words" else "nobody is named"
    return nobody if pd.isna(row.who) else str(row.who).split("/")[0]


def _mistakes(lesson: Lesson, tables: dict[str, pd.DataFrame]) -> str:
    if lesson.key is None:
        return (
            "<p>No key by hand, so the mistakes of the tool in this text are not known. On forty whole articles about one "
            "passage in ten that it gives is wrong, and as many are missed: look at the key above with that in mind.</p>"
        )
    apart = compare_with_key(lesson, tables)
    if not len(apart):
        return "<p>None: in this text the tool found what the key has. Ask the class to try and prove it wrong.</p>"
    names = {task.name: task.question for task in TASKS}
    said = {
        "missed": "the tool does not find it",
        "not in the key": "the tool marks it, the key does not",
    }
    rows = [
        (
            escape(names[row.task]),
            f"“{escape(row.text)}”",
            escape(
                said.get(
                    row.mistake, f"key: {_who(row)}; tool: {row.given if pd.notna(row.given) else 'nobody'}"
                )
            ),
        )
        for row in apart.itertuples()
    ]
    return "<p>Good material: who is right, and by which words?</p>" + rows_html(
        ("task", "passage", "difference"), rows
    )


def _answers(lesson: Lesson) -> str:
    told = lesson.told
    return (
        f'<dl class="facts"><dt>Whose voice is missing?</dt><dd>{escape(told["missing"])}</dd>'
        f"<dt>{escape(lesson.exit)}</dt><dd>{escape(told['exit_answer'])}</dd></dl>"
    )


def _second(lesson: Lesson) -> str:
    if not lesson.second:
        return ""
    second = lesson.second
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in second["text"].splitlines() if line.strip())
    about = escape(" · ".join(part for part in (second.get("outlet"), second.get("published")) if part))
    return (
        f"<h3>The same event in another outlet: {escape(second.get('title', ''))}</h3><p>{about}</p>"
        f"<p><strong>{escape(second.get('question', ''))}</strong></p>"
        f'<div class="who-article"><div class="who-text">{paragraphs}</div></div>'
    )


def _about(lesson: Lesson) -> str:
    words = len(lesson.text.split())
    age = f"For ages {escape(lesson.told['age'])}. " if "age" in lesson.told else ""
    return f"<p>{age}{words:,} words. {escape(describe_readability(lesson.text))} {escape(lesson.note)}</p>"


def _passages(rows: pd.DataFrame) -> str:
    short = (f"{_short(row.text)} – <strong>{escape(_who(row))}</strong>" for row in rows.itertuples())
    return f"<ul>{''.join(f'<li>{item}</li>' for item in short)}</ul>"


def _short(text: str, most: int = 80) -> str:
    return escape(text if len(text) <= most else text[: most // 2] + " … " + text[-most // 3 :])


def _sheet(task) -> str:
    lines = 5 if task.name == "speech" else 3
    rows = "<tr><td></td><td></td><td></td></tr>" * lines
    heads = "".join(
        f'<th scope="col">{h}</th>' for h in ("number, first and last word", task.who, "How do you know?")
    )
    return f"<h3>{task.question}</h3><p>{task.mark}</p><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _list(items: Iterable[str], kind: str = "ul") -> str:
    return f"<{kind}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{kind}>"


def _plan(rows: Iterable[tuple[str, str]]) -> str:
    return (
        f'<dl class="plan">{"".join(f"<dt>{escape(m)} min</dt><dd>{escape(w)}</dd>" for m, w in rows)}</dl>'
    )


def _id(title: str) -> str:
    return "-".join(title.lower().split())
