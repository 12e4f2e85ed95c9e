"""Word lists: where the phrases of a list stand in a text, in all the forms that they are listed for.

Takes entries with their words, gives the entries found in a text. It cannot see what a phrase means in its place.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any

from ...read.lexicons import Made

Forms = Callable[[str], Sequence[str]]


class WordList:
    """A list of phrases, as a tree: from each word to those that go on behind it, from None to what ends there.

    `forms` gives what a printed word may be a form of; without it, words count as they are printed. `known` has for
    each printed word where it leads to from the root of the tree, and its forms.

    >>> WordList([(["death", "toll"], "phrase"), (["death"], "word")]).found(["the", "death", "toll", "rose"])
    [(1, 3, 'phrase'), (1, 2, 'word')]
    """

    def __init__(self, entries: Iterable[tuple[Sequence[str], Any]], forms: Forms = lambda word: (word,)):
        tree: dict[str | None, Any] = {}
        for words, entry in filter(itemgetter(0), entries):
            node = tree
            for word in words:
                node = node.setdefault(word, {})
            node.setdefault(None, []).append((words, entry))
        self.known = Made(lambda word: ([tree[form] for form in forms(word) if form in tree], forms(word)))

    def found(self, words: Sequence[str]) -> list[tuple[int, int, Any]]:
        """Give the entries of a text, each with its first word and its end, in order.

        At one place the longest come first; of those alike, what is listed as it is printed.
        """
        found: list[tuple] = []
        known = [*map(self.known.__getitem__, words), ([], ())]
        for i, (nodes, _) in enumerate(known):
            end = i
            while nodes:
                end += 1
                here, nodes, forms = nodes, [], known[end][1]
                for node in here:
                    if None in node:
                        found += [(i, i - end, phrase != words[i:end], entry) for phrase, entry in node[None]]
                    if not node.keys().isdisjoint(forms):
                        nodes += [node[form] for form in forms if form in node]
        found.sort(key=itemgetter(0, 1, 2))
        return [(first, first - size, entry) for first, size, _, entry in found]
