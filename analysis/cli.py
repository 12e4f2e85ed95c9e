"""The command `who-says-so`: every step of the road from a terminal.

Takes a source and options, writes files and says where. It computes nothing itself.
"""

import contextlib
import sys
from pathlib import Path

with contextlib.suppress(OSError):  # nothing of the reader's folder is run, also where PYTHONPATH names it
    here, own = Path.cwd(), Path(__file__).resolve().parents[1]
    sys.path[:] = [place for place in sys.path if here == own or Path(place).resolve() != here]

import click

from .command import PAGE, PATH, Commands, check, output, reading, say
from .resources import need, why


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="who-says-so", prog_name="who-says-so")
def main() -> None:
    """Who says so? Read the news closely: who is quoted, in which words, with which figures.

    SOURCE is a text file, a saved web page (.html), a document (.docx, .pdf, .rtf ...), an e-mail, an export of a
    news database, a folder or .zip of these, a table of articles (.csv, .jsonl, .parquet, .xlsx), a web address
    (only with --fetch), or - for standard input.

    \b
    Examples:
      who-says-so report article.txt
      who-says-so compare wire.txt ministry.txt paper.txt
      who-says-so tables archive/ --out tables --format parquet --workers 2

    The status is 0 when all that was asked for is written, 1 when something of it is missing (which is told), and 2
    when something stood in the way: a wrong word, a source that cannot be read, a full disk.
    """


@main.command()
@click.argument("source")
@reading
@output(default=Path(), help=f"{PAGE[:-1]}; in .xlsx or .json all its tables instead.")
@click.option("--corrections", type=PATH, help="What “Save corrections” on a report wrote.")
@click.option(
    "--anyway", is_flag=True, help="Also where the text is not English, or only the beginning of an article."
)
def report(source: str, anyway: bool, **options) -> None:
    """Write the report on one article, as one HTML page.

    Voices, tone, choice of words, figures: every number with the sentences it comes from. On the page a reader can
    mend what is wrong and save the corrections.
    """
    check([source], also=(".xlsx", ".json"), **options)
    from .show.report import write_report

    click.echo(write_report(source, anyway=anyway, **options))


@main.command()
@click.argument("source")
@reading
@output(required=True, help="Folder for the tables.")
@click.option("--format", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True)
@click.option("--workers", type=click.IntRange(min=1), help="Processes on this machine (parquet only).")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler that is running (parquet only).")
@click.option("--part", type=click.IntRange(min=1), default=500, help="Articles in one part [500].")
def tables(source: str, out: Path, workers: int | None, **options) -> None:
    """Write every table of one article or of an archive.

    These are sentences, people, quotes, terms, figures and the rest, as the documentation lists them.

    A Parquet run that was cut off goes on where it stopped when the same command is typed again. In CSV a cell that
    a spreadsheet would run (it begins with = + - @) has an apostrophe before it; Parquet is exact.
    """
    check([source], out=out, **options)
    from .scale import write_tables
    from .workers import Incomplete

    count = write_tables(source, out, workers=workers or 0, progress=sys.stderr.isatty(), **options)
    click.echo(f"{say(count['articles'], 'article')}: tables in {out}")
    if count["problems"]:
        told = "the table `problems` there says why and what to do."
        click.echo(f"{say(count['problems'], 'problem')}: {told}", err=True)
    need(not count["lost"], "nothing made", count["lost"], raises=Incomplete)


@main.command()
@click.argument("sources", nargs=-1, required=True)
@reading
@output(default=Path(), help=PAGE)
def compare(sources: tuple[str, ...], out: Path, force: bool, lexicons, **how) -> None:
    """Set articles about one event side by side, as one HTML page.

    Each of the SOURCES is what SOURCE is elsewhere; a folder counts for all its articles.
    """
    check(sources, out=out, **how)
    from .corpus import analyse
    from .output import choose_page
    from .read.articles import read_articles

    choose_page(out, "compare", sources, force)
    articles = read_articles(sources, **how)
    from .show.compare import write_comparison

    click.echo(write_comparison(analyse(articles, lexicons), out, sources=sources, force=force))


@main.command()
@click.argument("folder", metavar="TABLES", type=PATH)
@output(default=Path("archive.html"), show_default=True, help=PAGE.replace("[here]", "").strip())
@click.option(
    "--by", default="outlet", show_default=True, help="Count by this column, or by day, week, month or year."
)
@click.option("--from", "since", metavar="DATE", help="Only from this day, month or year on.")
@click.option("--to", "until", metavar="DATE", help="Only up to this day, month or year.")
@click.option("--actor", metavar="NAME", help="Also the tone toward somebody.")
@click.option("--query", metavar="WORDS", help="Also where a word or phrase stands; * is any letters.")
@click.option("--copies", is_flag=True, help="Count syndicated copies too.")
def archive(folder: Path, **options) -> None:
    """Write the answers of an archive's tables, as one HTML page.

    TABLES is the folder that `tables --format parquet` wrote. Every number has its first fifty sentences behind it.
    """
    from .show.archive import write_archive_page

    click.echo(write_archive_page(folder, **options))


@main.command()
@click.argument("folder", metavar="TABLES", type=PATH)
@click.argument("table")
@click.argument("conditions", nargs=-1, metavar="[COLUMN=VALUE]...")
@click.option("--copies", is_flag=True, help="Count syndicated copies too.")
def passages(folder: Path, table: str, conditions: tuple[str, ...], copies: bool) -> None:
    """Print every passage behind a number of an archive, as CSV.

    TABLE is a table of the archive, or `spoken`, `named`, `printed`, `labelled`, as the page of `archive` names it;
    COLUMN is one of its columns, or actor, voice, since, until, day, week, month or year.
    """
    from .archive.archive import open_archive
    from .output import for_spreadsheets
    from .show.page import days_in_words

    if unclear := [one for one in conditions if "=" not in one]:
        raise ValueError(why("condition without value", unclear[0]))
    asked = {name: value or None for name, _, value in (one.partition("=") for one in conditions)}
    found = open_archive(folder).only(copies=copies).passages(table, most=None, **asked)
    click.echo(for_spreadsheets(days_in_words(found)).to_csv(index=False), nl=False)


@main.command()
@click.argument("folder", type=PATH, required=False)
@output(default=Path("lessons"), help="Folder for the pages [lessons].")
def lessons(folder: Path | None, **options) -> None:
    """Run the notebooks and write them as pages to hand out.

    Each is written for students, for their teacher and with its code; FOLDER is that of the checkout unless given.
    """
    from .resources import data_path
    from .show.report import write_lessons

    for page in write_lessons(folder or data_path("notebooks"), **options):
        click.echo(page)


@main.command()
@click.argument("source", required=False)
@reading
@output(default=Path("pack"), help="Folder for the pack [pack].")
def lesson(source: str | None, out: Path, **options) -> None:
    """Write a lesson on one article, as pages to hand out.

    They are a page for students, one for the teacher, and a worksheet for paper. SOURCE is an
    article, or the name of a ready lesson; without it the names are listed.
    """
    from .teach.lessons import list_lessons

    ready = list_lessons()
    if source is None:
        click.echo("\n".join(ready))
        return
    if source not in ready:
        check([source], out=out, **options)
    from .teach.pages import write_pack

    for page in write_pack(source, out, **options):
        click.echo(page)


@main.command("class")
@click.argument("folder", type=PATH)
@output(default=Path(), help=PAGE)
def of_class(folder: Path, out: Path, force: bool) -> None:
    """Show what a class found, as one HTML page.

    FOLDER holds the files that students saved; one that is damaged costs nobody else's work, is named there,
    and the status is 1.
    """
    from .teach.class_page import write_class

    for page in write_class(folder, out, force):
        click.echo(page)


@main.command()
@click.argument("name", required=False)
def lexicons(name: str | None) -> None:
    """List the word lists, or print the one called NAME."""
    from .read.lexicons import list_lexicons, read_lexicon

    text = list_lexicons().to_string(index=False) if name is None else read_lexicon(name).to_csv(index=False)
    click.echo(text)


@main.command()
@click.argument("corrections", nargs=-1, required=True, type=PATH)
def score(corrections: tuple[Path, ...]) -> None:
    """Print how often each rule was right, by what readers corrected.

    CORRECTIONS are files that “Save corrections” on a report wrote, or folders of them. What a reader left alone
    counts as right, so read the whole article before you save.
    """
    from .measure.readers import summarise_corrections
    from .read.corrections import read_corrections

    found = summarise_corrections(read_corrections(corrections))
    click.echo(found.to_string(index=False) if len(found) else "There is no correction in these files yet.")


if __name__ == "__main__":
    main()
