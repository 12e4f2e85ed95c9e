"""Texts that nobody would write: `analyse` reads them all, and each row stands where it says."""

import pytest

from analysis import analyse, articles_from_text
from benchmarks.fuzz import run

ONCE_FAILED = (
    "by \t :",
    "The clerk asked that but",
    "He said that and",
    "Ann Lee said it was late. Dr",
    "“They add,” are\nissue, ",
    "less sure.",
    "A third died, one of",
)


@pytest.mark.parametrize("text", ONCE_FAILED)
def test_texts_whose_kind_once_failed(text):
    assert analyse(articles_from_text(text))["problems"].empty


def test_some_odd_texts():
    assert dict(run(200, seed=3)) == {"texts": 200}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 12])
def test_many_odd_texts(seed):
    assert dict(run(10_000, seed=seed)) == {"texts": 10_000}
