"""Concordance: a word wherever it stands, with what stands before and behind it.

Takes tokens and their articles, gives one row a hit. It reads words and their parts of speech: no senses.
"""

from bisect import bisect_right
from fnmatch import translate
from re import compile as pattern

import numpy as np
import pandas as pd

from ..find.text.document import Document
from ..find.text.sentences import paragraph_spans
from ..resources import need, own_rows
from ..tables import EVIDENCE, make_table, need_columns, texts_of
from .counts import sentence_runs, words_within

_ROWS = own_rows("formats/parts_of_speech.csv")
PARTS_OF_SPEECH = {row["name"]: tuple(row["tags"].split()) for row in _ROWS}
"""What a pattern may ask for in place of a word, and the Penn Treebank tags that it stands for."""


def find_concordance(
    tokens: pd.DataFrame,
    articles: pd.DataFrame,
    phrase: str,
    width: int = 6,
    sort: str = "text",
    within: str | None = None,
) -> pd.DataFrame:
    """Give the evidence columns of each hit with `left` and `right`, the text of up to `width` words on either side.

    `phrase` is one word or several in a row, within one sentence; `*` stands for any letters ("terroris*"), a part of
    speech in capitals (NAME, NOUN, VERB, ADJ, ADV, PRON, DET, NUM, PREP) for any such word ("ADJ regime"), and a word
    may be held to one ("attack*/VERB"). `within` keeps the hits that stand in a voice as a whole: "own", "quoted"
    (anybody else's), or a speaker's name. What stands on either side ends with the paragraph. `sort` orders the rows as
    they come in the "text", or by the nearest words to the "left" or "right". Known as KWIC, key word in context (Luhn
    1960). Raises ValueError for an empty phrase, another `sort`, an unknown voice, and tokens of other articles.

    >>> from analysis import articles_from_text, find_tokens
    >>> articles = articles_from_text("The war began. A civil war is a war.")
    >>> find_concordance(find_tokens(articles), articles, "war", width=2, sort="left")[["left", "text", "right"]]
           left text    right
    0      is a  war        .
    1   A civil  war     is a
    2       The  war  began. A
    >>> find_concordance(find_tokens(articles), articles, "ADJ war")["text"].tolist()
    ['civil war']
    """
    need_columns(tokens, (*EVIDENCE, "word"))
    parts = [_part(part) for part in str(phrase).replace("’", "'").split()]
    need(parts and sort in ("text", "left", "right"), "no phrase", phrase=phrase, sort=sort)
    texts = texts_of(articles, tokens["article_id"].unique())
    codes, words = pd.factorize(tokens["word"])
    hits = np.ones(max(0, len(tokens) - len(parts) + 1), dtype=bool)
    runs, inside = sentence_runs(tokens), words_within(tokens, within)
    tags = _tags(tokens, texts) if any(allowed for _, allowed in parts) else np.array([], dtype=object)
    for step, (part, allowed) in enumerate(parts):
        here = slice(step, step + len(hits))
        fits = np.array([bool(part.match(word)) for word in words], dtype=bool)
        hits &= fits[codes[here]] & (runs[here] == runs[: len(hits)]) & inside[here]
        if allowed:
            hits &= np.isin(tags[here], allowed)
    return _in_context(tokens.reset_index(drop=True), texts, np.flatnonzero(hits), len(parts), width, sort)


def _part(part: str) -> tuple:
    """Give the pattern of a word, and the tags it may have (none: any)."""
    word, _, name = part.rpartition("/") if part.rpartition("/")[2] in PARTS_OF_SPEECH else (part, "", "")
    if part in PARTS_OF_SPEECH:
        word, name = "*", part
    return pattern(translate(word.lower() or "*")), PARTS_OF_SPEECH.get(name, ())


def _tags(tokens: pd.DataFrame, texts: dict[str, str]) -> np.ndarray:
    """The tag of each word, read again from its article."""
    tags = np.full(len(tokens), "", dtype=object)
    for name, rows in tokens.groupby("article_id", sort=False).indices.items():
        p = Document(texts[str(name)]).parse
        known = dict(zip(p.starts, p.tags, strict=True))
        tags[rows] = [known.get(start, "") for start in tokens["start"].to_numpy()[rows].tolist()]
    return tags


def _in_context(tokens, texts, at: np.ndarray, size: int, width: int, sort: str) -> pd.DataFrame:
    columns = ("article_id", "sentence_id", "word", "start", "end")
    names, sentences, words, begins, ends = (tokens[column].tolist() for column in columns)
    paragraphs = {name: paragraph_spans(texts[name]) for name in {names[i] for i in at.tolist()}}
    rows, keys = [], []
    for i in at.tolist():
        text, start, stop, end = texts[names[i]], begins[i], i + size, ends[i + size - 1]
        spans = paragraphs[names[i]]
        opens, closes = spans[bisect_right(spans, (start, len(text))) - 1]
        around = range(max(0, i - width), min(len(words), stop + width))
        near = [k for k in around if names[k] == names[i] and opens <= begins[k] < closes]
        right = text[end : ends[near[-1]]] if near[-1] + 1 == stop + width else text[end:closes]
        sides = text[begins[near[0]] : start].strip(), right.strip()
        rows.append((names[i], sentences[i], start, end, text[start:end], *sides))
        keys.append({"text": (), "left": words[near[0] : i][::-1], "right": words[stop : near[-1] + 1]}[sort])
    order = sorted(range(len(rows)), key=keys.__getitem__)
    return make_table([*EVIDENCE, "left", "right"], [rows[i] for i in order])
