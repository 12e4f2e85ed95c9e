"""The notebooks: each keeps the rules that make it a lesson, and each runs alone from top to bottom."""

import ast
import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import analysis
from analysis.show.report import write_lessons

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
LESSONS = [path for path in NOTEBOOKS if path.stem != "report"]
SECTIONS = ("by eye", "count", "chart", "look again at the sentences", "could be wrong", "your own article")


def cells(path: Path, kind: str) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def every(paths: list[Path]):
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.stem)


@every(NOTEBOOKS)
def test_is_a_valid_notebook_without_outputs(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell for cell in code if cell.outputs or cell.execution_count] == []


@every(NOTEBOOKS)
def test_title_is_a_question_and_the_only_first_level_heading(path):
    headings = re.findall(r"^(#+) (.+)$", "\n\n".join(cells(path, "markdown")), re.MULTILINE)
    assert [level for level, _ in headings].count("#") == 1
    assert headings[0][0] == "#"
    assert "?" in headings[0][1]
    levels = [len(level) for level, _ in headings]
    assert all(after - before <= 1 for before, after in pairwise(levels))


@every(NOTEBOOKS)
def test_first_cell_imports_from_analysis_and_the_next_ones_load(path):
    first, *rest = cells(path, "code")
    assert {type(node) for node in ast.parse(first).body} == {ast.ImportFrom}
    assert "from analysis import" in first
    assert any("articles = " in source for source in rest[:2])


@every(NOTEBOOKS)
def test_cells_are_short_and_plain(path):
    for source in cells(path, "code"):
        assert len(source.splitlines()) <= 8, source
        tree = list(ast.walk(ast.parse(source)))
        assert not [node for node in tree if isinstance(node, (ast.FunctionDef, ast.Lambda, ast.ClassDef))], (
            source
        )
        names = {alias.name for node in tree if isinstance(node, ast.Import) for alias in node.names}
        assert not names & {"re", "os", "pathlib"}, source
        assert "path.join" not in source


@every(LESSONS)
def test_sections_come_in_their_order(path):
    headings = re.findall(r"^## (.+)$", "\n\n".join(cells(path, "markdown")), re.MULTILINE)
    found = [next((i for i, h in enumerate(headings) if part in h.lower()), None) for part in SECTIONS]
    assert None not in found, dict(zip(SECTIONS, found, strict=True))
    assert found[0] < found[1] <= min(found[2:])
    assert found[3:] == sorted(found[3:])


@every(LESSONS)
def test_says_what_it_teaches_and_hides_its_code(path):
    notebook = nbformat.read(path, as_version=4)
    for words in ("What you will learn", "For:", "Time:", "You need:"):
        assert words in notebook.cells[0].source
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.metadata.jupyter.source_hidden for cell in code)
    assert sum("show_checks(" in cell.source for cell in code) == 1


@every(LESSONS)
def test_the_edition_without_code_reads_as_a_text(path):
    told = "\n".join(
        cell.source
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "markdown" and "with-code" not in cell.metadata.get("tags", [])
    )
    assert "second cell" not in told
    assert "Shift and Enter" not in told
    assert set(re.findall(r"`(\w+)", told)) & set(analysis.__all__) == set()


@every(LESSONS)
def test_what_is_for_the_teacher_is_tagged_and_folded_in_the_notebook(path):
    cells = nbformat.read(path, as_version=4).cells
    told = [cell for cell in cells if "teacher" in cell.metadata.get("tags", [])]
    assert [cell.source.split("\n")[0].split(":")[0] for cell in told] == [
        "## For the teacher",
        "**A good answer",
    ]
    assert all(cell.metadata.jupyter.source_hidden for cell in told)
    assert "Students usually miss" in told[0].source


@every(LESSONS)
def test_prose_states_no_share_and_no_count_that_can_move(path):
    told = "\n".join(cells(path, "markdown"))
    shares = re.findall(r"\d+ ?(?:%|per cent)|in a hundred|every \w+ (?:match|passage)", told)
    assert set(shares) <= {"95 %"}  # the width of an interval


def test_what_the_prose_says_of_the_first_article_holds():
    tables = analysis.analyse(analysis.read_articles(NOTEBOOKS[0].parent.parent / "data/articles/sochi.txt"))
    quotes, labels = tables["quotes"], tables["labels"]
    assert quotes.iloc[0]["speaker_name"] == "BBC News"
    assert quotes.loc[quotes["text"].str.contains("achieved victory"), "kind"].tolist() == ["mixed"]
    assert labels.loc[labels["term"] == "regime", "voice"].isna().any()
    assert (labels.loc[labels["term"] == "terrorist", "voice_kind"] != "own").all()
    tone = analysis.label_tone(tables["sentences"])
    assert (tone["polarity"] * tone["compound"] < 0).sum() >= 3  # what the lesson on tone is about


@pytest.mark.slow
def test_editions_come_from_one_source(tmp_path):
    source = NOTEBOOKS[0].parent / "02_tone_per_speaker.ipynb"
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data").symlink_to(source.parent.parent / "data")
    (tmp_path / "notebooks" / source.name).write_bytes(source.read_bytes())
    pages = write_lessons(tmp_path / "notebooks", tmp_path / "out")
    student, teacher, code = (page.read_text("utf-8") for page in pages)
    assert [page.stem.partition("speaker-")[2] for page in pages] == ["student", "teacher", "with-code"]
    for words, where in (
        ("For the teacher", [False, True, False]),
        ("A good answer", [False, True, False]),
        ('<details open class="answer right">', [False, True, False]),
        ("The scores, when you have rated", [True, True, False]),
        ("show_rating_sheet", [False, False, True]),
    ):
        assert [words in page for page in (student, teacher, code)] == where, words
    assert "Scores of the sentences that you have rated: none." in code
    assert 'class="none"' not in student
    rated, folded = student.index("Write down for each, alone"), student.index("<summary><h2>The scores")
    assert "polarity" not in student[rated:folded]  # no score shows before it is opened
    assert "polarity" in student[folded:]


@pytest.mark.slow
@pytest.mark.notebooks
@every(NOTEBOOKS)
def test_runs_alone(path):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert [output.get("text", "") for output in outputs if output.output_type == "stream"] == []
    assert any("text/html" in output.get("data", {}) for output in outputs)
