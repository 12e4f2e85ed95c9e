"""Take values and tables; give the HTML of cells, tables and links, with every text escaped.

Missing is said in words, a sentence_id links to its sentence in the highlighted article.
It cannot see whether that article is on the same page: without it a link leads nowhere and does no harm.
"""

from __future__ import annotations

import html
import math
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pandas as pd

if TYPE_CHECKING:
    from IPython.display import HTML

# Characters that would act instead of being seen: controls, and those that turn the reading direction.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)

MISSING = {
    "voice": "the article itself",
    "speaker": "nobody named",
    "speaker_name": "nobody named",
    "source": "no source named",
    "agent": "no doer named",
    "cue": "none",
    "hedge": "none",
    "note": "",
}
"""What a missing value is called in a column of this name; "not stated" in any other."""


def escape(text: object) -> str:
    """Give text as HTML shows it: markup and quotation marks escaped, control characters made visible.

    >>> escape('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(_UNSEEN.sub("\N{REPLACEMENT CHARACTER}", str(text)))


def cell_text(value: object, column: str = "") -> str:
    """Give one value in words: a missing one by what its column is about, numbers with at most two decimals.

    >>> [cell_text(v) for v in (None, 0.5, 1200, 1200.0, "Reed", True)]
    ['not stated', '0.5', '1,200', '1,200', 'Reed', 'yes']
    >>> cell_text(None, "speaker_name")
    'nobody named'
    """
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(cell_text(v) for v in value)
    if value is None or pd.isna(value):
        return MISSING.get(column, "not stated")
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if not pd.api.types.is_number(value) or not math.isfinite(value):
        return str(value)
    return f"{value:,.0f}" if value == round(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


def anchor(sentence_id: str) -> str:
    """Give the id that a sentence has on the page: no spaces, nothing else changed.

    >>> anchor("my article.003")
    's-my_article.003'
    """
    return "s-" + escape("_".join(sentence_id.split()))


def sentence_link(sentence_id: str, words: str = "") -> str:
    """Give a link to a sentence of the highlighted article on the same page.

    >>> sentence_link("sochi.003")
    '<a href="#s-sochi.003">sochi.003</a>'
    """
    return f'<a href="#{quote(html.unescape(anchor(sentence_id)))}">{escape(words or sentence_id)}</a>'


def table_html(table: pd.DataFrame, caption: str = "") -> str:
    """Give a table as HTML with column and row headers that a screen reader announces.

    >>> table_html(pd.DataFrame({"speaker": ["Reed"], "words": [31]}))[-82:]
    '<tr><th scope="row">Reed</th><td class="number">31</td></tr></tbody></table></div>'
    """
    names = [str(name) for name in table.columns]
    numeric = [pd.api.types.is_numeric_dtype(kind) for kind in table.dtypes]
    head = "".join(
        f'<th scope="col"{_NUMBER if right else ""}>{escape(name.replace("_", " "))}</th>'
        for name, right in zip(names, numeric, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            _cell(name, value, right, i == 0)
            for i, (name, value, right) in enumerate(zip(names, row, numeric, strict=True))
        )
        + "</tr>"
        for row in table.itertuples(index=False)
    )
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f'<div class="table-frame" tabindex="0" role="group" aria-label="{escape(caption or "Table")}">'
        f'<table class="numbers">{title}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def show_table(table: pd.DataFrame, caption: str = "") -> HTML:
    """Give a table for a notebook or the report, with its caption; a sentence_id becomes a link.

    Missing is said in words ("not stated", "nobody named"), numbers have at most two decimals.
    """
    from IPython.display import HTML

    return HTML(table_html(table, caption))


_NUMBER, _LONG = ' class="number"', ' class="text"'


def _cell(name: str, value: object, right: bool, first: bool) -> str:
    if isinstance(value, str) and name == "sentence_id":
        said = sentence_link(value)
    elif not isinstance(value, (list, tuple, set, frozenset)) and pd.isna(value):
        said = f'<span class="missing">{"–" if right else escape(cell_text(value, name))}</span>'
    else:
        said = escape(cell_text(value))
    if first:
        return f'<th scope="row">{said}</th>'
    return f"<td{_NUMBER if right else _LONG if name == 'text' else ''}>{said}</td>"
