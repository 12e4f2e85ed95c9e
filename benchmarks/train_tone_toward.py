"""Train data/models/tone_toward.npz on NewsMTSC's training part, and report how right it is by cross-validation.

    python benchmarks/train_tone_toward.py TRAIN.jsonl.gz [--keep]

TRAIN has one JSON object a line: `id, text, start, end, tone`. NewsMTSC (Hamborg and Donnay 2021) is under
the MIT licence. Sentences of one article never stand on both sides of a fold. `--keep` writes the weights.
Method: multinomial logistic regression, classes weighted equally, L2 penalty, L-BFGS (SciPy).
"""

import argparse
import gzip
import json
import re
import zlib
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from analysis.find.text.parse import parse
from analysis.find.tone.features import stem, tone_features
from analysis.find.tone.tone_toward import LABELS, SURE

TARGET = Path(__file__).parent.parent / "data" / "models" / "tone_toward.npz"
PENALTY = 0.5
SEEN = 2  # a feature has to be seen in this many sentences
FOLDS = 5
PROVENANCE = (
    "Trained by benchmarks/train_tone_toward.py on the training part of NewsMTSC (F. Hamborg and K. Donnay 2021, "
    "'NewsMTSC: A Dataset for (Multi-)Target-dependent Sentiment Classification in Political News Articles', "
    "MIT licence); 8,739 targets in 7,739 sentences. Names are masked."
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("train")
    parser.add_argument("--keep", action="store_true")
    arguments = parser.parse_args()
    with gzip.open(arguments.train, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    names = _names(rows)
    found = [_features(row, names) for row in rows]
    labels = np.array([LABELS.index(row["tone"]) for row in rows])
    _report(found, labels, np.array([_fold(row["id"]) for row in rows]))
    if arguments.keep:
        _save(*_train(found, labels))


def _names(rows: list[dict]) -> set[str]:
    """Words, and their stems, that mostly have a capital inside a sentence: names, parties, nations. The model is to
    have no opinion of them, also where the tagger takes one for a common word."""
    seen, capital = Counter(), Counter()
    for text in {row["text"] for row in rows}:
        parsed = parse(text)
        firsts = {sentence.first for sentence in parsed.sentences}
        for i, word in enumerate(parsed.words):
            if i not in firsts and word[0].isalpha():
                seen[parsed.lower[i]] += 1
                capital[parsed.lower[i]] += word[0].isupper()
    names = {word for word, n in seen.items() if capital[word] > n / 2}
    return names | {f"{stem(word)}-" for word in names if stem(word)}


def _features(row: dict, names: set[str]) -> dict[str, float]:
    parsed = parse(row["text"])
    first = min(parsed.token_at(row["start"]), len(parsed.words) - 1)
    found = tone_features(parsed, first, max(first + 1, parsed.token_at(row["end"] - 1) + 1))
    return {
        name: value
        for name, value in found.items()
        if names.isdisjoint(re.findall(r"[^ ~-]+(?:-(?!\S))?", name))
    }


def _fold(name: str) -> int:
    return (
        zlib.crc32("_".join(name.split("_")[:3]).encode()) % FOLDS
    )  # the first three parts name the article


def _report(found: list[dict], labels: np.ndarray, folds: np.ndarray) -> None:
    chances = np.zeros((len(labels), len(LABELS)))
    for fold in range(FOLDS):
        names, weights, bias = _train(
            [found[i] for i in np.flatnonzero(folds != fold)], labels[folds != fold]
        )
        scores = _matrix([found[i] for i in np.flatnonzero(folds == fold)], names) @ weights + bias
        exp = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances[folds == fold] = exp / exp.sum(axis=1, keepdims=True)
    guess, sure = chances.argmax(axis=1), chances.max(axis=1) >= SURE
    scores = [
        2 * sum((guess == k) & (labels == k)) / (sum(guess == k) + sum(labels == k))
        for k in range(len(LABELS))
    ]
    print(
        f"{FOLDS} folds: macro-F1 {np.mean(scores):.4f} {np.round(scores, 3)}, accuracy {(guess == labels).mean():.4f}"
    )
    print(f"at {SURE}: labelled {sure.mean():.3f}, of these right {(guess == labels)[sure].mean():.4f}")


def _train(found: list[dict], labels: np.ndarray) -> tuple[list[str], np.ndarray, np.ndarray]:
    seen = Counter(name for features in found for name in features)
    names = sorted(name for name, n in seen.items() if n >= SEEN)
    matrix, truth = _matrix(found, names), np.eye(len(LABELS))[labels]
    share = (len(labels) / len(LABELS) / truth.sum(axis=0))[labels]
    turned, shape = matrix.T.tocsr(), (len(names) + 1, len(LABELS))

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights, bias = flat.reshape(shape)[:-1], flat.reshape(shape)[-1]
        scores = matrix @ weights + bias
        scores -= scores.max(axis=1, keepdims=True)
        exp = np.exp(scores)
        total = exp.sum(axis=1, keepdims=True)
        wrong = (exp / total - truth) * share[:, None]
        value = (share * (np.log(total[:, 0]) - (scores * truth).sum(axis=1))).sum()
        gradient = np.vstack([turned @ wrong + PENALTY * weights, wrong.sum(axis=0)])
        return value + PENALTY / 2 * (weights**2).sum(), gradient.ravel()

    start = np.zeros(shape).ravel()
    best = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200, "ftol": 1e-7}
    ).x.reshape(shape)
    return names, best[:-1], best[-1]


def _matrix(found: list[dict], names: list[str]) -> csr_matrix:
    rows = {name: i for i, name in enumerate(names)}
    kept = [[(rows[k], v) for k, v in features.items() if k in rows] for features in found]
    ends = np.cumsum([0, *map(len, kept)])
    columns = [i for features in kept for i, _ in features]
    values = [v for features in kept for _, v in features]
    return csr_matrix((values, columns, ends), shape=(len(found), len(names)))


def _save(names: list[str], weights: np.ndarray, bias: np.ndarray) -> None:
    packed = np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8)
    np.savez_compressed(
        TARGET, names=packed, weights=weights.astype(np.float16), bias=bias, provenance=np.array(PROVENANCE)
    )
    print(f"{TARGET.name}: {len(names)} features, {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
