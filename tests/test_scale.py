"""Archives: parts that add up to the whole, runs that are cut off, workers that die."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from analysis import scale
from analysis.archive.columns import archive_tables
from analysis.corpus import FINDERS, analyse
from analysis.find.text.passive_voice import passives_in
from analysis.read.articles import read_articles
from analysis.read.problems import LIMITS
from analysis.runs import READ
from analysis.scale import write_tables
from analysis.tables import COLUMNS

COMMAND = (sys.executable, "-c", "from analysis.cli import main; main()")
SENTENCES = (
    "The council closed two bridges on Monday.",
    "“We had an hour,” said Ann Lee, the mayor of Arden.",
    "At least 14 people were killed and dozens wounded, police said.",
    "Officials claimed that the regime had been warned.",
    "She added that 300 families were displaced.",
    "Nobody was hurt in the south of the valley.",
    "The minister denied it, and called the report “invented”.",
)


def archive(path: Path, size: int) -> Path:
    """Write a table of short articles, each different."""
    with path.open("w", encoding="utf-8") as handle:
        for number in range(size):
            texts = [SENTENCES[(number * k + k) % len(SENTENCES)] for k in range(1, 5)]
            text = f"Report number {number} of the {number % 31}th." + " " + " ".join(texts)
            handle.write(
                json.dumps({"id": f"a{number:04}", "headline": f"Report {number}", "text": text}) + "\n"
            )
    return path


def read_all(out: Path) -> dict[str, pd.DataFrame]:
    return {
        folder.name: pd.read_parquet(folder)
        for folder in out.iterdir()
        if folder.is_dir() and folder.name[0] != "."
    }


def assert_complete(out: Path, source: Path) -> None:
    """Fail unless the written tables are, row for row, those of one process that holds all in memory."""
    written, whole = read_all(out), archive_tables(read_articles(source))
    assert set(written) == set(whole)
    for name, table in whole.items():
        pd.testing.assert_frame_equal(
            written[name], table.reset_index(drop=True), check_dtype=False, obj=name
        )
        kinds = written[name].dtypes.astype(str).to_dict()
        assert kinds == table.dtypes.astype(str).to_dict(), name
    assert written["problems"].empty


def test_parts_add_up_to_one_run(tmp_path):
    source = archive(tmp_path / "a.jsonl", 50)
    count = write_tables(source, tmp_path / "out", format="parquet", part=7)
    assert count == {"articles": 50, "problems": 0, "lost": 0}
    assert len(list((tmp_path / "out/sentences").iterdir())) == 8
    assert_complete(tmp_path / "out", source)


def test_csv_holds_the_same_rows(tmp_path):
    source = archive(tmp_path / "a.jsonl", 20)
    assert write_tables(source, tmp_path / "out", part=6) == {"articles": 20, "problems": 0, "lost": 0}
    for name, table in analyse(read_articles(source)).items():
        written = pd.read_csv(tmp_path / f"out/{name}.csv", keep_default_na=False, dtype="str")
        assert list(written.columns) == list(table.columns)
        assert len(written) == len(table)
        texts = table["text"] if "text" in table else table.iloc[:, 0]
        assert written[texts.name].tolist() == texts.fillna("").tolist()
    heading = ",".join(COLUMNS["problems"])
    assert (tmp_path / "out/problems.csv").read_bytes() == b"\xef\xbb\xbf" + heading.encode() + b"\n"
    assert not list((tmp_path / "out").glob(".new*"))


def test_articles_that_fail_become_problems_and_stop_nothing(tmp_path, monkeypatch):
    def all_but_one(document):
        if failing in document.text:
            raise RuntimeError("no rule for this")
        return passives_in(document)

    monkeypatch.setitem(FINDERS, "passives", all_but_one)
    source = archive(tmp_path / "a.jsonl", 8)
    failing = read_articles(source).set_index("article_id").loc["a0003", "text"]
    with source.open("a") as handle:
        handle.write(json.dumps({"id": "long", "text": "men " * LIMITS.characters}) + "\n")
    for form in ("csv", "parquet"):
        assert write_tables(source, tmp_path / form, format=form, part=5) == {
            "articles": 8,
            "problems": 2,
            "lost": 1,
        }
    problems = pd.read_csv(tmp_path / "csv/problems.csv").set_index("article_id")
    assert problems["stage"].to_dict() == {"a0003": "passives", "long": "read"}
    assert problems.loc["a0003", "problem"] == "RuntimeError: no rule for this"
    written = read_all(tmp_path / "parquet")
    assert set(written["problems"]["article_id"]) == {"a0003", "long"}
    assert set(written["articles"]["article_id"]) == set(written["sentences"]["article_id"])


def test_second_run_does_only_what_is_missing(tmp_path, monkeypatch):
    source, out = archive(tmp_path / "a.jsonl", 30), tmp_path / "out"
    made = []

    def cut_off_after_two(folder, name, **lexicons):
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(name)
        return whole(folder, name)

    whole = scale.analyse_part
    monkeypatch.setattr(scale, "analyse_part", cut_off_after_two)
    with pytest.raises(KeyboardInterrupt):
        write_tables(source, out, format="parquet", part=5)
    made.clear()
    monkeypatch.setattr(
        scale, "analyse_part", lambda folder, name, **lexicons: made.append(name) or whole(folder, name)
    )
    write_tables(source, out, format="parquet", part=5)
    assert made == [f"part-{n:05}" for n in (2, 3, 4, 5)]
    assert_complete(out, source)
    made.clear()
    write_tables(source, out, format="parquet", part=5)
    assert made == []


def test_what_was_cut_off_while_it_was_read_is_read_again(tmp_path, monkeypatch):
    source, out = archive(tmp_path / "a.jsonl", 30), tmp_path / "out"
    written = []

    def cut_off(run, file, rows):
        if file.startswith(READ):
            if len(written) == 3:
                raise KeyboardInterrupt
            written.append(Path(file).name)
        return whole(run, file, rows)

    whole = scale.write_part
    monkeypatch.setattr(scale, "write_part", cut_off)
    with pytest.raises(KeyboardInterrupt):
        write_tables(source, out, format="parquet", part=5)
    assert written == ["part-00000.parquet", "part-00001.parquet", "part-00002.parquet"]
    monkeypatch.setattr(scale, "write_part", whole)
    write_tables(source, out, format="parquet", part=5)
    assert_complete(out, source)


def test_half_written_part_is_never_taken_for_whole(tmp_path, monkeypatch):
    source, out = archive(tmp_path / "a.jsonl", 10), tmp_path / "out"

    def full_disk(_table, handle, **_options):
        handle.write(b"PAR1 half")
        raise OSError(28, "No space left on device")

    write_tables(source, out, format="parquet", part=5)
    (out / ".done/part-00001").unlink()
    before = {path: path.read_bytes() for path in out.glob("*/*.parquet")}
    with monkeypatch.context() as patch:
        patch.setattr("pyarrow.parquet.write_table", full_disk)
        with pytest.raises(OSError, match="No space"):
            write_tables(source, out, format="parquet", part=5)
    assert {path: path.read_bytes() for path in out.glob("*/*.parquet")} == before
    write_tables(source, out, format="parquet", part=5)
    assert_complete(out, source)
    assert not list(out.glob("*/.*"))


def test_full_disk_leaves_earlier_csv_tables_as_they_were(tmp_path, monkeypatch):
    source, out = archive(tmp_path / "a.jsonl", 4), tmp_path / "out"
    write_tables(source, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def full_disk(*_args, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pd.DataFrame, "to_csv", full_disk)
    with pytest.raises(OSError, match="No space"):
        write_tables(archive(tmp_path / "b.jsonl", 6), out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_folder_of_another_source_is_refused(tmp_path):
    out = tmp_path / "out"
    source = archive(tmp_path / "a.jsonl", 4)
    write_tables(source, out, format="parquet")
    for other, part in ((archive(tmp_path / "b.jsonl", 4), 500), (source, 3)):
        with pytest.raises(ValueError, match="tables of another source"):
            write_tables(other, out, format="parquet", part=part)
    archive(source, 5)
    with pytest.raises(ValueError, match="a source that has changed"):
        write_tables(source, out, format="parquet")


def test_parquet_is_not_put_beside_tables_as_csv(tmp_path):
    source, out = archive(tmp_path / "a.jsonl", 4), tmp_path / "out"
    write_tables(source, out)
    with pytest.raises(ValueError, match="holds tables as CSV"):
        write_tables(source, out, format="parquet")
    write_tables(source, out, format="parquet", force=True)
    write_tables(source, out, format="parquet")  # goes on with what was insisted on


def test_folder_can_be_used_again_when_its_source_could_not_be_read(tmp_path):
    out = tmp_path / "out"
    with pytest.raises(FileNotFoundError):
        write_tables(tmp_path / "missing.jsonl", out, format="parquet")
    source = archive(tmp_path / "a.jsonl", 4)
    assert write_tables(source, out, format="parquet") == {"articles": 4, "problems": 0, "lost": 0}
    assert_complete(out, source)


@pytest.mark.parametrize(("form", "shown"), [("csv", "read: 9 articles"), ("parquet", r"tables:.* 3/3")])
def test_progress_is_shown_on_request(tmp_path, capsys, form, shown):
    write_tables(archive(tmp_path / "a.jsonl", 9), tmp_path / "out", format=form, part=3, progress=True)
    assert re.search(shown, capsys.readouterr().err)


def test_a_format_that_is_none_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"no format 'xlsx'.*csv or parquet was expected"):
        write_tables(archive(tmp_path / "a.jsonl", 1), tmp_path / "out", format="xlsx")
    assert not (tmp_path / "out").exists()


def test_csv_is_written_by_one_process(tmp_path):
    with pytest.raises(ValueError, match="--format parquet"):
        write_tables(archive(tmp_path / "a.jsonl", 1), tmp_path / "out", workers=2)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "tcp://127.0.0.1:1", "nowhere"])
def test_scheduler_that_does_not_answer_is_named(tmp_path, address):
    with pytest.raises(ValueError, match="No Dask scheduler answers"):
        write_tables(archive(tmp_path / "a.jsonl", 1), tmp_path / "out", format="parquet", scheduler=address)


def test_tables_can_be_read_as_articles_again(tmp_path):
    source = archive(tmp_path / "a.jsonl", 9)
    write_tables(source, tmp_path / "out", format="parquet", part=4)
    pd.testing.assert_frame_equal(read_articles(tmp_path / "out/articles"), read_articles(source))


def test_query_of_the_page_on_archives_runs(tmp_path, monkeypatch, capsys):
    page = (Path(__file__).parent.parent / "docs/archive.md").read_text("utf-8")
    (query,) = re.findall(r"```python\n(import pandas.+?)```", page, re.DOTALL)
    write_tables(archive(tmp_path / "a.jsonl", 9), tmp_path / "tables", format="parquet", part=4)
    monkeypatch.chdir(tmp_path)
    exec(query, {})
    assert "Ann Lee" in capsys.readouterr().out


@pytest.mark.slow
def test_workers_on_this_machine_give_the_same_tables(tmp_path):
    source = archive(tmp_path / "a.jsonl", 40)
    write_tables(source, tmp_path / "out", format="parquet", part=5, workers=2)
    assert_complete(tmp_path / "out", source)


@pytest.mark.slow
def test_workers_read_the_files_of_a_folder_in_their_order(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(70):
        text = f"{SENTENCES[number % 7]} That was report {number}, and {SENTENCES[number % 5]}"
        (folder / f"p{number:02}.html").write_text(
            f"<html><body><article><p>{text}</p></article></body></html>"
        )
    (folder / "p33.pdf").write_bytes(b"%PDF-1.4 cut off")
    (folder / "articles.csv").write_text("article_id,outlet\np05,Arden Post\n")
    here, there = tmp_path / "here", tmp_path / "there"
    count = write_tables(folder, here, format="parquet", part=9)
    assert count == {"articles": 70, "problems": 1, "lost": 1}
    assert write_tables(folder, there, format="parquet", part=9, workers=2) == count
    tables = read_all(here)
    for name, table in read_all(there).items():
        pd.testing.assert_frame_equal(table, tables[name], obj=name)
    assert tables["articles"].set_index("article_id").loc["p05", "outlet"] == "Arden Post"


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers, each a process of its own on loopback, as on a cluster."""
    address = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    start = lambda *words: subprocess.Popen(  # noqa: E731
        [sys.executable, "-m", "dask", *words, "--scheduler-file", str(address)], **quiet
    )
    running = [start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")]
    running += [
        start(
            "worker", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1", "--name", name
        )
        for name in ("one", "two")
    ]
    for _ in range(300):
        if address.exists() and address.stat().st_size:
            break
        time.sleep(0.1)
    yield json.loads(address.read_text())["address"], *running
    for process in running:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_worker_that_is_killed_midway_loses_and_doubles_nothing(tmp_path, cluster):
    address, _scheduler, worker, _other = cluster
    source, out = archive(tmp_path / "a.jsonl", 600), tmp_path / "out"
    command = [*COMMAND, "tables", str(source), "--out", str(out)]
    command += ["--format", "parquet", "--part", "10", "--scheduler", address]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    done = out / ".done"
    while run.poll() is None and (not done.exists() or len(list(done.iterdir())) < 10):
        time.sleep(0.01)
    finished = len(list(done.iterdir()))
    worker.kill()
    said, complained = run.communicate(timeout=300)
    assert 10 <= finished < 60, "the worker was to be killed midway"
    assert (run.returncode, complained) == (0, ""), complained
    assert said.startswith("600 articles")
    assert_complete(out, source)
    assert not list(out.glob("*/.*.new"))


@pytest.mark.slow
def test_run_that_is_killed_is_taken_up_again(tmp_path):
    source, out = archive(tmp_path / "a.jsonl", 600), tmp_path / "out"
    command = [*COMMAND, "tables", str(source), "--out", str(out)]
    command += ["--format", "parquet", "--part", "20"]
    run = subprocess.Popen(command)
    while run.poll() is None and len(list(out.glob(".done/part-*"))) < 5:
        time.sleep(0.01)
    run.kill()
    run.wait()
    marked = {path.name for path in out.glob(".done/part-*")}
    assert 5 <= len(marked) < 30, "the run was to be killed midway"
    before = {name: (out / f"tokens/{name}.parquet").stat().st_mtime_ns for name in marked}
    subprocess.run(command, check=True)
    assert {name: (out / f"tokens/{name}.parquet").stat().st_mtime_ns for name in marked} == before
    assert len(list(out.glob(".done/part-*"))) == 30
    assert_complete(out, source)
