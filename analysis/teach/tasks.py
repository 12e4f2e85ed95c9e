"""Take the tables of an article; give what is to be found in each of the four tasks.

It cannot see what no finder found.
"""

import csv
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from ..measure.sources import NOT_SAID
from ..read.lexicons import BUILT_IN
from ..read.resources import data_path, how_sure
from ..show.marks import LAYERS


class Task(NamedTuple):
    """One thing to look for: its name in a file of answers, its question, what to mark, an example, what to name."""

    name: str
    question: str
    mark: str
    example: str
    who: str


_ROWS = data_path("lessons/tasks.csv").read_text("utf-8").splitlines()
TASKS = tuple(Task(**row) for row in csv.DictReader(_ROWS))
QUESTIONS = {task.name: task.question for task in TASKS}
ANSWERS = ("task", "start", "end", "text", "who", "about", "sure")
"""The columns of what is found: `who` is missing where nobody is named, `about` says how it was found, `sure` how
often its rule was right."""

_DESCRIBE = {layer.table: layer.describe for layer in LAYERS}


def find_answers(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Give what the finders found for each task, in reading order: `task, start, end, text, who, about, sure`.

    >>> from analysis import analyse, articles_from_text
    >>> found = find_answers(analyse(articles_from_text("“It rained,” Ann Lee said. The regime fell.")))
    >>> found[["task", "text", "who"]].fillna("-").to_numpy().tolist()
    [['speech', 'It rained,', 'Ann Lee'], ['words', 'The regime', '-']]
    """
    return answers_table({row[:3]: row for row in _found(tables)}.values())


def answers_table(rows: Iterable[tuple]) -> pd.DataFrame:
    """Give rows of answers as a table, in the order of the tasks and of the text."""
    table = pd.DataFrame(list(rows), columns=list(ANSWERS))
    whole = dict.fromkeys(("start", "end"), "int64")
    table = table.astype(dict.fromkeys(("text", "who", "about", "sure"), "str") | whole)
    order = {name: place for place, name in enumerate(QUESTIONS)}
    return table.sort_values(
        ["task", "start", "end"], key=lambda c: c.map(order) if c.name == "task" else c, ignore_index=True
    )


def _found(tables: dict[str, pd.DataFrame]) -> Iterator[tuple]:
    quotes, figures, labels = tables["quotes"], tables["figures"], tables["labels"]
    speech = quotes[quotes["kind"] != "scare"]
    speech = speech.assign(who=speech["speaker_name"].fillna(speech["speaker"]))
    meanings = BUILT_IN.terms("quote_rules")
    for row in speech.itertuples():
        rule = meanings.get(row.rule)
        meaning = f" That is: {rule.meaning}." if rule is not None and rule.meaning else ""
        yield _answer(
            "speech", row, row.who, _DESCRIBE["quotes"](row)[2] + meaning, how_sure("quotes", row.rule)
        )
        if pd.isna(row.who) and pd.notna(row.cue) and row.status not in NOT_SAID:
            yield _answer(
                "nobody", row, None, f"Told as somebody’s words (“{row.cue}”), and nobody is named."
            )
    for row in figures.itertuples():
        yield _answer("figures", row, row.source, _DESCRIBE["figures"](row)[2])
    for row in labels[labels["category"].notna()].itertuples():
        yield _answer("words", row, row.voice, _DESCRIBE["labels"](row)[2])
    for row in tables["terms"][tables["terms"]["lexicon"] == "loaded"].itertuples():
        kind = f" ({row.category})" if pd.notna(row.category) else ""
        yield _answer("words", row, row.voice, f"“{row.term}” stands in the list of charged words{kind}.")
    for row in tables["passives"][tables["passives"]["agent"].isna()].itertuples():
        yield _answer("nobody", row, None, _DESCRIBE["passives"](row)[2])


def _answer(task: str, row: Any, who: Any, about: str, sure: str = "") -> tuple:
    return task, row.start, row.end, row.text, None if pd.isna(who) else who, about, sure
