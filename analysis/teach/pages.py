"""Take an article or the name of a ready lesson; write the pack: the student's page, the teacher's, the worksheet.

The words of the pages stand in the folder `template`. It cannot see whether a lesson went well.
"""

import re
from importlib.resources import files
from math import ceil
from pathlib import Path
from textwrap import shorten

import pandas as pd

from ..corpus import analyse
from ..measure.sources import who_is_heard
from ..output import choose_page, digest, write_page
from ..read.lexicons import Lexicons
from ..read.sources import slug
from ..resources import SURE
from ..show.article import article_html
from ..show.export import page_html
from ..show.page import Html, fill, render, rows_html, words_of
from ..show.sections import show_section
from ..show.words import LAYERS, Mark
from ..tables import Tables
from .keys import QUESTIONS, TASKS, apply_key, compare_with_key, find_answers, key_answers
from .lessons import Lesson, read_lesson, reading_age

_PAGES = ("student", "teacher", "worksheet")
_SHEET, _SMALLEST = 540, 10.0  # words on a sheet in the smallest letters that are read well, in points
_DRAWN = {"speech": "voices", "figures": "figures", "words": "labels", "nobody": "passives"}
_LOOKS = {"figures": "figure", "words": "label", "nobody": "passive"}


def write_pack(
    source: str | Path,
    out: str | Path = "pack",
    force: bool = False,
    lexicons: Lexicons | None = None,
    **reading,
) -> list[Path]:
    """Write student.html, teacher.html and worksheet.html on one article into a folder and give their paths.

    `source` is the name of a ready lesson (`list_lessons`), or what `read_articles` takes, as is `reading`. The pages
    need no network; beside those of another lesson they carry the article's name. Raises ValueError where there is not
    exactly one article, or where a page would take the place of another file, unless `force` is given.
    """
    lesson = read_lesson(source, **reading)
    sources = [lesson.name, lesson.text]
    places = {name: choose_page(out, name, sources, force) for name in _PAGES}
    if any(page.path.stem != name for name, page in places.items()):  # another lesson's are there
        places = {name: choose_page(out, f"{name}-{slug(lesson.name)}", sources, force) for name in _PAGES}
    pages = pack_pages(lesson, analyse(lesson.articles, lexicons))
    return [write_page(places[name], pages[name]) for name in _PAGES]


def pack_pages(lesson: Lesson, tables: Tables) -> dict[str, str]:
    """Give the HTML of the three pages of a lesson, whose article has these tables."""
    text, found, mended = lesson.text, find_answers(tables), apply_key(lesson, tables)
    mended = mended | who_is_heard(mended)
    answers = _named(found if lesson.key is None else key_answers(text, lesson.key))
    sentences = tables["sentences"].groupby("paragraph")
    places = sentences.agg(start=("start", "min"), end=("end", "max"), kind=("kind", "first"))
    paragraphs = places.assign(text=[text[row.start : row.end] for row in places.itertuples()])
    numbers = paragraphs["start"].searchsorted(answers["start"], side="right")
    full = len(tables["tokens"]) + 7 * len(paragraphs) + 1  # with the room between paragraphs
    sheets = ceil(full / _SHEET)
    short = [shorten(words, 80, placeholder=" …") for words in answers["text"]]
    given = found.astype("object").where(found.notna(), None)
    parts = {
        "lesson": lesson,
        "told": lesson.told,
        "tasks": TASKS,
        "paragraphs": list(paragraphs.itertuples()),
        "names": _people(answers, mended["mentions"]),
        "words": len(tables["tokens"]),
        "sheets": sheets,
        "size": min(12, _SMALLEST * (sheets * _SHEET / full) ** 0.5),
        "reading_age": reading_age(text),
        "answers": list(answers.assign(number=numbers, short=short).itertuples()),
        "unheard": mended["never_heard"]["name"].dropna().unique()[:5].tolist(),
        "key": _key(lesson, tables, answers),
        "errors": _errors(lesson, tables, _named(found)),
        "short": Html("").join(show_section(mended, name).data for name in ("in short", "questions")),
        "data": {
            "name": lesson.name,
            "title": lesson.title,
            "sign": digest(text.encode("utf-8", "replace"))[:16],
            "text": text,
            "tasks": [task._asdict() for task in TASKS],
            "found": given.drop(columns="text").to_dict("records"),
        },
    }
    return {name: lesson_page(name, lesson.title, parts) for name in _PAGES}


def lesson_page(name: str, title: str, parts: dict) -> str:
    """Give the page made from the template of that name; on a screen's page its headings are the contents."""
    folder, body = files("analysis.teach") / "template", render("analysis.teach", f"{name}.html", **parts)
    headings = [(place, Html(words)) for place, words in re.findall(r'<h2 id="([^"]+)">(.*?)</h2>', body)]
    style, script = ((folder / file).read_text("utf-8") for file in ("lesson.css", "lesson.js"))
    contents = fill("contents.html", headings=headings) if headings else ""
    return page_html(title, name.capitalize(), name, body, contents, script * (name == "student"), style)


def _people(answers: pd.DataFrame, people: pd.DataFrame) -> list[str]:
    """Whom an answer names, and who might have been heard, in the order of the text, at most forty."""
    right = answers.loc[answers["task"] != "nobody", ["start", "who"]].set_axis(["start", "name"], axis=1)
    names = pd.concat([right, people.loc[people["able"], ["start", "name"]]]).dropna()
    names = names.sort_values("start", kind="stable")["name"].str.replace("/.*", "", regex=True)
    bare = names.str.lower().str.replace("^(?:an?|the) ", "", regex=True)
    return names[(names.str.len() < 60) & ~bare.duplicated()].tolist()[:40]


def _named(answers: pd.DataFrame) -> pd.DataFrame:
    """Answers with `whom`, in words, and whether it was denied, asked or not said."""
    nobody = answers["task"].map({"words": "the article’s own word"}).fillna("nobody is named")
    whom = answers["who"].astype("str").str.replace("/.*", "", regex=True).fillna(nobody)
    status = answers["status"] if "status" in answers else pd.Series(pd.NA, answers.index, dtype="str")
    return answers.assign(whom=whom + (" (" + status + ")").fillna(""))


def _key(lesson: Lesson, tables: Tables, answers: pd.DataFrame) -> Html:
    asked, marks = {_DRAWN[task.name]: task.question for task in TASKS}, []
    layers = [layer for layer in LAYERS if layer.name in asked]
    layers = [one._replace(label=asked[one.name], shown=one.name != "passives") for one in layers]
    for row in answers.itertuples():
        direct = row.about.startswith("direct") or ", direct speech" in row.about
        look = _LOOKS.get(row.task, "direct" if direct else "indirect")
        about = f"{row.whom}. {row.about}"
        marks.append(Mark(row.start, row.end, _DRAWN[row.task], look, row.whom, about))
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    return article_html(lesson.text, tables["sentences"], marks, layers)


def _errors(lesson: Lesson, tables: Tables, found: pd.DataFrame) -> Html:
    """The tool's mistakes by the key; without a key, the passages whose rule is least sure."""
    if lesson.key is None:
        rows = found[~found["sure"].isin(["", SURE])].sort_values("sure", ascending=False, kind="stable")[:5]
        told = [f"{row.whom}; {row.sure}" for row in rows.itertuples()]
        words, head = "unknown_errors", "the tool names; its rule was"
    else:
        rows = _named(compare_with_key(lesson, tables))
        said = rows["mistake"].map(words_of("mistake")), rows["whom"], rows["given"].fillna("nobody")
        told = [words.format(key=key, tool=tool) for words, key, tool in zip(*said, strict=True)]
        words, head = "errors" if len(rows) else "no_errors", "difference"
    passages = zip(rows["task"], rows["text"], told, strict=True)
    cells = [(QUESTIONS[task], f"“{text}”", what) for task, text, what in passages]
    table = rows_html(("task", "passage", head), cells) if cells else ""
    return Html("<p>{}</p>{}").format(lesson.told[words], table)
