"""Word lists: where the phrases of a list stand in a text, in all the forms that they are listed for.

Takes entries with their words, gives the entries found at a token. It cannot see what a phrase means in its place.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

Forms = Callable[[str], Sequence[str]]
_MOST_KEPT = 50_000  # words that a step keeps its next step for


class WordList:
    """A list of phrases as a tree, walked word by word: the time does not grow with the list.

    `forms` gives what a printed word may be a form of; without it, words count as they are printed.

    >>> found = WordList([(["death", "toll"], "phrase"), (["death"], "word")])
    >>> found.at(["the", "death", "toll", "rose"], 1, 4)
    [(3, 'phrase'), (2, 'word')]
    """

    def __init__(self, entries: Iterable[tuple[Sequence[str], Any]], forms: Forms | None = None):
        root: _Node = _Node()
        for words, entry in entries:
            node = root
            for word in words:
                node = node.setdefault(word, _Node())
            if node is not root:
                node.entries.append(entry)
        self.begins = _Step([root], forms or _as_printed)

    def at(self, words: Sequence[str], first: int, ceiling: int) -> list[tuple[int, Any]]:
        """Give the entries that begin at a word and end before `ceiling`, the longest first, each with its end."""
        found: list[tuple[int, Any]] = []
        step, last = self.begins[words[first]], first
        while step is not None:
            last += 1
            if step.entries:
                found[:0] = [(last, entry) for entry in step.entries]
            if last >= ceiling or not step.goes_on:
                break
            step = step[words[last]]
        return found


class _Node(dict):
    """A place in the tree of phrases: the nodes behind it by their word, and the entries that end here."""

    __slots__ = ("entries",)

    def __init__(self) -> None:
        self.entries: list = []


class _Step(dict):
    """The nodes that the words so far lead to; as a dict, the step that each printed word met so far leads to."""

    __slots__ = ("entries", "forms", "goes_on", "nodes")

    def __init__(self, nodes: list[_Node], forms: Forms):
        self.nodes, self.forms = nodes, forms
        self.entries = [entry for node in nodes for entry in node.entries]
        self.goes_on = any(nodes)

    def __missing__(self, word: str) -> "_Step | None":
        forms = self.forms(word)
        nodes = [node[form] for node in self.nodes for form in forms if form in node]
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[word] = step = _Step(nodes, self.forms) if nodes else None
        return step


def _as_printed(word: str) -> tuple[str]:
    return (word,)
