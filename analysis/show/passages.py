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
        before, after = _around(text, start, end, context)
        yield (
            f"<li><blockquote>{escape(before)}<mark>{escape(text[start:end])}</mark>{escape(after)}</blockquote>"
            f"<p>{sentence_link(row['sentence_id'])} {escape('; '.join(known))}</p></li>"
        )


def _around(text: str, start: int, end: int, context: int) -> tuple[str, str]:
    """The context on either side of a passage: within its paragraph, in whole words."""
    paragraph = text.rfind("\n", 0, start) + 1, text.find("\n", end) % (len(text) + 1)
    first, last = max(start - context, paragraph[0]), min(end + context, paragraph[1])
    before, after = text[first:start], text[end:last]
    return (
        before if first == paragraph[0] else "… " + before.partition(" ")[2],
        after if last == paragraph[1] else after.rpartition(" ")[0] + " …",
    )
