"""Whole articles with marks: what stands in data/labelled/articles, as plain text and as what must be found in it.

    python -m benchmarks.marked_articles [BATCH ...] [--errors]
    python -m benchmarks.marked_articles figures [--errors]

prints, by batch of ten articles in the order of their numbers, how much of what is marked is found; with `figures`,
the figures of any kind, in the articles that have them marked and in data/labelled/figures. A mark is written into the
text, `{kind|whose|words}`; marks nest. `data/README.md` lists the kinds.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import pandas as pd

from analysis import analyse, articles_from_text
from analysis.teach.lessons import Mark, read_marked
from benchmarks.labelled import LABELLED, _same_name, _shared, _trimmed

_QUOTED = ("direct", "mixed", "indirect")
_LABELS_MARKED = range(1, 5)  # batches in which contested labels are marked, too


def marked_articles() -> Iterator[tuple[str, str, list[Mark]]]:
    """Give the name, the plain text and the marks of each article, in order of their numbers."""
    for file in sorted((LABELLED / "articles").glob("*.txt"), key=lambda file: _number(file.stem)):
        yield file.stem, *read_marked(file.read_text(encoding="utf-8"))


def score(batches: set[int], show_errors: bool = False) -> pd.DataFrame:
    """Give what was marked, given and right, by batch: passages, words in marks, figures, labels."""
    counts = count_marks(batches, show_errors)
    told = [*sorted({batch for batch, _ in counts} - {"all"}), "all"]
    return pd.DataFrame({batch: _rates(counts, batch) for batch in told}).T


def count_marks(batches: AbstractSet[int] = frozenset(), show_errors: bool = False) -> Counter:
    """Give how many were marked, given and right, by batch and what is counted; "all" batches, too."""
    counts: Counter = Counter()
    for name, text, marks in marked_articles():
        batch = _batch(name)
        if batches and batch not in batches:
            continue
        tables = analyse(articles_from_text(text))
        for what, number, error in (
            *_passages(text, marks, tables["quotes"]),
            *_figures(text, marks, tables["casualties"]),
            *(_labels(text, marks, tables["labels"]) if batch in _LABELS_MARKED else ()),
        ):
            counts[batch, what] += number
            counts["all", what] += number
            if error and show_errors:
                print(f"{name}: {error}")
    return counts


def _rates(counts: Counter, batch) -> dict[str, float]:
    def f(right: str, given: str, marked: str) -> float:
        total = counts[batch, given] + counts[batch, marked]
        return round(200 * counts[batch, right] / total, 1) if total else float("nan")

    def share(part: str, whole: str) -> float:
        return (
            round(100 * counts[batch, part] / counts[batch, whole], 1)
            if counts[batch, whole]
            else float("nan")
        )

    return {
        "passages": counts[batch, "passages"],
        "P": share("found", "given"),
        "R": share("found", "passages"),
        "speaker": share("speaker", "found"),
        "F with speaker": f("speaker", "given", "passages"),
        "direct F with speaker": f("direct speaker", "direct given", "direct"),
        "status": share("status", "found"),
        "figures": counts[batch, "figures"],
        "figures F": f("figure found", "figures given", "figures"),
        "source": share("source", "figure found"),
        "labels": counts[batch, "labels"],
        "labels P": share("label found", "labels given"),
        "labels R": share("label found", "labels"),
    }


def _passages(text: str, marks: list[Mark], quotes: pd.DataFrame) -> Iterator[tuple[str, int, str]]:
    quotes = quotes[quotes["kind"] != "scare"]
    must = [m for m in marks if m.kind in _QUOTED and not m.borderline]
    may = [m for m in marks if m.kind in _QUOTED and m.borderline]
    spans = [_trimmed_that(text, *span) for span in zip(quotes["start"], quotes["end"], strict=True)]
    left = dict(enumerate(spans))
    for mark in must:
        gold = _trimmed_that(text, mark.start, mark.end)
        at = max(left, key=lambda i: _shared(left[i], gold), default=None)
        found = at is not None and _shared(left[at], gold) >= 0.8
        yield "passages", 1, ""
        if mark.kind == "direct":
            yield "direct", 1, ""
        if not found:
            yield "found", 0, f"missed {mark.kind} {text[slice(*gold)]!r} of {mark.fields[0]!r}"
            continue
        row = quotes.iloc[at]
        del left[at]
        yield "found", 1, ""
        yield "given", 1, ""
        status = row.get("status", "said") or "said"
        right = "said" if status == "asked" else status
        yield (
            "status",
            int(right == mark.status),
            "" if right == mark.status else f"{status} for {mark.status}: {text[slice(*gold)]!r}",
        )
        named = _is_speaker(row, mark.fields[0])
        yield (
            "speaker",
            int(named),
            "" if named else f"{_speaker(row)!r} for {mark.fields[0]!r}: {text[slice(*gold)]!r}",
        )
        if mark.kind == "direct":
            yield "direct speaker", int(named), ""
            yield "direct given", 1, ""
    for i, span in left.items():
        half = (span[1] - span[0]) / 2
        if any(min(span[1], m.end) - max(span[0], m.start) >= half for m in may):
            continue
        inside = any(m.start <= span[0] and span[1] <= m.end for m in must)
        nested = inside and quotes.iloc[i]["kind"] != "direct"
        if nested and any(
            _shared(span, (m.start, m.end)) < 0.5 for m in must if m.start <= span[0] and span[1] <= m.end
        ):
            continue  # what stands within a marked passage counts neither way
        yield (
            "given",
            1,
            f"false {quotes.iloc[i]['kind']} {text[slice(*span)]!r} of {_speaker(quotes.iloc[i])!r}",
        )
        if quotes.iloc[i]["kind"] == "direct":
            yield "direct given", 1, ""


def _figures(text: str, marks: list[Mark], figures: pd.DataFrame) -> Iterator[tuple[str, int, str]]:
    left = figures.index.tolist()
    for mark in (m for m in marks if m.kind == "figure"):
        harm, value, source = mark.fields
        low, _, high = value.partition("-")
        wanted = (float(low), float(high) if high else None if "-" in value else float(low))
        at = next(
            (
                i
                for i in left
                if figures.at[i, "start"] < mark.end
                and figures.at[i, "end"] > mark.start
                and _same_harm(figures.at[i, "harm"], harm)
                and figures.at[i, "low"] == wanted[0]
                and (pd.isna(figures.at[i, "high"]) if wanted[1] is None else True)
            ),
            None,
        )
        if at is not None:
            left.remove(at)
        if mark.borderline:
            continue
        yield "figures", 1, "" if at is not None else f"missed {harm} {text[mark.start : mark.end]!r}"
        if at is not None:
            given = figures.at[at, "source"]
            right = any(
                _same_name(None if pd.isna(given) else given, "" if s == "-" else s)
                for s in source.split("/")
            )
            yield "figure found", 1, ""
            yield "figures given", 1, ""
            yield (
                "source",
                int(right),
                "" if right else f"source {given!r} for {source!r}: {text[mark.start : mark.end]!r}",
            )
    for i in left:
        yield "figures given", 1, f"false figure {figures.at[i, 'harm']} {figures.at[i, 'text']!r}"


def _batch(name: str) -> int:
    """The batch of an article, by its number: ten articles are one."""
    return (_number(name) - 1) // 10 + 1


def _number(name: str) -> int:
    return int(name.partition("_")[0])


def score_figures(batches: AbstractSet[int] = frozenset(), show_errors: bool = False) -> pd.DataFrame:
    """Give how many figures of any kind are marked, given and right, in the batches of articles and in short ones.

    Right is what overlaps and has the interval; then kind and source are compared. Marks `number` are figures
    of any kind, marks `figure` people harmed.
    """
    files = [*sorted((LABELLED / "articles").glob("*.txt")), *sorted((LABELLED / "figures").glob("*.txt"))]
    counts: Counter = Counter()
    for file in files:
        text, marks = read_marked(file.read_text(encoding="utf-8"))
        if not any(mark.kind == "number" for mark in marks):
            continue
        set_name = (
            f"articles, batch {_batch(file.stem)}" if file.parent.name == "articles" else "short articles"
        )
        if batches and _batch(file.stem) not in batches:
            continue
        for what, number, error in _any_figures(text, marks, analyse(articles_from_text(text))["figures"]):
            counts[set_name, what] += number
            counts["all", what] += number
            if error and show_errors:
                print(f"{file.stem}: {error}")
    table = pd.Series(counts).unstack(fill_value=0)[["marked", "given", "found", "kind", "source"]]
    table["precision"] = (table["found"] / table["given"]).round(3)
    table["recall"] = (table["found"] / table["marked"]).round(3)
    table["kind right"] = (table["kind"] / table["found"]).round(3)
    table["source right"] = (table["source"] / table["found"]).round(3)
    return table


def _any_figures(text: str, marks: list[Mark], figures: pd.DataFrame) -> Iterator[tuple[str, int, str]]:
    left = list(figures.itertuples())
    for mark in (m for m in marks if m.kind in ("number", "figure")):
        kind, value, whose = mark.fields
        low = float(value.partition("-")[0])
        if kind == "share" and not any(
            map(str.isdigit, text[mark.start : mark.end])
        ):  # a fraction is marked as one
            low *= 1 if "cent" in text[mark.start : mark.end] or low >= 1 else 100
        overlapping = [row for row in left if row.start < mark.end and row.end > mark.start]
        hit = next(
            (r for r in overlapping if any(abs(end - low) < 0.01 * low + 0.001 for end in (r.low, r.high))),
            None,
        )
        if hit is not None:
            left.remove(hit)
        elif mark.borderline:
            left = [row for row in left if row not in overlapping]
        if mark.borderline:
            continue
        yield "marked", 1, "" if hit else f"missed {kind} {value}: {[r.text for r in overlapping]}"
        if hit is None:
            continue
        yield "found", 1, ""
        yield "given", 1, ""
        same = hit.kind == ("harm" if mark.kind == "figure" else kind)
        yield "kind", int(same), "" if same else f"{hit.kind} for {kind}: {hit.text!r}"
        source = "" if pd.isna(hit.source) else hit.source
        right = any(_same_name(source, "" if name == "-" else name) for name in whose.split("/"))
        yield "source", int(right), "" if right else f"source {source!r} for {whose!r}: {hit.text!r}"
    for row in left:
        yield "given", 1, f"false {row.kind} {row.text!r} ({row.what})"


def _labels(text: str, marks: list[Mark], labels: pd.DataFrame) -> Iterator[tuple[str, int, str]]:
    given = labels.dropna(subset="term")
    spans = list(zip(given["start"], given["end"], strict=True))
    wanted = [m for m in marks if m.kind == "label"]
    for mark in wanted:
        hit = any(a < mark.end and b > mark.start for a, b in spans)
        yield "labels", 1, "" if hit else f"missed label {text[mark.start : mark.end]!r}"
        yield "label found", int(hit), ""
    for a, b in spans:
        hit = any(a < m.end and b > m.start for m in wanted)
        yield "labels given", 1, "" if hit else f"false label {text[a:b]!r}"


def _same_harm(given: str, marked: str) -> bool:
    return given == marked or {given, marked} == {"died", "killed"}


def _trimmed_that(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = _trimmed(text, start, end)
    return _trimmed(text, start + 5 * text.startswith("that ", start), end)


def _speaker(row: pd.Series) -> str | None:
    name = row["speaker_name"] if pd.notna(row["speaker_name"]) else row["speaker"]
    return None if pd.isna(name) else str(name)


def _is_speaker(row: pd.Series, whose: str) -> bool:
    name = _speaker(row)
    if whose == "-":
        return name is None
    plain = [_plain(alias) for alias in whose.split("/")]
    return name is not None and any(re.search(rf"(?<!\w){re.escape(a)}(?!\w)", _plain(name)) for a in plain)


def _plain(name: str) -> str:
    words = re.sub(r"[’']s\b", "", name).replace("’", "'").lower().split()
    return " ".join(word for word in words if word not in ("the", "a", "an"))


if __name__ == "__main__":
    asked = {int(word) for word in sys.argv[1:] if word.isdigit()}
    errors = "--errors" in sys.argv
    print((score_figures(asked, errors) if "figures" in sys.argv else score(asked, errors)).to_string())
