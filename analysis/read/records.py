"""Records: what readers find of an article, made clean, checked, and with what there is to say of it.

Takes what a reader yields, gives records that can be written, or why there is none. It cannot tell whether what a file
says of itself is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from .furniture import with_found
from .kinds.dates import iso_date
from .kinds.registry import Found
from .language import language_of, other_language
from .plain import clean_text, mend_text
from .problems import FOREIGN, IN_PART, Limits
from .sources import Named, slug

_PART_OF_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_BY, _MAILBOX = re.compile(r"by[:\s]+", re.IGNORECASE), re.compile(r"\S+@\S+ \((.{2,80})\)")
_STATED = {"title": "title", "outlet": "outlet", "published": "published", "author": "byline", "url": "url"}


def given_by_reader(stated: dict[str, str | None]) -> dict[str, str]:
    """Give what a reader states of an article under our names of columns; raises ValueError for what is no day."""
    if unknown := set(stated) - set(_STATED):
        raise TypeError(f"unknown arguments: {', '.join(sorted(unknown))}")
    given = {_STATED[name]: value for name, value in stated.items() if value}
    if (day := given.get("published")) and not _PART_OF_DAY.fullmatch(day):
        if (whole := iso_date(day)) is None:
            raise ValueError(f"{day!r} is not a day; YYYY-MM-DD was expected. Write it so, or leave it out.")
        given["published"] = whole
    return given


def clean(record: dict) -> dict:
    """Give a record whose strings can all be written: the one place where what is no character is replaced."""
    return {name: clean_text(value) if isinstance(value, str) else value for name, value in record.items()}


def completed(record: dict) -> dict:
    """Give a record as it stands in the articles table, with what its text says of itself, and its language."""
    record = clean(record)
    mended = {
        name: mend_text(record[name]) for name in ("title", "text") if isinstance(record.get(name), str)
    }
    record = _tidy(with_found(_tidy(record | mended)))
    return {**record, "language": language_of(record["text"])}


def _tidy(record: dict) -> dict:
    """Give a record with the day as YYYY-MM-DD where it is one, and a byline that is only names."""
    day, byline = record.get("published") or "", _MAILBOX.sub(r"\1", record.get("byline") or "")
    byline = _BY.sub("", byline, count=1).strip()
    return record | {"published": iso_date(day) or day.strip() or None, "byline": byline or None}


class Notice(ValueError):
    """What there is to say of an article that was read all the same."""

    stage = IN_PART


class _Foreign(Notice):
    stage = FOREIGN


def with_notices(found: Iterable[tuple[str, Found]]) -> Named:
    """Give what is found, and after it, as a problem, what its reader has to say of it."""
    for wanted, record in found:
        yield wanted, record
        if isinstance(record, dict) and (notice := record.pop("notice", None)):
            yield wanted, Notice(notice)
        if isinstance(record, dict) and (other := other_language(record["text"] or "")):
            from babel import Locale

            language = Locale("en").languages.get(other[0], other[0])
            notice = (
                f"{other[1]:.0%} of the words of {wanted!r} seem to be in {language}; English was expected. What is "
                "found in them is not to be trusted: take them out, or read it with care."
            )
            yield wanted, _Foreign(notice)


def checked(found: Found, wanted: str, file: str, limits: Limits) -> tuple[str, Found]:
    """Give the name of a record and the record, if it can be used, or why it cannot."""
    if isinstance(found, ValueError):
        return clean_text(wanted), type(found)(clean_text(str(found)))
    record = clean({**found, "text": found["text"] or ""})
    name = record.get("article_id") or clean_text(wanted)
    where = file if slug(Path(file).stem) == name else f"{file}: {name}"
    start = record["text"].lstrip()[:1]
    if not start or (start == "&" and not mend_text(record["text"]).strip()):  # spaces written as entities
        return name, ValueError(
            f"{where} holds no article text; a text was expected. Check its cell or its file."
        )
    if (size := len(record["text"])) > limits.characters:
        return name, ValueError(
            f"{where} has {size:,} characters; at most {limits.characters:,} were expected in one article. "
            "Split it, or check that the file holds what you think."
        )
    return name, record
