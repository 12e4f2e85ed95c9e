"""The same event on one page: articles side by side, each number with the sentences it comes from.

Takes the articles, gives one HTML file that loads nothing from elsewhere.
It cannot see which of the articles is right; it shows where they differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ..corpus import analyse
from ..find.tone.tone_toward import label_tone_toward
from ..measure import same_event
from ..measure.figures import compare_figures
from ..measure.keyness import compare_words
from ..output import choose_page, write_page
from .article import show_article
from .marks import figure_text
from .page import cell_text, table_html
from .style import COLOURS, SERIES, describe, empty_axes, new_axes, show_chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..read.lexicons import Lexicons

_INTRODUCTION = """# The same event, told differently
The articles stand side by side: who speaks, in which words, with which figures, and what one tells and another leaves
out. The page counts; it does not say who is right. Every sentence number leads to the sentence in its text below."""
_CAUTION = """## How this could be wrong
- “Not stated” and 0 say that nothing was found, which is not the same as nothing being there.
- Sentences are matched by the rare words that they share. On sentences marked by hand about every fifth match was
  false and every fourth counterpart was missed. “Left out” is a question to ask of the text.
- An article may leave a thing out because it was printed earlier, is shorter, or had no reporter there.
- Short texts differ by chance in most of their words. An interval that reaches across 0 shows no difference.
- Figures of one event are never added up: they restate each other."""


def write_comparison(
    articles: pd.DataFrame,
    out: str | Path = ".",
    *,
    sources: Iterable[str | Path] | None = None,
    force: bool = False,
    lexicons: Lexicons | None = None,
) -> Path:
    """Write the page that sets two or more articles side by side and give its path: `compare.html` in a folder `out`,
    or `out` itself where it ends in .html. `sources` are the files that the articles were read from.

    Raises ValueError for fewer than two articles, and where the page would take the place of another file unless
    `force` is given.
    """
    place = choose_page(out, "compare", articles["text"] if sources is None else sources, force)
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

    from .export import export_page

    cells = [new_markdown_cell(_INTRODUCTION)]
    for title, *outputs in _sections(analyse(articles, lexicons)):
        cells.append(new_markdown_cell(f"## {title}"))
        shown = [new_output("display_data", data={"text/html": html}) for html in outputs]
        cells.append(new_code_cell(outputs=shown))
    cells.insert(len(cells) - 2 * len(articles), new_markdown_cell(_CAUTION))
    page = export_page(new_notebook(cells=cells), "report", "Side by side")
    return write_page(place, page)


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
    ax.set_yticks(range(len(shown)), [cell_text(value, str(label)) for value in shown[label]])
    ax.invert_yaxis()
    ax.margins(x=0.2)
    total = cell_text(table[names].to_numpy().sum())
    return describe(ax, caption=f"{unit.capitalize()} per article; n = {total}.", table=shown)


def _sections(tables: dict[str, pd.DataFrame]) -> Iterator[tuple[str, ...]]:
    """Give the title of each section and the HTML of what stands in it."""
    articles, tokens = tables["articles"], tables["tokens"]
    pairs = same_event.compare_sentences(tables["sentences"], tokens)
    yield "The articles", table_html(_about(articles, tokens), "What is known of each article")
    quotes = same_event.label_same_names(tables["quotes"][tables["quotes"]["kind"] != "scare"])
    yield (
        "Who speaks",
        _chart(quotes, "speaker_name", "Words of each speaker, direct or reported", words=True),
    )
    yield "What they are called", *_labels(tables["labels"])
    yield (
        "Figures",
        table_html(_figures(tables["casualties"]), "Figures for one harm, with bound and source"),
    )
    known = tables["people"][tables["people"]["kind"] != "unnamed"]
    people = same_event.label_same_names(label_tone_toward(known, articles), "name")
    yield "Tone toward the same actor", table_html(_toward(people), "Mentions by tone; balance from -1 to 1")
    frames = tables["terms"][tables["terms"]["lexicon"] == "frames"]
    yield "Frames", _chart(frames, "category", "Words and phrases of each frame", unit="passages")
    yield "What one tells and another leaves out", *_left_out(pairs)
    yield "Words that one uses more", *_words(tokens)
    for article_id in articles["article_id"]:
        title = re.sub(r"[^\w .-]+", " ", article_id)  # a heading is Markdown, an id may hold anything
        yield f"The text: {title}", show_article(tables, article_id).data


def _chart(table: pd.DataFrame, by: str, title: str, unit: str = "words", words: bool = False) -> str:
    counted = same_event.compare_articles(table, by, words=words)
    return show_chart(plot_articles(counted.fillna({by: "nobody is named"}), title, unit)).data


def _about(articles: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    words = tokens.groupby("article_id").size()
    known = articles[["article_id", "outlet", "title", "published", "source_note"]]
    return known.assign(words=known["article_id"].map(words).fillna(0).astype("int64"))


def _labels(labels: pd.DataFrame) -> Iterator[str]:
    """Expressions for the actors that more than one article names, and the words of contested sets."""
    named = same_event.compare_wordings(same_event.label_same_names(labels, "name"), "name")
    yield table_html(named[named.notna().sum(axis=1) > 2], "Expressions for one actor")
    yield table_html(same_event.compare_wordings(labels, "category"), "Words of one contested set")


def _figures(casualties: pd.DataFrame) -> pd.DataFrame:
    figures = compare_figures(casualties)
    read = [figure_text(*row) for row in figures[["low", "high", "bound"]].itertuples(index=False)]
    columns = ["harm", "article_id", "figure", "who", "source", "hedge", "sentence_id"]
    return figures.assign(figure=pd.array(read, dtype="str"))[columns]


def _toward(people: pd.DataFrame, most: int = 6) -> pd.DataFrame:
    """The tone toward the actors that are mentioned most."""
    table = same_event.compare_toward(people)
    often = people["name"][people["name"].isin(table["name"])].value_counts().head(most).index
    return table[table["name"].isin(often)]


def _left_out(pairs: pd.DataFrame) -> Iterator[str]:
    """Sentences without a counterpart in some other article, under the article that tells them."""
    missing = pairs[~pairs["told"]].groupby(["article_id", "sentence_id", "text"], sort=False)
    rows = missing["other"].agg(", ".join).reset_index(name="not_told_in")
    for article_id, group in rows.groupby("article_id", sort=False):
        yield table_html(group.drop(columns="article_id"), f"{len(group)} sentences of {article_id}")


def _words(tokens: pd.DataFrame, most: int = 8) -> Iterator[str]:
    for article_id in tokens["article_id"].unique():
        here = tokens["article_id"] == article_id
        keyness = compare_words(tokens[here], tokens[~here])
        shown = keyness[keyness["n_target"] > 1].head(most)
        columns = ["word", "n_target", "n_reference", "log_ratio", "low", "high"]
        yield table_html(shown[columns], f"Words of {article_id}, against the other articles together")
