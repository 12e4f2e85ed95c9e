"""The archive's page: the answers of an archive in one HTML file, each number with the first sentences behind it.

It shows what stands first; all of it gives `archive.behind` in Python, and the command that stands below the sentences.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from textwrap import shorten

import pandas as pd

from ..archive.archive import Archive, open_archive
from ..archive.selection import evidence_of, note_evidence
from ..archive.sql import PERIODS
from ..output import choose_page, write_page
from ..resources import own_rows
from .chart import Chart, Line, Mark
from .charts import plot_bars, plot_intervals
from .export import as_markdown, export_page, html_cell, text_cell
from .page import Html, around, cell_text, days_in_words, fill, none, show_table, words_of
from .words import KINDS, figure_text

FIRST = 50
"""Sentences on the page behind each number."""
_AROUND, _LONGEST = 45, 150  # characters
_ENDS = "low high total share balance note".split()  # what stands in brackets, or goes without saying
_ONE = re.compile(r"^(1 (?:passage|article|mention|time))s\b")
_ROWS = 6  # of a table that stand with their sentences
_DRAWN = 3  # rows from which on a chart says more than they do
Answer = tuple[str, pd.DataFrame, str, Chart | None]
"""A question, its answer, what to bear in mind, and a chart of it."""


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
    toward somebody, `query` a word where it stands. Copies count once, unless `copies` is set. Raises as `only` does.
    """
    page = choose_page(out, "archive", [folder], force)
    archive = open_archive(folder)
    limits = {name: day for name, day in (("since", since), ("until", until)) if day}
    return write_page(page, archive_page(archive.only(copies=copies, **limits), by, actor, query))


def archive_page(archive: Archive, by: str, actor: str | None, query: str | None) -> str:
    """Give the HTML of the page."""
    coverage = archive.coverage()
    n, outlets = int(coverage["articles"].sum()), int(coverage["outlet"].notna().sum())
    cells = [
        text_cell(f"# Who says so, in {n:,} articles{f' of {outlets:,} outlets' * (outlets > 1)}?"),
        html_cell(show_table(days_in_words(coverage), "What the archive holds").data),
    ]
    answers = list(_answers(archive, coverage, by, actor))
    led = [table for _, table, *_ in answers if "behind" in table.attrs and len(table)]
    behind = iter(archive.first_behind(led, FIRST) if led else ())
    for question, table, note, chart in answers:
        passages = next(behind) if any(table is one for one in led) else []
        drawn = Html(chart._repr_html_() if chart and len(table) >= _DRAWN else "")
        rows = Html("").join(rows_with_passages(archive, table, passages)) if len(table) else ""
        rows = rows or none("Nothing of this was found.")
        cells += [text_cell(f"## {as_markdown(question)}\n\n{note}"), html_cell(drawn + rows)]
    if query:
        words = " ".join(query.split())
        found = days_in_words(archive.concordance(query, most=FIRST))
        found = found.assign(voice=found["voice"].fillna("the article itself"))
        table = show_table(found[["left", "text", "right", "voice", "outlet", "published"]]).data
        hits = table if len(found) else none(f"“{words}” does not stand in these articles.")
        cells += [text_cell(f"## Where “{as_markdown(words)}” stands"), html_cell(hits)]
    return export_page([*cells, text_cell(words_of("page")["archive"])], "archive", "Archive")


def _answers(archive: Archive, coverage: pd.DataFrame, by: str, actor: str | None) -> Iterator[Answer]:
    values, asks, words = _values(archive, by), words_of("archive question"), words_of("archive")
    yield from _counted(archive, by, values)
    spoken = archive.over_time("spoken").tail(2 * _ROWS)
    drawn = _bars(spoken, "month", "n", "Passages that somebody spoke")
    yield asks["spoken"], spoken, words["spoken"], drawn
    if len(values) > 1:
        first, others = (archive.fixed(**{by: some}) for some in (values[0], values[1:]))
        apart = first.keyness(others, most=_ROWS).query("low * high > 0").filter(regex="^(?:word|n_|lo|high)")
        note_evidence(apart, "words", ["word"], **{by: values[0]})
        one = days_in_words(pd.DataFrame({by: values[:1]}))[by].item()
        drawn = plot_intervals(apart, "word", "log_ratio", "Words that set it apart", "log ratio")
        told = words["apart"].format(others=len(values) - 1, by=by)
        yield asks["apart"].format(one=one), apart, told, drawn
    if actor:
        toward = archive.toward(actor).tail(2 * _ROWS)
        drawn = plot_intervals(days_in_words(toward), "month", "balance")
        yield asks["toward"].format(actor=actor), toward, words["toward"], drawn
    yield _rising(archive, int(coverage["undated"].sum()))
    cut = archive.quotations(most=20 * _ROWS)
    cut["quotation"] += 1
    cut = cut[["quotation", "text", "speaker_name", "outlet", "published"]]
    yield asks["cut"], cut.groupby("quotation").head(_ROWS // 2).head(2 * _ROWS), "", None


def _counted(archive: Archive, by: str, values: list) -> Iterator[Answer]:
    """The answers that are told row by row in `archive_questions.csv`; by nothing where no article states it."""
    few, told = archive, ""
    if len(values) > _ROWS:
        few = archive.only(**{by: values[:_ROWS]})
        told = f"The {_ROWS} of {len(values)} with most articles."
    stated = bool(values) or by not in archive.columns("articles")
    for row in own_rows("archive_questions.csv"):
        if row["by"] == "again" and not stated:
            continue
        options = {name: value for name, value in (("by", by), ("most", int(row["most"] or 0))) if row[name]}
        table = getattr(few if row["by"] else archive, row["method"])(**options)
        question = row["question"] if stated else row["question"].replace(", by {by}", "")
        drawn = row["chart"] and (stated or not row["by"])
        chart = _bars(table, row["rows"].format(by=by), row["series"], row["chart"]) if drawn else None
        note = f"{row['note']} {told if row['by'] else ''}"
        yield question.format(by=by), table, note.strip(), chart


def _rising(archive: Archive, undated: int) -> Answer:
    """The figures of an event that are higher than all before them."""
    known = archive.answer("event")["event"]  # of which most figures are told, if any is stated
    event = str(known[0]) if len(known) else None
    figures = archive.figures(event=event)
    rising = figures[figures["rises"].fillna(False)].head(2 * _ROWS)
    words = words_of("archive")
    notes = [words["rising"], "" if event else words["no event"]]
    notes += [words["undated"].format(n=undated)] if undated else []
    columns = ["published", "harm", "low", "high", "source", "outlet", "text"]
    question = words_of("archive question")["rising"].format(whose=f" of “{event}”" if event else "")
    return question, rising[columns], " ".join(filter(None, notes)), _steps(rising)


def _bars(table: pd.DataFrame, rows: str, series: str, title: str) -> Chart:
    shown = series.split() if " " in series else series  # columns of counts, or the one that names the series
    return plot_bars(_in_words(table), rows, shown, title, "passages", in_order=rows in PERIODS)


def _values(archive: Archive, by: str) -> list:
    """The values of a column of articles, or the periods, those with most articles first."""
    if by not in PERIODS and by not in archive.columns("articles"):
        return []
    return archive.coverage(by).dropna(subset=[by])[by].tolist()


def _steps(figures: pd.DataFrame) -> Chart:
    """The figures of the harm that has most of them, as steps: from the one before to the one that is higher."""
    rows = days_in_words(figures[figures["harm"] == figures["harm"].mode().get(0)])
    ends = rows["low"].fillna(rows["high"])
    lines = []
    for row, before, end in zip(rows.itertuples(), ends.shift(fill_value=0), ends, strict=True):
        marks = (Mark("range", before, end, "direct"), Mark("dot", end, end, "direct"))
        sub = cell_text(row.source, "source") + (f", {row.outlet}" if pd.notna(row.outlet) else "")
        lines.append(Line(f"{row.published}: {figure_text(row.low, row.high, '')}", marks, sub))
    shown = rows[["published", "low", "high", "source", "outlet"]].reset_index(drop=True)
    title = f"How the figures rose: {rows['harm'].iloc[0] if len(rows) else 'none'}"
    return Chart(title, "Each line begins where the figure before stood.", shown, tuple(lines))


def rows_with_passages(archive: Archive, table: pd.DataFrame, behind: list[pd.DataFrame]) -> Iterator[str]:
    """Each row of an answer with its sentences folded behind it; a table that is its own evidence as it stands."""
    if "behind" not in table.attrs:
        yield show_table(days_in_words(table)).data
        return
    source, keys, fixed = evidence_of(table)
    shown = [key for key in keys if key != "speaker_kind" or "actor" not in keys]
    shown = [key for key in shown if table[key].notna().any()] or shown
    rows = _in_words(table).to_dict("records")
    for row, told, passages in zip(rows, table.to_dict("records"), behind, strict=True):
        head = " · ".join(cell_text(row[key], key) for key in shown)
        items = list(map(_passage, days_in_words(passages).to_dict("records")))
        command = _command(archive, source, fixed | {key: told[key] for key in keys})
        parts = {"head": head, "told": _told(row, keys), "passages": items, "first": FIRST}
        yield fill("counted.html", command=command, **parts)


def _in_words(table: pd.DataFrame) -> pd.DataFrame:
    return days_in_words(table).replace({"speaker_kind": KINDS})


def _told(row: dict, keys: list[str]) -> str:
    rest = {name: row[name] for name in row if name not in (*keys, *_ENDS) and pd.notna(row[name])}
    words = words_of("counted") | ({"n": "judged"} if "balance" in row else {})
    counted = (f"{cell_text(value)} {words.get(name, name)}" for name, value in rest.items())
    told = ", ".join(_ONE.sub(r"\1", one) for one in counted)
    told = re.sub(r"( passages?), ", r"\1 in ", told, count=1) if "articles" in rest else told
    if pd.notna(row.get("balance")):
        told += f"; balance {row['balance']:.2f} ({row['low']:.2f} to {row['high']:.2f})"
    if pd.notna(row.get("share")):
        share, low, high = (f"{100 * row[name]:.1f}" for name in ("share", "low", "high"))
        told += f"; {share} % of {row['total']:,} ({low} to {high} %)"
    return told


def _command(archive: Archive, source: str, conditions: dict) -> str:
    words = [str(archive.folder.name), source]
    for name, value in [*archive.conditions, *conditions.items()]:
        words.append(f"{name}={'' if pd.isna(value) else str(value)[:10] if name in PERIODS else value}")
    return " ".join(["who-says-so passages", *map(quote, words), *(["--copies"] if archive.copies else [])])


def _passage(row: dict) -> tuple[str, str, str, str]:
    sentence, text, at = str(row["sentence"] or ""), str(row["text"]), int(row["placed"])
    before, after = around(sentence, at, at + len(text), _AROUND)
    where = ", ".join(cell_text(row[name]) for name in ("outlet", "published") if pd.notna(row[name]))
    return before, shorten(text, _LONGEST, placeholder=" …"), after, where
