"""How much of what the keys of the ready lessons have the tool finds, task by task.

    python -m benchmarks.lessons [--errors]

The keys were marked by hand before the tool had seen the texts. What a key lets be left out counts neither way.
"""

import sys
from collections import Counter

import pandas as pd

from analysis import analyse
from analysis.teach.keys import TASKS, compare_with_key, find_answers, key_answers
from analysis.teach.lessons import list_lessons, read_lesson

OURS = ("first_article", "kestrin_local", "kestrin_official", "kestrin_wire")  # used before, so not unseen


def score(names: list[str], show_errors: bool = False) -> pd.DataFrame:
    """Give what is in the keys, what the tool gives and what of it is right, by task."""
    counts: Counter = Counter()
    for name in names:
        lesson = read_lesson(name)
        tables = analyse(lesson.articles)
        key, found = key_answers(lesson.text, lesson.key or ()), find_answers(tables)
        key = key[key["about"] != "may be left out"]
        apart = compare_with_key(lesson, tables)
        for table, what in ((key, "marked"), (found, "given")):
            for task, n in table["task"].value_counts().items():
                counts[task, what] += n
        for (task, mistake), n in apart.groupby(["task", "mistake"]).size().items():
            counts[task, mistake] += n
        if show_errors:
            print(name, apart.drop(columns=["start", "end"]).to_string(), sep="\n")
    rows = {}
    for task in (task.name for task in TASKS):
        marked, found = counts[task, "marked"], counts[task, "marked"] - counts[task, "missed"]
        false, named = counts[task, "not in the key"], found - counts[task, "another source"]
        rows[task] = {
            "marked": marked,
            "P": round(100 * found / max(1, found + false), 1),
            "R": round(100 * found / max(1, marked), 1),
            "right source": round(100 * named / max(1, found), 1),
        }
    return pd.DataFrame(rows).T


if __name__ == "__main__":
    print(score([name for name in list_lessons() if name not in OURS], "--errors" in sys.argv).to_string())
