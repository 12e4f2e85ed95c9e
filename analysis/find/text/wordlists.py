"""Word lists: where the phrases of a list stand in a text, in all the forms that they are listed for.

Takes entries with their words, gives the entries found in a text. It cannot see what a phrase means in its place.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import compress
from operator import contains, itemgetter
from typing import Any

from ...read.lexicons import Made

Forms = Callable[[str], Sequence[str]]


class WordList:
    """A list of phrases, which are looked for by their first two words.

    `forms` gives what a printed word may be a form of; without it, words count as they are printed.

    >>> WordList([(["death", "toll"], "phrase"), (["death"], "word")]).found(["the", "death", "toll", "rose"])
    [(1, 3, 'phrase'), (1, 2, 'word')]
    """

    def __init__(self, entries: Iterable[tuple[Sequence[str], Any]], forms: Forms | None = None):
        self.forms: Forms = forms or (lambda word: (word,))
        self.phrases: dict[str, list[tuple[Sequence[str], Any]]] = defaultdict(list)
        for words, entry in filter(itemgetter(0), entries):
            self.phrases[words[0]].append((words, entry))
        self.begun = Made(self._begun_by)

    def _begun_by(self, word: str) -> dict[str, list]:
        """What a printed word may begin, by the second word of it, "" where there is none."""
        begun: dict[str, list] = {}
        for form in self.forms(word):
            for phrase in self.phrases.get(form, ()):
                begun.setdefault("".join(phrase[0][1:2]), []).append(phrase)
        return begun

    def found(self, words: Sequence[str]) -> list[tuple[int, int, Any]]:
        """Give the entries of a text, each with its first word and its end, in order.

        At one place the longest come first; of those alike, what is listed as it is printed.
        """
        found: list[tuple] = []
        begun, behind = [*map(self.begun.__getitem__, words)], [*map(self.forms, words[1:]), ()]
        for i in compress(range(len(words)), begun):
            for second in filter(begun[i].__contains__, ("", *behind[i])):
                for phrase, entry in begun[i][second]:
                    printed = words[i : i + len(phrase)]
                    forms = map(self.forms, printed[2:])
                    if len(printed) == len(phrase) and all(map(contains, forms, phrase[2:])):
                        found.append((i, -len(phrase), phrase != printed, entry))
        found.sort(key=itemgetter(0, 1, 2))
        return [(first, first - size, entry) for first, size, _, entry in found]
