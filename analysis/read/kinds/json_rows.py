"""Rows of JSON: one object a line, or a list of records anywhere in one document."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import IO, Any

from ...resources import why
from ..problems import LIMITS

_DEEPEST = 6  # objects in objects


def json_rows(lines: IO[str], name: str, wanted: Callable[[str], bool]) -> Iterator[dict | ValueError]:
    """Give the rows of JSON Lines one by one, or those in one document; a damaged line is given as a ValueError."""
    numbered = enumerate(iter(lambda: lines.readline(LIMITS.file), ""), 1)
    filled = ((number, line) for number, line in numbered if line.strip())
    head = list(islice(filled, 2))
    whole = any(line.strip()[:1] == "{" and line.rstrip()[-1] == "}" for _, line in head)
    by_line = name.lower().endswith(("jsonl", "ndjson")) or whole
    if len(head) > 1 and by_line and head[0][1].strip() not in ("[", "{"):
        for number, line in chain(head, filled):
            try:
                yield _object(_loaded(line), f"line {number}")
            except (ValueError, RecursionError) as error:
                yield ValueError(f"line {number}: {error}")
        return
    rest = lines.read(LIMITS.file)
    if len(rest) >= LIMITS.file:
        raise ValueError(
            f"one list of more than {LIMITS.file:,} characters; as JSON Lines, one article a line, it has no limit"
        )
    rows = rows_in(_loaded("".join(line for _, line in head) + rest), wanted)
    yield from (_object(row, f"article {number}") for number, row in enumerate(rows, 1))


def _loaded(text: str) -> object:
    """Give what JSON holds; an object with far too many values is refused before they are read, which takes long."""
    if (names := text.count('":')) > 8 * LIMITS.columns * max(1, text.count("{")):
        raise ValueError(why("wide object", names=names, most=LIMITS.columns))
    return json.loads(text)


def _object(row: object, place: str) -> dict | ValueError:
    if isinstance(row, dict):
        return flat_row(row)
    return ValueError(f"{place} is not an object with named values")


def rows_in(value: object, wanted: Callable[[str], bool]) -> list:
    """Give the list of articles in a JSON document: the outermost whose rows have texts, or else the longest."""
    if isinstance(value, dict) and {"articles", "sentences"} <= value.keys():  # a report's tables
        value = value["articles"]
    if isinstance(value, list) and value:
        return value
    found = list(_lists(value))
    for rows in found:
        cells = [cell for row in rows[:20] for cell in flat_row(row).items()]
        if any(isinstance(cell, str | list) and wanted(name) for name, cell in cells):
            return list(rows)
    return list(max(reversed(found), key=lambda rows: (isinstance(rows, list), len(rows)), default=[value]))


def _lists(value: object) -> Iterator[Sequence[dict]]:
    """Give every list of rows in a document, the outer ones first."""
    level = [value]
    for _ in range(_DEEPEST):
        yield from chain.from_iterable(map(_as_rows, level))
        level = [inner for one in level if isinstance(one, dict) for inner in one.values()]


def _as_rows(value: Any) -> Iterator[Sequence[dict]]:
    """Read a value as rows in each way that its form allows: a list as it stands, a tuple where it is read as rows."""
    inner = list(value.values()) if isinstance(value, dict) else value
    kinds = {type(one) for one in inner} if isinstance(inner, list) else set()
    if kinds == {dict}:
        yield inner if inner is value else tuple(inner)  # as records, or by name
    if isinstance(value, dict) and value:
        if kinds == {list} and len(inner) > 1 and len({*map(len, inner)}) == 1:  # by column
            yield tuple(dict(zip(value, row, strict=True)) for row in zip(*inner, strict=True))
        yield (value,)  # one article


def flat_row(row: dict) -> dict:
    """Give a row whose nested values stand under names with a dot; of a list of objects, the values in one list."""
    return dict(_flat(row, "", 0))


def _flat(row: dict, before: str, depth: int) -> Iterator[tuple[str, object]]:
    for name, value in row.items():
        name = f"{before}{name}"
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            keys = dict.fromkeys(key for one in value for key in one)
            value = {key: [one[key] for one in value if one.get(key) is not None] for key in keys}
        if isinstance(value, dict) and value and depth < _DEEPEST:
            yield from _flat(value, f"{name}.", depth + 1)
        else:
            yield name, value
