"""Texts that nobody would write: `analyse` reads them all, and each row stands where it says."""

import pytest

from benchmarks.fuzz import run


def test_some_odd_texts():
    assert dict(run(200, seed=3)) == {"texts": 200}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 12])
def test_many_odd_texts(seed):
    assert dict(run(10_000, seed=seed)) == {"texts": 10_000}
