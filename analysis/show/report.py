"""The report on an article as one HTML page or a workbook, and every notebook as a lesson to hand out.

A page is made by running the cells of a notebook here, so that whoever wants to can run it themselves, cell by cell.
"""

import ast
import io
import json
import re
import warnings
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from textwrap import shorten
from typing import Any

import pandas as pd

from ..corpus import analyse
from ..measure.sources import who_is_heard
from ..output import choose_page, write_new, write_page, write_whole
from ..read.articles import read_articles
from ..read.corrections import read_corrections
from ..read.lexicons import Lexicons
from ..read.plain import clean_text
from ..read.problems import FOREIGN, IN_PART, reason_of
from ..read.provenance import cite_method, list_parts
from ..resources import Later, data_path, need, why
from ..tables import Tables, for_spreadsheets
from .export import export_page
from .page import Html
from .sections import describe_language

excel_cell, utils = map(Later, ("openpyxl.cell.cell", "openpyxl.utils"))
ENDINGS = (".xlsx", ".json")
MANY_WORDS = 20_000
"""The longest text that a report is made for without a word of warning."""


def write_report(
    source: str | Path | pd.DataFrame,
    out: str | Path = ".",
    force: bool = False,
    lexicons: Lexicons | None = None,
    corrections: str | Path | pd.DataFrame | None = None,
    anyway: bool = False,
    **reading,
) -> Path:
    """Write the report on one article as an HTML file, into the folder `out` or under a name in .html; give its path.

    Under a name in .xlsx or .json all its tables are written instead, as `write_workbook` does. `source` and
    `reading` are what `read_articles` takes. The cells of the notebook `report.ipynb` are run; a section that fails is
    one line. `corrections` are files saved from such a page, or what `read_corrections` gives; of lines that do not fit
    there is a warning. Raises ValueError where there is not exactly one article, where it is not English or only a
    beginning (unless `anyway`), or where the page would take the place of another file (unless `force`).
    """
    articles = read_articles(source, **reading)
    _check(articles, anyway)
    lines = None if corrections is None else read_corrections(corrections)
    if Path(out).suffix.lower() in ENDINGS and not Path(out).is_dir():
        tables = analyse(articles, lexicons, lines)
        _tell(tables["problems"])
        return write_workbook(tables, out, force, lexicons)
    article_id = str(articles["article_id"].iloc[0])
    file_name = re.sub(r"[^\w.-]+", "-", article_id)[:80].strip("-.") or "article"
    sources = [source] if isinstance(source, str | Path) and str(source) != "-" else articles["text"]
    page = choose_page(out, f"who-says-so-{file_name}", sources, force)
    names: dict[str, Any] = {"source": articles, "lexicons": lexicons, "corrections": lines}
    cells = list(run_cells(data_path("notebooks/report.ipynb"), names))
    _tell(names["tables"]["problems"])
    headline = articles["title"].iloc[0]
    about = f"“{shorten(headline, 60, placeholder=' …')}”" if pd.notna(headline) else article_id
    return write_page(page, export_page(cells, "report", f"A close reading of {about}"))


def _tell(problems: pd.DataFrame) -> None:
    """Warn of what could not be used or made; of what could not be read, reading has warned."""
    for problem in problems[~problems["stage"].isin(("read", IN_PART, FOREIGN))].itertuples():
        warnings.warn(f"{problem.stage}: {problem.problem.removesuffix('.')}.", stacklevel=3)


def write_lessons(folder: str | Path, out: str | Path, force: bool = False) -> list[Path]:
    """Run every notebook of a folder and write each for students, for teachers and with its code; give the paths.

    Raises FileNotFoundError where the folder has no notebooks, ValueError where a page would take the place of
    another file, unless `force` is given.
    """
    notebooks = sorted(path for path in Path(folder).resolve().glob("*.ipynb") if path.stem != "report")
    need(notebooks, "no notebooks", folder, raises=FileNotFoundError)
    out = Path(out).absolute()
    editions = [(path, edition) for path in notebooks for edition in _LEFT_OUT]
    pages = {(p, edition): choose_page(out, f"{p.stem}-{edition}", [p], force) for p, edition in editions}
    ran = {}
    for path in notebooks:
        with chdir(path.parent):
            ran[path] = list(run_cells(path))
    return [write_page(page, _edition(ran[p], edition, p.stem[:2])) for (p, edition), page in pages.items()]


_LEFT_OUT = {
    "student": {"with-code", "teacher"},
    "teacher": {"with-code"},
    "with-code": {"teacher", "on-paper"},
}
"""The tags whose cells each edition of a lesson leaves out."""


def _edition(cells: list[dict], edition: str, number: str) -> str:
    """The page of an edition; in the teacher's, the answers to the questions stand open."""
    mine = [cell for cell in cells if not _LEFT_OUT[edition].intersection(cell["metadata"].get("tags", []))]
    teacher = edition == "teacher"
    kicker = f"Lesson {number}{', teacher' * teacher}"
    page = export_page(mine, f"lesson{' answers' * teacher}", kicker, code=edition == "with-code")
    return page.replace('<details class="answer', Html('<details open class="answer')) if teacher else page


def run_cells(path: Path, parameters: dict[str, Any] | None = None) -> Iterator[dict]:
    """Give the cells of a notebook with their outputs, run one after the other in this process.

    `parameters` are the names that the cell tagged `parameters` would set; what the cells set is put beside them.
    A cell that shows something and fails gives its error as its output; one that prepares what others need raises it.
    """
    names = parameters if parameters is not None else {}
    given = dict(names)
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            cell = cell | {"outputs": _run("".join(cell["source"]), names)}
        if "parameters" in cell["metadata"].get("tags", []):
            names.update(given)
        yield cell


def _run(source: str, names: dict[str, Any]) -> list[dict]:
    """Run a cell and give what Jupyter would show: the value of its last line, where that is an expression."""
    body = ast.parse(source).body
    last = body[-1] if body else None
    shown = last if isinstance(last, ast.Expr) else None
    prepared = body[:-1] if shown else body
    try:
        exec(compile(ast.Module(prepared, []), "cell", "exec"), names)
        value = eval(compile(ast.Expression(shown.value), "cell", "eval"), names) if shown else None
        # what Jupyter asks a value for
        html, bundle = (getattr(value, f"_repr_{form}_", None) for form in ("html", "mimebundle"))
        forms = {"text/html": html()} if html else {"text/plain": repr(value)} | (bundle() if bundle else {})
        data = {} if value is None else forms
    except Exception as error:
        if shown is None:
            raise
        return [{"output_type": "error", "ename": type(error).__name__, "evalue": str(error)}]
    return [{"output_type": "execute_result", "data": data}] if data else []


def _check(articles: pd.DataFrame, anyway: bool) -> None:
    """Raise ValueError where a report would mislead, unless it is asked for; warn where it takes long."""
    need(len(articles) == 1, "not one article", n=len(articles))
    words = len(articles["text"].iloc[0].split())
    if words > MANY_WORDS:
        warnings.warn(why("many words", words=words, most=MANY_WORDS), stacklevel=3)
    in_part = [reason_of(one) for one in articles.attrs.get("problems", []) if one.stage == IN_PART]
    what = None if anyway else in_part[0] if in_part else describe_language(articles)
    if what:
        raise ValueError(f"{what} To make the report all the same, say so: --anyway, or anyway=True.")


def write_workbook(
    tables: Tables, path: str | Path, force: bool = False, lexicons: Lexicons | None = None
) -> Path:
    """Write the tables of `analyse` into one file, a sheet or a list each, behind `about` (what to cite, versions and
    fingerprints), `sources` and `never_heard`; give its path.

    In a workbook a cell holds at most 32,767 characters, and one that would run has an apostrophe before it; JSON is
    exact. Raises ValueError for a name not in .xlsx or .json, and where another file has it unless `force` is given.
    """
    path = Path(path)
    need(path.suffix.lower() in ENDINGS, "not for tables", path, endings=" or ".join(ENDINGS))
    about = pd.DataFrame([("cite as", cite_method())], columns=["part", "version"])
    about = pd.concat([about, list_parts(tables["articles"], lexicons)], ignore_index=True)
    heard = who_is_heard(tables)
    heard = {"sources": heard["sources"].round({"share": 3}), "never_heard": heard["never_heard"]}
    sheets = {"about": about} | heard | tables
    content = _json(sheets) if path.suffix.lower() == ".json" else _workbook(sheets)
    return write_whole(path, content) if force else write_new(path, content)


def _workbook(sheets: Tables) -> bytes:
    file = io.BytesIO()
    with pd.ExcelWriter(file, engine="openpyxl") as writer:
        for name, table in sheets.items():
            texts = table.select_dtypes(exclude="number").columns
            shown = {column: table[column].map(_as_cell, na_action="ignore") for column in texts}
            clean = for_spreadsheets(table.assign(**shown))
            clean = clean.replace(excel_cell.ILLEGAL_CHARACTERS_RE, "\N{REPLACEMENT CHARACTER}", regex=True)
            clean.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
            for number, column in enumerate(clean, 1):
                longest = clean[column].astype("str").str.len().quantile(0.9) if len(clean) else 0
                width = writer.sheets[name].column_dimensions[utils.get_column_letter(number)]
                width.width = min(max(len(column), longest, 6), 60) + 2
    return file.getvalue()


def _as_cell(value: object) -> object:
    return clean_text(str(value)) if isinstance(value, str | list | tuple) else value


def _json(sheets: Tables) -> bytes:
    rows = {name: t.astype(object).where(t.notna(), None).to_dict("records") for name, t in sheets.items()}
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str).encode("utf-8", "replace")
