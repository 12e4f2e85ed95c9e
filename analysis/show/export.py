"""The cells of a notebook that has been run as one HTML page, which asks no other host and reads without a script.

A report or comparison holds one script of ours, to take along and to mend, and its policy allows that one alone, by
its hash. It cannot see what a cell would have shown to somebody who clicks: widgets become a note.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from urllib.parse import unquote

from ..resources import Later
from .page import Html, fill, none, template, words_of

mistune, pygments, lexers, formatters = map(
    Later, ("mistune", "pygments", "pygments.lexers", "pygments.formatters")
)
STYLES = ("page.css", "article.css", "chart.css")
_SCRIPTS = ("save.js", "draw.js", "mend.js")
_MENDABLE = '<div class="who-article" data-rows='
_HEADING = re.compile(r"## (.+)\n*")
_LINK = re.compile(r'<a href="#(s-[^"]*)">(.*?)</a>')
_FOLDED = re.compile(r'<details class="section"[^>]*><summary><h2>(.*?)</h2>')
_STYLE = re.compile(r"<style (?:class=\"house\"|scoped)>.*?</style>", re.DOTALL)
_WIDGET = "application/vnd.jupyter.widget-view+json"


def export_page(cells: Iterable[dict], kind: str, kicker: str, code: bool = False) -> str:
    """Give the HTML of a notebook's cells: its first heading is the title, its second-level headings the contents.

    `kind` is the class of the page's body, `kicker` the words at its top right. With `code` the code is shown. A
    section whose heading's cell has the tag `folded` is folded away behind its heading.

    >>> page = export_page([{"cell_type": "markdown", "source": "# Who speaks?"}], "lesson", "Lesson")
    >>> "<title>Who speaks? – Lesson</title>" in page
    True
    """
    body = "\n".join(_body(cells, code))
    ids = set(re.findall(r'id="(s-[^"]*)"', body))  # a link to a sentence that is not here is only words
    body = re.sub(_LINK, lambda link: link[0] if unquote(link[1]) in ids else link[2], body)
    scripts = () if kind != "report" else _SCRIPTS if _MENDABLE in body else _SCRIPTS[:1]
    headings = [Html(words).striptags() for words in re.findall(r"<h2[^>]*>(.*?)</h2>", body)]
    folded = [Html(words).striptags() for words in re.findall(_FOLDED, body)]
    title = re.search(r"<h1>(.*?)</h1>", body)
    places = [(_heading_id(words), words) for words in headings]
    contents = fill("contents.html", headings=places) if len(headings) > 2 else ""
    name = Html(title[1]).striptags() if title else "Who says so?"
    return page_html(name, kicker, kind, Html(body), contents, "".join(map(template, scripts)), folded=folded)


def page_html(
    title: str, kicker: str, kind: str, body: Html, contents="", script="", style="", folded=()
) -> Html:
    """Give a page: `kicker` are the words at its top right, `kind` the class of its body, `style` more style rules.

    A `script` is the only one that the page lets run, by its hash. `folded` are the sections that paper leaves out.
    """
    allowed = b64encode(sha256(script.encode()).digest()).decode()
    paper = Html('<span class="paper"> Not printed, but on the page: {}.</span>').format(", ".join(folded))
    return Html(template("page.html")).format(
        title=title,
        kicker=kicker,
        kind=kind,
        css=Html("\n".join([*map(template, STYLES), style])),
        contents=contents,
        body=body,
        paper=paper if folded else "",
        policy=Html(f"; script-src 'sha256-{allowed}'") if script else "",
        script=Html(f"\n<script>{script}</script>") if script else "",
    )


def text_cell(markdown: str, *tags: str) -> dict:
    """Give a cell of text; with the tag `folded` its section is folded away, with `open` too it begins open."""
    return {"cell_type": "markdown", "source": markdown, "metadata": {"tags": list(tags)}}


def html_cell(html: str) -> dict:
    """Give a cell that shows some HTML."""
    output = {"output_type": "display_data", "data": {"text/html": html}}
    return {"cell_type": "code", "source": "", "outputs": [output]}


def as_markdown(words: str) -> str:
    """Give words that Markdown shows as they are."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(words.split()))


def _body(cells: Iterable[dict], code: bool) -> Iterator[str]:
    folded = False
    for cell in cells:
        source, tags = "".join(cell["source"]), cell.get("metadata", {}).get("tags", [])
        if cell["cell_type"] == "markdown":
            heading = _HEADING.match(source)
            if heading and folded:
                yield "</div></details>"
                folded = False
            if heading and "folded" in tags:
                words, folded, source = _from_markdown(heading[0]), True, source[heading.end() :]
                title = re.sub(r"</?h2[^>]*>", "", words).strip()
                yield f'<details class="section"{" open" if "open" in tags else ""}><summary><h2>{title}</h2></summary>'
                yield f'<div id="{_heading_id(title)}">'
            yield _from_markdown(source)
        elif cell["cell_type"] == "code":
            if code:
                shown = pygments.highlight(source, lexers.PythonLexer(), formatters.HtmlFormatter())
                yield shown.replace("<pre>", '<pre tabindex="0">')
            yield from (f'<div class="output">{_output(output)}</div>' for output in cell.get("outputs", []))
    if folded:
        yield "</div></details>"


def _output(output: dict) -> str:
    if output["output_type"] == "error":
        return none(f"This could not be made: {output['ename']}, {output['evalue']}")
    data = output["data"]
    if "text/html" in data:
        return re.sub(_STYLE, "", data["text/html"])
    if _WIDGET in data:
        return f'<p class="note">{words_of("page")["widgets"]}</p>'
    return Html('<pre class="printed" tabindex="0">{}</pre>').format(data.get("text/plain", ""))


def _from_markdown(source: str) -> str:
    """Markdown as HTML: markup in it stays text, and headings have the ids that Jupyter gives them too."""
    html = mistune.markdown(source, plugins=["table"])
    return re.sub(r"<h2>(.*?)</h2>", lambda h: f'<h2 id="{_heading_id(h[1])}">{h[1]}</h2>', html)


def _heading_id(words: str) -> Html:
    return Html.escape("-".join(Html(words).striptags().split()))
