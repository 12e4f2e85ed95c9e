"""Corrections: tables as a reader mended them.

Takes tables and lines of corrections, gives new tables; the page's script `mend.js` does the same in the browser.
It cannot see whether a reader is right: it only checks that a line fits the text and its table.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter
from typing import Any

import pandas as pd

from ..read.problems import problem_of
from ..tables import COLUMNS, MEASURED, VOICE, make_table
from .quotation.quote_marks import quoted_spans
from .text import Document
from .text.sentences import sentence_id
from .who.voice import hear, heard_in

Row = dict[str, Any]

SPEECH = {
    "kind": ("direct", "indirect", "mixed", "scare"),
    "status": ("said", "asked", "denied", "not said", "hypothetical"),
    "speaker_kind": ("named", "role", "group", "document", "unnamed", "none"),
    "speaker_name": (),
}
FIGURE = {
    **{"low": (), "high": (), "what": (), "source": (), "hedge": ()},
    "kind": tuple("count people harm money share votes score rank rate measure".split()),
    "harm": tuple("killed died injured displaced missing detained other".split()),
    "bound": ("exact", "at_least", "at_most", "approx", "range", "vague"),
    "status": ("reported", "feared", "planned", "hypothetical", "denied", "negated"),
}
CORRECTABLE: dict[str, dict[str, tuple[str, ...]]]
CORRECTABLE = {"quotes": SPEECH, "figures": FIGURE, "labels": {}, "terms": {}}
"""The tables that a reader can correct, and which columns take which values (any words, where none are listed; in
`low` and `high` a number, or nothing for an open end)."""
FRESH: dict[str, Row] = {
    "quotes": {"kind": "direct", "status": "said", "speaker_kind": "none"},
    "figures": {**dict.fromkeys(FIGURE), "kind": "count", "bound": "exact", "status": "reported"},
}
"""What a row that is added begins with; other tables take none, and no two rows of these lie over each other."""
_SIGNED = {"quotes": "rule", "figures": "source_kind"}
"""The column that says of a row that a reader added or changed it."""
READER = "reader"
"""The `rule` of a row that a reader added or changed, and the `source_kind` of such a figure."""
_HARMED = "harm low high bound source source_kind hedge status when".split()
"""What the table of people harmed takes from that of figures."""

_IS_PLACE = re.compile("[0-9]{1,9}").fullmatch
_IS_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?").fullmatch
_ADVICE = "Check that the corrections are about this text; or make them again on its page."


def apply_corrections(tables: dict[str, pd.DataFrame], corrections: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Give the tables of `analyse` as the corrections leave them; `corrections` is what `read_corrections` gives.

    Corrected rows have the rule `reader`, figures the source_kind `reader`. Whose words anything stands in follows the
    corrected passages, and so does the source of a figure that their speaker gave; `casualties` has the figures of
    people harmed as they are then. A line that does not fit, because its row, its words or its article are not there,
    its value is not known, or it would lay a row over another, changes nothing and is a row of `problems`.

    >>> from analysis import analyse, articles_from_text
    >>> tables = analyse(articles_from_text("“It rained,” she said."))
    >>> lines = pd.DataFrame([("pasted", "1", "11", "quotes", "change", "speaker_name", "Ann Lee", "")],
    ...     columns=["article_id", "start", "end", "table", "action", "column", "value", "reason"])
    >>> apply_corrections(tables, lines)["quotes"][["speaker_name", "rule"]].values.tolist()
    [['Ann Lee', 'reader']]
    """
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    changed, problems = dict(tables), []
    lines = corrections[corrections["action"] != "found"]
    for article_id, own in lines.groupby("article_id", sort=False):
        if article_id not in texts:
            problems.append((article_id, f"lines about an article that is not here: {len(own)}"))
            continue
        text = texts[article_id]
        named = {*own["table"], *FRESH} & changed.keys()
        touched = {name: _rows(changed[name], article_id) for name in CORRECTABLE if name in named}
        for number, line in zip(own.index + 2, own.to_dict("records"), strict=True):
            if misfit := correct(touched, line, text):
                told = f"line {number} ({line['action']} in {line['table']}): {misfit}"
                problems.append((article_id, told))
        if "casualties" in changed and "figures" in touched:
            found = _rows(changed["casualties"], article_id)
            touched["casualties"] = _people_harmed(touched["figures"], found)
        sentences = tables["sentences"]
        starts = sentences.loc[sentences["article_id"] == article_id, "start"].tolist()
        for name, rows in touched.items():
            changed[name] = _replaced(changed[name], name, article_id, rows, text, starts)
        _revoice(changed, article_id, text)
    misfits = [problem_of(name, None, "corrections", said, _ADVICE) for name, said in problems]
    all_problems = [tables["problems"], make_table("problems", misfits)]
    return changed | {"problems": pd.concat(all_problems, ignore_index=True)}


def correct(tables: dict[str, list[Row]], line: dict[str, str], text: str) -> str:
    """Apply one line to the rows of an article's tables; give what keeps it from fitting, "" where it fits."""
    name, action = line["table"], line["action"]
    known = name in CORRECTABLE.keys() & tables.keys()
    if not known or not all(map(_IS_PLACE, (line["start"], line["end"]))):
        return "a table that can be corrected and a place in the text were expected"
    start, end, rows = int(line["start"]), int(line["end"]), tables[name]
    if not start < end <= len(text):
        return "there is no such place in the text"
    if action == "add":
        return _add(rows, name, start, end, line, text)
    here = [row for row in rows if (row["start"], row["end"]) == (start, end)]
    if action == "strike" and line["column"] not in ("", "text"):  # which of the rows at one place is meant
        here = [row for row in here if (row.get(line["column"]) or "") == line["value"]]
    if not here:
        return "there is no such row any more"
    if action == "strike":
        rows.remove(here[0])
        return ""
    return _change(tables, here[0], line, text) if action == "change" else "no such action"


def _add(rows: list[Row], name: str, start: int, end: int, line: dict[str, str], text: str) -> str:
    if name not in FRESH:
        return "no rows can be added here"
    if line["column"] == "text" and line["value"] != text[start:end]:
        return "other words stand at this place of the text"
    return _put(rows, {**FRESH[name], "start": start, "end": end}, name)


def _change(tables: dict[str, list[Row]], row: Row, line: dict[str, str], text: str) -> str:
    name, column, value = line["table"], line["column"], line["value"]
    if column in ("start", "end") and name in FRESH:
        moved = {**row, column: int(value) if _IS_PLACE(value) else -1}
        there = 0 <= moved["start"] < moved["end"] <= len(text)
        return _put(tables[name], moved, name, row) if there else "there is no such place in the text"
    known = CORRECTABLE[name]
    numeric = column in MEASURED
    fits = not value or _IS_NUMBER(value) if numeric else not known.get(column) or value in known[column]
    if column not in known or not fits:
        return "no such column or value"
    if column == "speaker_name":
        _resource(tables, row, value or None)
    row[column] = float(value) if numeric and value else value or None
    row[_SIGNED[name]] = READER
    _settle(row, column, name)
    return ""


def _resource(tables: dict[str, list[Row]], passage: Row, source: str | None) -> None:
    """Give the figures that a passage's speaker gave to whoever says it now."""
    before = (passage.get("speaker"), passage.get("speaker_name"))
    for row in tables.get("figures", ()):
        if passage["start"] <= row["start"] < row["end"] <= passage["end"] and row["source"] in before:
            row.update(source=source, source_kind=READER)


def _people_harmed(figures: list[Row], found: list[Row]) -> list[Row]:
    """The rows of people harmed as their figures are now; of one that moved or was added, no doer is known."""
    at = {(row["start"], row["end"]): row for row in found}
    rows = []
    for figure in (row for row in figures if row["kind"] == "harm"):
        row = at.get((figure["start"], figure["end"]), {"agent_kind": "none"})
        if figure["source_kind"] == READER:
            row = {**row, **{name: figure.get(name) for name in ("start", "end", *_HARMED)}}
            row |= {"who": figure.get("what"), "rule": READER}
        rows.append(row)
    return rows


def _put(rows: list[Row], row: Row, name: str, instead_of: Row | None = None) -> str:
    others = [other for other in rows if other is not instead_of]
    if any(row["start"] < other["end"] and other["start"] < row["end"] for other in others):
        return "another one stands there"
    rows[:] = [*others, {**row, _SIGNED[name]: READER}]
    return ""


def _settle(row: Row, column: str, name: str) -> None:
    """What follows from a change: who is named is known by name, quoted words without a speaker say nothing, and only
    people harmed have a harm."""
    if name != "quotes":
        if column == "harm":
            row["kind"] = "harm"
        elif column == "kind":
            row["harm"] = (row.get("harm") or "other") if row["kind"] == "harm" else None
        return
    if row["kind"] == "scare":
        row.update(status=None, speaker_name=None, speaker_kind="none")
    elif not row.get("status"):
        row["status"] = "said"
    if not row.get("speaker_name"):
        row["speaker_kind"] = "none"
    elif column == "speaker_name" and row["speaker_kind"] in ("none", "unnamed"):
        row["speaker_kind"] = "named"


def _rows(table: pd.DataFrame, article_id: str) -> list[Row]:
    mine = table[table["article_id"] == article_id]
    return mine.astype(object).where(mine.notna(), None).to_dict("records")


def _replaced(table: pd.DataFrame, name: str, article_id: str, rows: list[Row], text: str, starts: list[int]):
    """The table with other rows for one article, at the place of the old ones; its sentences begin at `starts`."""
    mine = table["article_id"] == article_id
    first = int(mine.to_numpy().argmax()) if mine.any() else len(table)
    made = []
    for row in sorted(rows, key=itemgetter("start", "end")):
        place = sentence_id(article_id, max(1, bisect_right(starts, row["start"])))
        words = text[row["start"] : row["end"]]
        told = {**row, "article_id": article_id, "sentence_id": place, "text": words}
        made.append(tuple(map(told.get, COLUMNS[name])))
    parts = [table.iloc[:first], make_table(name, made), table.iloc[first:][~mine.iloc[first:]]]
    return pd.concat([part for part in parts if len(part)] or [table.head(0)], ignore_index=True)


def _revoice(tables: dict[str, pd.DataFrame], article_id: str, text: str) -> None:
    """Set in whose words each row of an article stands, from its passages as they are now."""
    passage = itemgetter("start", "end", "kind", "status", "speaker_name", "speaker_kind")
    voices = hear(map(passage, _rows(tables["quotes"], article_id)), quoted_spans(Document(text)))
    for name, table in tables.items():
        if COLUMNS.get(name, ())[-2:] == VOICE and len(table):
            mine = table.index[table["article_id"] == article_id]
            told = heard_in(voices, *(table.loc[mine, column].tolist() for column in ("start", "end")))
            tables[name] = table.copy()
            tables[name].loc[mine, list(VOICE)] = pd.DataFrame(told, mine, VOICE, dtype="str")
