"""Take an article; give the report on it as one HTML page, or every notebook as a lesson to hand out.

The page is made by running a notebook, so that whoever wants to can run it themselves, cell by cell.
It cannot see whether the article is worth the reading.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis.read.articles import read_articles
from analysis.read.resources import data_path

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from traitlets.config import Config


def write_report(source: str | Path | pd.DataFrame, out: str | Path = ".") -> Path:
    """Write the report on one article as an HTML file into the folder `out` and give its path.

    `source` is what `read_articles` takes, or an articles table. The notebook `report.ipynb` is run and its page
    is one file, without scripts and without requests to other hosts.
    Raises ValueError where there is not exactly one article.
    """
    articles = source if isinstance(source, pd.DataFrame) else read_articles(source)
    if len(articles) != 1:
        raise ValueError(
            f"There are {len(articles)} articles; a report takes exactly one. "
            "Try one file of them, or `who-says-so tables` and `who-says-so compare` for several."
        )
    from .export import export_page

    article_id = str(articles["article_id"].iloc[0])
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "articles.jsonl"
        articles.to_json(table, orient="records", lines=True, force_ascii=True)
        notebook = run_notebook(data_path("notebooks/report.ipynb"), {"source": str(table)})
    page = Path(out) / f"who-says-so-{_file_name(article_id)}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(export_page(notebook, "report", f"A close reading of {article_id}"), encoding="utf-8")
    return page


def write_lessons(folder: str | Path, out: str | Path) -> list[Path]:
    """Run every notebook of a folder and write each as HTML, with its code and without; give the paths.

    Raises FileNotFoundError where the folder has no notebooks.
    """
    from .export import export_page

    notebooks = sorted(path for path in Path(folder).glob("*.ipynb") if path.stem != "report")
    if not notebooks:
        raise FileNotFoundError(
            f"There are no notebooks in {folder}; a folder with .ipynb files was expected. "
            "Try the folder `notebooks` of the checkout."
        )
    Path(out).mkdir(parents=True, exist_ok=True)
    written = []
    for path in notebooks:
        notebook = run_notebook(path, {}, cwd=path.parent)
        for code, suffix in ((True, "with-code"), (False, "reading")):
            page = Path(out) / f"{path.stem}-{suffix}.html"
            page.write_text(
                export_page(notebook, "lesson", f"Lesson {path.stem[:2]}", code=code), encoding="utf-8"
            )
            written.append(page)
    return written


def run_notebook(path: Path, parameters: dict[str, str], cwd: Path | None = None) -> NotebookNode:
    """Give the notebook at `path` as it is after running, its cell tagged `parameters` with these values."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if parameters and "parameters" in cell.metadata.get("tags", []):
            cell.source = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    place = {"metadata": {"path": str(cwd or Path.cwd())}}
    with tempfile.TemporaryDirectory() as folder:
        options = {"kernel_name": "python3", "timeout": 600, "resources": place, "config": _sockets(folder)}
        return NotebookClient(notebook, **options).execute()


def _sockets(folder: str) -> Config:
    """Talk to the kernel through files in a folder of its own, not through open ports, where that is possible."""
    from traitlets.config import Config

    return (
        Config()
        if os.name == "nt"
        else Config({"KernelManager": {"transport": "ipc", "ip": f"{folder}/kernel"}})
    )


def _file_name(words: str) -> str:
    return re.sub(r"[^\w.-]+", "-", words)[:80].strip("-.") or "article"
