"""Growth: twice the text, twice the work, whatever the text. Lines of ours that run are counted, not seconds.

Shapes are made from a table of fragments, each alone and in seeded mixtures; what a library or a pattern does inside
is not seen here.
"""

import random
import sys
from collections.abc import Callable
from itertools import pairwise, product
from pathlib import Path

import pandas as pd
import pytest

from analysis import (
    analyse,
    articles_from_text,
    find_catchphrases,
    find_people,
    label_tone,
    label_tone_toward,
)
from analysis.resources import data_path

ROOT = str(Path(__file__).parent.parent / "analysis")
FRAGMENTS = (
    *("Ann Lee said it rained. ", "rebels ", "“", "”", '"', "' ", "she said ", "the regime of ", ", ", "; "),
    *(
        "— ",
        "( ",
        ") ",
        "12 ",
        "three of ",
        "killed and ",
        "and ",
        "Ann Lee ",
        "Lee, a nurse, ",
        "\n",
        "“Yes,” ",
    ),
    *(
        "he ",
        "that ",
        "by the ",
        "was told ",
        "to ",
        "of the ",
        "Mr. ",
        "A. ",
        "\u00ad",
        "a-\n",
        "don't ",
        "'s ",
    ),
    *(
        "according to ",
        "1,",
        "www.",
        "@a",
        "&",
        "no ",
        "…",
        "?! ",
        "I ",
        "who ",
        ": ",
        "LEE: ",
        "- ",
        "half a ",
    ),
    *("more than ", "not ", "terrible ", "Nice ", "Arden.The "),
)
SMALL, LARGE = 1_000, 4_000
GREATEST = 1.15
"""The exponent: 1 is linear, 2 quadratic."""

ONCE_QUADRATIC = (
    "three of don't not ",
    "Ann Lee left. Another said no. ",
    "Ann Lee died. ",
    "he three of killed and ",
    "according to a-\nthree of who ",
    "; Ann Lee said it rained. ' who ",
)


def shapes(number: int) -> list[str]:
    """Every fragment, and mixtures of two to four of them, always the same."""
    choice = random.Random(13)
    mixtures = ["".join(choice.sample(FRAGMENTS, choice.choice((2, 3, 4)))) for _ in range(number)]
    return [*FRAGMENTS, *mixtures]


def everything(articles: pd.DataFrame) -> None:
    """All tables of an article, and what a report computes beside them."""
    tables = analyse(articles)
    assert tables["problems"].empty
    find_catchphrases(articles)
    label_tone(tables["sentences"])
    label_tone_toward(find_people(articles), articles)


def lines_run(function: Callable, *arguments) -> int:
    """How many lines of this project run in one call."""
    count = 0

    def each_line(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return each_line

    def ours(frame, _event, _argument):
        return each_line if frame.f_code.co_filename.startswith(ROOT) else None

    before = sys.gettrace()
    sys.settrace(ours)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return count


def grown(shape: str, length: int) -> pd.DataFrame:
    """About `SMALL` characters, or an exact multiple, of the whole shape: a cut one would be another shape."""
    return articles_from_text(shape * (SMALL // len(shape)) * (length // SMALL))


def named(bodies: int) -> pd.DataFrame:
    """A text in which each sentence has names and a body of its own."""
    nouns = pd.read_csv(data_path("lexicons/group_nouns.csv"))["term"].iloc[:bodies]
    names = ("K" + "".join(letters) + "ld" for letters in product("aeiou", "bdgklmnprst", "aeiou"))
    told = "{0} {1} shut. The {2} said it rained. Ann {0}er of Perth and {0} Council left. "
    return articles_from_text(
        "".join(told.format(name, noun.title(), noun) for name, noun in zip(names, nouns, strict=False))
    )


def assert_linear(shape: str, texts: list[pd.DataFrame]) -> None:
    counts = [lines_run(everything, text) for text in texts]
    first, last = (after - before for before, after in pairwise(counts))
    assert last <= first * 2**GREATEST + 5_000, f"{shape!r}: {counts}"


def assert_linear_in(shape: str) -> None:
    """Words and rules that this process meets for the first time are read before lines are counted."""
    everything(grown(shape, SMALL))
    assert_linear(shape, [grown(shape, length) for length in (SMALL, 2 * SMALL, LARGE)])


@pytest.fixture(scope="module", autouse=True)
def warm():
    """Read lists and models once, so that they are not counted."""
    everything(articles_from_text(" ".join(FRAGMENTS)))


@pytest.mark.parametrize("shape", [*shapes(0)[::6], *ONCE_QUADRATIC], ids=repr)
def test_work_grows_with_the_text(shape):
    assert_linear_in(shape)


def test_work_grows_with_the_text_where_each_sentence_has_new_names():
    assert_linear("new names", [named(bodies) for bodies in (40, 80, 160)])


@pytest.mark.slow
@pytest.mark.parametrize("shape", shapes(100), ids=repr)
def test_work_grows_with_the_text_of_every_shape(shape):
    assert_linear_in(shape)
