"""The same event on one page: articles side by side, each number with the sentences it comes from.

Takes the articles, gives one HTML file that loads nothing from elsewhere.
It cannot see which of the articles is right; it shows where they differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ..corpus import analyse
from ..measure.keyness import compare_words
from ..measure.same_event import compare_articles, compare_sentences, label_same_names
from .article import show_article
from .page import cell_text, escape, table_html
from .style import COLOURS, SERIES, describe, empty_axes, new_axes, show_chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def write_comparison(articles: pd.DataFrame, path: str | Path) -> Path:
    """Write the page that sets two or more articles side by side, and give its path.

    Raises ValueError for fewer than two articles, OSError where the file cannot be written.
    """
    parts = list(_sections(analyse(articles)))
    page = (files("analysis.show") / "template" / "compare.html").read_text(encoding="utf-8")
    contents = "".join(f'<li><a href="#{name}">{escape(title)}</a></li>' for name, title, _ in parts)
    sections = "".join(
        f'<section aria-labelledby="{name}"><h2 id="{name}">{escape(title)}</h2>{html}</section>'
        for name, title, html in parts
    )
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        page.replace("<!--contents-->", contents).replace("<!--sections-->", sections), encoding="utf-8"
    )
    return path


def plot_articles(table: pd.DataFrame, title: str, unit: str = "words", most: int = 12) -> Axes:
    """Give a chart of a table of `compare_articles`: for each of its first rows one bar per article.

    The rows are those with the largest sums; every bar carries its number.

    >>> table = pd.DataFrame({"speaker_name": ["Lee"], "wire": [4], "ministry": [0]})
    >>> plot_articles(table, "Only the wire quotes Lee").description.alt
    'Only the wire quotes Lee. Lee: wire 4, ministry 0.'
    """
    label, *names = table.columns
    if table.empty:
        return empty_axes(title, "Nothing was found.")
    shown, size = table.head(most), 0.8 / len(names)
    ax = new_axes(title, xlabel=unit, rows=max(2, len(shown) * len(names) * 0.6))
    for place, name in enumerate(names):
        rows = [row + (place - (len(names) - 1) / 2) * size for row in range(len(shown))]
        bars = ax.barh(rows, shown[name], size, color=SERIES[place % len(SERIES)], label=name)
        said = [f"{name} {cell_text(value)}" for value in shown[name]]
        ax.bar_label(bars, said, padding=3, fontsize="small", color=COLOURS["ink"])
    ax.set_yticks(range(len(shown)), [cell_text(value) for value in shown[label]])
    ax.invert_yaxis()
    ax.margins(x=0.2)
    caption = f"{unit.capitalize()} in each of {len(names)} articles; n = {cell_text(table[names].to_numpy().sum())}."
    return describe(ax, caption=caption, table=shown)


def _sections(tables: dict[str, pd.DataFrame]) -> Iterator[tuple[str, str, str]]:
    """Give id, title and HTML of each section."""
    articles, tokens = tables["articles"], tables["tokens"]
    quotes = label_same_names(tables["quotes"][tables["quotes"]["kind"] != "scare"])
    yield "articles", "The articles", table_html(_about(articles, tokens), "What is known of each article")
    yield "speakers", "Who speaks in which", _speakers(quotes)
    pairs = compare_sentences(tables["sentences"], tokens)
    yield "left-out", "What one tells and another leaves out", _left_out(pairs)
    yield "words", "Words that one uses more than the others", _words(tokens)
    for article_id in articles["article_id"]:
        yield f"text-{article_id}", f"The text: {article_id}", show_article(tables, article_id).data


def _speakers(quotes: pd.DataFrame) -> str:
    table = compare_articles(quotes, "speaker_name", words=True).fillna({"speaker_name": "nobody is named"})
    return show_chart(plot_articles(table, "Words that each speaker has, direct or reported")).data


def _about(articles: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    words = tokens.groupby("article_id").size()
    known = articles[["article_id", "outlet", "title", "published", "source_note"]]
    return known.assign(words=known["article_id"].map(words).fillna(0).astype("int64"))


def _table(caption: str, table: pd.DataFrame) -> str:
    return table_html(table, caption) if len(table) else f"<p>{escape(caption)} Nothing was found.</p>"


def _left_out(pairs: pd.DataFrame) -> str:
    """Sentences without a counterpart in some other article, under the article that tells them."""
    missing = pairs[~pairs["told"]].groupby("sentence_id", sort=False)
    rows = missing.agg(
        article_id=("article_id", "first"), text=("text", "first"), not_told_in=("other", ", ".join)
    ).reset_index()
    return "".join(
        _table(
            f"{len(group)} sentences of {article_id} have no counterpart in the article named beside them.",
            group[["sentence_id", "text", "not_told_in"]],
        )
        for article_id, group in rows.groupby("article_id", sort=False)
    )


def _words(tokens: pd.DataFrame, most: int = 8) -> str:
    parts = []
    for article_id in tokens["article_id"].unique():
        here = tokens["article_id"] == article_id
        table = compare_words(tokens[here], tokens[~here])
        shown = table[table["n_target"] > 1].head(most)
        columns = ["word", "n_target", "n_reference", "log_ratio", "low", "high"]
        parts.append(_table(f"Words of {article_id}, against the other articles together.", shown[columns]))
    return "".join(parts)
