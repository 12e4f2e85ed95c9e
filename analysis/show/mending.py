"""What the page's script, `template/mend.js`, needs so that a reader can mend an article's tables there."""

import json

import pandas as pd

from ..find.corrections import CORRECTABLE, FRESH
from ..find.quotation.quote_marks import find_quoted
from ..measure.sources import NOT_SAID, find_unheard
from ..read.corrections import COLUMNS
from .page import MISSING
from .words import KINDS, SPEECH, harm_text

_SHOWN = {
    "quotes": ("kind", "cue", "speaker_name", "speaker_kind", "status", "rule"),
    "casualties": ("source", "hedge", "rule"),
    "figures": ("source", "kind", "told"),
    "labels": ("category", "term"),
    "terms": ("lexicon", "category"),
}
"""The columns of each table that the script reads, behind start and end."""


def mending_data(
    tables: dict[str, pd.DataFrame], article_id: str, corrections: pd.DataFrame | None = None
) -> str:
    """Give the tables of one article and the words to show them in, as JSON."""
    mine = {name: t[t["article_id"] == article_id] for name, t in tables.items() if name != "problems"}
    mine["figures"] = mine["figures"].assign(told=[harm_text(row) for row in mine["figures"].itertuples()])
    text = mine["articles"]["text"].iloc[0]
    before = corrections[corrections["article_id"] == article_id] if corrections is not None else None
    data = {
        "article_id": article_id,
        "correctable": CORRECTABLE,
        "fresh": FRESH,
        "tables": {name: _rows(mine[name], columns) for name, columns in _SHOWN.items() if name in mine},
        "tokens": _steps(mine["tokens"]),
        "quoted": [(q.start, q.end) for q in find_quoted(text)],
        **_people(mine),
        "words": {"speech": SPEECH, "kinds": KINDS, "missing": MISSING, "not_said": NOT_SAID},
        "before": [] if before is None else before[list(COLUMNS)].values.tolist(),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _rows(table: pd.DataFrame, columns: tuple[str, ...]) -> dict:
    names = ["start", "end", *(name for name in columns if name in table)]
    rows = table[names].astype(object)
    return {"columns": names, "rows": rows.where(rows.notna(), None).values.tolist()}


def _steps(tokens: pd.DataFrame) -> list[int]:
    """The words as the gap before each and its length, which is shorter than their places."""
    steps, last = [], 0
    for start, end in zip(tokens["start"].tolist(), tokens["end"].tolist(), strict=True):
        steps += [start - last, end - start]
        last = end
    return steps


def _people(tables: dict[str, pd.DataFrame]) -> dict:
    """What each name is called, and whom nobody would have heard if all passages were struck out."""
    roles = tables["people"].dropna(subset=["name", "role"]).drop_duplicates("name")
    silent = find_unheard(tables | {"quotes": tables["quotes"].head(0)})
    silent = silent.reindex(columns=["name", "role", "start", "n", "asked"]).astype(object)
    return {
        "roles": dict(zip(roles["name"], roles["role"], strict=True)),
        "printed": silent.where(silent.notna(), None).values.tolist(),
    }
