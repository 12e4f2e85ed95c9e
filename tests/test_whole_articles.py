"""Whole articles, and articles recombined from their sentences, through every page: none ends in an error."""

import random
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import articles_from_text, write_comparison, write_report
from analysis.resources import data_path
from analysis.show.report import run_cells
from benchmarks.marked_articles import marked_articles, score

# a grandmother is no missing value: `>nan<` is looked for below
ARTICLES = {name: text.replace("his nan", "his gran") for name, text, _ in marked_articles()}
NOTEBOOKS = sorted(path.stem for path in data_path("notebooks").glob("*.ipynb"))
FAULTS = ("Traceback", 'class="error"', ">nan<", ">None<", "&lt;NA&gt;")
pytestmark = pytest.mark.slow


def recombined(number: int, seed: int = 5) -> list[str]:
    """Articles of lines and sentences of all others, cut, doubled and shuffled; the same for the same seed."""
    chance = random.Random(seed)
    lines = [line for text in ARTICLES.values() for line in text.splitlines() if line]
    made = []
    for _ in range(number):
        pieces = chance.choices(lines, k=chance.randint(1, 12))
        pieces = [p[: chance.randint(1, len(p))] if chance.random() < 0.2 else p for p in pieces]
        made.append(chance.choice(("\n\n", "\n", " ", "")).join(pieces))
    return made


def assert_whole(page: Path) -> None:
    html = page.read_text("utf-8")
    assert html.rstrip().endswith("</html>")
    assert not [fault for fault in FAULTS if fault in html]


@pytest.mark.parametrize("name", ARTICLES)
def test_every_article_has_its_report(name, tmp_path):
    assert_whole(write_report(articles_from_text(ARTICLES[name], name), tmp_path))


@pytest.mark.parametrize("part", range(10))
def test_recombined_articles_have_reports_and_comparisons(part, tmp_path):
    texts = recombined(200)[part::10]
    articles = [articles_from_text(text, f"a{n}") for n, text in enumerate(texts)]
    for n, article in enumerate(articles):
        assert_whole(write_report(article, tmp_path / f"{n}.html"))
    for n in range(0, len(articles), 5):
        together = pd.concat(articles[n : n + 5], ignore_index=True)
        assert_whole(write_comparison(analysis.analyse(together), tmp_path / f"compare{n}.html"))


@pytest.mark.parametrize(
    "notebook", [name for name in NOTEBOOKS if "archive" not in name]
)  # it reads a folder
def test_every_notebook_reads_other_articles(notebook, monkeypatch):
    """A cell that asks for a name of its own article is told which names there are; no other error comes."""
    texts = [*list(ARTICLES.values())[::14], *recombined(200)[::50]]
    for start in range(0, len(texts) - 2, 3):
        three = [articles_from_text(text, f"t{n}") for n, text in enumerate(texts[start : start + 3])]
        given = pd.concat(three if notebook.startswith("07") else three[:1], ignore_index=True)
        monkeypatch.setattr(analysis, "read_articles", lambda *_, given=given, **__: given)
        for cell in run_cells(data_path(f"notebooks/{notebook}.ipynb")):
            errors = [out for out in cell.get("outputs", ()) if out["output_type"] == "error"]
            assert [e for e in errors if (e["ename"], "Try " in e["evalue"]) != ("ValueError", True)] == []


def test_accuracy_on_whole_articles_stays():
    """Floors a little under what was measured; benchmarks/README.md has the figures."""
    found = score(set()).loc["all"]
    assert found["F with speaker"] > 84
    assert found["figures F"] > 80
