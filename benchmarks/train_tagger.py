"""Learn the weights of the tagger from a treebank, and report how well it does on documents it has not seen.

    python benchmarks/train_tagger.py TREEBANK.conllu.gz [--also MORE.conllu.gz] [--folds 10] [--write OUT.npz]

Takes a treebank in CoNLL-U with Penn tags in the fifth column; gives the weights.
It cannot tell how well the tagger does on news: the treebank is web text.
"""

import argparse
import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import numpy as np
import scipy.sparse as sp
import textblob

from analysis.find.text.tagger.features import UNKNOWN, in_role, keys_of, mark, unmarked
from analysis.find.text.tagger.model import FREQUENT, OFFSETS, TAGS, contexts, places_of, table_sizes

Sentence = list[tuple[str, str]]
STEP, LEAST = 0.04, 0.4  # a unit of the stored weights; the least weight that is stored, of a word seen once
REPORTED = ("VBD", "VBN", "VB", "VBP", "NN", "NNP", "IN", "JJ")
GROUPS = {  # words that decide the form of the verb that follows
    1: "be am is are was were been being 's 're 'm",
    2: "have has had having 've",
    3: "do does did",
    4: "will would can could may might shall should must 'll 'd ca wo",
    5: "to",
    6: "get got gets getting",
}


def packed(numbers: np.ndarray) -> np.ndarray:
    """Give sorted whole numbers as the bytes of their differences, which compress well."""
    steps = np.diff(numbers.astype(np.uint32), prepend=np.uint32(0)).astype("<u4")
    return np.ascontiguousarray(steps.view(np.uint8).reshape(-1, 4).T)


def read_treebank(path: str) -> list[list[Sentence]]:
    """Give documents as lists of sentences of words and tags, tokenised as the project does it."""
    documents, sentence = [], []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if line.startswith("# newdoc"):
                documents.append([])
            elif len(fields) == 10 and fields[0].isdigit():
                sentence.append((fields[1], fields[4], "SpaceAfter=No" not in fields[9]))
            elif not line.strip() and sentence:
                documents[-1].append(joined(sentence))
                sentence = []
    return documents


def joined(sentence: list[tuple[str, str, bool]]) -> Sentence:
    """Put hyphenated words together again: the last part's tag, but an adjective before a noun."""
    out, i = [], 0
    while i < len(sentence):
        word, tag, spaced = sentence[i]
        while i + 2 < len(sentence) and not spaced and sentence[i + 1][1:] == ("HYPH", False):
            i += 2
            word, (part, tag, spaced) = word + sentence[i - 1][0], sentence[i]
            word += part
            following = sentence[i + 1][1] if i + 1 < len(sentence) else ""
            if tag not in ("NNP", "NNPS", "CD") and following in ("NN", "NNS", "JJ"):
                tag = "JJ"
        out.append((word, tag))
        i += 1
    return out


def read_lexicon() -> dict[str, str]:
    """Give the likeliest tag of 94,000 words from the lexicon that TextBlob ships."""
    path = Path(textblob.__file__).parent / "en" / "en-lexicon.txt"
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line[:3] != ";;;")
    return {row[0]: row[1].split("|")[0] for row in rows if len(row) == 2}


class Corpus:
    """The words of the treebank as arrays: places, tags, folds, and the features of every word type."""

    def __init__(self, documents: list[list[Sentence]], also: list[list[Sentence]], lexicon: dict[str, str]):
        self.types: dict[str, int] = {"": 0}
        words, tags, folds, starts = [], [], [], []
        marked: list[str] = []
        for fold, sentence, caseless in _sentences(documents, also):
            starts.append(len(words))
            own = [word.lower() if caseless else word for word, _ in sentence]
            words += own
            marked += mark(own, [0])
            tags += [TAGS.index(tag) for _, tag in sentence]
            folds += [-1 - fold if caseless else fold] * len(sentence)
        self.places = places_of(len(words), starts)
        self.ids = np.zeros(self.places[-1] + 3, dtype=np.intp)
        self.ids[self.places] = [self.types.setdefault(word, len(self.types)) for word in marked]
        self.tags, folds = np.array(tags), np.array(folds)
        self.caseless = folds < 0
        self.folds = np.where(self.caseless, -1 - folds, folds)
        self.lower = [unmarked(word) for word in self.types]
        keys = keys_of(list(self.types), lambda word: lexicon.get(word, UNKNOWN))
        keys = [in_role(keys, role) for role in range(len(OFFSETS))]
        self.keys = np.unique(np.concatenate([role.ravel() for role in keys]))
        self.by_role = [_rows(np.searchsorted(self.keys, role), len(self.keys)) for role in keys]
        self.words = sum(
            rows[self.ids[self.places + o]] for rows, o in zip(self.by_role, OFFSETS, strict=True)
        )

    def facts(self, first: np.ndarray, frequent: list[str], groups: dict[str, int]) -> np.ndarray:
        """Give the three facts about the word at every place that the second pass uses."""
        likeliest = np.argsort(-(self.by_role[0] @ first), axis=1, kind="stable")[:, :2]
        numbers = {word: i for i, word in enumerate(frequent, 1)}
        by_type = [[numbers.get(word, 0), groups.get(word, 0)] for word in self.lower]
        return np.column_stack([likeliest[:, 0] * len(TAGS) + likeliest[:, 1], by_type])[self.ids]


def _sentences(
    documents: list[list[Sentence]], also: list[list[Sentence]]
) -> Iterator[tuple[int, Sentence, bool]]:
    """Give every sentence with its fold (of ten; further documents have folds from ten), some again in lower case."""
    for start, group, every in ((0, documents, 3), (10, also, 6)):
        for i, document in enumerate(group):
            for j, sentence in enumerate(document):
                yield start + i % 10, sentence, False
                if j % every == 0:
                    yield start + i % 10, sentence, True


def _rows(columns: np.ndarray, width: int) -> sp.csr_matrix:
    """Give a matrix with a one in each of the columns of every row."""
    n, each = columns.shape
    ones = np.ones(columns.size, np.float32)
    return sp.csr_matrix((ones, columns.ravel(), np.arange(0, columns.size + 1, each)), shape=(n, width))


def fit(x: sp.csr_matrix, y: np.ndarray, epochs: int = 6, least: int = 3) -> np.ndarray:
    """Give the weights of a multinomial logistic regression, by gradient descent with one adaptive rate a feature.

    Features seen less often than `least` get no weight. The last two epochs are averaged.
    """
    keep = np.flatnonzero(np.bincount(x.indices, minlength=x.shape[1]) >= least)
    width, n, batch = x.shape[1], len(y), 256
    x = x[:, keep].tocsr()
    weights, total = np.zeros((2, len(keep), len(TAGS)), np.float32)
    squares = np.full((len(keep), 1), 1e-6, np.float32)
    random = np.random.default_rng(0)
    for epoch in range(epochs):
        order = random.permutation(n)
        shuffled, gold = x[order], y[order]
        for start in range(0, n, batch):
            rows, right = shuffled[start : start + batch], gold[start : start + batch]
            columns, inverse = np.unique(rows.indices, return_inverse=True)
            rows = sp.csr_matrix((rows.data, inverse, rows.indptr), shape=(rows.shape[0], len(columns)))
            old = weights[columns]
            shares = rows @ old
            shares = np.exp(shares - shares.max(axis=1, keepdims=True))
            shares /= shares.sum(axis=1, keepdims=True)
            shares[np.arange(len(right)), right] -= 1
            slope = rows.T.tocsr() @ shares + 0.01 * old
            squares[columns] += (slope**2).mean(axis=1, keepdims=True) * len(TAGS) ** 0.5
            weights[columns] = old - 0.07 * slope / np.sqrt(squares[columns])
        if epoch >= epochs - 2:
            total += weights / 2
    full = np.zeros((width, len(TAGS)), np.float32)
    full[keep] = total
    return full


def learn(corpus: Corpus, chosen: np.ndarray, folds: int = 2) -> dict:
    """Give the weights of both passes, learnt from the chosen words.

    The second pass learns from what first passes say about words that they have not learnt from.
    """
    x, y = corpus.words[chosen], corpus.tags[chosen]
    first = fit(x, y)
    best = (corpus.words @ first).argmax(axis=1)
    own_folds = corpus.folds % folds
    for fold in range(folds):
        held = chosen & (own_folds == fold)
        best[held] = (
            corpus.words[held] @ fit(corpus.words[chosen & ~held], corpus.tags[chosen & ~held])
        ).argmax(axis=1)
    counts = Counter(np.array(corpus.lower)[corpus.ids[corpus.places[chosen]]].tolist())
    frequent = [word for word, _ in counts.most_common(FREQUENT)]
    groups = {word: number for number, words in GROUPS.items() for word in words.split()}
    facts = corpus.facts(first, frequent, groups)
    model = {"first": first, "facts": facts, "frequent": frequent, "groups": groups}
    index = table_index(model, corpus, best)
    seen, columns = np.unique(index[:, chosen], return_inverse=True)
    tables = _rows(columns.reshape(len(index), -1).T, len(seen))
    both = fit(sp.hstack([x, tables]).tocsr(), y)
    counts = {
        "counts": np.bincount(x.indices, minlength=x.shape[1]),
        "table_counts": np.bincount(tables.indices),
    }
    return model | counts | {"second": both[: x.shape[1]], "seen": seen, "table": both[x.shape[1] :]}


def table_index(model: dict, corpus: Corpus, best: np.ndarray) -> np.ndarray:
    bases = np.cumsum([0, *table_sizes(len(TAGS))[:-1]])
    return contexts(best, model["facts"], corpus.places, len(TAGS)) + bases[:, None]


def predict(model: dict, corpus: Corpus) -> np.ndarray:
    """Give the tags (as numbers) of all words of the corpus."""
    best = (corpus.words @ model["first"]).argmax(axis=1)
    second = corpus.words @ model["second"]
    for _ in range(2):
        index = table_index(model, corpus, best)
        at = np.searchsorted(model["seen"], index)
        at[at == len(model["seen"])] = 0
        known = model["seen"][at] == index
        best = (second + sum(model["table"][a] * w[:, None] for a, w in zip(at, known, strict=True))).argmax(
            axis=1
        )
    return best


def write(model: dict, lexicon: dict[str, str], keys: np.ndarray, path: Path) -> None:
    """Store the weights as small whole numbers; the smallest are left out."""
    small = {name: _small(model[name], model["counts"]) for name in ("first", "second")}
    small["table"] = _small(model["table"], model["table_counts"])
    used, seen = (small["first"] | small["second"]).any(axis=1), small["table"].any(axis=1)
    weights = np.hstack([small["first"][used], small["second"][used]])
    entries = {crc32(word.encode()): tag for word, tag in lexicon.items()}
    names = sorted(set(entries.values()))
    np.savez_compressed(
        path,
        sizes=(weights != 0).sum(axis=1).astype(np.uint8),
        columns=np.nonzero(weights)[1].astype(np.uint8),
        values=weights[weights != 0],
        keys=packed(keys[used]),
        table=small["table"][seen],
        table_index=packed(model["seen"][seen]),
        lexicon_keys=packed(np.array(sorted(entries))),
        lexicon_values=np.array([names.index(entries[key]) for key in sorted(entries)], dtype=np.uint8),
        lexicon_tags=np.array(names),
        frequent=np.array(model["frequent"]),
        group_words=np.array(list(model["groups"])),
        group_values=np.array(list(model["groups"].values())),
    )


def _small(weights: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Round to units of a byte; what is rare must have a large weight to be kept."""
    least = (LEAST / np.sqrt(counts.clip(1))).clip(0.04, 0.2)[:, None]
    return np.where(np.abs(weights) < least, 0, np.rint(weights / STEP).clip(-127, 127)).astype(np.int8)


def report(gold: np.ndarray, found: np.ndarray, title: str) -> None:
    parts = [f"{title}: {(gold == found).mean():.4f} of {len(gold)} words"]
    for name in REPORTED:
        at = TAGS.index(name)
        right, said, true = ((gold == at) & (found == at)).sum(), (found == at).sum(), (gold == at).sum()
        parts.append(f"{name} {2 * right / max(1, said + true):.3f}")
    print("; F ".join(parts), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("treebank")
    parser.add_argument("--also", help="a further treebank to learn from, whose tags may be a machine's")
    parser.add_argument(
        "--folds", type=int, default=0, help="check by so many parts, of ten, left out in turn"
    )
    parser.add_argument("--write", type=Path, help="learn from all of it and store the weights in this file")
    args = parser.parse_args()
    lexicon = read_lexicon()
    corpus = Corpus(read_treebank(args.treebank), read_treebank(args.also) if args.also else [], lexicon)
    found = np.full(len(corpus.tags), -1)
    for fold in range(args.folds):
        held = corpus.folds == fold
        found[held] = predict(learn(corpus, ~held), corpus)[held]
        shown = held & ~corpus.caseless
        report(corpus.tags[shown], found[shown], f"part {fold}")
    for shown, title in (
        (~corpus.caseless, "unseen documents"),
        (corpus.caseless, "the same without capitals"),
    ):
        if args.folds:
            shown &= found >= 0
            report(corpus.tags[shown], found[shown], title)
    if args.write:
        write(learn(corpus, np.ones(len(corpus.tags), dtype=bool)), lexicon, corpus.keys, args.write)
        print(f"{args.write}: {args.write.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
