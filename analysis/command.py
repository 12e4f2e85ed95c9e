"""What every command shares: how a source is read, where to write, and an end in one line and a status.

Takes what is typed, gives options, checks and messages. It knows no command.
"""

import atexit
import gc
import os
import tomllib
import traceback
import warnings
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import chain
from pathlib import Path

import click

import analysis

from .output import check_folder
from .read.files import check_source
from .resources import data_path, why


@cache
def commands() -> dict[str, dict]:
    """Give what `data/commands.toml` tells of each command."""
    return tomllib.loads(data_path("commands.toml").read_text("utf-8"))


class Commands(click.Group):
    """A group whose commands end with one line and a status, whatever happens."""

    def told(self, function: Callable) -> Callable:
        """Make a command of a function, with the help, options and arguments that are told of it."""
        name = function.__name__.removeprefix("of_")
        known = commands()[name]
        function.__doc__ = f"{function.__doc__}\n\n{known.get('more', '')}"
        lists = (commands()[one["with"]]["options"] if "with" in one else [one] for one in known["options"])
        parameters: list[tuple[Callable, dict]] = [(click.option, one) for one in chain.from_iterable(lists)]
        parameters += [(click.argument, one) for one in known["arguments"]]
        for kind, one in reversed(parameters):
            rest = {key: value for key, value in one.items() if key not in ("name", "type")}
            function = kind(*one["name"].split(), **rest, **_TYPES.get(one.get("type"), {}))(function)
        return self.command(name)(function)

    def invoke(self, ctx: click.Context):
        # What is loaded stays to the end: to look through it for what could go takes a third of a short run.
        gc.set_threshold(300_000)
        atexit.register(gc.freeze)
        # Threads of NumPy wait busily, and have nothing to do here.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        os.environ.setdefault("OPENPYXL_LXML", "False")  # which tells of a full disk in no way of its own
        unread: list[Warning] = []
        try:
            with warnings.catch_warnings():
                warnings.showwarning = partial(_note, unread)  # type: ignore[assignment]
                super().invoke(ctx)
            _tell(unread)
            if any(getattr(warning, "lost", 0) for warning in unread):
                ctx.exit(1)
        except click.UsageError as error:
            extra = error.message.partition("extra argument")[2].partition("(")[2].rstrip(")")
            raise (_ended(why("extra arguments", extra), 2) if extra else error) from None
        except (BrokenPipeError, click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except OSError as error:
            told = why("not written", error.strerror, file=error.filename or "the output")
            raise _ended(str(error) if error.errno is None else told, 2) from None
        except ValueError as error:
            lost = (str(warning) for warning in unread if getattr(warning, "lost", 0))
            raise _ended(" ".join([str(error), *lost]), getattr(error, "status", 2)) from None
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            told = f"{type(error).__name__}: {error} ({Path(place.filename).name}, line {place.lineno})"
            raise _ended(f"{told}. {commands()['main']['fault']}", 1) from None


def _tell(unread: list[Warning]) -> None:
    """Say one line for each thing that was not read, and how many there were."""
    for warning in unread:
        _say_note(warning)
    if number := sum(getattr(warning, "number", 0) for warning in unread):
        told = "what was not read, or only in part, and what to do, stands above."
        click.echo(f"{say(number, 'problem')}: {told}", err=True)


def _note(unread: list[Warning], message: Warning, category: type[Warning], *_place) -> None:
    """Say in one line what this program warns of, and nothing of what others do; keep what was not read for the end."""
    if hasattr(message, "number"):
        unread.append(message)
    elif category is UserWarning:
        _say_note(message)


def _say_note(message: Warning) -> None:
    click.echo(f"Note: {' '.join(str(message).split())}", err=True)


def _ended(problem: str, status: int) -> click.ClickException:
    ended = type("Ended", (click.ClickException,), {"exit_code": status})
    return ended(" ".join(problem.split()))


def _chosen(_context, _parameter, choices: tuple[str, ...]):
    """Give the lexicons that are chosen."""
    return analysis.choose_lexicons(*choices) if choices else None  # or else nothing heavy is loaded here


_TYPES: dict[str | None, dict] = {
    "path": {"type": click.Path(path_type=Path)},
    "number": {"type": click.IntRange(min=1)},
    "format": {"type": click.Choice(["csv", "parquet"])},
    "lexicon": {"callback": _chosen},
}


def check(sources: Sequence[str], out: Path, fetch: bool, also: tuple[str, ...] = (), **options) -> None:
    """End the command where a source or the folder cannot be, before anything heavy is loaded."""
    for source in sources:
        check_source(source, fetch)
    if options.get("published"):
        from .read.kinds.dates import stated_day

        stated_day(options["published"])
    files = (".html", ".htm", *also)
    check_folder(out.parent if out.suffix.lower() in files and not out.is_dir() else out)


def say(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"
