"""Word lists: where the phrases of a list stand in a text, in all the forms that they are listed for.

Takes entries with their words, gives the entries found in a text. It cannot see what a phrase means in its place.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import compress
from operator import and_, contains, itemgetter
from typing import Any

from ...read.lexicons import Made

Forms = Callable[[str], Sequence[str]]
_ALONE = 1  # the sign that stands for no second word


class WordList:
    """A list of phrases, which are looked for where their first two words meet: two signs, bits, have one in common.

    `forms` gives what a printed word may be a form of; without it, words count as they are printed.

    >>> WordList([(["death", "toll"], "phrase"), (["death"], "word")]).found(["the", "death", "toll", "rose"])
    [(1, 3, 'phrase'), (1, 2, 'word')]
    """

    def __init__(self, entries: Iterable[tuple[Sequence[str], Any]], forms: Forms | None = None):
        self.forms: Forms = forms or (lambda word: (word,))
        self.phrases: dict[str, list[tuple[Sequence[str], Any]]] = defaultdict(list)
        for words, entry in entries:
            if words:
                self.phrases[words[0]].append((words, entry))
        seconds = dict.fromkeys(words[1] for rows in self.phrases.values() for words, _ in rows if words[1:])
        self.signs = {word: _ALONE << number for number, word in enumerate(seconds, start=1)}
        self.known = Made(self._look_up)

    def _look_up(self, word: str) -> tuple[int, int, dict[str, list]]:
        """The signs of the second words of what a word may begin, its own, and what it may begin by these words."""
        begun: dict[str, list] = {}
        for form in self.forms(word):
            for phrase in self.phrases.get(form, ()):
                begun.setdefault("".join(phrase[0][1:2]), []).append(phrase)
        own = _ALONE | sum({self.signs.get(form, 0) for form in self.forms(word)})
        return sum(self.signs.get(second, _ALONE) for second in begun), own, begun

    def found(self, words: Sequence[str]) -> list[tuple[int, int, Any]]:
        """Give the entries of a text, each with its first word and its end, in order.

        At one place the longest come first; of those alike, what is listed as it is printed.
        """
        known, found = list(map(self.known.__getitem__, words)), list[tuple]()
        begins = map(and_, map(itemgetter(0), known), [*map(itemgetter(1), known[1:]), _ALONE])
        for i in compress(range(len(words)), begins):
            for second in ("", *(self.forms(words[i + 1]) if i + 1 < len(words) else ())):
                for phrase, entry in known[i][2].get(second, ()):
                    printed = words[i : i + len(phrase)]
                    forms = map(self.forms, printed[2:])
                    if len(printed) == len(phrase) and all(map(contains, forms, phrase[2:])):
                        found.append((i, -len(phrase), phrase != printed, entry))
        found.sort(key=itemgetter(0, 1, 2))
        return [(first, first - size, entry) for first, size, _, entry in found]
