"""Charts of summaries: bars, intervals, figures, and where words stand.

Each says its numbers in words too, and one without rows is a sentence. It cannot show why a number is as it is.
"""

import math
from collections.abc import Sequence
from itertools import cycle

import numpy as np
import pandas as pd

from ..tables import need_columns
from .chart import LOOKS, Chart, Line, Mark
from .page import cell_text, words_of
from .words import HARMS, figure_text, or_missing

_WIDE = 50  # figures further apart than this many times stand on a logarithmic scale


def plot_bars(
    table: pd.DataFrame,
    rows: str,
    series: str | Sequence[str],
    title: str = "",
    unit: str = "words",
    most: int = 12,
    in_order: bool = False,
) -> Chart:
    """Give stacked bars of a table of counts: a bar for each value of `rows`, a part for each series.

    `series` is a column of which each value is a series, with counts in `n` (`count_terms`), or the columns that hold
    the counts (`summarise_sources`). The longest bar stands first, at most `most`, or all as they stand with
    `in_order`; from the fifth series on they are one part, "others".

    >>> table = pd.DataFrame({"speaker": ["Reed", None], "direct": [30, 0], "indirect": [4, 2]})
    >>> plot_bars(table, "speaker", ["direct", "indirect"], "Who speaks").alt
    'Who speaks. Reed: direct 30, indirect 4; nobody named: direct 0, indirect 2.'
    """
    title = title or f"{unit.capitalize()} by {rows.replace('_', ' ')}"
    wide = _counts(table, rows, series)
    if wide.empty:
        return Chart(title, f"No {unit} were found.")
    if not in_order:
        wide = wide.loc[wide.sum(axis=1).sort_index().sort_values(ascending=False, kind="stable").index]
    lines = []
    for name, counts in wide.head(most).iterrows():
        parts = zip(counts, counts.cumsum(), LOOKS, strict=False)
        marks = [Mark("bar", end - n, end, look, cell_text(n)) for n, end, look in parts if n]
        lines.append(Line(str(name), tuple(marks), note=cell_text(counts.sum())))
    several = len(wide.columns) > 1
    sums = ": " + ", ".join(f"{name} {cell_text(n)}" for name, n in wide.sum().items()) if several else ""
    shown = f", the first {most} of {len(wide)} shown" if len(wide) > most else ""
    return Chart(
        title,
        f"n = {cell_text(wide.to_numpy().sum())} {unit}{sums}{shown}.",
        wide.rename_axis(index=rows, columns=None).reset_index(),
        tuple(lines),
        legend=tuple(zip(LOOKS, wide.columns, strict=False)) if several else (),
    )


def _counts(table: pd.DataFrame, rows: str, series: str | Sequence[str]) -> pd.DataFrame:
    """A row a bar and a column a series, of as many as there are colours, without bars of nothing."""
    if isinstance(series, str):
        need_columns(table, [rows, series])
        if pd.api.types.is_numeric_dtype(table[series]) and table[rows].is_unique:
            return _counts(table, rows, [series])
        need_columns(table, ["n"])
        told = table.assign(**{name: or_missing(table[name], name) for name in (rows, series)})
        wide = told.pivot_table("n", rows, series, "sum", fill_value=0, sort=False)
        wide = wide[wide.sum().sort_index().sort_values(ascending=False, kind="stable").index]
    else:
        need_columns(table, [rows, *series])
        wide = table[list(series)].groupby(or_missing(table[rows], rows), sort=False).sum()
    wide = wide.loc[wide.sum(axis=1) > 0]
    wide.columns = [str(name) for name in wide.columns]
    rest = wide.columns[len(LOOKS) - 1 :]
    return wide.drop(columns=rest).assign(others=wide[rest].sum(axis=1)) if len(rest) > 1 else wide


def plot_intervals(
    table: pd.DataFrame,
    rows: str | Sequence[str] | None,
    value: str,
    title: str = "",
    axis: str = "",
    bounds: tuple[float, float] | None = None,
    most: int = 16,
) -> Chart:
    """Give a dot and the line of its interval (`low` to `high`) for each row of a summary (`compare_words`,
    `summarise_tone`), named by `rows`. Rows without a value are left out; a line across 0 shows no difference.

    >>> table = pd.DataFrame({"word": ["war"], "n": [9], "log_ratio": [2.1], "low": [0.2], "high": [4.1]})
    >>> plot_intervals(table, "word", "log_ratio", "Words that set two texts apart").caption
    'The line is the 95 % interval.'
    """
    named = [rows] if isinstance(rows, str) else list(rows or ())
    need_columns(table, [*named, value, "low", "high"])
    title = title or value.replace("_", " ").capitalize()
    known = table[table[value].notna()].head(most).reset_index(drop=True)
    if known.empty:
        return Chart(title, "There is nothing to compare.")
    parts = [or_missing(known[name], name) for name in named] or [["all"] * len(known)]
    parted = " of " if "total" in known else " : "
    counts = [name for name in ("n", "n_target", "n_reference", "total") if name in known][-2:]
    lines = []
    for name, row in zip(zip(*parts, strict=True), known.to_dict("records"), strict=True):
        look = "direct" if row[value] > 0 else "indirect"
        ends = [Mark("range", row["low"], row["high"], look)] if pd.notna(row["low"] + row["high"]) else []
        note = parted.join(cell_text(row[n]) for n in counts)
        lines.append(Line(", ".join(name), (*ends, Mark("dot", row[value], row[value], look)), note=note))
    return Chart(title, "The line is the 95 % interval.", known, tuple(lines), (), axis, bounds)


def plot_figures(
    figures: pd.DataFrame, title: str = "How many, and who says so", articles: Sequence[str] = ()
) -> Chart:
    """Give one line per figure: a dot for a number, a line for a range, an arrow for an open end, its source below.

    Arrests are not drawn, nor harm that is denied, planned or only thought of. Each of several `articles` has a colour.

    >>> from analysis import articles_from_text, find_casualties
    >>> chart = plot_figures(find_casualties(articles_from_text("At least 40 people died, police said.")))
    >>> chart.lines[0].label, chart.lines[0].sub, [mark.shape for mark in chart.lines[0].marks]
    ('at least 40 dead', 'police', ['more', 'dot'])
    """
    need_columns(figures, ["article_id", "start", "harm", "low", "high", "bound", "source", "hedge"])
    figures = figures[(figures["low"].notna() | figures["high"].notna()) & (figures["harm"] != "detained")]
    if "status" in figures:
        figures = figures[~figures["status"].isin(("denied", "hypothetical", "planned"))]
    rows = figures.sort_values(["harm", "article_id", "start"], kind="stable")
    if rows.empty:
        return Chart(title, "No figure was found.")
    ends = [end for name in ("low", "high") for end in rows[name].dropna()]
    least, top = min(ends), max(ends)
    wide = top > _WIDE * max(1.0, least)
    reach = top * (3 if wide else 1.25) + 1
    articles = articles or list(dict.fromkeys(rows["article_id"]))
    looks = dict(zip(articles, cycle(LOOKS[:4]), strict=False)) if len(articles) > 1 else {}
    lines = tuple(_figure_line(row, looks, reach) for row in rows.itertuples())
    named = int(rows["source"].notna().sum())
    caption = words_of("page")["figures"].format(n=f"{len(rows)} figure{'s' * (len(rows) > 1)}", named=named)
    shown = rows[["harm", "text", "low", "high", "bound", "source", "sentence_id"]].reset_index(drop=True)
    scale = math.log1p if wide else float
    unit = f"people (or families: what the text counts){', each step ten times the last' * wide}"
    legend = tuple((look, str(name)) for name, look in looks.items() if name in set(rows["article_id"]))
    return Chart(title, caption, shown, lines, legend, unit, (0, reach), scale)


def _figure_line(row, looks: dict[str, str], reach: float) -> Line:
    source = f"{cell_text(row.source, 'source')}{f' [{row.article_id}]' if looks else ''}"
    dated = f" ({row.when})" if isinstance(getattr(row, "when", None), str) else ""
    label = f"{figure_text(row.low, row.high, row.bound)} {HARMS.get(row.harm, row.harm)}{dated}"
    look = looks.get(row.article_id, "own" if pd.isna(row.source) else "direct")
    dot = "ring" if row.bound == "approx" or pd.notna(row.hedge) else "dot"
    shape = "more" if pd.isna(row.high) else "less" if pd.isna(row.low) else "range"
    low, high = 0 if shape == "less" else row.low, reach if shape == "more" else row.high
    ends = dict.fromkeys(end for end in (row.low, row.high) if pd.notna(end))
    return Line(label, (Mark(shape, low, high, look), *(Mark(dot, end, end, look) for end in ends)), source)


def plot_timeline(tokens: pd.DataFrame, words: Sequence[str]) -> Chart:
    """Give where in the text each word stands: a line per word, a mark per use, from the first word to the last.

    >>> tokens = pd.DataFrame({"word": ["war", "and", "peace", "war"]})
    >>> plot_timeline(tokens, ["war", "peace"]).alt
    'Where the words stand in 4 words. war: n 2, first 1, last 4; peace: n 1, first 3, last 3.'
    """
    need_columns(tokens, ["word"])
    words = [words] if isinstance(words, str) else list(words)
    title = f"Where the words stand in {len(tokens):,} words"
    if not words or tokens.empty:
        return Chart(title, "No word was asked for, or the text has none.")
    at = {word: (np.flatnonzero(tokens["word"] == word.lower()) + 1).tolist() for word in words}
    marks = [tuple(Mark("tick", k, k, LOOKS[i % 2]) for k in at[word]) for i, word in enumerate(words)]
    lines = tuple(Line(word, own, note=f"n = {len(own)}") for word, own in zip(words, marks, strict=True))
    rows = [(word, len(k), *([k[0], k[-1]] if k else [pd.NA] * 2)) for word, k in at.items()]
    table = pd.DataFrame(rows, columns=["word", "n", "first", "last"])
    table = table.astype({"first": "Int64", "last": "Int64"})
    caption = f"n = {table['n'].sum()} uses of {len(words)} words."
    return Chart(title, caption, table, lines, (), "words from the beginning", (0, len(tokens) + 1))
