"""The HTML of cells, tables, passages and links, with every text escaped and what is missing said in words.

A sentence_id links to its sentence in the highlighted article. It cannot see whether that is on the same page: without
it a link leads nowhere and does no harm.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any, Self
from urllib.parse import quote

import pandas as pd
from jinja2 import Environment, FunctionLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..measure.sources import NOT_SAID
from ..resources import words_of
from ..tables import EVIDENCE, need_columns, texts_of

# Characters that would act instead of being seen: controls, and those that turn the reading direction.
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_UNSEEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_TURNING}\ud800-\udfff]")


MISSING = words_of("missing")
"""What a missing value is called in a column of this name; "not stated" in any other."""
SPEECH = words_of("speech")
"""What is done with somebody's words, by the kind of the passage."""
_SPOKEN = {"speaker_name", "kind", "cue", "status"}
_SHORT = {"month": "%Y-%m", "year": "%Y"}


class Html(Markup):
    """HTML: what is put into it by `format`, `join`, `replace` or + is escaped, unless it is HTML."""

    @classmethod
    def escape(cls, text: Any) -> Self:
        """Give text as HTML shows it: markup and quotation marks escaped, control characters made visible."""
        text = text if isinstance(text, Markup) else _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", str(text))
        return super().escape(text)


escape = Html.escape


@dataclass(frozen=True)
class Shown:
    """What a notebook or a page displays: `data` is its HTML, `style` what a notebook needs beside it."""

    data: Html
    style: str = ""

    def _repr_html_(self) -> str:
        return self.style + self.data


@cache
def template(name: str) -> str:
    """Give a file of the folder `template` as text, without what indents its lines and comments before them."""
    text = (files("analysis.show") / "template" / name).read_text(encoding="utf-8")
    return re.sub(r"(?ms)^ */\*.*?\*/$\n?|^ +", "", text)


def house_style(name: str) -> Html:
    """Give a style sheet for a notebook; a page, which has them all in its head, leaves it out."""
    return Html(f'<style class="house">{template(name)}</style>')


def render(package: str, name: str, **parts) -> Html:
    """Give a template of a package's folder `template` filled in by Jinja; whatever is no HTML is escaped."""
    return Html(_environment(package).get_template(name).render(parts))


fill = partial(render, "analysis.show")
"""Give a template of this room filled in; the end of a line in it is nothing."""


@cache
def _environment(package: str) -> Environment:
    own = FunctionLoader(lambda name: template(name).replace("\n", ""))
    environment = Environment(
        loader=own if package == "analysis.show" else PackageLoader(package, "template"),
        autoescape=True,
        finalize=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    environment.globals["link"] = sentence_link
    environment.tests["missing"] = pd.isna
    return environment


def cell_text(value: Any, column: str = "") -> str:
    """Give one value in words: a missing one by what its column is about, numbers with two decimals, or one digit.

    >>> [cell_text(v) for v in (None, 0.5, 0.004, 1200, 1200.0, "Reed", True)]
    ['not stated', '0.5', '0.004', '1,200', '1,200', 'Reed', 'yes']
    >>> cell_text(None, "speaker_name")
    'nobody named'
    """
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(cell_text(v) for v in value)
    if value is None or pd.isna(value):
        return MISSING.get(column, "not stated")
    if isinstance(value, pd.Timestamp):
        return str(value).removesuffix(" 00:00:00")
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if not pd.api.types.is_number(value) or not math.isfinite(value):
        return str(value)
    if 0.0001 <= abs(value) < 0.005:
        return f"{value:.1g}"  # with two decimals it would be none
    return f"{value:,.0f}" if value == round(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


def days_in_words(table: pd.DataFrame) -> pd.DataFrame:
    """Give the same table with its days as text."""
    days = table.select_dtypes("datetime").items()
    words = {name: day.dt.strftime(_SHORT.get(str(name), "%Y-%m-%d")).astype("str") for name, day in days}
    return table.assign(**words)


def anchor(sentence_id: str) -> str:
    """Give the id that a sentence has on the page: no spaces, and no two sentences share one."""
    return "s-" + quote(sentence_id, safe="~!*()'", errors="replace").replace("'", "%27")


def sentence_link(sentence_id: str, words: str = "") -> Html:
    """Give a link to a sentence of the highlighted article on the same page."""
    place = quote(anchor(sentence_id), safe="()!*~")
    return Html('<a href="#{}">{}</a>').format(place, words or sentence_id)


def table_html(table: pd.DataFrame, caption: str = "") -> Html:
    """Give a table as HTML with headers that a screen reader announces; a text leads to its sentence."""
    linked = "text" in table and "sentence_id" in table
    shown = table.drop(columns="sentence_id") if linked else table
    numeric = dict(zip(shown, map(pd.api.types.is_numeric_dtype, shown.dtypes), strict=True))
    columns = {name: [_cell(str(name), value, numeric[name]) for value in shown[name]] for name in shown}
    if linked:
        columns["text"] = list(map(sentence_link, table["sentence_id"], table["text"]))
    heads = [str(name).removesuffix("_id").replace("_", " ") for name in shown]
    return rows_html(heads, zip(*columns.values(), strict=True), caption, list(numeric.values()))


def rows_html(
    heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "", numeric: Sequence[bool] = ()
) -> Html:
    """Give a table of cells; on a phone each row becomes a card that names its columns."""
    columns = list(zip(heads, numeric or [False] * len(heads), strict=True))
    return fill("table.html", columns=columns, rows=rows, caption=caption)


def none(words: str) -> Html:
    """Give the line that stands in the place of a section without rows."""
    return Html('<p class="none">{}</p>').format(words)


def missing(words: str) -> Html:
    """Give the words that stand in the place of a value that is missing."""
    return Html('<span class="missing">{}</span>').format(words)


def show_table(table: pd.DataFrame, caption: str = "") -> Shown:
    """Give a table for a notebook or the report, with its caption; a sentence_id becomes a link, missing is said in
    words ("nobody named"), and a table without rows is one line that says so."""
    need_columns(table, ())
    if not len(table):
        return Shown(none(f"{caption or 'Table'}: none."))
    return Shown(table_html(table, caption), house_style("table.css"))


def _cell(name: str, value: object, right: bool) -> str:
    if isinstance(value, str) and name == "sentence_id":
        return sentence_link(value)
    if not isinstance(value, (list, tuple, set, frozenset)) and pd.isna(value):
        return missing("–" if right else cell_text(value, name))
    words = cell_text(value)
    return words.replace("_", " ") if name == "bound" else words


def show_passages(
    evidence: pd.DataFrame,
    articles: pd.DataFrame,
    context: int = 90,
    most: int = 30,
    columns: Sequence[str] | None = None,
) -> Shown:
    """Give the passages behind the rows of an evidence table, for a notebook; rows past `most` are counted.

    Each has `context` characters of its paragraph on either side and the row's other `columns`, all unless they are
    named (of speech who says it and how; [] for none). Raises ValueError for a table without evidence.

    >>> from analysis import articles_from_text, find_quotes
    >>> articles = articles_from_text("“It rained,” Ann Lee said.")
    >>> "<mark>It rained,</mark>" in show_passages(find_quotes(articles), articles).data
    True
    """
    need_columns(evidence, EVIDENCE)
    texts = texts_of(articles, evidence["article_id"])
    names = evidence.columns if columns is None else columns
    others = [name for name in names if name not in EVIDENCE and not name.endswith(("start", "end"))]
    passages = []
    for row in evidence.head(most).to_dict("records"):
        text, start, end = texts[row["article_id"]], row["start"], row["end"]
        told = (f"{name.replace('_', ' ')}: {cell_text(row[name])}" for name in others if pd.notna(row[name]))
        known = _spoken(row) if columns is None and row.keys() >= _SPOKEN else "; ".join(told)
        number = row["sentence_id"].rpartition(".")[2].lstrip("0")
        place = f"sentence {number}:" if len(texts) == 1 and number.isdigit() else ""
        before, after = around(text, start, end, context)
        passages.append((before, text[start:end], after, row["sentence_id"], place, known))
    return Shown(fill("passages.html", passages=passages, left=len(evidence) - most))


def _spoken(row: dict) -> str:
    """Who says a passage and how, as in "Ann Lee, quoted (said)"."""
    who = cell_text(row["speaker_name"], "speaker_name")
    how = SPEECH.get(row["kind"], "quoted words")
    cue = f" ({row['cue']})" if pd.notna(row["cue"]) else ""
    return f"{who}, {how}{cue}" + (f", {row['status']}" if row["status"] in NOT_SAID else "")


def around(text: str, start: int, end: int, context: int) -> tuple[str, str]:
    """Give the context on either side of a passage: within its paragraph, in whole words."""
    paragraph = text.rfind("\n", 0, start) + 1, text.find("\n", end) % (len(text) + 1)
    first, last = max(start - context, paragraph[0]), min(end + context, paragraph[1])
    before, after = text[first:start], text[end:last]
    before = before if first == paragraph[0] else "… " + before.partition(" ")[2]
    return before, after if last == paragraph[1] else after.rpartition(" ")[0] + " …"
