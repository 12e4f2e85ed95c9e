"""The archive's page: the answers of an archive in one HTML file, each number with the first sentences behind it.

Takes an archive that is open, gives the page. It shows what stands first; all of it gives `archive.behind` in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ..output import choose_page, write_page
from .charts import plot_bars, plot_intervals
from .export import as_markdown, export_page, html_cell, text_cell
from .page import cell_text, escape, show_table

if TYPE_CHECKING:
    from ..archive.archive import Archive

FIRST = 50
"""Sentences on the page behind each number."""
_ROWS = 6  # of a table that stand with their sentences
_AROUND, _LONGEST = 45, 150  # characters


class Answer(NamedTuple):
    """A question, its answer, the column that counts, and what to bear in mind."""

    question: str
    table: Callable[[], pd.DataFrame]
    note: str = ""
    chart: Callable[[pd.DataFrame], object] | None = None


def write_archive_page(
    folder: str | Path,
    out: str | Path = "archive.html",
    by: str = "outlet",
    since: str | None = None,
    until: str | None = None,
    actor: str | None = None,
    query: str | None = None,
    copies: bool = False,
    force: bool = False,
) -> Path:
    """Write the page on an archive's tables and give its path.

    `by` is a column or a period that the answers are counted by; `since` and `until` are dates; `actor` adds the tone
    toward somebody, `query` a word where it stands. Copies count once, unless `copies` is set. Raises what
    `open_archive` and `only` raise.
    """
    from ..archive.archive import open_archive

    page = choose_page(out, "archive", [folder], force)
    archive = open_archive(folder)
    limits = {name: day for name, day in (("since", since), ("until", until)) if day}
    return write_page(page, archive_page(archive.only(copies=copies, **limits), by, actor, query))


def archive_page(
    archive: Archive, by: str = "outlet", actor: str | None = None, query: str | None = None
) -> str:
    """Give the HTML of the page."""
    cells = [text_cell(f"# {_title(archive)}"), html_cell(_in_short(archive))]
    for answer in _answers(archive, by, actor):
        cells += [text_cell(f"## {answer.question}\n\n{answer.note}"), html_cell(_told(archive, answer))]
    if query:
        found = archive.concordance(query, most=FIRST)
        words = " ".join(query.split())
        cells += [text_cell(f"## Where “{as_markdown(words)}” stands")]
        cells += [html_cell(_hits(found, archive, words))]
    cells += [text_cell(_HOW)]
    return export_page(cells, "archive", "Archive")


def _told(archive: Archive, answer: Answer) -> str:
    """The chart of an answer and its rows, or that there are none."""
    table = answer.table()
    if not len(table):
        return "<p class='none'>Nothing of this was found.</p>"
    chart = answer.chart(table)._repr_html_() if answer.chart else ""  # type: ignore[attr-defined]
    return chart + "".join(_rows(archive, table))


def _answers(archive: Archive, by: str, actor: str | None) -> Iterator[Answer]:
    interval = "The line is the 95 % interval, passages taken as drawn one by one."
    yield Answer(
        "Who is quoted most?",
        lambda: archive.sources(most=_ROWS),
        interval,
        lambda table: plot_bars(
            table, "actor", ["direct", "indirect"], "Passages, direct and indirect", "passages"
        ),
    )
    yield Answer(
        f"Who is quoted most, by {by}?", lambda: archive.sources(by=by, most=2).head(2 * _ROWS), interval
    )
    yield Answer(
        f"How many sources have a name, by {by}?",
        lambda: archive.naming(by).head(4 * _ROWS),
        interval,
        lambda table: plot_bars(table, by, "kind", "Passages by kind of source", "passages"),
    )
    yield Answer(
        f"Women and men among the named, by {by}",
        lambda: archive.genders(by).head(4 * _ROWS),
        "Told by a pronoun or the first name; where neither tells, it is not known.",
        lambda table: plot_bars(table, by, "gender", "Passages of named speakers", "passages"),
    )
    yield Answer("Who is mentioned and never heard?", lambda: archive.unheard(_ROWS))
    yield Answer(
        f"Which labels stand in the outlet's own voice, by {by}?",
        lambda: archive.labels(by, most=2).head(2 * _ROWS),
        "`own` counts those in the outlet's own words, `quoted` those in the words of others.",
    )
    yield Answer("Which charged words?", lambda: archive.charged(by, most=2).head(_ROWS))
    yield Answer(
        f"Which frames, by {by}?",
        lambda: archive.frames(by, most=1).head(_ROWS),
        "A frame is a set of words.",
    )
    if actor:
        yield Answer(
            f"In which tone is {actor} spoken of, by month?",
            lambda: archive.toward(actor).tail(2 * _ROWS),
            "Judged by a model that is right two times in three; the sentence may be a speaker's.",
            lambda table: plot_intervals(_days_in_words(table), "month", "balance"),
        )
    yield Answer(
        "Which figures were given, and on whose word?",
        lambda: _rising(archive.figures()),
        "Those that are higher than all before them, by day. Figures are never added up.",
    )
    yield Answer(
        "Which quotation stands in several articles, and how does each cut it?", lambda: _cuts(archive)
    )


def _rising(figures: pd.DataFrame) -> pd.DataFrame:
    told = figures[figures["rises"].fillna(False)].head(2 * _ROWS)
    return told[["published", "harm", "low", "high", "source", "outlet", "sentence_id", "start", "text"]]


def _cuts(archive: Archive) -> pd.DataFrame:
    cut = archive.quotations(most=4 * _ROWS)
    return cut[["quotation", "text", "speaker_name", "outlet", "published"]].head(2 * _ROWS)


def _rows(archive: Archive, table: pd.DataFrame) -> Iterator[str]:
    """Each row of an answer with its sentences folded behind it; a table that is its own evidence as it stands."""
    if "behind" not in table.attrs:
        yield show_table(_days_in_words(table)).data
        return
    keys = list(table.attrs["behind"][1])
    table, passages_of = _days_in_words(table), archive.first_behind(table, FIRST)
    for row, passages in zip(table.to_dict("records"), passages_of, strict=True):
        head = " · ".join(cell_text(row[key], key) for key in keys if key != "kind" or "actor" not in keys)
        rest = {
            name: value for name, value in row.items() if name not in (*keys, "low", "high", "total", "share")
        }
        told = ", ".join(f"{name} {cell_text(value)}" for name, value in rest.items() if pd.notna(value))
        if "share" in row and pd.notna(row["share"]):
            share, low, high = (f"{100 * row[name]:.1f}" for name in ("share", "low", "high"))
            told += f"; {share} % of {row['total']:,} ({low} to {high} %)"
        yield (
            f"<details><summary><strong>{escape(head)}</strong> {escape(told)}</summary>"
            f"<ol class='passages'>{''.join(map(_passage, _days_in_words(passages).to_dict('records')))}</ol></details>"
        )


def _passage(row: dict) -> str:
    sentence, at = str(row["sentence"] or ""), int(row["placed"])
    text = str(row["text"])
    before, after = sentence[max(0, at - _AROUND) : at], sentence[at + len(text) :][:_AROUND]
    where = ", ".join(cell_text(row[name]) for name in ("outlet", "published") if pd.notna(row[name]))
    words = shorten(text, _LONGEST, placeholder=" …")
    return (
        f"<li>{escape(before)}<mark>{escape(words)}</mark>{escape(after)} <cite>{escape(where)}</cite></li>"
    )


def _hits(found: pd.DataFrame, archive: Archive, words: str) -> str:
    if not len(found):
        return f"<p class='none'>“{escape(words)}” does not stand in these articles.</p>"
    told = _days_in_words(found).assign(voice=found["voice"].fillna("the article itself"))
    return show_table(told[["left", "text", "right", "voice", "outlet", "published"]]).data


def _in_short(archive: Archive) -> str:
    coverage = _days_in_words(archive.coverage())
    return show_table(coverage, "What the archive holds").data


def _title(archive: Archive) -> str:
    coverage = archive.coverage()
    n, outlets = int(coverage["articles"].sum()), int(coverage["outlet"].notna().sum())
    return f"Who says so, in {n:,} articles of {outlets:,} outlets?"


def _days_in_words(table: pd.DataFrame) -> pd.DataFrame:
    days = table.select_dtypes("datetime")
    return table.assign(**{name: day.dt.strftime("%Y-%m-%d").astype("str") for name, day in days.items()})


_HOW = f"""## How to read this, and how it could be wrong

Copies count once, unless asked otherwise. Behind each line stand its first {FIRST} sentences, in the order of time; all
of them come from `archive.behind(table, row, most=None)` in Python. Who is one across articles is told by the form
and spelling of names and by pronouns: two people of one name may be one here. Nothing here calls an article, an outlet
or a person biased; it shows what is worth a closer look.
"""
