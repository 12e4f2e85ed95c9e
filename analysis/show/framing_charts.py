"""Take the counts of framing; give charts of labels, frames, reporting verbs and agency, and the hits of a lexicon.

They show how often, and in whose voice. What a word does in its sentence is for the sentences to show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from .passages import show_passages
from .style import COLOURS, SERIES, describe, empty_axes, new_axes

if TYPE_CHECKING:
    from IPython.display import HTML
    from matplotlib.axes import Axes

OWN, NOBODY, MOST = "the article itself", "nobody named", 14


def plot_labels(labels: pd.DataFrame) -> Axes:
    """Give bars of the contested words, one colour a voice: `labels` is from `count_labels`.

    >>> table = pd.DataFrame({"term": ["regime"], "voice_kind": ["own"], "voice": [None], "n": [2]})
    >>> plot_labels(table).description.alt
    'Who uses which label: the article itself 2 of 2. regime: voice the article itself, n 2.'
    """
    return _plot_by_voice(labels, "term", "Who uses which label", "contested words")


def plot_frames(frames: pd.DataFrame) -> Axes:
    """Give bars of the hits of each frame, one colour a voice.

    `frames` is from `count_terms(label_own_words(hits), ["category", "voice_kind", "voice"])`.

    >>> table = pd.DataFrame({"category": ["military"], "voice_kind": ["quoted"], "voice": ["Reed"], "n": [3]})
    >>> plot_frames(table).description.caption
    'n = 3 words of a frame; Reed 3.'
    """
    return _plot_by_voice(frames, "category", "Which frames, in whose voice", "words of a frame")


def plot_reporting_verbs(verbs: pd.DataFrame) -> Axes:
    """Give bars of how each speaker's words are introduced, one colour a kind of verb, from `count_reporting_verbs`.

    >>> table = pd.DataFrame({"speaker_name": ["Reed"], "category": ["doubtful"], "n": [1], "verbs": ["claim 1"]})
    >>> plot_reporting_verbs(table).description.alt
    'How each speaker is introduced. Reed: category doubtful, n 1, verbs claim 1.'
    """
    known = verbs.assign(
        speaker_name=verbs["speaker_name"].fillna(NOBODY), category=verbs["category"].fillna("no verb")
    )
    shown = known[["speaker_name", "category", "n", "verbs"]]
    return _stacked(shown, "speaker_name", "category", "How each speaker is introduced", "passages")


def plot_agency(agency: pd.DataFrame) -> Axes:
    """Give a bar of the passive clauses that leave out who did it, with its interval, from `summarise_agency`.

    >>> table = pd.DataFrame({"n": [4], "total": [5], "share": [0.8], "low": [0.38], "high": [0.96]})
    >>> plot_agency(table).description.caption
    'n = 5 passive clauses; the line is the 95 % interval.'
    """
    title = "Passive clauses that leave out who did it"
    if not agency["total"].sum():
        return empty_axes(title, "No passive clause was found.")
    groups = [name for name in agency.columns if name not in ("n", "total", "share", "low", "high")]
    names = agency[groups].fillna(NOBODY).astype(str).agg(", ".join, axis=1) if groups else ["all"]
    ax = new_axes(title, xlabel="share of passive clauses, %", rows=len(agency))
    share, low, high = (100 * agency[name] for name in ("share", "low", "high"))
    bars = ax.barh(list(names), share, color=COLOURS["own"], height=0.6, xerr=[share - low, high - share])
    ax.bar_label(
        bars, [f"{n} of {total}" for n, total in zip(agency["n"], agency["total"], strict=True)], padding=4
    )
    ax.set_xlim(0, 125)
    ax.set_xticks(range(0, 101, 20))
    ax.invert_yaxis()
    caption = f"n = {agency['total'].sum()} passive clauses; the line is the 95 % interval."
    return describe(ax, caption=caption, table=agency)


def show_hits(hits: pd.DataFrame, articles: pd.DataFrame, most: int = 60) -> HTML:
    """Give the hits of a lexicon in their sentences, sorted by entry, the commonest first, to find the false ones.

    To strike one out, put its phrase with the category `struck out` into a CSV file of your own and extend the
    lexicon with it (`extend_lexicon`, or `--lexicon "frames+=my.csv"` on the command line).

    >>> from analysis import articles_from_text, find_terms
    >>> articles = articles_from_text("The think tank spoke of war.")
    >>> "<mark>war</mark>" in show_hits(find_terms(articles, "frames"), articles).data
    True
    """
    often = hits.groupby("term")["term"].transform("size")
    order = hits.assign(often=often).sort_values(["often", "term", "start"], ascending=[False, True, True])
    return show_passages(order.drop(columns="often"), articles, most=most)


def _plot_by_voice(counts: pd.DataFrame, rows: str, title: str, unit: str) -> Axes:
    voices = counts["voice"].where(counts["voice_kind"] != "own", OWN).fillna(NOBODY)
    table = counts.assign(voice=voices).groupby([rows, "voice"], sort=False)["n"].sum().reset_index()
    if len(table):
        most = table.groupby("voice", sort=False)["n"].sum()
        title = f"{title}: {most.idxmax()} {most.max()} of {most.sum()}"
    return _stacked(table, rows, "voice", title, unit)


def _stacked(table: pd.DataFrame, rows: str, series: str, title: str, unit: str) -> Axes:
    """Stacked bars, the longest first; the numbers of each part stand in it, the totals behind."""
    if not len(table):
        return empty_axes(title, f"No {unit} were found.")
    wide = table.pivot_table("n", rows, series, "sum", fill_value=0)
    order = wide.sum(axis=1).sort_values(ascending=False, kind="stable").index[:MOST]
    names = wide.sum().sort_values(ascending=False, kind="stable").index
    if len(names) > len(SERIES):
        rest = names[len(SERIES) - 1 :]
        wide = wide[names.difference(rest, sort=False)].assign(others=wide[rest].sum(axis=1))
        names = wide.columns
    ax = new_axes(title, xlabel=unit, rows=len(order) + 2)
    left = pd.Series(0, index=order)
    for name, colour in zip(names, SERIES, strict=False):
        width = wide.loc[order, name]
        bars = ax.barh(order, width, left=left, color=colour, height=0.66, label=name)
        ax.bar_label(
            bars, [str(n) if n else "" for n in width], label_type="center", size=8, color=COLOURS["paper"]
        )
        left = left + width
    ax.invert_yaxis()
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -2 / (len(order) + 3)), ncols=2, frameon=False)
    parts = ", ".join(f"{name} {n}" for name, n in table.groupby(series, sort=False)["n"].sum().items())
    return describe(ax, caption=f"n = {table['n'].sum()} {unit}; {parts}.", table=table)
