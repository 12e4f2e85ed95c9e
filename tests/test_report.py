"""The report: in its order, with every table empty or alone, in one process, deaf to the reader's folder."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pandas as pd
import pytest

from analysis import analyse, articles_from_text, read_articles, write_comparison, write_report
from analysis.show import report as report_module
from analysis.show.export import export_page
from analysis.show.report import run_cells
from analysis.show.words import count, harm_text

ROOT = Path(__file__).parent.parent
SOCHI = ROOT / "data/articles/sochi.txt"
NOTEBOOK = ROOT / "notebooks/report.ipynb"
RICH = (
    "At least 12 people were killed, police said. Medics counted 40 dead, two of them children. The regime’s officials "
    "denied it. “We will stay,” said Ann Lee, a nurse. She claimed that the rebels had fled. It is thought that more "
    "were hurt. “No,” Bo Reed said. A bridge was closed by the army. Lee lashed out at a so-called “expert”, Cy Marsh."
)


def page_of(tables: dict[str, pd.DataFrame], monkeypatch) -> str:
    """The report's page, made from these tables."""
    monkeypatch.setattr("analysis.analyse", lambda *_given: tables, raising=False)
    return export_page(run_cells(NOTEBOOK, {"source": tables["articles"], "lexicons": None}), "report", "")


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return analyse(articles_from_text(RICH))


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> str:
    return write_report(SOCHI, tmp_path_factory.mktemp("report")).read_text("utf-8")


def test_sections_come_in_their_order(page):
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    first = ["This document", "In short", "The article", "Sources", "Figures", "Words", "What to ask"]
    assert headings[: len(first)] == first
    assert re.findall(r"<summary><h2>(.*?)</h2>", page) == headings[len(first) :]


def test_in_short_has_five_sentences_at_most_and_each_leads_to_its_words(page):
    said = re.search(r'class="lead"><p>(.*?)</p>', page, re.DOTALL)[1]
    sentences = re.split(r"(?<=\.) (?=[A-Z<])", said)
    assert 1 <= len(sentences) <= 5
    assert all("<a href=" in sentence for sentence in sentences)


def test_there_are_three_questions_each_of_its_own_kind(page):
    questions = re.search(r'class="questions">(.*?)</ol>', page, re.DOTALL)[1]
    assert len(re.findall(r"<li(?![^>]* hidden)", questions)) == 3


def test_no_id_digest_or_column_name_is_in_sight(page):
    shown = re.sub(r"<[^>]*>", " ", page[page.index("<main") :])
    assert not re.search(r"\bsochi\.\d{3}\b|\b[0-9a-f]{12,}\b|\b[a-z]+_[a-z_]+\b", shown)


def test_links_lead_somewhere(page):
    ids = re.findall(r'id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert {unquote(target) for target in re.findall(r'href="#([^"]*)"', page)} <= set(ids)


def test_page_is_small(page):
    assert len(page.encode()) < 150_000


def test_the_notebook_in_a_kernel_makes_the_same_page(page):
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(
        notebook, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOK.parent)}}
    ).execute()
    made = export_page(notebook.cells, "report", "A close reading of sochi")
    assert made == re.sub(r'<meta name="generator"[^>]*>\n', "", page)


TABLES = ("sentences", "tokens", "people", "quotes", "terms", "labels", "passives", "casualties")


@pytest.mark.parametrize("name", TABLES)
def test_page_with_a_table_that_is_empty_or_has_one_row(name, tables, monkeypatch):
    for rows in (tables[name].head(0), tables[name].head(1), tables[name].tail(1)):
        assert "could not be made" not in page_of(tables | {name: rows}, monkeypatch)


def test_page_with_all_tables_empty(tables, monkeypatch):
    empty = {name: table if name == "articles" else table.head(0) for name, table in tables.items()}
    page = page_of(empty, monkeypatch)
    assert "could not be made" not in page
    assert page.count('class="none"') > 5


OUTCOMES = [
    (name, column)
    for name, column in (
        *(("quotes", column) for column in ("kind", "speaker_kind", "speaker_name", "cue", "rule")),
        *(
            ("casualties", column)
            for column in ("harm", "bound", "source_kind", "status", "construction", "hedge", "subset_of")
        ),
        *(("terms", column) for column in ("lexicon", "category")),
        *(("labels", column) for column in ("kind", "category", "name")),
        *(("people", column) for column in ("mention", "name", "role")),
        ("passives", "agent"),
    )
]


@pytest.mark.parametrize(("name", "column"), OUTCOMES)
def test_page_with_every_outcome_alone(name, column, tables, monkeypatch):
    for value in tables[name][column].drop_duplicates():
        same = tables[name][column].isna() if pd.isna(value) else tables[name][column] == value
        assert "could not be made" not in page_of(tables | {name: tables[name][same]}, monkeypatch), value


@pytest.mark.parametrize("name", TABLES)
def test_comparison_with_a_table_that_is_empty_or_has_one_row(name, tmp_path):
    both = [articles_from_text(text, key) for key, text in (("a", RICH), ("b", RICH.replace("12", "19")))]
    tables = analyse(pd.concat(both, ignore_index=True))
    for i, rows in enumerate((tables[name].head(0), tables[name].head(1), tables[name].tail(1))):
        page = write_comparison(tables | {name: rows}, tmp_path / f"{i}.html").read_text("utf-8")
        assert "could not be made" not in page


@pytest.mark.parametrize("times", [1, 2, 10, 60])
@pytest.mark.parametrize(
    "sentence", ["He was hit.", "He was hit by a car.", "“It rained,” he said.", "Nobody died."]
)
def test_one_sentence_again_and_again(sentence, times, tmp_path):
    page = write_report(articles_from_text(" ".join([sentence] * times)), tmp_path)
    assert "could not be made" not in page.read_text("utf-8")


def test_a_section_that_fails_is_one_line(tables, monkeypatch):
    broken = tables | {name: tables[name].drop(columns="hedge") for name in ("casualties", "figures")}
    page = page_of(broken, monkeypatch)
    assert page.count("This could not be made: ") == 1  # the figures
    assert "What to ask" in page


def test_report_takes_one_article(tmp_path):
    articles = pd.concat([articles_from_text("It rained.", "a"), articles_from_text("It rained.", "b")])
    with pytest.raises(ValueError, match="exactly one"):
        write_report(articles, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["It rained.", "“Yes,” said Ann Lee.\x07\n\nTwelve people died."])
def test_report_on_any_text(text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = write_report(articles_from_text(text, article_id="../odd name?"), tmp_path / "pages")
    assert page == tmp_path / "pages" / "who-says-so-odd-name.html"
    assert "Who says what in this article?" in page.read_text("utf-8")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["pages", page.name]


def test_nothing_of_the_readers_folder_is_run(tmp_path):
    for name in (
        "pandas",
        "numpy",
        "scipy",
        "textblob",
        "nltk",
        "ipykernel_launcher",
        "mistune",
        "analysis",
        "json",
    ):
        (tmp_path / f"{name}.py").write_text("open('was_run', 'w')\nraise SystemExit('run')\n")
    (tmp_path / "story.txt").write_text("“It rained,” said Ann Lee.")
    command = Path(sys.executable).parent / "who-says-so"
    if not command.exists():
        pytest.skip("the command is not installed beside this Python")
    done = subprocess.run([command, "report", "story.txt"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "was_run").exists()
    assert (tmp_path / "who-says-so-story.html").exists()


def test_report_starts_without_what_it_does_not_use(tmp_path):
    code = (
        "import sys; from analysis import write_report; write_report(sys.argv[1], sys.argv[2])\n"
        "names = {'matplotlib', 'IPython', 'nbconvert', 'nbformat', 'nbclient', 'dask', 'trafilatura'}\n"
        "heavy = names & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code, str(SOCHI), str(tmp_path)], check=True, cwd=ROOT)


def test_a_cell_that_prepares_and_fails_says_so(tmp_path):
    cell = {"cell_type": "code", "metadata": {}, "source": ["x = 1 / 0"]}
    (tmp_path / "n.ipynb").write_text(json.dumps({"cells": [cell]}))
    with pytest.raises(ZeroDivisionError):
        list(run_cells(tmp_path / "n.ipynb"))


def test_articles_from_a_data_frame_keep_their_columns(tmp_path):
    table = pd.DataFrame({"article_id": ["a"], "text": ["It rained."], "leaning": ["left"]})
    assert read_articles(table)["leaning"].tolist() == ["left"]
    assert report_module.write_report(table, tmp_path).exists()


@pytest.mark.parametrize(
    "text", [RICH, f"{RICH} It cost £3m, Ann Lee said.", "Two men died. “No,” Bo Reed said.", "It rained."]
)
def test_in_short_counts_what_the_sections_show(text, tmp_path):
    page = write_report(articles_from_text(text), tmp_path).read_text("utf-8")
    short = re.sub(r"<[^>]*>", "", re.search(r'class="lead"><p>(.*?)</p>', page, re.DOTALL)[1])
    section = {
        name: page.partition(f'data-part="{name}">')[2].partition("<h2")[0] for name in ("heard", "figures")
    }
    sources = len(re.findall(r"<h3>(?!Nobody is named)", section["heard"]))
    figures = section["figures"].count('<tr><th scope="row"')
    nobody = "No source is named" if "<h3>" in section["heard"] else "Nobody is quoted or retold in its"
    told = {0: nobody, 1: "The only source is "}.get(sources, f"{count(sources, 'source')} ")
    assert told.lower() in short.lower()
    given = f". {count(figures, 'figure')}, "
    assert (given.lower() in short.lower()) is (figures > 0)
    spoken = sum(map(int, re.findall(r"(\d+) words? (?:quoted|reported)", section["heard"])))
    assert spoken == sum(map(int, re.findall(r"(?:quoted|reported) \((\d+)\)", short)))


def test_who_was_asked_and_gave_no_answer_is_told_apart(tmp_path):
    text = "“It rained,” Ann Lee said. Ida Marsh resigned. Zed Holm declined to comment."
    page = write_report(articles_from_text(text), tmp_path).read_text("utf-8")
    main = page[page.index("<main") :]
    asked = re.sub(r"<[^>]*>", "", main[main.index("Asked, without an answer:") :].partition("</p>")[0])
    assert asked == "Asked, without an answer: Zed Holm (“declined to comment”)."
    assert re.search(r"Mentioned and never heard:</strong> <a[^>]*>Ida Marsh</a>\.", main)


def test_a_figure_of_the_headline_has_the_source_of_the_text(tmp_path):
    text = "Fire kills 63\n\nThe fire killed 63 people, the civil guard said on Monday. Ten were hurt."
    page = write_report(articles_from_text(text), tmp_path).read_text("utf-8")
    short = re.sub(r"<[^>]*>", "", page[page.index('class="lead"') : page.index('class="caution"')])
    assert short.count("63 dead") == 1
    assert "63 dead (according to the civil guard)" in short
    asked = re.sub(r"<[^>]*>", "", page[page.index('class="questions"') :])
    assert "Who counted 10 injured" in asked or "Who counted ten injured" in asked
    assert "Who counted 63" not in asked


def test_in_short_tells_of_harm_and_a_question_sets_figures_of_one_event_against_each_other(tmp_path):
    text = "Three people died in the trial. About 455,000 people die of asthma each year. No arrests were made.\n"
    page = write_report(articles_from_text(text), tmp_path).read_text("utf-8")
    short = re.sub(r"<[^>]*>", "", page[page.index('class="lead"') : page.index('class="caution"')])
    assert "nobody" not in short
    assert "Could both be right" not in page


def test_hearsay_is_asked_about_and_what_somebody_tells_is_not(tmp_path):
    text = "It is believed that the vault was open. Asked whether it was, the owner rejected the charge."
    page = re.sub(r"<[^>]*>", "", write_report(articles_from_text(text), tmp_path).read_text("utf-8"))
    assert "“It is believed” that the vault was open: by whom?" in page
    assert "rejected by whom" not in page


@pytest.mark.parametrize(
    ("when", "told"),
    [
        *[("In 2019", "3 dead in 2019"), ("2019", "3 dead in 2019"), ("A decade ago", "3 dead a decade ago")],
        *[
            ("previous year", "3 dead in previous year"),
            ("20 years ago", "3 dead 20 years ago"),
            (None, "3 dead"),
        ],
    ],
)
def test_a_toll_is_told_with_its_time_in_words(when, told):
    row = pd.Series({"low": 3.0, "high": 3.0, "bound": "exact", "harm": "killed", "when": when})
    assert harm_text(row) == told
