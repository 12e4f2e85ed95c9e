"""Take the name of a lesson; give its three questions, each answer of which opens to a hint.

A check tells where to look, and not only right or wrong. It cannot see which answer was chosen first.
"""

import pandas as pd

from ..read.resources import data_path
from .page import Shown, escape


def show_checks(lesson: str) -> Shown:
    """Give the questions of a lesson for a notebook or a page; no script runs.

    The questions stand in `data/lessons/checks.csv`. In the teacher's edition the answers stand open, and the right
    one is marked. Raises ValueError where the lesson has none.

    >>> "<summary>" in show_checks("01").data
    True
    """
    table = pd.read_csv(data_path("lessons/checks.csv"), dtype="str")
    mine = table[table["lesson"] == lesson]
    if not len(mine):
        known = ", ".join(table["lesson"].unique())
        raise ValueError(
            f"There are no questions for the lesson {lesson!r}; one of {known} was expected. Try one."
        )
    items = []
    for question, answers in mine.groupby("question", sort=False):
        told = "".join(
            f'<details class="answer{" right" * (row.right == "yes")}"><summary>{escape(row.answer)}</summary>'
            f"<p>{escape(row.hint)}</p></details>"
            for row in answers.itertuples()
        )
        items.append(f"<li><p>{escape(question)}</p>{told}</li>")
    return Shown(f'<ol class="questions">{"".join(items)}</ol>')
