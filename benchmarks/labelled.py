"""Precision and recall on the passages in data/labelled, which we wrote and marked by hand.

    python -m benchmarks.labelled quotes [--unseen] [--errors]

`--unseen` keeps the passages that were written after the rules, `--errors` lists what is missed or wrong.

A set is a function here of the same name: it takes the rows of its file and gives a table to print.
"""

import csv
import sys
from pathlib import Path

import pandas as pd

from analysis import articles_from_text, find_labels, find_terms
from benchmarks import adapters

LABELLED = Path(__file__).parents[1] / "data" / "labelled"
_EDGES = " \t\n\"“”„«»'‘’`.,;:!?—–-()[]…"


def quotes(rows: list[dict], show_errors: bool = False) -> pd.DataFrame:
    """Attributed passages: found where at least 0.8 of the joint span is shared; and with the right speaker."""
    texts = {row["passage"]: row["text"] for row in rows}
    counts = dict.fromkeys(
        [(kind, what) for kind in ("direct", "mixed", "indirect", "all") for what in _WHAT], 0
    )
    for passage, text in texts.items():
        marked = [_marked(text, row) for row in rows if row["passage"] == passage and row["quote"]]
        found = adapters.quotes(text)
        spans = [_trimmed(text, row["start"], row["end"]) for row in found]
        for start, end, kind, speaker in marked:
            at = next((i for i, span in enumerate(spans) if _shared(span, (start, end)) >= 0.8), None)
            named = at is not None and _same_name(found[at]["speaker"], speaker)
            exact = at is not None and spans[at] == (start, end)
            for key in (kind, "all"):
                counts[key, "marked"] += 1
                counts[key, "found"] += at is not None
                counts[key, "exact"] += exact
                counts[key, "speaker"] += named
            if show_errors and not named:
                got = None if at is None else found[at]["speaker"]
                print(
                    f"{passage}: {kind} {text[start:end]!r} of {speaker!r}: {'missed' if at is None else got}"
                )
        for row, span in zip(found, spans, strict=True):
            hit = any(_shared(span, m[:2]) >= 0.8 for m in marked)
            for key in (row["kind"], "all"):
                counts[key, "given"] += 1
                counts[key, "right"] += hit
            if show_errors and not hit:
                print(f"{passage}: false {row['kind']} {text[slice(*span)]!r} of {row['speaker']!r}")
    table = pd.Series(counts).unstack()[list(_WHAT)].loc[["direct", "mixed", "indirect", "all"]]
    table["precision"] = (table["right"] / table["given"]).round(3)
    table["recall"] = (table["found"] / table["marked"]).round(3)
    table["speaker right"] = (table["speaker"] / table["found"]).round(3)
    return table


_WHAT = ("marked", "given", "found", "right", "exact", "speaker")


def casualties(rows: list[dict], show_errors: bool = False) -> pd.DataFrame:
    """Casualty figures: found where span, interval and harm agree; of those, how often bound and words are right."""
    counts = dict.fromkeys(
        [(t, w) for t in (*dict.fromkeys(row["topic"] for row in rows), "all") for w in _COUNTED], 0
    )
    for text, topic in {row["text"]: row["topic"] for row in rows}.items():
        marked, found, after = (
            [r for r in rows if r["text"] == text and r["figure"]],
            adapters.figures(text),
            0,
        )
        for row in marked:
            start = text.index(row["figure"], after)
            after = start + len(row["figure"])
            value = tuple(float(row[end]) if row[end] else None for end in ("low", "high"))
            hit = next((f for f in found if _same_figure(f, start, after, value, row["harm"])), None)
            if hit is None and show_errors:
                print(f"missed {row['figure']!r} {row['harm']}: {text}")
            for key in (topic, "all"):
                counts[key, "marked"] += 1
                counts[key, "found"] += hit is not None
                counts[key, "bound right"] += hit is not None and hit["bound"] == row["bound"]
                for word in ("who", "source", "agent"):
                    counts[key, f"{word} right"] += hit is not None and _same_name(hit[word], row[word])
            found = [f for f in found if f is not hit]
        for key in (topic, "all"):
            counts[key, "false"] += len(found)
        if show_errors and found:
            print(f"false {[text[f['start'] : f['end']] for f in found]}: {text}")
    table = pd.Series(counts).unstack(sort=False)[list(_COUNTED)]
    table["precision"] = (table["found"] / (table["found"] + table["false"])).round(3)
    table["recall"] = (table["found"] / table["marked"]).round(3)
    return table


_COUNTED = ("marked", "found", "false", "bound right", "who right", "source right", "agent right")


def framing(rows: list[dict], show_errors: bool = False) -> pd.DataFrame:
    """Contested labels, frames (with the right frame), hedges and loaded words: right where the spans overlap."""
    counts: dict = {}
    for row in rows:
        articles = articles_from_text(row["text"])
        labels = find_labels(articles).dropna(subset="term").assign(category="", lexicon="labels")
        hits = pd.concat([labels, find_terms(articles, ["frames", "hedges", "loaded"])])
        for kind in ("labels", "frames", "hedges", "loaded"):
            marked = [(phrase, *frame) for phrase, *frame in _phrases(row[kind])]
            found = hits[hits["lexicon"] == kind]
            given = [(r.text, r.category) if kind == "frames" else (r.text,) for r in found.itertuples()]
            right = [g for g in given if any(_overlapping(g, m) for m in marked)]
            seen = [m for m in marked if any(_overlapping(g, m) for g in given)]
            for name, items in (("marked", marked), ("given", given), ("right", right), ("found", seen)):
                for item in items:
                    for key in {kind, f"{kind}: {item[-1]}" if kind == "frames" else kind}:
                        counts[key, name] = counts.get((key, name), 0) + 1
            if show_errors and (len(right) < len(given) or len(seen) < len(marked)):
                print(f"{kind}: marked {marked}, found {given}: {row['text']}")
    table = pd.Series(counts).unstack(fill_value=0)[["marked", "given", "right", "found"]]
    table["precision"] = (table["right"] / table["given"]).round(3)
    table["recall"] = (table["found"] / table["marked"]).round(3)
    return table


def _phrases(cell: str) -> list[tuple]:
    return [tuple(part.strip() for part in phrase.split("=")) for phrase in cell.split(";") if phrase.strip()]


def _overlapping(given: tuple, marked: tuple) -> bool:
    same = given[0].lower() in marked[0].lower() or marked[0].lower() in given[0].lower()
    return same and given[1:] == marked[1:]


def _same_figure(found: dict, start: int, end: int, value: tuple, harm: str) -> bool:
    overlaps = found["start"] < end and found["end"] > start
    return overlaps and (found["low"], found["high"]) == value and found["effect"] == harm


def _marked(text: str, row: dict) -> tuple[int, int, str, str]:
    start = text.index(row["quote"])
    return (*_trimmed(text, start, start + len(row["quote"])), row["kind"], row["speaker"])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _shared(a: tuple[int, int], b: tuple[int, int]) -> float:
    common = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, common) / (max(a[1], b[1]) - min(a[0], b[0]))


def _same_name(found: str | None, marked: str) -> bool:
    if not found or not marked:
        return not found and not marked
    a, b = (
        " ".join(w for w in name.lower().split() if w not in ("the", "a", "an", "dr"))
        for name in (found, marked)
    )
    return a in b or b in a


def rows_of(name: str) -> list[dict]:
    """Give the rows of one labelled file; `\\n` in a cell stands for a new line."""
    with (LABELLED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{k: v.replace("\\n", "\n") for k, v in row.items()} for row in csv.DictReader(file)]


SETS = {"casualties": casualties, "framing": framing, "quotes": quotes}


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    if wanted not in SETS:
        sys.exit(
            f"No labelled set {wanted!r}: expected one of {', '.join(SETS)}. Try: python -m benchmarks.labelled quotes"
        )
    chosen = [row for row in rows_of(wanted) if "--unseen" not in sys.argv or row.get("unseen") == "yes"]
    print(SETS[wanted](chosen, "--errors" in sys.argv).to_string())
