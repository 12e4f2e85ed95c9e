"""Texts that nobody would write, through `analyse`: no exception, and every row where it says it stands.

    python -m benchmarks.fuzz 20000 [--seed 1]

Four kinds in turn: arbitrary characters (lone surrogates among them), news with characters changed, sentences of whole
articles recombined, and pieces that finders look for, joined at random. Prints how many there were and what failed.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pandas as pd

from analysis import analyse, articles_from_text
from analysis.tables import EVIDENCE
from benchmarks.marked_articles import marked_articles

BATCH = 200
_MARKS = "“”‘’\"'«»()[]{}<>—–-…,.;:!?&$%£€#*_/\\|@\n\r\t \u2028\u00a0\u00ad\u200b\u200f\u202e\ufeff\x00\x85"
_WORDS = (
    *"said told asked that who she he they it her his according to by of and but not never were was is been".split(),
    *"killed wounded injured died arrested missing dead none no one two 12 1,500 40-plus half a third million".split(),
    *"hundreds dozens 1e400 10^400 ½ 1½ 2017 per cent % $5m at least up to more than between".split(),
    *"Mr Ms Dr Prof. U.S. Ann Lee’s al-Haddad police army spokesman government regime rebels".split(),
    *(
        "Read more:",
        "By Ann Lee",
        "LONDON (Agency) —",
        "&amp;",
        "<b>",
        "🙂",
        "Москва",
        "東京",
        "العربية",
        "é",
        "e\u0301",
    ),
)


def fuzzed_texts(number: int, seed: int = 1) -> Iterator[str]:
    """Give that many texts, the same for the same seed.

    >>> list(fuzzed_texts(3)) == list(fuzzed_texts(3))
    True
    """
    chance = random.Random(seed)
    makers = (_arbitrary, _mutated, _recombined, _joined)
    for position in range(number):
        yield makers[position % len(makers)](chance)


def broken(tables: dict[str, pd.DataFrame], articles: pd.DataFrame) -> list[str]:
    """Give what breaks the evidence contract: rows that do not stand where they say, and articles with a problem."""
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    wrong = []
    for name, table in tables.items():
        if tuple(table.columns[:5]) == EVIDENCE:
            rows = table[list(EVIDENCE)].itertuples(index=False)
            wrong += [f"{name}: {r}" for r in rows if texts[r.article_id][r.start : r.end] != r.text]
    return wrong + [f"problem: {row}" for row in tables.get("problems", pd.DataFrame()).to_dict("records")]


def run(number: int, seed: int = 1) -> Counter:
    """Give how many texts were read and how often each kind of fault came up."""
    count: Counter = Counter()
    texts = fuzzed_texts(number, seed)
    for _ in range(0, number, BATCH):
        batch = [text for _, text in zip(range(BATCH), texts, strict=False)]
        for text in batch if _failing(batch) else ():  # whichever text it was, the others shall be tried too
            for fault in _failing([text]):
                count[fault.split(":")[0]] += 1
                print(f"{fault}: {text!r}"[:2000], file=sys.stderr)
        count["texts"] += len(batch)
    return count


def _failing(texts: list[str]) -> list[str]:
    try:
        return _faults(texts)
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]


def _faults(texts: list[str]) -> list[str]:
    pieces = [articles_from_text(text, article_id=f"fuzz{n:04d}") for n, text in enumerate(texts)]
    articles = pd.concat(pieces, ignore_index=True)
    return broken(analyse(articles), articles)


@cache
def _sentences() -> tuple[str, ...]:
    texts = [text for _, text, _ in marked_articles()]
    return tuple(line + mark for text in texts for line in text.split(". ") for mark in ("", "."))


def _arbitrary(chance: random.Random) -> str:
    ranges = (
        (32, 127),
        (0xA0, 0x17F),
        (0x600, 0x6FF),
        (0x4E00, 0x4F00),
        (0xD800, 0xE000),
        (0x1F600, 0x1F650),
    )
    size = chance.choice((0, 1, 5, 20, 80, 200))
    return "".join(
        chance.choice(_MARKS) if chance.random() < 0.3 else chr(chance.randrange(*chance.choice(ranges)))
        for _ in range(size)
    )


def _mutated(chance: random.Random) -> str:
    text = list(" ".join(chance.choices(_sentences(), k=chance.randint(1, 3))))
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(text) + 1)
        what = chance.random()
        if what < 0.4:
            text[at:at] = chance.choice(_MARKS)
        elif what < 0.7:
            del text[at : at + chance.randint(1, 12)]
        else:
            text[at : at + 1] = " " + chance.choice(_WORDS) + " "
    return "".join(text)


def _recombined(chance: random.Random) -> str:
    pieces = []
    for sentence in chance.choices(_sentences(), k=chance.randint(1, 5)):
        words = sentence.split(" ")
        first = chance.randrange(len(words)) if chance.random() < 0.3 else 0
        last = chance.randint(first, len(words)) if chance.random() < 0.3 else len(words)
        if chance.random() < 0.1:
            chance.shuffle(words)
        pieces.append(" ".join(words[first:last]))
    return chance.choice((" ", "\n", "\n\n", "")).join(pieces)


def _joined(chance: random.Random) -> str:
    size = chance.choice((1, 3, 8, 20, 40))
    pieces = [chance.choice(_MARKS) if chance.random() < 0.35 else chance.choice(_WORDS) for _ in range(size)]
    return chance.choice(("", " ", " ", " ")).join(pieces)


if __name__ == "__main__":
    seed = int(sys.argv[sys.argv.index("--seed") + 1]) if "--seed" in sys.argv else 1
    print(dict(run(int(sys.argv[1]) if sys.argv[1:] else 20_000, seed)))
