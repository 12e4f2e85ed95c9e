"""Records: what readers find of an article, made clean, checked, and with what there is to say of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..resources import pattern, why
from .furniture import found_in_text
from .kinds.dates import iso_date, stated_day
from .kinds.html_text import text_of_html
from .kinds.registry import Found
from .language import language_of, other_language
from .plain import clean_text, mend_text
from .problems import FOREIGN, Limits, Notice
from .sources import Named, slug

_BEGIN = 10_000
_CALLED = {"title": "headline", "byline": "byline", "published": "date", "outlet": "outlet"}
_STATED = {"title": "title", "outlet": "outlet", "published": "published", "author": "byline", "url": "url"}


def given_by_reader(stated: dict[str, str | None]) -> dict[str, str]:
    """Give what a reader states of an article under our names of columns; raises ValueError for what is no day."""
    if unknown := set(stated) - set(_STATED):
        raise TypeError(f"unknown arguments: {', '.join(sorted(unknown))}")
    given = {_STATED[name]: value for name, value in stated.items() if value}
    return given | ({"published": stated_day(given["published"])} if "published" in given else {})


def with_notices(found: Iterable[tuple[str, Found]]) -> Named:
    """Give what is found, and after it, as a problem, what its reader has to say of it."""
    for wanted, record in found:
        yield wanted, record
        if isinstance(record, ValueError):
            continue
        wanted = record.get("article_id") or wanted
        if notice := record.pop("notice", None):
            yield wanted, Notice(notice)
        if other := other_language(record["text"] or ""):
            from babel import Locale

            language = Locale("en").languages.get(other[0], other[0])
            notice = why("other language", wanted, share=other[1], language=language)
            yield wanted, Notice(notice, FOREIGN)


def checked(found: Found, wanted: str, file: str, limits: Limits) -> tuple[str, Found]:
    """Give the name of a record and the record, if it can be used, or why it cannot."""
    if isinstance(found, ValueError):
        found.args = (clean_text(str(found)),)
        return clean_text(wanted), found
    record = _clean({**found, "text": found["text"] or ""})
    name = record.get("article_id") or clean_text(wanted)
    start, size = record["text"].lstrip()[:1], len(record["text"])
    empty = not start or (start == "&" and not mend_text(record["text"]).strip())  # spaces as entities
    if not empty and size <= limits.characters:
        return name, record
    where = file if slug(Path(file).stem) == name else f"{file}: {name}"
    said = why("empty text" if empty else "long text", where, size=size, most=limits.characters)
    return name, ValueError(said)


def completed(record: dict) -> dict:
    """Give a record as it stands in the articles table, with what its text says of itself, and its language."""
    record = _clean(record)
    for name in ("title", "text"):
        if value := record.get(name):  # copied with its mark-up, perhaps; not where words would go with it
            plain = text_of_html(value) if len(pattern("closed tag").findall(value[:_BEGIN])) > 1 else ""
            record[name] = mend_text(plain if len(plain.split()) * 2 > len(value.split()) else value)
    record = _tidy(record)
    found = found_in_text(record["text"])
    new = {name: value for name, value in found.items() if name != "agency" and not record.get(name)}
    said = [_CALLED[name] for name in _CALLED if name in new]
    said += [f"agency ({found['agency']})"] if "agency" in found else []
    note = [record.get("source_note"), f"Found in the text: {', '.join(said)}." if said else None]
    record = _tidy({**record, **new, "source_note": " ".join(filter(None, note)) or None})
    return {**record, "language": language_of(record["text"])}


def _clean(record: dict) -> dict:
    """Give a record whose strings can all be written: the one place where what is no character is replaced."""
    return {name: clean_text(value) if isinstance(value, str) else value for name, value in record.items()}


def _tidy(record: dict) -> dict:
    """Give a record with the day as YYYY-MM-DD where it is one, a byline of only names, a title without an alert."""
    day, byline = record.get("published") or "", pattern("mailbox").sub(r"\1", record.get("byline") or "")
    byline = pattern("by").sub("", "" if byline.strip().isdigit() else byline, count=1).strip()
    said = {"published": iso_date(day) or day.strip() or None, "byline": byline or None}
    return record | said | {"title": pattern("alert").sub("", record.get("title") or "", count=1) or None}
