"""Take a notebook that has been run; give it as one HTML page that needs no script and asks no other host.

It cannot see what a cell would have shown to somebody who clicks: widgets become a note.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from importlib.resources import files
from typing import TYPE_CHECKING

from .page import escape

if TYPE_CHECKING:
    from nbformat import NotebookNode

SHOWN = ["text/html", "text/markdown", "image/svg+xml", "image/png", "text/plain"]


def export_page(notebook: NotebookNode, kind: str, kicker: str, code: bool = False) -> str:
    """Give the HTML of a notebook: its first heading is the title, its second-level headings the contents.

    `kind` is the class of the page's body, `kicker` the words at its top right. With `code` the cells are shown.

    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> page = export_page(new_notebook(cells=[new_markdown_cell("# Who speaks?")]), "lesson", "Lesson")
    >>> "<title>Who speaks? – Lesson</title>" in page
    True
    """
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    title = re.search(r"^# (.+)$", prose, re.MULTILINE)
    contents = [(_heading_id(words), words) for words in re.findall(r"^## (.+)$", prose, re.MULTILINE)]
    page = {
        "title": title[1] if title else "Who says so?",
        "contents": contents if len(contents) > 2 else [],
        "css": _css(),
        "kind": kind,
        "kicker": kicker,
    }
    exporter = prepare_exporter()
    exporter.exclude_input = not code
    return exporter.from_notebook_node(notebook, resources={"page": page})[0]


@cache
def prepare_exporter():
    """Give the exporter with our template; made at the first call, which takes a moment."""
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    return HTMLExporter(
        template_name="page",
        extra_template_basedirs=[str(files("analysis.show") / "template")],
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        config=Config({"NbConvertBase": {"display_data_priority": SHOWN}}),
        filters={"for_page": _for_page, "from_markdown": _from_markdown},
    )


@cache
def _css() -> str:
    folder = files("analysis.show") / "template"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in ("page.css", "article.css"))


def _from_markdown(source: str) -> str:
    """Markdown as HTML: markup in it stays text, and headings have the ids that Jupyter gives them too."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    html = MarkdownWithMath(renderer=IPythonRenderer(escape=True, exclude_anchor_links=True)).render(source)
    return re.sub(r"<h2>(.*?)</h2>", lambda h: f'<h2 id="{_heading_id(h[1])}">{h[1]}</h2>', html)


def _heading_id(words: str) -> str:
    return escape("-".join(unescape(re.sub(r"<[^>]*>", "", words)).split()))


def _for_page(html: str) -> str:
    """An output without the styles that only a notebook needs, and with tables that a keyboard can scroll."""
    html = re.sub(r"<style (?:class=\"house\"|scoped)>.*?</style>", "", html, flags=re.DOTALL)
    return html.replace('<table border="1" class="dataframe">', '<table class="dataframe">')
