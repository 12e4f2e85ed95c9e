"""Sources: the files of a folder, a table, a web address or standard input; the records found in each, made clean."""

import contextlib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path

from ..resources import pattern, why
from .apart import read_apart
from .files import is_address, list_files, read_bytes, readable
from .furniture import found_in_text
from .kinds.dates import iso_date, stated_day
from .kinds.html_text import text_of_html
from .kinds.registry import NOTHING, Found, kind_of, kinds, read_records
from .language import language_name, language_of, other_language
from .pages import fetch_page
from .plain import clean_text, mend_text
from .problems import FOREIGN, LIMITS, NO_ARTICLE, Notice
from .spreadsheets import is_table, open_table, raw_rows, read_rows

Named = Iterator[tuple[str, Found]]
"""The id that a record should have, and the record."""
Files = Iterator[tuple[str, Named]]
_KNOWN = ("title", "outlet", "published", "byline", "url", "event", "source_note")
_BEGIN = 10_000
_CALLED = {"title": "headline", "byline": "byline", "published": "date", "outlet": "outlet"}
_STATED = {"title": "title", "outlet": "outlet", "published": "published", "author": "byline", "url": "url"}


def slug(name: str) -> str:
    """Give an article_id from a file's name."""
    return re.sub(r"\W+", "-", name).strip("-").lower() or "article"


def found_in(
    source: str | Path, each: Callable, text_column: str | None, called: str, allow_private: bool
) -> Files:
    """Give each file of a source with what is found in it: first documents, then tables."""
    path = Path(source).absolute()  # a worker may stand in another folder
    if path.is_dir() and str(source) != "-":
        yield from _found_in_folder(path, each, text_column)
    elif str(source) == "-":
        yield "standard input", (("stdin", one) for one in _records(read_bytes("-"), "standard input"))
    elif is_address(source):
        name = slug(str(source).split("://")[1].split("?")[0].rstrip("/").rsplit("/")[-1])
        yield str(source), iter([(name, fetch_page(str(source), allow_private))])
    else:
        named = (called or _stem(path), path)
        found = _from_table(named, text_column) if is_table(path) else iter(_from_file(named))
        yield readable(str(source)), found


def distinct_names(paths: Iterable[Path]) -> list[str]:
    """Give an id for each file: from its name or, where others are called so too, from its folders and name."""
    paths = list(paths)
    names = [_stem(path) for path in paths]
    for depth in range(2, 5):
        often = Counter(names)
        longer = [slug("-".join([*path.parts[-depth:-1], _stem(path)])) for path in paths]
        names = [new if often[name] > 1 else name for name, new in zip(names, longer, strict=True)]
    return names


def _stem(path: Path) -> str:
    return slug(path.name.removesuffix(".gz").rpartition(".")[0] if is_table(path) else path.stem)


def _found_in_folder(path: Path, each: Callable, text_column: str | None) -> Files:
    files = list_files(path)
    tables, documents = list(filter(is_table, files)), [file for file in files if not is_table(file)]
    if documents:  # which an `articles.csv` may describe, that is no table of articles then
        tables = [file for file in tables if file.name != "articles.csv" or not _known_in(file)]
    names = distinct_names(file.relative_to(path) for file in documents)
    waiting = list(zip(names, documents, strict=True))
    read = each(partial(_from_file, in_folder=True), waiting)
    for (name, file), items in zip(waiting, read, strict=True):
        ended = isinstance(items, ValueError)  # the file ended its worker
        yield readable(file.relative_to(path)), iter([(name, items)] if ended else items)
    for file in tables:
        yield readable(file.relative_to(path)), _from_table((_stem(file), file), text_column)


def _from_table(named: tuple[str, Path], text_column: str | None) -> Named:
    name, file = named
    try:
        with open_table(file) as opened:  # a .csv may be a workbook
            kind = kind_of(opened, file.name)
        rows = read_rows(file, text_column)
        if kind is not None and kind.apart and file.suffix.lower() != ".gz":  # of which archives are large
            rows = read_apart(read_rows, str(file), text_column, name=readable(file.name))
        for number, record in enumerate(rows, 1):
            yield f"{name}-{number}", record
    except ValueError as error:
        yield name, error


def _from_file(named: tuple[str, Path], in_folder: bool = False) -> list[tuple[str, Found]]:
    """Give what is found in a file, or why nothing is; never raises, so that a file costs itself only."""
    name, path = named
    try:
        data = read_bytes(path)
        kind = kind_of(io.BytesIO(data), path.name) if in_folder else kinds()[-1]
        if kind is None or kind.reader == NOTHING:
            return [(name, Notice(why("not for a folder", readable(path.name)), NO_ARTICLE))]
        records = list(_records(data, readable(path.name)))
    except (ValueError, FileNotFoundError) as error:
        return [(name, ValueError(str(error)))]
    tables = (place / "articles.csv" for place in path.parents[:3])  # the nearest that says something
    known = next(filter(None, map(_known_in, filter(Path.is_file, tables))), {}).get(slug(path.stem), {})
    found = [record for record in records if isinstance(record, dict)]
    several = len(found) > 1
    if len(found) == 1 and pattern("a few words").fullmatch(str(found[0]["text"] or "")):
        found[0].setdefault("notice", why("a few words", readable(path.name)))
    all_known = (one if isinstance(one, ValueError) else one | known for one in records)
    return [(f"{name}-{n}" if several else name, one) for n, one in enumerate(all_known, 1)]


def _records(data: bytes, name: str) -> Iterable[Found]:
    """Give the records of a document; what strangers' programs have made is read apart."""
    kind = kind_of(io.BytesIO(data), name)
    if kind is not None and kind.apart and kind.reader:
        return read_apart(read_records, data, name, name=name)
    return read_records(data, name)


def _known_in(table: Path) -> dict[str, dict]:
    return _read_known(table, table.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read_known(table: Path, _changed: int) -> dict[str, dict]:
    """Give what a table says of each article, nothing where it is no such table."""
    rows: list[dict] = []
    with contextlib.suppress(ValueError, OSError):
        rows = list(raw_rows(table))
    return {str(row.get("article_id")): {name: row[name] for name in _KNOWN if row.get(name)} for row in rows}


def given_by_reader(stated: dict[str, str | None]) -> dict[str, str]:
    """Give what a reader states of an article under our names of columns; raises ValueError for what is no day."""
    if unknown := set(stated) - set(_STATED):
        raise TypeError(f"unknown arguments: {', '.join(sorted(unknown))}")
    given = {_STATED[name]: clean_text(value) for name, value in stated.items() if value}
    return given | ({"published": stated_day(given["published"])} if "published" in given else {})


def checked(file: str, items: Named) -> Named:
    """Give each record, clean, with its id, or why it cannot be used; and after it what is to be said of it."""
    for wanted, found in items:
        if isinstance(found, ValueError):
            found.args = (clean_text(str(found)),)
            yield clean_text(wanted), found
            continue
        notice, fault = found.pop("notice", None), ""
        record = _clean({**found, "text": found["text"] or ""})
        name, text = record.get("article_id") or clean_text(wanted), record["text"]
        start = text.lstrip()[:1]
        empty = not start or (start == "&" and not mend_text(text).strip())  # spaces as entities
        where = file if slug(Path(file).stem) == name else f"{file}: {name}"
        if empty or len(text) > LIMITS.characters:
            fault = why("empty text" if empty else "long text", where, size=len(text), most=LIMITS.characters)
        yield name, ValueError(fault) if fault else record
        if notice:
            yield name, Notice(clean_text(notice))
        if other := other_language(text):
            told = why("other language", name, share=other[1], language=language_name(other[0]))
            yield name, Notice(told, FOREIGN)


def completed(record: dict) -> dict:
    """Give a record as it stands in the articles table, with what its text says of itself, and its language."""
    record = dict(record)
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
