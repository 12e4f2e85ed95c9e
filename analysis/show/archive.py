"""The archive's page: the answers of an archive in one HTML file, each number with the first sentences behind it.

Takes an archive that is open, gives the page. It shows what stands first; all of it gives `archive.behind` in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ..archive.selection import PERIODS
from ..output import choose_page, write_page
from .archive_rows import FIRST, days_in_words, rows_with_passages
from .charts import plot_bars, plot_intervals
from .export import as_markdown, export_page, html_cell, text_cell
from .page import escape, show_table

if TYPE_CHECKING:
    from ..archive.archive import Archive
    from .chart import Chart

_ROWS = 6  # of a table that stand with their sentences
_DRAWN = 3  # rows from which on a chart says more than they do


class Answer(NamedTuple):
    """A question, its answer, and what to bear in mind."""

    question: str
    table: Callable[[], pd.DataFrame]
    note: str = ""
    chart: Callable[[pd.DataFrame], Chart] | None = None


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


def all_passages(
    folder: str | Path, table: str, conditions: dict[str, str], copies: bool = False
) -> pd.DataFrame:
    """Give every row of an archive's table in which the columns have these values, "" for what is missing.

    Raises what `open_archive` and `only` raise.
    """
    from ..archive.archive import open_archive

    wanted = {name: value or None for name, value in conditions.items()}
    return days_in_words(open_archive(folder).only(copies=copies).passages(table, most=None, **wanted))


def archive_page(
    archive: Archive, by: str = "outlet", actor: str | None = None, query: str | None = None
) -> str:
    """Give the HTML of the page."""
    cells = [text_cell(f"# {_title(archive)}"), html_cell(_in_short(archive))]
    answered = [(answer, answer.table()) for answer in _answers(archive, by, actor)]
    led = [table for _, table in answered if "behind" in table.attrs and len(table)]
    behind = iter(archive.first_behind(led, FIRST) if led else ())
    for answer, table in answered:
        passages = next(behind) if any(table is one for one in led) else []
        told = _answered(archive, answer, table, passages)
        cells += [text_cell(f"## {as_markdown(answer.question)}\n\n{answer.note}"), html_cell(told)]
    if query:
        found = archive.concordance(query, most=FIRST)
        words = " ".join(query.split())
        cells += [text_cell(f"## Where “{as_markdown(words)}” stands")]
        cells += [html_cell(_hits(found, archive, words))]
    cells += [text_cell(_HOW)]
    return export_page(cells, "archive", "Archive")


def _answered(archive: Archive, answer: Answer, table: pd.DataFrame, behind: list[pd.DataFrame]) -> str:
    """The chart of an answer and its rows, or that there are none."""
    if not len(table):
        return "<p class='none'>Nothing of this was found.</p>"
    chart = answer.chart(table) if answer.chart and len(table) >= _DRAWN else None
    return (chart._repr_html_() if chart else "") + "".join(rows_with_passages(archive, table, behind))


def _answers(archive: Archive, by: str, actor: str | None) -> Iterator[Answer]:
    interval = "In brackets the 95 % interval, passages taken as drawn one by one."
    part, told = _largest(archive, by)
    event, whose = _event(archive)
    yield Answer(
        "Who is quoted most?",
        lambda: archive.sources(most=_ROWS),
        interval,
        lambda table: plot_bars(
            table, "actor", ["direct", "indirect"], "Passages, direct and indirect", "passages"
        ),
    )
    yield Answer(f"Who is quoted most, by {by}?", lambda: part.sources(by=by, most=2), f"{interval} {told}")
    yield Answer(
        "How many passages are somebody's words, month by month?",
        lambda: archive.over_time("spoken").tail(2 * _ROWS),
        "An article whose date is too vague for a month stands in the row without one.",
        lambda table: plot_bars(
            days_in_words(table), "month", ["n"], "Passages that somebody spoke", "passages", in_order=True
        ),
    )
    yield Answer(
        f"How many sources have a name, by {by}?",
        lambda: part.naming(by),
        f"{interval} {told}",
        lambda table: plot_bars(
            days_in_words(table),
            by,
            "speaker_kind",
            "Passages by kind of source",
            "passages",
            in_order=by in PERIODS,
        ),
    )
    yield Answer(
        f"Women and men among the named, by {by}",
        lambda: part.genders(by),
        f"Told by a pronoun or the first name; where neither tells, it is not known. {told}",
        lambda table: plot_bars(
            days_in_words(table),
            by,
            "gender",
            "Passages of named speakers",
            "passages",
            in_order=by in PERIODS,
        ),
    )
    yield Answer("Who is mentioned and never heard?", lambda: archive.unheard(_ROWS))
    yield Answer(
        f"Which labels stand in the outlet's own voice, by {by}?",
        lambda: part.labels(by, most=2),
        f"Others' voices are those whose words are quoted or reported. {told}",
    )
    yield Answer(f"Which charged words, by {by}?", lambda: part.charged(by, most=2), told)
    yield Answer(
        f"Which frames, by {by}?", lambda: part.frames(by, most=2), f"A frame is a set of words. {told}"
    )
    if actor:
        yield Answer(
            f"In which tone is {actor} spoken of, by month?",
            lambda: archive.toward(actor).tail(2 * _ROWS),
            "Judged by a model that is right two times in three; the sentence may be a speaker's.",
            lambda table: plot_intervals(days_in_words(table), "month", "balance"),
        )
    yield Answer(
        f"Which figures were given{whose}, and on whose word?",
        lambda: _rising(archive.figures(event=event)),
        "Those that are higher than all before them, by day. Figures are never added up."
        + ("" if event else " The articles state no event, so those of several may follow each other here."),
    )
    yield Answer(
        "Which quotation stands in several articles, and how does each cut it?", lambda: _cuts(archive)
    )


def _largest(archive: Archive, by: str) -> tuple[Archive, str]:
    """The part of an archive with the values of a column that most articles have, and a sentence that says so."""
    if by not in PERIODS and by not in archive.columns("articles"):
        return archive, ""
    values = archive.coverage(by).dropna(subset=[by])[by].tolist()
    if len(values) <= _ROWS:
        return archive, ""
    return archive.only(**{by: values[:_ROWS]}), f"The {_ROWS} of {len(values)} with most articles."


def _event(archive: Archive) -> tuple[str | None, str]:
    """The event of which most figures are told, if any is stated, and words for it."""
    found = archive.ask(
        f"select event from ({archive.select('casualties')}) join articles using (article_id) "
        "where event is not null group by event order by count(*) desc, event limit 1"
    )
    return (str(found["event"][0]), f" of “{found['event'][0]}”") if len(found) else (None, "")


def _rising(figures: pd.DataFrame) -> pd.DataFrame:
    told = figures[figures["rises"].fillna(False)].head(2 * _ROWS)
    return told[["published", "harm", "low", "high", "source", "outlet", "text"]]


def _cuts(archive: Archive) -> pd.DataFrame:
    cut = archive.quotations(most=20 * _ROWS)
    cut = cut.assign(quotation=cut["quotation"] + 1)[
        ["quotation", "text", "speaker_name", "outlet", "published"]
    ]
    return cut.groupby("quotation").head(_ROWS // 2).head(2 * _ROWS)


def _hits(found: pd.DataFrame, archive: Archive, words: str) -> str:
    if not len(found):
        return f"<p class='none'>“{escape(words)}” does not stand in these articles.</p>"
    told = days_in_words(found).assign(voice=found["voice"].fillna("the article itself"))
    return show_table(told[["left", "text", "right", "voice", "outlet", "published"]]).data


def _in_short(archive: Archive) -> str:
    coverage = days_in_words(archive.coverage())
    return show_table(coverage, "What the archive holds").data


def _title(archive: Archive) -> str:
    coverage = archive.coverage()
    n, outlets = int(coverage["articles"].sum()), int(coverage["outlet"].notna().sum())
    return f"Who says so, in {n:,} articles of {outlets:,} outlets?"


_HOW = f"""## How to read this, and how it could be wrong

Copies count once, unless asked otherwise. Behind each line stand its first {FIRST} sentences, in the order of time; all
of them are printed by the command below them. Who is one across articles is told by the form and spelling of names, by
pronouns, ages and roles: two people of one name may be one here. Nothing here calls an article, an outlet or a person
biased; it shows what is worth a closer look.
"""
