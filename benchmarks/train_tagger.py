"""Learn the weights of the tagger from a treebank, and report how well it does on documents it has not seen.

    python benchmarks/train_tagger.py TREEBANK.conllu.gz [--folds 10] [--write]

Takes a treebank in CoNLL-U with Penn tags in the fifth column; gives data/models/tagger.npz.
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
from scipy.optimize import minimize

from analysis.find import tagger
from analysis.find.tagger import OFFSETS, TAGS

Sentence = list[tuple[str, str]]
REPORTED = ("VBD", "VBN", "VB", "VBP", "NN", "NNP", "IN", "JJ")
GROUPS = {  # words that decide the form of the verb that follows
    1: "be am is are was were been being 's 're 'm",
    2: "have has had having 've",
    3: "do does did",
    4: "will would can could may might shall should must 'll 'd ca wo",
    5: "to",
    6: "get got gets getting",
}
OUT = Path(__file__).parent.parent / "data" / "models" / "tagger.npz"


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

    def __init__(self, documents: list[list[Sentence]], lexicon: dict[str, str]):
        self.types: dict[str, int] = {"": 0}
        words, tags, folds, starts = [], [], [], []
        marked: list[str] = []
        for fold, sentence, caseless in _sentences(documents):
            starts.append(len(words))
            own = [word.lower() if caseless else word for word, _ in sentence]
            words += own
            marked += tagger.mark(own, [0])
            tags += [TAGS.index(tag) for _, tag in sentence]
            folds += [-1 - fold if caseless else fold] * len(sentence)
        self.places = tagger.places_of(len(words), starts)
        self.ids = np.zeros(self.places[-1] + 3, dtype=np.intp)
        self.ids[self.places] = [self.types.setdefault(word, len(self.types)) for word in marked]
        self.tags, folds = np.array(tags), np.array(folds)
        self.caseless = folds < 0
        self.folds = np.where(self.caseless, -1 - folds, folds)
        self.lower = [word.lstrip(tagger.INITIAL + tagger.CASELESS).lower() for word in self.types]
        look_up = lambda word: lexicon.get(word, "-")  # noqa: E731
        found = [tagger.features(word, look_up) if word else ([], [""]) for word in self.types]
        keys = [[tagger.hashes(fs[role > 0], role) for fs in found] for role in range(len(OFFSETS))]
        self.keys = np.unique(np.concatenate([np.concatenate(role).astype(np.uint32) for role in keys]))
        self.by_role = [
            _rows([np.searchsorted(self.keys, np.array(k, np.uint32)) for k in role], len(self.keys))
            for role in keys
        ]
        self.words = sum(
            rows[self.ids[self.places + o]] for rows, o in zip(self.by_role, OFFSETS, strict=True)
        )

    def facts(self, first: np.ndarray, frequent: list[str], groups: dict[str, int]) -> np.ndarray:
        """Give the three facts about the word at every place that the second pass uses."""
        likeliest = np.argsort(-(self.by_role[0] @ first), axis=1, kind="stable")[:, :2]
        numbers = {word: i for i, word in enumerate(frequent, 1)}
        by_type = [[numbers.get(word, 0), groups.get(word, 0)] for word in self.lower]
        return np.column_stack([likeliest[:, 0] * len(TAGS) + likeliest[:, 1], by_type])[self.ids]


def _sentences(documents: list[list[Sentence]]) -> Iterator[tuple[int, Sentence, bool]]:
    """Give every sentence with its fold, and every third once more without capitals."""
    for i, document in enumerate(documents):
        for j, sentence in enumerate(document):
            yield i % 10, sentence, False
            if j % 3 == 0:
                yield i % 10, sentence, True


def _rows(lists: list[np.ndarray], width: int) -> sp.csr_matrix:
    ends = np.cumsum([0, *map(len, lists)])
    columns = np.concatenate(lists)
    return sp.csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(lists), width))


def fit(x: sp.csr_matrix, y: np.ndarray, penalty: float, iterations: int, least: int = 2) -> np.ndarray:
    """Give the weights of a multinomial logistic regression; features seen less often than `least` get none."""
    k, n = len(TAGS), len(y)
    width = x.shape[1]
    keep = np.flatnonzero(np.asarray((x > 0).sum(axis=0)).ravel() >= least)
    x = x[:, keep].tocsr()
    turned = x.T.tocsr()

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(-1, k).astype(np.float32)
        scores = x @ weights
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        totals = shares.sum(axis=1)
        value = np.log(totals).sum() - scores[np.arange(n), y].sum() + penalty / 2 * float((weights**2).sum())
        shares /= totals[:, None]
        shares[np.arange(n), y] -= 1
        return float(value), (turned @ shares + penalty * weights).ravel().astype(np.float64)

    options = {"maxiter": iterations, "maxcor": 6}
    found = minimize(loss, np.zeros(len(keep) * k), jac=True, method="L-BFGS-B", options=options)
    weights = np.zeros((width, k), np.float32)
    weights[keep] = found.x.reshape(-1, k)
    return weights


def learn(corpus: Corpus, chosen: np.ndarray, folds: int = 4) -> dict:
    """Give the weights of both passes, learnt from the chosen words.

    The second pass learns from what first passes say about words that they have not learnt from.
    """
    x, y, k = corpus.words[chosen], corpus.tags[chosen], len(TAGS)
    first = fit(x, y, 1.0, 40)
    best = (corpus.words @ first).argmax(axis=1)
    own_folds = corpus.folds % folds
    for fold in range(folds):
        held = chosen & (own_folds == fold)
        best[held] = (
            corpus.words[held] @ fit(corpus.words[chosen & ~held], corpus.tags[chosen & ~held], 1.0, 30)
        ).argmax(axis=1)
    counts = Counter(np.array(corpus.lower)[corpus.ids[corpus.places[chosen]]].tolist())
    frequent = [word for word, _ in counts.most_common(tagger.FREQUENT)]
    groups = {word: number for number, words in GROUPS.items() for word in words.split()}
    facts = corpus.facts(first, frequent, groups)
    model = {"first": first, "facts": facts, "frequent": frequent, "groups": groups}
    index = table_index(model, corpus, best)
    seen, columns = np.unique(index[:, chosen], return_inverse=True)
    tables = _rows(list(columns.reshape(len(index), -1).T), len(seen))
    both = fit(sp.hstack([x, tables]).tocsr(), y, 1.0, 50)
    return model | {"second": both[: x.shape[1]], "seen": seen, "table": both[x.shape[1] :]}


def table_index(model: dict, corpus: Corpus, best: np.ndarray) -> np.ndarray:
    bases = np.cumsum([0, *tagger.table_sizes(len(TAGS))[:-1]])
    return tagger.contexts(best, model["facts"], corpus.places, len(TAGS)) + bases[:, None]


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


def write(model: dict, corpus: Corpus, lexicon: dict[str, str]) -> None:
    """Store the weights as small whole numbers with one scale a row."""
    used = (np.abs(model["first"]) + np.abs(model["second"])).max(axis=1) > 0.05
    seen = np.abs(model["table"]).max(axis=1) > 0.05
    keys = {crc32(word.encode()): tag for word, tag in lexicon.items()}
    names = sorted(set(keys.values()))
    stored = {
        "keys": corpus.keys[used],
        "table_index": model["seen"][seen].astype(np.uint32),
        "lexicon_keys": np.array(sorted(keys), dtype=np.uint32),
        "lexicon_values": np.array([names.index(keys[key]) for key in sorted(keys)], dtype=np.uint8),
        "lexicon_tags": np.array(names),
        "frequent": np.array(model["frequent"]),
        "group_words": np.array(list(model["groups"])),
        "group_values": np.array(list(model["groups"].values())),
    }
    for name, rows in (("first", used), ("second", used), ("table", seen)):
        stored[name + "_scale"] = np.abs(model[name][rows]).max(axis=1).clip(1e-3).astype(
            np.float16
        ) / np.float16(127)
        scale = stored[name + "_scale"].astype(np.float32)[:, None]
        stored[name] = np.rint(model[name][rows] / scale).clip(-127, 127).astype(np.int8)
    OUT.parent.mkdir(exist_ok=True)
    np.savez_compressed(OUT, **stored)


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
    parser.add_argument(
        "--folds", type=int, default=0, help="check by so many parts, of ten, left out in turn"
    )
    parser.add_argument("--write", action="store_true", help="learn from all of it and store the weights")
    args = parser.parse_args()
    lexicon = read_lexicon()
    corpus = Corpus(read_treebank(args.treebank), lexicon)
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
        write(learn(corpus, np.ones(len(corpus.tags), dtype=bool)), corpus, lexicon)
        print(f"{OUT}: {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
