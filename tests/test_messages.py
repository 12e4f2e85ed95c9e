"""The messages: each is used, says its three parts, and gets all that it names."""

import ast
import csv
import string
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROWS = {row["message"]: row for row in csv.DictReader((ROOT / "data/messages.csv").open(encoding="utf-8"))}


def _calls() -> list[tuple[str, set[str], bool]]:
    """The message, the facts and whether there are more of them in a dict, of every call."""
    found = []
    for path in (ROOT / "analysis").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if called in ("why", "need") and path.name != "resources.py":
                first, *name = node.args[called == "need" :]
                keys = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                facts = {keyword.arg for keyword in node.keywords} | ({"name"} if name else set())
                found += [(key.value, facts - {None}, None in facts) for key in keys]
    return found


def test_every_message_is_used_and_every_one_used_is_there():
    assert {message for message, *_ in _calls()} == set(ROWS)


@pytest.mark.parametrize("message", ROWS)
def test_a_message_has_three_parts_and_gets_what_it_names(message):
    row = ROWS[message]
    assert all(row.values())
    assert "expected" in row["expected"]
    named = {name for part in row.values() for _, name, *_ in string.Formatter().parse(part) if name}
    assert all(more or named <= facts for said, facts, more in _calls() if said == message)
