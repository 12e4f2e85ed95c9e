"""Take the tables of an article, and a key if there is one; give what is to be found in each of the four tasks.

It cannot see what neither a finder nor the key has, or who of the two is right.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from ..find.corrections import apply_corrections
from ..measure.sources import NOT_SAID
from ..read.corrections import COLUMNS as CORRECTIONS
from ..read.lexicons import BUILT_IN
from ..resources import data_path, how_sure
from ..show.words import LAYERS, giver, is_contested
from ..tables import Tables, make_table
from .lessons import Lesson, Mark

_TASKS = pd.read_csv(data_path("lessons/tasks.csv"), dtype="str", keep_default_na=False)
TASKS = tuple(_TASKS.itertuples(False, "Task"))
"""What to look for: its `name` in a file of answers, its `question`, what to `mark`, an `example`, `who` to name."""
QUESTIONS = {task.name: task.question for task in TASKS}
_DESCRIBE = {layer.table: layer.describe for layer in LAYERS}


def find_answers(tables: Tables) -> pd.DataFrame:
    """Give what the finders found for each task, in reading order: `task, start, end, text, who, about, sure, status`.

    >>> from analysis import analyse, articles_from_text
    >>> found = find_answers(analyse(articles_from_text("“It rained,” Ann Lee said. The regime fell.")))
    >>> found[["task", "text", "who"]].fillna("-").to_numpy().tolist()
    [['speech', 'It rained,', 'Ann Lee'], ['words', 'The regime', '-']]
    """
    return answers_table({row[:3]: row for row in _found(tables)}.values())


def answers_table(rows: Iterable[tuple]) -> pd.DataFrame:
    """Give rows of answers in the order of the tasks and of the text: `about` says how each was found, `sure` how often
    its rule was right, `status` what was denied, asked or not said; `who` is missing where nobody is named."""
    table = make_table("task start end text who about sure status".split(), rows)
    table["order"] = table["task"].map(list(QUESTIONS).index)
    return table.sort_values(["order", "start", "end"], ignore_index=True).drop(columns="order")


def _found(tables: Tables) -> Iterator[tuple]:
    quotes, figures, labels = tables["quotes"], tables["figures"], tables["labels"]
    speech = quotes[quotes["kind"] != "scare"]
    speech = speech.assign(who=speech["speaker_name"].fillna(speech["speaker"]))
    meanings = BUILT_IN.terms("quote_rules")
    for row in speech.itertuples():
        rule = meanings.get(row.rule)
        meaning = f" That is: {rule.meaning}." if rule is not None and rule.meaning else ""
        about, status = _DESCRIBE["quotes"](row)[2] + meaning, row.status if row.status in NOT_SAID else None
        yield _answer("speech", row, row.who, about, how_sure("quotes", row.rule), status)
        if pd.isna(row.who) and pd.notna(row.cue) and row.status not in NOT_SAID:
            about = f"Told as somebody’s words (“{row.cue}”), and nobody is named."
            yield _answer("nobody", row, None, about)
    for row in figures.itertuples():
        yield _answer("figures", row, giver(row), _DESCRIBE["figures"](row)[2])
    for row in labels[is_contested(labels)].itertuples():
        yield _answer("words", row, row.voice, _DESCRIBE["labels"](row)[2])
    for row in tables["terms"][tables["terms"]["lexicon"] == "loaded"].itertuples():
        kind = f" ({row.category})" if pd.notna(row.category) else ""
        yield _answer("words", row, row.voice, f"“{row.term}” stands in the list of charged words{kind}.")
    for row in tables["passives"][tables["passives"]["agent"].isna()].itertuples():
        yield _answer("nobody", row, None, _DESCRIBE["passives"](row)[2])


def _answer(task: str, row: Any, who: Any, about: str, sure: str = "", status: str | None = None) -> tuple:
    return task, row.start, row.end, row.text, None if pd.isna(who) else who, about, sure, status


_KINDS = {"figure": "figures", "nobody": "nobody", "label": "words", "charged": "words"}
_KINDS |= dict.fromkeys(("direct", "mixed", "indirect"), "speech")
_MAY_BE_LEFT_OUT = "may be left out"


def key_answers(text: str, marks: Sequence[Mark]) -> pd.DataFrame:
    """Give what a key has for each task, as `find_answers` does; other names of a speaker stand behind a slash.

    >>> from .lessons import read_marked
    >>> key_answers(*read_marked("He said {indirect|Ann Lee/Lee|it rained}."))["who"].item()
    'Ann Lee/Lee'
    """
    rows = []
    for mark in marks:
        whose, place = mark.fields[-1], (mark.start, mark.end)
        about = f"{mark.kind}, {mark.status}" if mark.status != "said" else mark.kind
        about = _MAY_BE_LEFT_OUT if mark.borderline else about
        if task := _KINDS.get(mark.kind):
            who, status = None if whose == "-" else whose, mark.status if mark.status in NOT_SAID else None
            rows.append((task, *place, text[slice(*place)], who, about, "", status))
    return answers_table(rows)


def compare_with_key(lesson: Lesson, tables: Tables) -> pd.DataFrame:
    """Give where the tool and the key differ: `task, start, end, text, who, mistake, given`; none without a key.
    `mistake` is "missed", "not in the key" or "another source"; what the key lets be left out counts neither way.
    """
    rows: list[tuple] = []
    key, given = key_answers(lesson.text, lesson.key or ()), find_answers(tables)
    for task in QUESTIONS if lesson.key is not None else ():
        ours, theirs = (list(t[t["task"] == task].itertuples(index=False)) for t in (key, given))
        for i, j in match_passages(*([row[1:3] for row in rows] for rows in (ours, theirs))):
            wanted, found = None if i is None else ours[i], None if j is None else theirs[j]
            if wanted is None:
                rows.append((*theirs[j][:5], "not in the key", None))
            elif wanted.about == _MAY_BE_LEFT_OUT:
                continue
            elif found is None:
                rows.append((*wanted[:5], "missed", None))
            elif task != "nobody" and not same_speaker(wanted.who, found.who):
                rows.append((*wanted[:5], "another source", found.who))
    return make_table("task start end text who mistake given".split(), rows)


def apply_key(lesson: Lesson, tables: Tables) -> Tables:
    """Give the tables with the passages that the key has, by its speakers, so that what is counted agrees with it."""
    if lesson.key is None:
        return tables
    speech = tables["quotes"][tables["quotes"]["kind"] != "scare"]
    found = list(speech[["start", "end", "speaker_name"]].itertuples(index=False))
    marks = [mark for mark in lesson.key if _KINDS.get(mark.kind) == "speech"]
    lines: list[tuple] = []
    for i, j in match_passages([(mark.start, mark.end) for mark in marks], [row[:2] for row in found]):
        lines += _mended(None if i is None else marks[i], None if j is None else found[j])
    lines.sort(key=lambda line: line[2] != "strike")  # what is added may stand where something was struck out
    rows = [(lesson.name, str(a), str(b), "quotes", *rest, "") for a, b, *rest in lines]
    return apply_corrections(tables, pd.DataFrame(rows, columns=list(CORRECTIONS), dtype="str"))


def _mended(mark: Mark | None, row: Any) -> Iterator[tuple]:
    """The lines of corrections that make of a passage that was found the one of the key, where they differ."""
    over = mark is not None and row is not None and 2 * (mark.end - mark.start) < row.end - row.start
    if row is not None and (mark is None or over):
        yield *row[:2], "strike", "", ""
    if mark is None:
        return
    whose = mark.fields[-1].strip("-")
    told = {"kind": mark.kind, "status": mark.status, "speaker_name": whose.split("/")[0]}
    if row is not None and not over:
        if not same_speaker(whose, row.speaker_name):
            yield *row[:2], "change", "speaker_name", told["speaker_name"]
    elif not mark.borderline:
        yield mark.start, mark.end, "add", "", ""
        yield from ((mark.start, mark.end, "change", *change) for change in told.items())


def match_passages(first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]) -> list[tuple]:
    """Give the pairs of passages that share at least half of the shorter one, then those that stand alone.

    Each passage is in one pair, the pairs that share most come first.

    >>> match_passages([(0, 10), (20, 30)], [(2, 12), (40, 50)])
    [(0, 0), (1, None), (None, 1)]
    """
    shared = [
        (both / max(b - a, d - c), i, j)
        for i, (a, b) in enumerate(first)
        for j, (c, d) in enumerate(second)
        if 2 * (both := min(b, d) - max(a, c)) >= min(b - a, d - c) and both > 0
    ]
    pairs: list[tuple] = []
    left, right = dict.fromkeys(range(len(first))), dict.fromkeys(range(len(second)))
    for _, i, j in sorted(shared, key=lambda pair: (-pair[0], pair[1:])):
        if i in left and j in right:
            pairs.append((i, j))
            del left[i], right[j]
    return pairs + [(i, None) for i in left] + [(None, j) for j in right]


def same_speaker(one: object, other: object) -> bool:
    """Say whether two names can be the same: one has the other in it; names behind a slash are other names.

    >>> same_speaker("Lee", "Ann Lee/the mayor"), same_speaker("Ann", None), same_speaker(None, None)
    (True, False, True)
    """
    ones, others = map(_names, (one, other))
    if not ones or not others:
        return not ones and not others
    return any(a in b or b in a for a in ones for b in others)


def _names(names: object) -> list[str]:
    """Names behind slashes, each between spaces and without its articles."""
    every = names.lower().replace("’", "'").split("/") if isinstance(names, str) else ()
    bare = (" ".join(word for word in name.split() if word not in ("the", "a", "an")) for name in every)
    return [f" {name} " for name in bare if name]
