"""JSON of many makers: where the list of articles stands in it, and rows without nesting.

Takes what `json` gives, gives rows. It cannot tell articles from comments where both have the same columns of texts.
"""

from collections.abc import Callable, Iterator, Sequence

_DEEPEST = 6


def rows_in(value: object, wanted: Callable[[str], bool]) -> list:
    """Give the list of articles in a JSON document: in an envelope, or in any of the forms that pandas writes.

    The first list, from the outside inwards, whose rows have a column of texts, is taken; where there is none,
    the longest list of rows.

    >>> rows_in({"status": "ok", "articles": [{"content": "It rained."}]}, lambda name: name == "content")
    [{'content': 'It rained.'}]
    """
    if isinstance(value, list) and not all(isinstance(one, list) for one in value):
        return value
    found = list(_lists(value))
    for rows in found:
        if any(wanted(name) and _is_text(cell) for row in rows[:20] for name, cell in flat_row(row).items()):
            return list(rows)
    return list(max(reversed(found), key=lambda rows: (isinstance(rows, list), len(rows)), default=[value]))


def flat_row(row: dict) -> dict:
    """Give a row whose nested values stand under names with a dot; of a list of objects, the values in one list.

    >>> flat_row({"source": {"name": "The Lantern"}, "authors": [{"name": "Ida"}, {"name": "Bo"}], "n": 1})
    {'source.name': 'The Lantern', 'authors.name': ['Ida', 'Bo'], 'n': 1}
    """
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


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _lists(value: object) -> Iterator[Sequence[dict]]:
    """Give every list of rows in a document, the outer ones first; a tuple where another form is read as rows."""
    level = [value]
    for _ in range(_DEEPEST):
        for one in level:
            yield from _as_rows(one)
        level = [inner for one in level if isinstance(one, dict) for inner in one.values()]


def _as_rows(value: object) -> Iterator[Sequence[dict]]:
    """Read a value as rows in each way that its form allows."""
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        yield value
    elif isinstance(value, list) and value and all(isinstance(one, list) for one in value):  # pandas: values
        yield tuple({str(place): cell for place, cell in enumerate(row)} for row in value)
    elif isinstance(value, dict) and value:
        yield from _rows_of_columns(value)
        yield (value,)  # one article


def _rows_of_columns(value: dict) -> Iterator[tuple[dict, ...]]:
    """Read an object as one of the forms of a table that pandas writes: split, index, columns, lists."""
    inner = list(value.values())
    if isinstance(value.get("columns"), list) and isinstance(value.get("data"), list):
        yield tuple(dict(zip(map(str, value["columns"]), row, strict=False)) for row in value["data"])
    if all(isinstance(one, dict) for one in inner):
        yield tuple(inner)
        yield tuple({name: column.get(key) for name, column in value.items()} for key in inner[0])
    elif len(inner) > 1 and all(isinstance(one, list) and len(one) == len(inner[0]) for one in inner):
        yield tuple(dict(zip(value, row, strict=True)) for row in zip(*inner, strict=True))
