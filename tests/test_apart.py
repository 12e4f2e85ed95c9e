"""The process apart: what a reader there may do to the machine, and what is left when it does too much."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis.read.apart import read_apart
from analysis.read.articles import read_articles
from analysis.read.problems import Limits


def ask(function, *arguments, **limits) -> list:
    return list(read_apart(function, *arguments, name="a.doc", limits=Limits(**limits)))


def three(_data):
    yield {"text": "one \ud83d"}
    yield ValueError("the second page is damaged")
    yield {"text": "three"}


def own_process(_data):
    return {"pid": os.getpid(), "path": sys.path, "place": str(Path.cwd())}


def forever(_data):
    while True:
        pass


def slow_rows(_data):
    for number in range(4):
        time.sleep(0.3)
        yield {"text": str(number)}


def all_memory(_data):
    return {"text": "x" * 10**10}


def death(_data):
    os._exit(3)


def chatter(_data):
    print("a library that prints")
    os.write(1, b"from below")
    return {"text": "read"}


def failure(_data):
    raise KeyError("no such font")


def test_records_and_problems_come_as_they_are_yielded():
    first, second, third = ask(three, b"data")
    assert (first, third) == ({"text": "one \ud83d"}, {"text": "three"})
    assert str(second) == "the second page is damaged"


def test_one_process_is_used_again_and_replaced_only_where_it_was_ended():
    (first,), (second,) = ask(own_process, b""), ask(own_process, b"")
    assert first["pid"] == second["pid"] != os.getpid()
    with pytest.raises(ValueError, match="ends its reader"):
        ask(death, b"")
    assert ask(own_process, b"")[0]["pid"] != first["pid"]


@pytest.mark.parametrize(
    ("function", "limits", "said"),
    [
        (forever, {"seconds": 0.5}, r"a\.doc takes longer than 0\.5 seconds.*expected.*save"),
        (all_memory, {"memory": 10**9}, r"a\.doc needs more than 1,000 million bytes of memory"),
        (failure, {}, "no such font"),
    ],
)
def test_what_exceeds_a_limit_or_fails_is_one_clear_line(function, limits, said):
    begun = time.monotonic()
    with pytest.raises(ValueError, match=said):
        ask(function, b"", **limits)
    assert time.monotonic() - begun < 5


def test_time_is_for_each_batch_so_that_long_tables_are_read():
    assert len(ask(slow_rows, b"", seconds=5)) == 4


def test_what_a_library_prints_is_no_answer():
    assert ask(chatter, b"") == [{"text": "read"}]


def test_readers_may_be_left_midway_and_run_side_by_side():
    one, other = (read_apart(three, b"", name="a") for _ in range(2))
    assert next(one) == next(other)
    one.close()
    assert len(list(other)) == 2
    assert len(ask(three, b"")) == 3


def test_no_file_of_the_readers_folder_is_run(tmp_path):
    for name in ("json", "pypdf", "analysis", "sitecustomize", "trafilatura", "lxml"):
        (tmp_path / f"{name}.py").write_text("from pathlib import Path\nPath('was_run').touch()\n")
    (tmp_path / "page.html").write_text(
        "<html><body><article><p>" + "It rained all day. " * 30 + "</p></article>"
    )
    code = (
        "import sys; sys.path.remove(''); from analysis.read.articles import read_articles; sys.path.insert(0, '');"
        "print(len(read_articles('page.html')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "1\n"
    assert not (tmp_path / "was_run").exists()


def test_table_in_memory_that_a_child_reads_is_the_same(tmp_path):
    pages = pytest.importorskip("openpyxl").Workbook()
    pages.active.append(["title", "text"])
    for number in range(300):
        pages.active.append([f"t{number}", "It rained."])
    pages.save(tmp_path / "a.xlsx")
    assert read_articles(tmp_path / "a.xlsx")["title"].tolist() == [f"t{number}" for number in range(300)]
