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

import analysis
from analysis import teach

from .command import Commands, check, commands, say
from .output import choose_page
from .read.problems import Incomplete
from .resources import data_path, need, why


@click.group(
    cls=Commands, help=commands()["main"]["help"], context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="who-says-so", prog_name="who-says-so")
def main() -> None:
    """Run the command that was typed."""


@main.told
def report(source: str, anyway: bool, **options) -> None:
    """Write the report on one article, as one HTML page."""
    check([source], also=(".xlsx", ".json"), **options)
    click.echo(analysis.write_report(source, anyway=anyway, **options))


@main.told
def tables(source: str, out: Path, workers: int | None, **options) -> None:
    """Write every table of one article or of an archive."""
    check([source], out=out, **options)
    count = analysis.write_tables(source, out, workers=workers or 0, progress=sys.stderr.isatty(), **options)
    click.echo(f"{say(count['articles'], 'article')}: tables in {out}")
    if count["problems"]:
        told = "the table `problems` there says why and what to do."
        click.echo(f"{say(count['problems'], 'problem')}: {told}", err=True)
    need(not count["lost"], "nothing made", count["lost"], raises=Incomplete)


@main.told
def compare(sources: tuple[str, ...], out: Path, force: bool, lexicons, **how) -> None:
    """Set articles about one event side by side, as one HTML page."""
    check(sources, out=out, **how)
    choose_page(out, "compare", sources, force)
    tables = analysis.analyse(analysis.read_articles(sources, **how), lexicons)
    click.echo(analysis.write_comparison(tables, out, sources=sources, force=force))


@main.told
def archive(folder: Path, **options) -> None:
    """Write the answers of an archive's tables, as one HTML page."""
    from .show.archive import write_archive_page

    click.echo(write_archive_page(folder, **options))


@main.told
def passages(folder: Path, table: str, conditions: tuple[str, ...], copies: bool) -> None:
    """Print every passage behind a number of an archive, as CSV."""
    from .show.page import days_in_words
    from .tables import for_spreadsheets

    if unclear := [one for one in conditions if "=" not in one]:
        raise ValueError(why("condition without value", unclear[0]))
    asked = {name: value or None for name, _, value in (one.partition("=") for one in conditions)}
    found = analysis.open_archive(folder).only(copies=copies).passages(table, most=None, **asked)
    click.echo(for_spreadsheets(days_in_words(found)).to_csv(index=False), nl=False)


@main.told
def lessons(folder: Path | None, **options) -> None:
    """Run the notebooks and write them as pages to hand out."""
    from .show.report import write_lessons

    for page in write_lessons(folder or data_path("notebooks"), **options):
        click.echo(page)


@main.told
def lesson(source: str | None, out: Path, **options) -> None:
    """Write a lesson on one article, as pages to hand out."""
    ready = teach.list_lessons()
    if source is None:
        click.echo("\n".join(ready))
        return
    if source not in ready:
        check([source], out=out, **options)
    for page in teach.write_pack(source, out, **options):
        click.echo(page)


@main.told
def of_class(folder: Path, out: Path, force: bool) -> None:
    """Show what a class found, as one HTML page."""
    for page in teach.write_class(folder, out, force):
        click.echo(page)


@main.told
def lexicons(name: str | None) -> None:
    """List the word lists, or print the one called NAME."""
    from .read.lexicons import list_lexicons, read_lexicon

    text = list_lexicons().to_string(index=False) if name is None else read_lexicon(name).to_csv(index=False)
    click.echo(text)


@main.told
def score(corrections: tuple[Path, ...]) -> None:
    """Print how often each rule was right, by what readers corrected."""
    from .measure.readers import summarise_corrections

    found = summarise_corrections(analysis.read_corrections(corrections))
    click.echo(found.to_string(index=False) if len(found) else "There is no correction in these files yet.")
    if len(found):
        click.echo("What nobody touched counts as right, as if all of it had been read.", err=True)


if __name__ == "__main__":
    main()
