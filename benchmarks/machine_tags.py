"""Tag texts in the public domain with spaCy, so that the tagger can learn from more than a small treebank.

    python benchmarks/machine_tags.py OUT.conllu.gz FILE... [--model en_core_web_sm]

Takes text files, or JSON files of which every string that looks like prose is read; gives a treebank in CoNLL-U.
Needs spaCy and a model, which the project does not; the tags are a machine's and one in thirty is wrong.
"""

import argparse
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc

from analysis.find.text.sentences import sentence_spans
from analysis.find.text.tokenizer import token_spans

Token = tuple[str, bool]  # a word, and whether a space follows
_PLAIN = str.maketrans("“”‘’", "\"\"''")


def sentences_of(text: str) -> Iterator[list[Token]]:
    """Give the sentences of 3 to 80 words; the parts of hyphenated words are words, as the model expects."""
    for span in sentence_spans(text):
        tokens = token_spans(text, span.start, span.end)
        if 3 <= len(tokens) <= 80:
            pairs = ((text[a:b], text[b : b + 1].isspace()) for a, b in tokens)
            yield [part for word, space in pairs for part in _parts(word, space)]


def _parts(word: str, space: bool) -> list[Token]:
    parts = re.split("(-)", word) if re.fullmatch(r"[\w.’'&]+(?:-[\w.’'&]+)+", word) else [word]
    return [*((part, False) for part in parts[:-1]), (parts[-1], space)]


def texts_of(paths: Iterable[str]) -> Iterator[str]:
    """Give the text of each file; of JSON files, every long string that ends like a sentence, once."""
    seen = set()
    for path in map(Path, paths):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".json":
            long = [part for part in _strings(json.loads(text)) if len(part) > 90 and part[-1] in ".)"]
            long = [part for part in long if part[0].isalnum() and ";" not in part[:200] and part not in seen]
            seen.update(long)
            text = "\n".join(long)
        yield text.replace("(Applause.)", "").replace("(applause)", "")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def corrected(words: list[str], tags: list[str]) -> list[str]:
    """Give the tags with "to" as the treebank has it: TO before a verb, IN before a noun."""
    tags = list(tags)
    for i, word in enumerate(words):
        if word.lower() == "to":
            following = next((tag for tag in tags[i + 1 : i + 3] if tag != "RB"), "")
            tags[i] = "TO" if following == "VB" else "IN"
    return tags


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--model", default="en_core_web_sm")
    args = parser.parse_args()
    model = spacy.load(args.model, exclude=["parser", "ner", "lemmatizer", "attribute_ruler", "senter"])
    with gzip.open(args.out, "wt", encoding="utf-8") as out:
        for text in texts_of(args.files):
            out.write("# newdoc\n")
            sentences = list(sentences_of(text))
            docs = (
                Doc(model.vocab, [w.translate(_PLAIN) for w, _ in s], [x for _, x in s]) for s in sentences
            )
            for sentence, doc in zip(sentences, model.pipe(docs), strict=True):
                tags = corrected([word for word, _ in sentence], [token.tag_ or "XX" for token in doc])
                for i, ((word, space), tag) in enumerate(zip(sentence, tags, strict=True), start=1):
                    misc = "_" if space else "SpaceAfter=No"
                    out.write(f"{i}\t{word}\t_\t_\t{tag}\t_\t_\t_\t_\t{misc}\n")
                out.write("\n")


if __name__ == "__main__":
    main()
