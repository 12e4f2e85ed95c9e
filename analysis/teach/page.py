"""Take the parts of a lesson's page; give the page, whose words stand in the folder `template`.

It cannot see what a part holds: whatever comes from an article must have been escaped.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from string import Template

import pandas as pd

from ..show.frame import page_html
from ..show.page import escape


@cache
def teach_template(name: str) -> str:
    """Give a file of the folder `template` as text."""
    return (files("analysis.teach") / "template" / name).read_text(encoding="utf-8")


def fill(name: str, parts: dict[str, str]) -> str:
    """Give the template of that name with its parts put in."""
    return Template(teach_template(f"{name}.html")).substitute(parts)


def lesson_page(
    name: str, title: str, parts: dict[str, str], script: str = "", contents: bool = False
) -> str:
    """Give the page made from the template of that name, with its parts put in; its headings are the `contents`."""
    body = fill(name, parts | {"title": escape(title)})
    headings = re.findall(r'<h2 id="([^"]+)">(.*?)</h2>', body) if contents else []
    links = list_html((f'<a href="#{place}">{words}</a>' for place, words in headings), "ol")
    listed = f'<nav class="contents" aria-label="Contents">{links}</nav>' if headings else ""
    style = teach_template("lesson.css")
    return page_html(title, name.capitalize(), name, body, listed, script, style=style)


def list_html(items: Iterable[str], kind: str = "ul", otherwise: str = "") -> str:
    """Give a list of items that are HTML already, or a line where there are none."""
    told = "".join(f"<li>{item}</li>" for item in items)
    return f"<{kind}>{told}</{kind}>" if told else f"<p>{otherwise}</p>" * bool(otherwise)


def find_paragraphs(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Give the paragraphs of the article, in the order of the text: `start, end, kind`."""
    grouped = tables["sentences"].groupby("paragraph")
    return grouped.agg(start=("start", "min"), end=("end", "max"), kind=("kind", "first"))
