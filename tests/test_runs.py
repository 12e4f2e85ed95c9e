"""Runs: whatever interrupts, damages or disturbs one, nothing is lost, written over or mixed, and it says so."""

import errno
import io
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

import pandas as pd
import pytest
from filelock import FileLock

from analysis import parts, scale
from analysis.corpus import analyse
from analysis.output import choose_page, write_page
from analysis.read.articles import read_articles
from analysis.read.lexicons import choose_lexicons
from analysis.scale import write_tables
from analysis.tables import TABLES, for_spreadsheets
from analysis.workers import Incomplete, Workers, isolated, open_workers

from .test_scale import COMMAND, archive, assert_complete, cluster, read_all  # noqa: F401

PARQUET = {"format": "parquet", "part": 4}


class Killed(BaseException):
    """The end of a process, at a place that a test chooses."""


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file that a reader sees, with its content."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


@pytest.fixture(scope="module")
def finished(tmp_path_factory) -> tuple[Path, Path]:
    """A source, and a folder that holds all its tables."""
    folder = tmp_path_factory.mktemp("finished")
    source = archive(folder / "a.jsonl", 14)
    write_tables(source, folder / "out", **PARQUET)
    return source, folder / "out"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


DAMAGES = {
    "a table's part is gone": lambda out: (out / "quotes/part-00001.parquet").unlink(),
    "a table's part is cut": lambda out: cut(out / "tokens/part-00002.parquet"),
    "a table's part is empty": lambda out: (out / "people/part-00000.parquet").write_bytes(b""),
    "a byte is another": lambda out: spoil(out / "sentences/part-00003.parquet"),
    "a table is gone": lambda out: shutil.rmtree(out / "passives"),
    "articles are gone": lambda out: (out / "articles/part-00001.parquet").unlink(),
    "articles are cut": lambda out: cut(out / "articles/part-00000.parquet"),
    "a marker is gone": lambda out: (out / ".done/part-00002").unlink(),
    "a marker is cut": lambda out: cut(out / ".done/part-00002"),
    "a marker says nothing": lambda out: (out / ".done/part-00002").write_text("[]"),
    "what was read is gone": lambda out: (out / ".read/part-00002.parquet").unlink(),
    "what the run is from is gone": lambda out: (out / ".run.json").unlink(),
    "what the run is from is cut": lambda out: cut(out / ".run.json"),
    "markers and a table are gone": lambda out: [shutil.rmtree(out / name) for name in (".done", "terms")],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_run_is_mended_by_the_same_command(finished, tmp_path, damage):
    source, out = finished[0], tmp_path / "out"
    shutil.copytree(finished[1], out)
    DAMAGES[damage](out)
    assert write_tables(source, out, **PARQUET) == {"articles": 14, "problems": 0, "lost": 0}
    assert_complete(out, source)
    assert files_of(out) == files_of(finished[1])


def test_part_that_is_lost_during_the_run_is_told(finished, tmp_path, monkeypatch):
    source, out, whole = finished[0], tmp_path / "out", scale.analyse_part

    def lose(run, name, **options):
        whole(run, name, **options)
        if name == "part-00002":
            (out / "quotes/part-00001.parquet").unlink()

    with monkeypatch.context() as patch:
        patch.setattr(scale, "analyse_part", lose)
        with pytest.raises(Incomplete, match=r"1 of 4 parts.*quotes/part-00001\.parquet is missing"):
            write_tables(source, out, **PARQUET)
    write_tables(source, out, **PARQUET)
    assert_complete(out, source)


class OneByOne:
    """Workers that are none, and do to some items what is asked."""

    in_order = staticmethod(map)

    def __init__(self, fails):
        self.fails = fails

    def beside(self, function, item):
        deque(scale._read_all(item, **function.keywords), maxlen=0)
        yield

    def as_done(self, function, items):
        for item in items:
            error = self.fails(function, item)
            if error is None:
                function(item)
            yield item, error

    def alone(self, function, item):
        return next(self.as_done(function, [item]))[1]


def on_workers(monkeypatch, fails) -> None:
    class Opened:
        def __enter__(self):
            return OneByOne(fails)

        def __exit__(self, *_what):
            return None

    monkeypatch.setattr(scale, "open_workers", lambda *_what: Opened())


def test_cancelled_part_is_not_done(finished, tmp_path, monkeypatch):
    source, out = finished[0], tmp_path / "out"
    with monkeypatch.context() as patch:
        on_workers(patch, lambda _function, item: Incomplete("lost") if item == "part-00001" else None)
        with pytest.raises(Incomplete, match=r"1 of 4 parts could not be finished \(lost\)"):
            write_tables(source, out, **PARQUET)
    assert sorted(path.name for path in (out / ".done").iterdir()) == [
        "part-00000",
        "part-00002",
        "part-00003",
    ]
    write_tables(source, out, **PARQUET)
    assert_complete(out, source)


def test_article_that_ends_its_worker_costs_itself(finished, tmp_path, monkeypatch):
    source, out = finished[0], tmp_path / "out"

    class Ended(Exception):
        pass

    def ends(function, item):
        whole = item == "part-00001" and "without" not in function.keywords
        return Ended("on 2 workers") if whole or item == 2 else None

    monkeypatch.setattr(parts, "ended_workers", lambda error: isinstance(error, Ended))
    on_workers(monkeypatch, ends)
    assert write_tables(source, out, **PARQUET) == {"articles": 14, "problems": 1, "lost": 1}
    tables = read_all(out)
    (problem,) = tables["problems"].itertuples()
    assert (problem.article_id, problem.stage) == ("a0006", "analyse")
    assert "ended the workers" in problem.problem
    assert set(tables["articles"]["article_id"]) - set(tables["sentences"]["article_id"]) == {"a0006"}


def test_workers_that_die_of_everything_are_told(finished, tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "ended_workers", lambda _error: True)
    monkeypatch.setattr(parts, "_MANY", 3)
    on_workers(monkeypatch, lambda _function, _item: MemoryError("gone"))
    with pytest.raises(Incomplete, match="Every article ends its worker"):
        write_tables(finished[0], tmp_path / "out", **PARQUET)


def test_no_worker_at_all_is_told(monkeypatch):
    class Nobody:
        status = "running"

        scheduler_info = staticmethod(lambda: {"workers": {}})

        def submit(self, *_what, **_how):
            return type("Waiting", (), {"add_done_callback": lambda *_: None})()

    monkeypatch.setattr("analysis.workers._LOOK", 0.01)
    monkeypatch.setattr("analysis.workers._ALONE", 0.1)
    with pytest.raises(Incomplete, match="No worker is left"):
        list(Workers(Nobody()).as_done(print, ["part-00000"]))


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_second_run_at_the_same_time_is_refused(finished, tmp_path, form):
    out = tmp_path / "out"
    out.mkdir()
    with FileLock(out / ".lock"), pytest.raises(ValueError, match="Another run is writing"):
        write_tables(finished[0], out, format=form)
    assert files_of(out) == {}
    assert write_tables(finished[0], out, format=form)["articles"] == 14


def changed(tmp_path, monkeypatch, what: str) -> dict:
    """What the same command is given after something that decides its results has changed."""
    words = tmp_path / "weather.csv"
    if what == "a lexicon's words":
        words.write_text("term,category\nbridge,building\n")
    elif what == "the program":
        for module in (scale, parts):
            monkeypatch.setattr(module, "fingerprint_program", lambda _lexicons: "newer")
    return {} if what == "the lexicons" else {"lexicons": choose_lexicons(words)}


@pytest.mark.parametrize("what", ["a lexicon's words", "the lexicons", "the program"])
def test_run_that_was_cut_off_goes_on_only_as_it_began(finished, tmp_path, monkeypatch, what):
    source, out = finished[0], tmp_path / "out"
    (tmp_path / "weather.csv").write_text("term,category\nbridge,structure\n")
    begun = {"lexicons": choose_lexicons(tmp_path / "weather.csv")}
    with monkeypatch.context() as patch:
        patch.setattr(scale.runs, "count_parts", lambda *_what: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            write_tables(source, out, **PARQUET, **begun)
    before = files_of(out)
    with monkeypatch.context() as patch:
        other = changed(tmp_path, patch, what)
        with pytest.raises(ValueError, match="tables of another source, of other settings"):
            write_tables(source, out, **PARQUET, **other)
        assert files_of(out) == before
        write_tables(source, out, **PARQUET, **other, force=True)
        clean = tmp_path / "clean"
        write_tables(source, clean, **PARQUET, **other)
        assert files_of(out) == files_of(clean)
        assert files_of(out) != before or what == "the program"


def test_worker_with_another_program_is_refused(finished, tmp_path):
    out = tmp_path / "out"
    shutil.copytree(finished[1], out)
    run = scale.runs.Run(out, "source", "another program", choose_lexicons())
    with pytest.raises(ValueError, match="another version of this program"):
        parts.analyse_part(run, "part-00000")
    assert files_of(out) == files_of(finished[1])


def test_standard_input_is_known_by_its_content(tmp_path, monkeypatch):
    def read(words: str) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(words.encode())))
        write_tables("-", tmp_path, **PARQUET)

    read("It rained.")
    read("It rained.")
    assert read_all(tmp_path)["articles"]["text"].tolist() == ["It rained."]
    with pytest.raises(ValueError, match="another source"):
        read("It poured.")
    assert read_all(tmp_path)["articles"]["text"].tolist() == ["It rained."]


# What is the reader's


def test_hand_made_tables_are_not_written_over(tmp_path):
    (tmp_path / "a.txt").write_text("It rained.")
    mine = tmp_path / "articles.csv"
    mine.write_text("article_id,outlet\na,Arden Post\n")
    with pytest.raises(ValueError, match=r"articles\.csv is not as this program wrote it.*--force"):
        write_tables(tmp_path / "a.txt", tmp_path)
    assert mine.read_text() == "article_id,outlet\na,Arden Post\n"
    assert write_tables(tmp_path / "a.txt", tmp_path, force=True)["articles"] == 1


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_source_is_never_written_over_even_by_force(tmp_path, form):
    (tmp_path / "quotes.csv").write_text("id,text\na,It rained.\n")
    for source in (tmp_path / "quotes.csv", tmp_path):
        with pytest.raises(ValueError, match="among what they are made from"):
            write_tables(source, tmp_path, format=form, force=True)
    assert files_of(tmp_path) == {"quotes.csv": b"id,text\na,It rained.\n"}


def test_tables_that_a_reader_has_changed_are_the_readers(tmp_path):
    source, out = archive(tmp_path / "a.jsonl", 3), tmp_path / "out"
    write_tables(source, out)
    written = files_of(out)
    for name, change in (("quotes.csv", b"a,note,of,mine\n"), ("people.csv", b"")):
        file = out / name
        file.write_bytes(written[name][: -20 if not change else None] + change)
        if change:
            with pytest.raises(ValueError, match=f"{name} is not as"):
                write_tables(source, out)
            file.write_bytes(written[name])
    write_tables(source, out)  # a file that is only cut off is no work of theirs
    assert files_of(out) == written


def test_parts_of_others_are_not_mixed_in(finished, tmp_path):
    stranger = tmp_path / "out/quotes/part-00009.parquet"
    stranger.parent.mkdir(parents=True)
    stranger.write_bytes(b"mine")
    with pytest.raises(ValueError, match="parts that are not of this run"):
        write_tables(finished[0], tmp_path / "out", **PARQUET)
    assert stranger.read_bytes() == b"mine"
    write_tables(finished[0], tmp_path / "out", **PARQUET, force=True)
    assert files_of(tmp_path / "out") == files_of(finished[1])


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_output_below_the_source_is_never_read(tmp_path, form):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("“We lost the roof,” said Ann Lee.")
    out = tmp_path / "in/out"
    for _ in range(2):
        count = write_tables(tmp_path / "in", out, format=form)
        assert count == {"articles": 1, "problems": 0, "lost": 0}
    write_page(choose_page(tmp_path / "in", "page", ["a.txt"]), "<head>\n</head>")
    assert read_articles(tmp_path / "in")["article_id"].tolist() == ["a"]


def test_cells_that_a_spreadsheet_would_run_are_text_in_csv_and_exact_in_parquet(tmp_path):
    titles = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "1=1", "'=1", ""]
    rows = [{"id": f"a{i}", "title": title, "text": f"It rained {i}."} for i, title in enumerate(titles)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    write_tables(tmp_path / "a.jsonl", tmp_path / "csv")
    write_tables(tmp_path / "a.jsonl", tmp_path / "parquet", format="parquet")
    exact = read_all(tmp_path / "parquet")["articles"]
    read = read_articles(tmp_path / "a.jsonl")
    pd.testing.assert_frame_equal(exact[read.columns.to_list()], read)
    shown = pd.read_csv(tmp_path / "csv/articles.csv", keep_default_na=False, dtype="str")["title"].tolist()
    assert shown[7:9] == titles[7:9]
    assert all(cell[0] == "'" for cell in shown[:7])
    numbers = pd.DataFrame({"low": [-1.5], "start": [-2]})
    pd.testing.assert_frame_equal(for_spreadsheets(numbers), numbers)


# Any trouble, at any moment


class Trouble:
    """Something that goes wrong at one of the writes of a run, drawn by chance."""

    def __init__(self, seed: int):
        draw = random.Random(seed)
        self.kind = draw.choice(
            ["killed", "full disk", "changed words", "another run", "damage", "lost scheduler"]
        )
        self.form = "csv" if self.kind in ("killed", "full disk") and draw.random() < 0.3 else "parquet"
        self.at, self.after, self.draw = (
            draw.randrange(12 if self.form == "csv" else 60),
            draw.random() < 0.5,
            draw,
        )

    def patch(self, monkeypatch) -> None:
        """Let the write that was drawn fail, before or after its file has its name."""
        replace, left = Path.replace, [self.at]

        def fail(path, target):
            left[0] -= 1
            if left[0] == -1:
                if self.after:
                    replace(path, target)
                raise OSError(errno.ENOSPC, "No space left on device") if self.kind == "full disk" else Killed
            return replace(path, target)

        monkeypatch.setattr(Path, "replace", fail)


def disturb(trouble: Trouble, source: Path, out: Path, monkeypatch, words: Path) -> None:
    """Let one run be disturbed."""
    options = {"format": trouble.form, "part": 4}
    if trouble.kind == "lost scheduler":
        lost = set(trouble.draw.sample(range(4), trouble.draw.randint(1, 4)))
        on_workers(monkeypatch, lambda _, name: Incomplete("lost") if int(name[-1]) in lost else None)
        with pytest.raises(Incomplete, match=f"{len(lost)} of 4 parts"):
            write_tables(source, out, **options)
    elif trouble.kind == "damage":
        write_tables(source, out, **options)
        for _ in range(trouble.draw.randint(1, 4)):
            path = trouble.draw.choice(
                [
                    path
                    for path in out.rglob("*")
                    if path.is_file() and path.name not in (".lock", "notes.txt")
                ]
            )
            trouble.draw.choice([cut, Path.unlink, lambda path: path.write_bytes(b"")])(path)
    else:
        trouble.patch(monkeypatch)
        try:
            write_tables(source, out, **options)
        except (Killed, OSError):
            monkeypatch.undo()
        if trouble.kind == "another run":
            with FileLock(out / ".lock"), pytest.raises(ValueError, match="Another run"):
                write_tables(source, out, **options)
        if (
            trouble.kind == "changed words"
            and (out / "articles").exists()
            and any((out / "articles").iterdir())
        ):
            before = files_of(out)
            try:
                write_tables(source, out, **options, lexicons=choose_lexicons(words))
            except ValueError:
                assert files_of(out) == before
            else:  # nothing had been begun
                for path in out.iterdir():
                    if path.name != "notes.txt":
                        shutil.rmtree(path) if path.is_dir() else path.unlink()


def one_trial(seed: int, source: Path, expected: dict[str, dict], folder: Path, monkeypatch) -> None:
    trouble, out, words = Trouble(seed), folder / "out", folder / "weather.csv"
    out.mkdir(parents=True)
    words.write_text("term,category\nbridge,structure\n")
    (out / "notes.txt").write_text("mine")
    with monkeypatch.context() as patch:
        disturb(trouble, source, out, patch, words)
    write_tables(source, out, format=trouble.form, part=4)
    written = files_of(out)
    assert written.pop("notes.txt") == b"mine", trouble.kind
    assert written == expected[trouble.form], (seed, trouble.kind, trouble.form)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def expected(finished, tmp_path_factory) -> dict[str, dict]:
    out = tmp_path_factory.mktemp("csv")
    write_tables(finished[0], out)
    return {"parquet": files_of(finished[1]), "csv": files_of(out)}


@pytest.mark.parametrize("seed", range(12))
def test_no_trouble_loses_or_mixes_anything(seed, finished, expected, tmp_path, monkeypatch):
    one_trial(seed, finished[0], expected, tmp_path / "trial", monkeypatch)


@pytest.mark.slow
def test_no_trouble_loses_or_mixes_anything_in_200_trials(finished, expected, tmp_path, monkeypatch):
    for seed in range(12, 200):
        one_trial(seed, finished[0], expected, tmp_path / str(seed), monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_processes_that_are_killed_lose_nothing(tmp_path, form):
    source, draw = archive(tmp_path / "a.jsonl", 200), random.Random(form)
    command = [
        *COMMAND,
        "tables",
        str(source),
        "--out",
        str(tmp_path / "out"),
        "--format",
        form,
        "--part",
        "10",
    ]
    for _ in range(8):
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.8 + draw.random() * 2)
        run.kill()
        run.wait()
    subprocess.run(command, check=True)
    write_tables(source, tmp_path / "whole", format=form, part=10)
    assert files_of(tmp_path / "out") == files_of(tmp_path / "whole")


# Real workers


def start(source: Path, out: Path, *more: str) -> subprocess.Popen:
    command = [
        *COMMAND,
        "tables",
        str(source),
        "--out",
        str(out),
        "--format",
        "parquet",
        "--part",
        "10",
        *more,
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for_parts(run: subprocess.Popen, out: Path, parts: int) -> None:
    while run.poll() is None and len(list(out.glob(".done/part-*"))) < parts:
        time.sleep(0.01)


def test_what_a_worker_could_not_read_to_its_end_is_read_by_the_command(finished, tmp_path, monkeypatch):
    on_workers(monkeypatch, lambda *_what: None)
    monkeypatch.setattr(OneByOne, "beside", lambda *_what: iter([None]))
    assert write_tables(finished[0], tmp_path / "out", workers=2, **PARQUET)["articles"] == 14
    assert files_of(tmp_path / "out") == files_of(finished[1])


@pytest.mark.slow
def test_lost_scheduler_is_told_and_the_same_command_does_the_rest(tmp_path, cluster):  # noqa: F811
    address, scheduler, *_workers = cluster
    source, out = archive(tmp_path / "a.jsonl", 600), tmp_path / "out"
    run = start(source, out, "--scheduler", address)
    wait_for_parts(run, out, 10)
    scheduler.kill()
    said, complained = run.communicate(timeout=150)  # on a busy machine Dask takes half a minute to notice
    assert run.returncode == 1, (said, complained)
    assert len(complained.strip().splitlines()) == 1, complained
    assert "scheduler was lost" in complained
    write_tables(source, out, format="parquet", part=10)
    assert_complete(out, source)


@pytest.mark.slow
def test_workers_that_are_all_gone_are_told_at_once(tmp_path, cluster):  # noqa: F811
    address, _scheduler, *workers = cluster
    source, out = archive(tmp_path / "a.jsonl", 600), tmp_path / "out"
    run = start(source, out, "--scheduler", address)
    wait_for_parts(run, out, 5)
    for worker in workers:
        worker.kill()
    _, complained = run.communicate(timeout=60)
    assert run.returncode == 1
    assert "No worker is left" in complained


@pytest.mark.slow
def test_worker_that_an_article_ends_does_the_others(tmp_path):
    """A plain Dask worker, whose analysis is replaced by one that does not survive a certain article."""
    source, out = archive(tmp_path / "a.jsonl", 20), tmp_path / "out"
    code = (
        "import os, sys\n"
        "from analysis import parts\n"
        "from analysis.cli import main\n"
        "whole = parts.archive_tables\n"
        "def deadly(articles, lexicons):\n"
        "    if 'a0007' in articles['article_id'].tolist(): os._exit(9)\n"
        "    return whole(articles, lexicons)\n"
        "parts.archive_tables = deadly\n"
        "if __name__ == '__main__': main()\n"
    )
    (tmp_path / "deadly.py").write_text(code)
    command = [sys.executable, str(tmp_path / "deadly.py"), "tables", str(source), "--out", str(out)]
    command += ["--format", "parquet", "--part", "5", "--workers", "2"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 1, done.stderr  # nothing could be made of one
    tables = read_all(out)
    assert tables["problems"]["article_id"].tolist() == ["a0007"]
    assert set(tables["articles"]["article_id"]) - set(tables["sentences"]["article_id"]) == {"a0007"}


# Nothing of the reader's folder is run

PLANTED = (
    *("pandas", "numpy", "scipy", "click", "nltk", "textblob", "dask", "distributed", "tornado", "filelock"),
    *("analysis", "matplotlib", "ipykernel_launcher", "sitecustomize", "usercustomize", "tempfile", "signal"),
    *(
        "json",
        "multiprocessing",
        "random",
        "trafilatura",
        "lxml",
        "docx",
        "pypdf",
        "openpyxl",
        "pyarrow",
        "yaml",
    ),
)


@pytest.fixture
def trap(tmp_path) -> Path:
    """A reader's folder with articles, and with modules that leave a trace where they are run."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in PLANTED:
        (folder / f"{name}.py").write_text(
            f"open({str(tmp_path / 'ran')!r}, 'a').write({name + chr(10)!r})\n"
        )
    page = "<html><body><article><p>“We lost the roof,” said Ann Lee. Two men were hurt.</p></article></body></html>"
    (folder / "page.html").write_text(page)
    for name in ("wire", "local"):
        (folder / f"{name}.txt").write_text(
            f"“We lost the {name},” said Ann Lee. Two men were hurt, police said."
        )
    return folder


COMMANDS = {
    "tables": "tables wire.txt --out out",
    "page": "tables page.html --out out",
    "report": "report wire.txt --out out",
    "compare": "compare wire.txt local.txt --out out",
    "lexicons": "lexicons frames",
    "workers": "tables . --out ../out --format parquet --workers 2",
}


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("environment", ["plain", "startup"])
def test_nothing_of_the_readers_folder_is_run(trap, command, environment):
    script = Path(sys.executable).with_name("who-says-so")
    more = {"PYTHONSTARTUP": "random.py", "PYTHONDONTWRITEBYTECODE": "1"} if environment == "startup" else {}
    done = subprocess.run(
        [script, *COMMANDS[command].split()],
        cwd=trap,
        env={**{k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}, **more},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr  # the scripts of the folder are no articles, and none is lost
    ran = trap.parent / "ran"
    assert not ran.exists(), ran.read_text()


def test_processes_are_started_apart_from_the_folder_and_the_environment(tmp_path, monkeypatch):
    (tmp_path / "planted.py").write_text("")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    look = [sys.executable, "-c", "import importlib.util; print(importlib.util.find_spec('planted'))"]
    assert "planted.py" in subprocess.run(look, capture_output=True, text=True, check=True).stdout
    with isolated():
        assert subprocess.run(look, capture_output=True, text=True, check=True).stdout == "None\n"
    assert os.environ["PYTHONPATH"] == str(tmp_path)
    assert "PYTHONSAFEPATH" not in os.environ


def test_tables_are_all_named():
    articles = pd.DataFrame({"article_id": ["a"], "text": ["It rained."]})
    assert list(analyse(articles)) == list(TABLES)


def test_modules_of_the_readers_folder_are_not_run_where_the_environment_names_it(tmp_path):
    for name in ("pandas", "click"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('ran')")
    (tmp_path / "a.txt").write_text("The police said that two people were killed.")
    script = Path(sys.executable).with_name("who-says-so")
    options = {
        "cwd": tmp_path,
        "env": {**os.environ, "PYTHONPATH": "."},
        "capture_output": True,
        "text": True,
    }
    done = subprocess.run([script, "report", "a.txt"], **options, check=False)
    assert (done.returncode, done.stdout) == (0, "who-says-so-a.html\n"), done.stderr


def test_no_more_workers_than_processors(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    with pytest.warns(UserWarning, match="500 workers .* 1 processors"), open_workers(500) as crew:
        assert len(crew._client.scheduler_info()["workers"]) == 1
