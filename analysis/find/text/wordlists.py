"""Word lists: where the phrases of a list stand in a text, in all the forms that they are listed for.

Takes entries with their words, gives the entries found at a token. It cannot see what a phrase means in its place.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress
from operator import itemgetter
from typing import Any

Forms = Callable[[str], Sequence[str]]
_MOST_KEPT = 50_000  # printed words that a list keeps its phrases for


class WordList(dict):
    """A list of phrases; as a dict, those that each printed word may begin, by their second word ("": none).

    `forms` gives what a printed word may be a form of; without it, words count as they are printed.

    >>> found = WordList([(["death", "toll"], "phrase"), (["death"], "word")])
    >>> found.at(["the", "death", "toll", "rose"], 1, 4)
    [(3, 'phrase'), (2, 'word')]
    """

    def __init__(self, entries: Iterable[tuple[Sequence[str], Any]], forms: Forms | None = None):
        super().__init__()
        self.forms: Forms = forms or (lambda word: (word,))
        self.phrases: dict[str, list[tuple[Sequence[str], Any]]] = defaultdict(list)
        for words, entry in entries:
            if words:
                self.phrases[words[0]].append((words, entry))

    def __missing__(self, word: str) -> dict[str, list[tuple[Sequence[str], Any]]]:
        found: dict[str, list] = defaultdict(list)
        for form in self.forms(word):
            for phrase in self.phrases.get(form, ()):
                found["".join(phrase[0][1:2])].append(phrase)
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[word] = dict(found)
        return self[word]

    def begins(self, words: Sequence[str]) -> Iterator[int]:
        """Give the places in a text where an entry may begin, by its first two words."""
        last = len(words) - 1
        for i in list(compress(range(len(words)), map(self.__getitem__, words))):
            seconds = self[words[i]]
            if "" in seconds or (i < last and not seconds.keys().isdisjoint(self.forms(words[i + 1]))):
                yield i

    def at(self, words: Sequence[str], first: int, ceiling: int) -> list[tuple[int, Any]]:
        """Give the entries that begin at a word and end before `ceiling`, each with its end.

        The longest come first; of those alike, what is listed as it is printed.
        """
        begins = self[words[first]]
        found: list[tuple] = []
        if not begins:
            return found
        for second in ("", *(self.forms(words[first + 1]) if first + 1 < ceiling else ())):
            for phrase, entry in begins.get(second, ()):
                last = first + len(phrase)
                further = zip(phrase[2:], words[first + 2 : last], strict=False)
                if last <= ceiling and all(word in self.forms(form) for word, form in further):
                    found.append((-last, phrase != words[first:last], entry))
        found.sort(key=itemgetter(0, 1))
        return [(-last, entry) for last, _, entry in found]
