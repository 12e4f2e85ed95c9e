"""How often each rule is right on the articles in data/labelled/articles; writes data/labelled/precision.csv.

    python -m benchmarks.precision

A passage is right where at least 0.8 of the joint span is marked and its speaker is the marked one, a figure where it
is marked and its source is the marked one. What is borderline counts neither way.
"""

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from analysis import analyse, articles_from_text
from benchmarks.labelled import LABELLED, _same_name, _shared
from benchmarks.marked_articles import _QUOTED, Mark, _is_speaker, _trimmed_that, marked_articles


def measure() -> pd.DataFrame:
    """Give `table, rule, n, right`: how many rows each rule gave, and how many of them are as marked."""
    given, right = Counter(), Counter()
    for _, text, marks in marked_articles():
        tables = analyse(articles_from_text(text))
        for table, rule, is_right in (
            *_passages(text, marks, tables["quotes"]),
            *_figures(marks, tables["casualties"]),
        ):
            given[table, rule] += 1
            right[table, rule] += is_right
    rows = [(table, rule, given[table, rule], right[table, rule]) for table, rule in sorted(given)]
    return pd.DataFrame(rows, columns=["table", "rule", "n", "right"])


def _passages(text: str, marks: list[Mark], quotes: pd.DataFrame) -> Iterator[tuple[str, str, bool]]:
    spoken = [(mark, _trimmed_that(text, mark.start, mark.end)) for mark in marks if mark.kind in _QUOTED]
    for _, row in quotes[quotes["kind"] != "scare"].iterrows():
        span = _trimmed_that(text, row["start"], row["end"])
        near = [mark for mark, place in spoken if _shared(place, span) >= 0.8]
        if not any(mark.borderline for mark in near):
            yield "quotes", row["rule"], any(_is_speaker(row, mark.fields[0]) for mark in near)


def _figures(marks: list[Mark], figures: pd.DataFrame) -> Iterator[tuple[str, str, bool]]:
    marked = [mark for mark in marks if mark.kind == "figure"]
    for row in figures.itertuples():
        near = [mark for mark in marked if row.start < mark.end and row.end > mark.start]
        if not any(mark.borderline for mark in near):
            source = None if pd.isna(row.source) else row.source
            names = [name for mark in near for name in mark.fields[2].split("/")]
            yield (
                "casualties",
                row.rule,
                any(_same_name(source, "" if name == "-" else name) for name in names),
            )


if __name__ == "__main__":
    table = measure()
    table.to_csv(LABELLED / "precision.csv", index=False)
    print(table.to_string(index=False))
