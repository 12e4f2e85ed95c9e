"""Take an article; give the report on it as one HTML page, or every notebook as a lesson to hand out.

The page is made by running a notebook, so that whoever wants to can run it themselves, cell by cell.
It cannot see whether the article is worth the reading.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.output import choose_page, write_page
from analysis.read.resources import data_path

if TYPE_CHECKING:
    import pandas as pd
    from nbclient import NotebookClient
    from nbformat import NotebookNode

    from analysis.read.lexicons import Lexicons


def write_report(
    source: str | Path | pd.DataFrame,
    out: str | Path = ".",
    force: bool = False,
    lexicons: Lexicons | None = None,
    **reading,
) -> Path:
    """Write the report on one article as an HTML file, into the folder `out` or under a name in .html; give its path.

    `source` and `reading` are what `read_articles` takes, or `source` is an articles table. The notebook
    `report.ipynb` is run, and its page is one file without scripts and without requests to other hosts.
    Raises ValueError where there is not exactly one article, or where the page would take the place of another
    file, unless `force` is given.
    """
    with ThreadPoolExecutor() as pool, _kernel(data_path("notebooks/report.ipynb"), Path.cwd()) as client:
        articles = _one_article(source, reading)  # while the kernel starts
        article_id = str(articles["article_id"].iloc[0])
        known = isinstance(source, str | Path) and str(source) != "-"
        sources = [source] if known else articles["text"]
        page = choose_page(out, f"who-says-so-{_file_name(article_id)}", sources, force)
        with tempfile.TemporaryDirectory() as folder:
            table = Path(folder) / "articles.jsonl"
            articles.to_json(table, orient="records", lines=True, force_ascii=True)
            chosen = [choice.told for choice in lexicons.choices] if lexicons else []
            _set_parameters(client.nb, {"source": str(table), "own_lists": chosen})
            export_page = pool.submit(_load_exporter)  # while the notebook runs
            notebook = client.execute()
        html = export_page.result()(notebook, "report", f"A close reading of {article_id}")
    return write_page(page, html)


def write_lessons(folder: str | Path, out: str | Path, force: bool = False) -> list[Path]:
    """Run every notebook of a folder and write each as HTML, with its code and without; give the paths.

    Raises FileNotFoundError where the folder has no notebooks, ValueError where a page would take the place of
    another file, unless `force` is given.
    """
    export_page = _load_exporter()
    notebooks = sorted(path for path in Path(folder).glob("*.ipynb") if path.stem != "report")
    if not notebooks:
        raise FileNotFoundError(
            f"There are no notebooks in {folder}; a folder with .ipynb files was expected. "
            "Try the folder `notebooks` of the checkout."
        )
    editions = {"with-code": True, "reading": False}
    pages = {
        path: [choose_page(out, f"{path.stem}-{edition}", [path], force) for edition in editions]
        for path in notebooks
    }
    written = []
    for path in notebooks:
        notebook = run_notebook(path)
        for page, code in zip(pages[path], editions.values(), strict=True):
            html = export_page(notebook, "lesson", f"Lesson {path.stem[:2]}", code=code)
            written.append(write_page(page, html))
    return written


def run_notebook(path: Path) -> NotebookNode:
    """Give the notebook at `path` as it is after running, in its own folder and in a process of its own."""
    with _kernel(path, path.parent) as client:
        return client.execute()


@contextmanager
def _kernel(path: Path, cwd: Path) -> Iterator[NotebookClient]:
    """A client for the notebook whose kernel is starting already, and is gone in the end.

    They talk through files in a folder of their own, not through open ports, where the system can.
    """
    import nbformat
    from nbclient import NotebookClient
    from traitlets.config import Config

    with tempfile.TemporaryDirectory() as folder:
        sockets = {} if os.name == "nt" else {"transport": "ipc", "ip": f"{folder}/kernel"}
        client = NotebookClient(
            nbformat.read(path, as_version=4),
            kernel_name="python3",
            timeout=600,
            shutdown_kernel="immediate",
            resources={"metadata": {"path": str(cwd)}},
            config=Config({"KernelManager": sockets}),
        )
        client.create_kernel_manager()
        client.start_new_kernel()
        try:
            yield client
        finally:
            if client.km:
                client._cleanup_kernel()


def _one_article(source: str | Path | pd.DataFrame, reading: dict) -> pd.DataFrame:
    from analysis.read.articles import read_articles

    articles = read_articles(source, **reading) if isinstance(source, (str, Path)) else source
    if len(articles) != 1:
        raise ValueError(
            f"There are {len(articles)} articles; a report takes exactly one. "
            "Try one file of them, or `who-says-so tables` and `who-says-so compare` for several."
        )
    return articles


def _set_parameters(notebook: NotebookNode, values: dict[str, object]) -> None:
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = "\n".join(f"{name} = {value!r}" for name, value in values.items())


def _load_exporter():
    from .export import export_page, prepare_exporter

    prepare_exporter()
    return export_page


def _file_name(words: str) -> str:
    return re.sub(r"[^\w.-]+", "-", words)[:80].strip("-.") or "article"
