"""Take evidence and the articles it came from; give the passages themselves, each within its context.

It cannot see more of a passage's sense than stands around it: follow its link into the article for the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from ..tables import EVIDENCE
from .page import Shown, cell_text, escape, sentence_link


def show_passages(
    evidence: pd.DataFrame,
    articles: pd.DataFrame,
    context: int = 90,
    most: int = 30,
    columns: Sequence[str] | None = None,
) -> Shown:
    """Give the passages behind the rows of an evidence table, in the order of its rows, for a notebook.

    Each is printed with `context` characters of its paragraph on either side and with the row's other `columns`,
    all unless they are named ([] for none, where a class shall read before it sees what was found); its number
    leads to the highlighted article where that is on the same page. Rows past `most` are counted.
    Raises ValueError where the table has no evidence columns.

    >>> from analysis import articles_from_text, find_quotes
    >>> articles = articles_from_text("“It rained,” Ann Lee said.")
    >>> "<mark>It rained,</mark>" in show_passages(find_quotes(articles), articles).data
    True
    """
    missing = [name for name in EVIDENCE if name not in evidence.columns]
    if missing:
        raise ValueError(
            f"The table has no column {missing[0]!r}; an evidence table with {', '.join(EVIDENCE)} was expected. "
            "Try the table before it was counted or summarised."
        )
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    others = evidence.columns if columns is None else columns
    items = "".join(_items(evidence.head(most), texts, context, others)) or "<li>No passage.</li>"
    left = len(evidence) - most
    more = f"<p>{left} more passages are in the table.</p>" if left > 0 else ""
    return Shown(f'<ol class="passages">{items}</ol>{more}')


def _items(
    evidence: pd.DataFrame, texts: dict[str, str], context: int, columns: Iterable[str]
) -> Iterator[str]:
    others = [name for name in columns if name not in EVIDENCE and not name.endswith(("start", "end"))]
    for row in evidence.to_dict("records"):
        text, start, end = texts[row["article_id"]], row["start"], row["end"]
        known = [
            f"{name.replace('_', ' ')}: {cell_text(row[name])}" for name in others if pd.notna(row[name])
        ]
        yield (
            f"<li><blockquote>{_before(text, start, context)}<mark>{escape(text[start:end])}</mark>"
            f"{_after(text, end, context)}</blockquote>"
            f"<p>{sentence_link(row['sentence_id'])} {escape('; '.join(known))}</p></li>"
        )


def _before(text: str, start: int, context: int) -> str:
    """The context before a passage: within its paragraph, from the first whole word."""
    from_ = max(start - context, text.rfind("\n", 0, start) + 1, 0)
    cut = from_ > 0 and text[from_ - 1] != "\n"
    words = text[from_:start]
    return escape("… " + words.partition(" ")[2] if cut else words)


def _after(text: str, end: int, context: int) -> str:
    """The context behind a passage: within its paragraph, up to the last whole word."""
    paragraph = text.find("\n", end)
    to = min(end + context, len(text) if paragraph < 0 else paragraph)
    cut = to < len(text) and text[to] != "\n"
    words = text[end:to]
    return escape(words.rpartition(" ")[0] + " …" if cut else words)
