"""The marks to draw in an article: where, in which layer, with a tag and a sentence on what was found by which rule.

It cannot see marks that no table has: an unmarked word is one that no finder found.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from ..find.corrections import READER
from ..resources import SURE, how_sure
from .words import CORRECTED, HARMS, capitalised, giver, harm_text, is_corrected

if TYPE_CHECKING:
    from collections.abc import Iterator


class Mark(NamedTuple):
    """One span of the article, with its layer, its tag and what is said about it on focus or hover."""

    start: int
    end: int
    layer: str
    look: str
    tag: str
    about: str
    row: str = ""


class Layer(NamedTuple):
    """A kind of mark that a reader switches on and off: where its rows are and what is said of each."""

    name: str
    label: str
    table: str
    lexicon: str | None
    section: str | None
    shown: bool
    describe: Callable[..., tuple[str, str, str]]


def find_marks(tables: dict[str, pd.DataFrame], article_id: str) -> list[Mark]:
    """Give the marks of one article in reading order, a longer mark before a shorter one that begins with it."""
    marks = [mark for layer in LAYERS for mark in _layer_marks(layer, tables, article_id)]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _layer_marks(layer: Layer, tables: dict[str, pd.DataFrame], article_id: str) -> Iterator[Mark]:
    rows = tables.get(layer.table)
    if rows is None or not len(rows):
        return
    rows = rows[rows["article_id"] == article_id]
    if layer.lexicon and "lexicon" in rows:
        rows = rows[rows["lexicon"] == layer.lexicon]
    for row in rows.itertuples(index=False):
        if row.start < row.end:
            look, tag, about = layer.describe(row)
            if is_corrected(row):
                tag, about = f"{tag} · corrected", f"{about} {capitalised(CORRECTED)}."
            elif sure := how_sure(layer.table, _said(row, "rule")):
                tag = tag if sure == SURE else f"{tag} · {sure}"
                about = f"{about} On articles marked by hand, what this rule found was {sure}."
            key = f"{layer.table} {row.start} {row.end}"
            yield Mark(row.start, row.end, layer.name, look, tag, about, key)


def _said(row: Any, name: str) -> str:
    value = getattr(row, name, None)
    return "" if value is None or pd.isna(value) else str(value)


def _voice(row: Any) -> tuple[str, str, str]:
    if row.kind == "scare":
        return "scare", "quoted words", "Words in quotation marks that no speaker is named for."
    name = _said(row, "speaker_name") or _said(row, "speaker")
    who = name or "nobody named"
    cue = f", verb or phrase: {row.cue}" if _said(row, "cue") else ""
    status = _said(row, "status").removesuffix("said") and f", {row.status}"
    rule = "" if row.rule == READER else f" Found by the rule “{row.rule}”."
    about = f"{who}, {row.kind} speech{cue}{status}.{rule}"
    return "direct" if row.kind == "direct" else "indirect", f"{who}, {row.kind}{status}", about


def _figure(row: Any) -> tuple[str, str, str]:
    harm = _said(row, "harm")
    counted = " ".join(filter(None, (_said(row, "what"), HARMS.get(harm, harm)))) or row.kind
    by = giver(row) if _said(row, "source") else ""
    tag = harm_text(row) if row.kind == "harm" else f"figure by {by}" if by else "figure"
    return "figure", tag, f"{row.text}: {counted}. Source: {by or 'no source named'}."


def _passive(row: Any) -> tuple[str, str, str]:
    agent = _said(row, "agent")
    tag = f"by {agent}" if agent else "no doer named"
    return "passive", tag, f"Passive of “{row.verb}”: {tag}. A passive proves nothing by itself."


def _term(kind: str) -> Callable[..., tuple[str, str, str]]:
    def describe(row: Any) -> tuple[str, str, str]:
        category = _said(row, "category")
        tag = f"{kind}: {category}" if category else kind
        return kind.split()[0], tag, f"“{_said(row, 'term')}”, {tag}. From the lexicon “{row.lexicon}”."

    return describe


def _label(row: Any) -> tuple[str, str, str]:
    tag = f"label: {row.label}"
    who = f" It stands for {row.name}." if _said(row, "name") else ""
    choice = f" Contested: one of the words for “{row.category}”." if _said(row, "category") else ""
    return "label", tag, f"“{row.label}”, a {row.kind}.{who}{choice}"


LAYERS = (
    Layer("voices", "Who speaks", "quotes", None, "Sources", True, _voice),
    Layer("figures", "Figures", "figures", None, "Figures", True, _figure),
    Layer("labels", "Names and labels", "labels", None, "Words", False, _label),
    Layer("hedges", "Hedges", "terms", "hedges", None, False, _term("hedge")),
    Layer("passives", "Passives", "passives", None, "Who-did-it", False, _passive),
    Layer("charged", "Charged words", "terms", "loaded", "Words", False, _term("charged")),
)
