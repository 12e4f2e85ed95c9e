"""Problems: how much is read at most, and the rows that say what was not read or not analysed, why, and what to do."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..resources import why

_MIDDLE = "expected. "
# The stages of what is lost, of what was read and is not the whole or partly in another language, and of files of a
# folder that are no articles: pictures, scripts.
NOT_READ, IN_PART, FOREIGN, NO_ARTICLE = "read", "read in part", "not English in part", "no article"


@dataclass(frozen=True)
class Limits:
    """The most that is read: bytes of a file, unpacked bytes, characters, cells, columns, pages, seconds, memory.

    `cells` are those of the rectangle that a sheet spans, `columns` those of a table or the values of one of its rows,
    `seconds` the time for one document, or for the next row of a table; `memory` what it may take beyond its reader.
    What is over a limit is refused in one line and costs itself.
    """

    file: int = 50_000_000
    unpacked: int = 200_000_000
    characters: int = 5_000_000  # a long novel has three million
    cells: int = 20_000_000
    columns: int = 16_384  # as many as a workbook may have
    pages: int = 5_000
    seconds: float = 60
    memory: int = 1_000_000_000


LIMITS = Limits()
"""The limits that hold unless others are given."""


class Problem(NamedTuple):
    """A row of the table `problems`: whose problem it is, in which file, where on the road, why, and what to do."""

    article_id: str
    source: str | None
    stage: str
    problem: str
    advice: str | None


class Notice(ValueError):
    """What there is to say of what was read, or was not; without a stage, no article is lost."""

    def __init__(self, message: str, stage: str = IN_PART):
        super().__init__(message)
        self.stage = stage


class Incomplete(ValueError):
    """Not all that was asked for is there; what was made is good, and the same command does the rest."""

    status = 1


class NotRead(UserWarning):
    """Told where something was not read among other things that were: how much, and how much of it not at all."""

    def __init__(self, message: str, number: int, lost: int = 0):
        super().__init__(message)
        self.number, self.lost = number, lost


def problem_of(
    article_id: str, source: str | None, stage: str, message: str, advice: str | None = None
) -> Problem:
    """Give the row for a message: what was expected ends its first part, and what to do follows."""
    reason, middle, rest = message.partition(_MIDDLE)
    return Problem(article_id, source, stage, f"{reason}{middle}".strip(), rest.strip() or advice)


def reason_of(problem: Problem) -> str:
    """Give reason and advice as one line."""
    return " ".join(filter(None, (problem.problem, problem.advice)))


def in_our_words(name: str, reader: Callable, *arguments) -> Generator[Any, None, None]:
    """Give what a reader finds, one record or many; what it or its libraries raise is a ValueError in three parts."""
    try:
        found = reader(*arguments)
        yield from [found] if isinstance(found, dict) else found
    except MemoryError:
        raise
    except ImportError:
        raise ValueError(why("software missing", name)) from None
    except Exception as error:  # whatever a library raises for a damaged file
        reason = (str(error).strip() or type(error).__name__).split("\n")[0]
        if isinstance(error, ValueError) and "expected" in reason:
            raise  # said in our own words
        if "password" in reason:
            reason = "it is locked with a password"
        raise ValueError(why("damaged", name, reason=reason[:200])) from None
