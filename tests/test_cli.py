"""The command: what it writes, and one clear line with status 2 for everything that is bad."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow.parquet as parquet
import pytest
from click.testing import CliRunner

from analysis import open_archive, read_articles
from analysis.cli import main
from analysis.corpus import FINDERS
from analysis.read.problems import LIMITS
from analysis.tables import append_csv

ROOT = Path(__file__).parent.parent
SOCHI = ROOT / "data/articles/sochi.txt"


def run(*words: object, **options):
    return CliRunner().invoke(main, [str(word) for word in words], **options)


def assert_refused(result, *said: str) -> None:
    """Fail unless there is one line, without a traceback, and status 2."""
    assert result.exit_code == 2, result.output
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("Error: ")
    assert [part for part in said if part not in lines[0]] == []


def test_help_lists_every_command():
    result = run("--help")
    assert result.exit_code == 0
    for word in ("report", "tables", "compare", "lessons", "lexicons", "SOURCE", "--fetch"):
        assert word in result.output
    assert "..." not in result.output.split("Commands:")[1], "a first line is too long for the list"


@pytest.mark.parametrize("command", ["report", "tables", "compare", "lessons", "lexicons"])
def test_every_command_explains_itself(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "..." not in result.output.replace("SOURCES...", "")


def test_help_starts_without_any_heavy_library():
    code = (
        "import sys, analysis.cli\n"
        "heavy = {'pandas', 'numpy', 'textblob', 'nltk', 'dask', 'matplotlib'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_tables_are_written(tmp_path):
    result = run("tables", SOCHI, "--out", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.output.startswith("1 article")
    names = {path.stem for path in (tmp_path / "out").iterdir()}
    assert {"articles", "sentences", "tokens", "quotes", "problems"} <= names
    assert pd.read_csv(tmp_path / "out/articles.csv")["article_id"].tolist() == ["sochi"]


def test_parquet_tables_are_written(tmp_path):
    result = run("tables", ROOT / "data/articles", "--out", tmp_path, "--format", "parquet", "--part", 3)
    assert result.exit_code == 0, result.output
    assert len(pd.read_parquet(tmp_path / "articles")) == 4


def test_standard_input_is_read(tmp_path):
    result = run("tables", "-", "--out", tmp_path, input=SOCHI.read_bytes())
    assert result.exit_code == 0, result.output
    assert pd.read_csv(tmp_path / "articles.csv")["article_id"].tolist() == ["stdin"]


def test_problems_are_counted_aloud(tmp_path):
    (tmp_path / "in").mkdir()
    shutil.copy(SOCHI, tmp_path / "in/a.txt")
    (tmp_path / "in/b.txt").write_bytes(b"\0")
    result = run("tables", tmp_path / "in", "--out", tmp_path / "out")
    assert result.exit_code == 1
    told, error = result.stderr.splitlines()
    assert told == "1 problem: the table `problems` there says why and what to do."
    assert error.startswith("Error: Nothing could be made of 1 of the articles and files")
    problems = pd.read_csv(tmp_path / "out/problems.csv")
    assert problems[["article_id", "source", "stage"]].values.tolist() == [["b", "b.txt", "read"]]
    assert problems["advice"].item().startswith("If it is a document")


BAD = {
    "empty.txt": (b"", "holds no article"),
    "nul.txt": (b"Two\0men", "NUL bytes"),
    "binary.txt": (bytes(range(256)) * 40, "not text"),
    "mixed.txt": ("The café – ".encode() + "said “no”".encode("cp1252"), "mixes UTF-8"),
    "long.txt": (b"a" * 50_000_001, "too large"),
    "line.jsonl": (b'{"text": "' + b"a " * (LIMITS.characters // 2 + 1) + b'"}\n', "characters"),
    "no_text.csv": (b"name,pages\nFlood,3\n", "its columns are: 'name', 'pages'"),
    "cut.parquet": (b"PAR1", "cut.parquet"),
    "cut.pdf": (b"%PDF-1.4\n1 0 obj\n<<", "cut.pdf"),
    "cut.docx": (b"PK\x03\x04", "cut.docx"),
    "cut.xlsx": (b"PK\x03\x04", "cut.xlsx"),
    "shell.html": (b"<html><body></body></html>", "no article text"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["tables", "report"])
def test_bad_files_give_one_clear_line(tmp_path, name, command):
    content, said = BAD[name]
    (tmp_path / name).write_bytes(content)
    assert_refused(run(command, tmp_path / name, "--out", tmp_path / "out"), said)


@pytest.mark.parametrize("command", ["tables", "report"])
def test_bad_sources_give_one_clear_line(tmp_path, command):
    (tmp_path / "empty").mkdir()
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    for source, said in (
        (tmp_path / "nowhere.txt", "nowhere.txt"),
        (tmp_path / "empty", "holds no article"),
        (tmp_path / "ring", "ring"),
        ("https://news.example/a", "--fetch"),
    ):
        assert_refused(run(command, source, "--out", tmp_path / "out"), said)
    assert_refused(
        run(command, "http://127.0.0.1:1/", "--fetch", "--out", tmp_path / "out"), "private network"
    )


def test_wrong_column_gives_one_clear_line(tmp_path):
    (tmp_path / "t.csv").write_text("title,text\na,b\n")
    result = run("tables", tmp_path / "t.csv", "--text-column", "body", "--out", tmp_path / "out")
    assert_refused(result, "'body'", "'title', 'text'", "--text-column")


def test_unreadable_file_gives_one_clear_line(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("It rained.")
    real = Path.open

    def refuse(self, *args, **options):
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert_refused(run("tables", tmp_path / "a.txt", "--out", tmp_path / "out"), "Permission denied", "a.txt")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_output_that_cannot_be_written_gives_one_clear_line(tmp_path, form):
    (tmp_path / "file").write_text("in the way")
    assert_refused(run("tables", SOCHI, "--out", tmp_path / "file/out", "--format", form), "file/out")
    assert_refused(run("tables", SOCHI, "--out", tmp_path / "file", "--format", form), "file")
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_full_disk_gives_one_clear_line(tmp_path, monkeypatch, form):
    def full(self, *_args, **_options):
        with Path("/dev/full").open("wb") as disk:
            disk.write(b"x" * 100_000)

    assert run("tables", SOCHI, "--out", tmp_path, "--format", form).exit_code == 0
    before = {
        path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.suffix in (".csv", ".parquet")
    }
    for marker in (tmp_path / ".done").glob("*"):
        marker.unlink()
    monkeypatch.setattr(*{"csv": (pd.DataFrame, "to_csv"), "parquet": (parquet, "write_table")}[form], full)
    assert_refused(run("tables", SOCHI, "--out", tmp_path, "--format", form), "No space left on device")
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [("report", "--out", "a.xlsx"), ("tables", "--out", "t", "--format", "parquet")],
    ids=["xlsx", "parquet"],
)
def test_files_that_may_grow_no_further_are_no_fault_of_the_program(tmp_path, words):
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))\n"
    command = [
        sys.executable,
        "-c",
        f"{limited}from analysis.cli import main; main()",
        words[0],
        str(SOCHI),
        *words[1:],
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "fault of this program" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_workers_need_parquet_and_schedulers_an_answer(tmp_path):
    assert_refused(run("tables", SOCHI, "--out", tmp_path, "--workers", 2), "--format parquet")
    words = ("--format", "parquet", "--scheduler", "127.0.0.1:1")
    assert_refused(run("tables", SOCHI, "--out", tmp_path, *words), "No Dask scheduler answers")


def test_lexicons_are_listed_and_printed():
    assert "reporting_verbs" in run("lexicons").output
    assert run("lexicons", "reporting_verbs").output.startswith("term,category,weight,source")
    assert_refused(run("lexicons", "nothing_of_the_kind"), "nothing_of_the_kind")


def test_comparison_is_written(tmp_path):
    texts = sorted((ROOT / "data/articles/same_event").glob("*.txt"))
    result = run("compare", *texts, "--out", tmp_path / "compare.html")
    assert result.exit_code == 0, result.output
    assert str(tmp_path / "compare.html") in result.output
    assert "<h1" in (tmp_path / "compare.html").read_text("utf-8")
    assert_refused(run("compare", texts[0], "--out", tmp_path / "one.html"), "at least two")


def test_no_article_is_taken_for_a_page(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("wire", "local"):
        shutil.copy(ROOT / f"data/articles/same_event/{name}.txt", tmp_path / f"{name}.txt")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assert_refused(run("compare", "wire.txt", "local.txt", "--out", "local.txt"), "local.txt is a file")
    assert_refused(run("report", "wire.txt", "--out", "wire.txt"), "wire.txt is a file")
    (tmp_path / "compare.html").write_text("mine")
    assert_refused(run("compare", "wire.txt", "local.txt"), "compare.html", "--force")
    assert run("compare", "wire.txt", "local.txt", "--force").exit_code == 0
    assert {path: path.read_bytes() for path in before} == before


def test_articles_of_one_name_can_be_compared(tmp_path):
    for name in ("wire", "local"):
        (tmp_path / name).mkdir()
        shutil.copy(ROOT / f"data/articles/same_event/{name}.txt", tmp_path / name / "story.txt")
    result = run(
        "compare", tmp_path / "wire/story.txt", tmp_path / "local", "--out", tmp_path / "compare.html"
    )
    assert result.exit_code == 0, result.output
    assert "story-2" in (tmp_path / "compare.html").read_text("utf-8")


def test_a_reader_that_stops_early_is_no_error():
    code = "from analysis.cli import main; main(['lexicons', 'first_names'])"
    command = f'"{sys.executable}" -c "{code}" | head -n 1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, env=os.environ)
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


def test_what_a_file_does_not_state_can_be_stated(tmp_path):
    (tmp_path / "a.txt").write_text("It rained in Holm. “We had no warning,” said Odette Varga.")
    said = [
        "--title",
        "Dam breaks",
        "--outlet",
        "The Lantern",
        "--author",
        "D. Okafor",
        "--published",
        "2020-03-03",
    ]
    result = run(
        "tables", tmp_path / "a.txt", "--out", tmp_path / "out", *said, "--url", "https://lantern.example/1"
    )
    assert result.exit_code == 0, result.output
    articles = pd.read_csv(tmp_path / "out/articles.csv")
    stated = articles[["title", "outlet", "byline", "published", "url"]].iloc[0].tolist()
    assert stated == ["Dam breaks", "The Lantern", "D. Okafor", "2020-03-03", "https://lantern.example/1"]


def fail(_document):
    raise RuntimeError("no rule for this")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_status_says_whether_anything_could_be_analysed(tmp_path, monkeypatch, form):
    words = ("tables", SOCHI, "--out", tmp_path, "--format", form)
    monkeypatch.setitem(FINDERS, "passives", fail)
    result = run(*words)
    assert result.exit_code == 0
    assert "1 problem: the table" in result.stderr
    for name in FINDERS:
        monkeypatch.setitem(FINDERS, name, fail)
    result = run(*words, "--force")
    if form == "parquet":  # the tables are there, with what could be found
        shutil.rmtree(tmp_path / ".done")
        result = run(*words)
    assert result.exit_code == 1
    assert result.stderr.strip().splitlines() == [
        "Error: No article could be analysed; at least one was expected. The table `problems` says why for each."
    ]


def test_error_that_nobody_foresaw_is_one_line(tmp_path, monkeypatch):
    def surprise(*_what, **_how):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("analysis.write_tables", surprise)
    result = run("tables", SOCHI, "--out", tmp_path)
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert "ZeroDivisionError: division by zero (test_cli.py, line" in result.stderr


@pytest.mark.parametrize("command", ["report", "compare", "tables"])
def test_wrong_words_are_told_before_anything_heavy_is_loaded(tmp_path, command):
    code = (
        "import sys\n"
        "from analysis.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as end: print(end.code)\n"
        "print(*({'pandas', 'numpy', 'nltk', 'matplotlib', 'trafilatura'} & set(sys.modules)))\n"
    )
    wrong = [["missing.txt"], [str(SOCHI), "--out", str(SOCHI / "x")], ["htp://news.example/a", "--fetch"]]
    wrong += [
        ["news.example/a", "--fetch"],
        *([[str(SOCHI), "--published", "soon"]] * (command != "compare")),
    ]
    for words in wrong:
        words += ["--out", str(tmp_path)] if "--out" not in words else []
        done = subprocess.run(
            [sys.executable, "-c", code, command, *words], capture_output=True, text=True, check=True
        )
        assert done.stdout.split() == ["2"]
        assert done.stderr.startswith("Error: ")


def test_what_was_not_read_is_a_note_of_one_line(tmp_path):
    (tmp_path / "in").mkdir()
    shutil.copy(SOCHI, tmp_path / "in/a.txt")
    (tmp_path / "in/b.txt").write_bytes(b"\0")
    texts = ROOT / "data/articles/same_event"
    result = run("compare", tmp_path / "in", texts / "wire.txt", "--out", tmp_path / "c.html")
    assert result.exit_code == 1, result.output
    assert result.stderr.startswith("Note: Not read: b.txt holds NUL bytes")
    assert result.stderr.splitlines()[1:] == [
        "1 problem: what was not read, or only in part, and what to do, stands above."
    ]


BEGINNING = "<html><head><title>Dam</title></head><body><article>" + "".join(
    f"<p>{words}</p>"
    for words in (
        "The dam at Holm broke on Monday, and two streets of the town were flooded within the hour, said the mayor.",
        "Nobody had been told that the wall was so old, and the ministry has not answered our questions so far.",
        "Subscribe to continue reading this article.",
    )
)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (
            "a.txt",
            "Der Damm ist alt, sagte die Frau, und niemand hat uns gewarnt. Wir gehen nicht.",
            "German",
        ),
        ("a.html", f"{BEGINNING}</article></body></html>", "only the beginning"),
    ],
)
def test_a_report_that_would_mislead_is_made_only_when_asked_for(tmp_path, name, content, reason):
    (tmp_path / name).write_text(content, "utf-8")
    refused = run("report", tmp_path / name, "--out", tmp_path / "out")
    assert_refused(refused, reason, "--anyway")
    assert not (tmp_path / "out").exists()
    made = run("report", tmp_path / name, "--out", tmp_path / "out", "--anyway")
    assert made.exit_code == 0, made.output
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_long_texts_are_warned_of_before_a_report():
    from analysis import articles_from_text
    from analysis.show import report

    with pytest.warns(UserWarning, match=r"20,001 words.*who-says-so tables"):
        report._check(articles_from_text("word " * (report.MANY_WORDS + 1)), anyway=True)


def test_files_that_are_no_articles_are_told_and_are_no_loss(tmp_path):
    others = {
        "plot.py": b"print(1)\n",
        "map.png": b"\x89PNG\r\n\x1a\n",
        "work.ipynb": b'{"cells": [], "n": 4}',
    }
    unseen = {"Thumbs.db": b"\0", ".DS_Store": b"\0", "desktop.ini": b"[x]", "~$a.docx": b"\0"}
    (tmp_path / "in").mkdir()
    shutil.copy(SOCHI, tmp_path / "in/a.txt")
    for name, content in (others | unseen).items():
        (tmp_path / "in" / name).write_bytes(content)
    result = run("tables", tmp_path / "in", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert len(result.stderr.splitlines()) == 1
    problems = pd.read_csv(tmp_path / "out/problems.csv")
    assert problems["source"].tolist() == sorted(others)
    assert set(problems["stage"]) == {"no article"}
    alone = run("tables", tmp_path / "in/map.png", "--out", tmp_path / "other")
    assert alone.exit_code == 2
    assert "OCR" in alone.stderr


def test_corrections_without_a_correction_are_told(tmp_path):
    empty = tmp_path / "none.csv"
    empty.write_text("article_id;start;end;table;action;column;value;reason\n", "utf-8-sig")
    assert run("score", empty).stdout == "There is no correction in these files yet.\n"
    empty.write_text("The mayor said nothing.\n")
    result = run("score", empty)
    assert result.exit_code == 2
    assert "no column 'article_id'" in result.stderr


def test_a_slip_on_the_command_line_is_told_with_what_was_meant(tmp_path):
    for name in ("council.txt", "rail.txt"):
        (tmp_path / name).write_text(
            "“No,” said Mayor Odette Varga on Monday, and went home by the early train."
        )
    assert_refused(run("report", tmp_path / "council"), "Did you mean 'council.txt'?")
    assert_refused(run("report", "Rail", "statement.txt"), "(statement.txt)", "in quotation marks")
    assert_refused(run("score", tmp_path / "council.txt"), "has no column 'article_id'", "Save corrections")


def test_what_a_comparison_leaves_out_is_told(tmp_path):
    for name, text in {
        "one.txt": SOCHI.read_text(),
        "two.txt": SOCHI.read_text()[:900],
        "none.txt": "",
    }.items():
        (tmp_path / name).write_text(text)
    paths = [tmp_path / name for name in ("one.txt", "two.txt", "none.txt")]
    made = run("compare", *paths, "--out", tmp_path)
    assert (made.exit_code, (tmp_path / "compare.html").is_file()) == (1, True)
    assert "none.txt holds no article text" in made.stderr
    assert_refused(
        run("compare", *paths[1:], "--out", tmp_path), "at least two", "none.txt holds no article text"
    )


def test_a_tables_own_columns_stand_behind_ours_and_can_be_asked_by(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/b.csv").write_text(
        'text,Leaning,=note,encoding\n"“It rained,” said Ann Lee.",left,@a,wet\n'
    )
    (tmp_path / "in/c.csv").write_text("text,desk\n“It snowed.” said Bo Lund.,city\n")
    (tmp_path / "in/a.txt").write_text("“It hailed,” said Odette Varga.\n")
    articles = read_articles(tmp_path / "in")
    assert list(articles)[-3:] == ["Leaning", "=note", "desk"]
    assert articles["Leaning"].fillna("").tolist() == ["", "left", ""]
    assert "wet" not in articles["encoding"].tolist()  # a column of ours is ours
    run("tables", tmp_path / "in", "--out", tmp_path / "csv")
    written = pd.read_csv(tmp_path / "csv/articles.csv")
    assert list(written)[-3:] == ["Leaning", "'=note", "desk"]
    assert written["'=note"].tolist()[1] == "'@a"
    run("tables", tmp_path / "in", "--out", tmp_path / "parquet", "--format", "parquet", "--part", "1")
    sources = open_archive(tmp_path / "parquet").sources(by="Leaning")
    assert sources.query("Leaning == 'left'")["actor"].tolist() == ["Ann Lee"]


def test_rows_of_other_columns_are_added_to_a_table_under_their_own_names(tmp_path):
    for row in ({"a": "1", "b": "x\ry"}, {"a": "2", "c": "z"}, {"a": "3"}):
        append_csv(pd.DataFrame([row], dtype="str"), tmp_path / "a.csv")
    written = pd.read_csv(tmp_path / "a.csv", dtype="str", keep_default_na=False)
    assert written.values.tolist() == [["1", "x\ry", ""], ["2", "", "z"], ["3", "", ""]]
