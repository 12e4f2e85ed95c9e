"""Hostile files of every kind: each is read, or refused with one clear line, within limits of time and memory."""

import resource
import time
import warnings
from functools import partial

import pytest

from analysis.read import sources
from analysis.read.apart import read_apart
from analysis.read.articles import read_articles
from analysis.read.problems import Limits, reason_of

from .hostile_files import CASES, build

LIMITS = Limits(seconds=6, memory=700_000_000)
MEMORY = 1_500_000  # kilobytes of this process, after all of them


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_hostile_files_are_read_or_refused_in_time(tmp_path, name, monkeypatch):
    monkeypatch.setattr(sources, "read_apart", partial(read_apart, limits=LIMITS))
    path = build(name, tmp_path)
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            articles = read_articles(path)
        said = [reason_of(one) for one in articles.attrs.get("problems", [])]
        texts = articles["text"].tolist()
        assert texts
    except (ValueError, FileNotFoundError) as error:
        said, texts = [str(error)], []
        assert said[0]
    taken = time.monotonic() - begun
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert taken < LIMITS.seconds + 4, f"{taken:.1f} s"
    assert grown < MEMORY, f"{grown:,} kB"
    for text in [*texts, *said]:
        text.encode("utf-8")
        assert "\0" not in text
        assert "root:x:0" not in text, "a file of the machine was read"
    for reason in said:
        assert "\n" not in reason.strip(), reason
        assert len(reason) < 1000, reason
        assert "expected" in reason or "was read" in reason, reason


def test_there_are_enough_of_them():
    assert len(CASES) >= 150
