"""The same event, told by several: what one article tells and another leaves out, and who speaks in which.

It cannot see that two sentences say the same in other words: alike means that they share rare words.
"""

import re
from unicodedata import combining, normalize

import numpy as np
import pandas as pd

from ..find.text.tagger import known_tag
from ..read.lexicons import BUILT_IN, general_english
from ..resources import Later, need
from ..tables import EVIDENCE, need_columns
from .counts import label_stems

sparse = Later("scipy.sparse")
ALIKE, SURELY_ALIKE = 0.15, 0.25
"""From these likenesses on, two sentences count as counterparts, and surely so where each is the other's nearest;
`benchmarks/README.md` says how they were chosen."""
ONE_EVENT = 0.22
"""From this likeness of their rarer words on, two articles seem to tell of one event."""
_NAMES, _ONE_PLACE = 3.0, 0.05
"""A name used less often in a million words is rare; two of them in both are enough from this likeness on."""
_NO_MARKS = str.maketrans("øØłŁđĐı", "oOlLdDi") | {ord("ß"): "ss", ord("æ"): "ae"}
_COMMON, _RARE = 3000.0, 30.0
"""Uses in a million words: above the first no weight, below the second no more weight."""


def compare_sentences(sentences: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Give each sentence beside the most alike sentence of every other article, one row per pair of the two.

    Columns: the evidence five, `other` (article_id), `nearest` (sentence_id there), `nearest_text`, `likeness` (0 to
    1), `told` (likeness of `ALIKE` or more) and `sure` (of `SURELY_ALIKE`, each the other's nearest, and alike also
    without the words that only say who speaks). Likeness is the cosine of the words' stems, each weighted by how rare
    it is in general English and in these articles. A low one is a question to the reader, no omission proved. Raises
    ValueError for fewer than two articles.

    >>> from analysis import articles_from_text, find_tokens, split_sentences
    >>> texts = {"a": "The bridge was closed. Lee resigned.", "b": "They closed the bridge on Monday."}
    >>> articles = pd.concat([articles_from_text(text, name) for name, text in texts.items()], ignore_index=True)
    >>> pairs = compare_sentences(split_sentences(articles), find_tokens(articles))
    >>> pairs[["text", "other", "told"]].values.tolist()[:2]
    [['The bridge was closed.', 'b', True], ['Lee resigned.', 'b', False]]
    """
    need_columns(sentences, (*EVIDENCE, "kind"))
    need_columns(tokens, EVIDENCE)
    body = sentences[sentences["kind"] == "body"].reset_index(drop=True)
    article, names = pd.factorize(body["article_id"])
    need(len(names) > 1, "one article", n=len(names))
    tokens = tokens[tokens["sentence_id"].isin(body["sentence_id"])]
    likeness, _ = _sentences_alike(tokens, body["sentence_id"])
    own = tokens["voice_kind"] == "own"  # beside somebody's words it only says who speaks
    capital = tokens["text"].str[:1].str.isupper()
    beside = tokens["start"] == tokens["end"].shift() + 1
    goes_on = capital & capital.shift(fill_value=False) & beside  # one name
    bare = tokens[~goes_on & (~own | own.groupby(tokens["sentence_id"]).transform("all"))]
    in_what_is_told, shared = _sentences_alike(bare, body["sentence_id"])
    surely = (likeness >= SURELY_ALIKE) & (in_what_is_told >= ALIKE) & (shared > 1)
    ids, texts = (body[name].to_numpy() for name in ("sentence_id", "text"))
    parts = [np.flatnonzero(article == number) for number in range(len(names))]
    best = np.array([part[likeness[:, part].argmax(axis=1)] for part in parts])  # by article and sentence
    here, other = np.nonzero(article[:, None] != np.arange(len(names)))
    nearest = best[other, here]
    table = body.loc[here, list(EVIDENCE)].reset_index(drop=True)
    table = table.assign(other=names[other], nearest=ids[nearest], nearest_text=texts[nearest])
    table["likeness"] = likeness[here, nearest].round(3)
    sure = surely[here, nearest] & (best[article[here], nearest] == here)
    return table.assign(told=table["likeness"] >= ALIKE, sure=sure)


def without_counterpart(pairs: pd.DataFrame) -> pd.DataFrame:
    """Give the sentences that have a counterpart in no other article; `pairs` is what `compare_sentences` gives."""
    told = pairs.groupby("sentence_id")["told"].transform("any")
    return pairs[~told.astype(bool)].drop_duplicates("sentence_id")


def compare_statements(pairs: pd.DataFrame) -> pd.DataFrame:
    """Give the sentences that surely have a counterpart, as each article puts them: the evidence five and `statement`.

    `pairs` is what `compare_sentences` gives; `statement` numbers what they tell, what most articles tell first.
    """
    need_columns(pairs, ["sentence_id", "nearest", "sure"])
    sure = pairs[pairs["sure"]]
    ends, names = pd.factorize(pd.concat([sure["sentence_id"], sure["nearest"]]))
    group = dict(zip(names, _linked(len(names), ends[: len(sure)], ends[len(sure) :]), strict=True))
    rows = sure.drop_duplicates("sentence_id")[list(EVIDENCE)]
    rows = rows.assign(statement=rows["sentence_id"].map(group))
    articles = rows.groupby("statement", sort=False)["article_id"].transform("nunique")
    rows = rows.loc[articles.sort_values(ascending=False, kind="stable").index]
    rows["statement"] = pd.factorize(rows["statement"])[0]
    return rows.sort_values("statement", kind="stable", ignore_index=True)


def find_events(tokens: pd.DataFrame) -> pd.Series:
    """Give for each `article_id` the number of its event: alike where articles share rare names, or many rarer words.

    Cannot tell two events of one kind at one place from one event.
    """
    need_columns(tokens, ["article_id", "sentence_id", "start", "end", "text", "word"])
    names = list(dict.fromkeys(tokens["article_id"]))
    likeness = _likeness(_vectors(_rare_words(tokens), "article_id", pd.Series(names)))
    # What begins a sentence is in capitals, and no name for that; "Oak Lines" is one, though "oak" is a word.
    inside = tokens[tokens["sentence_id"] == tokens["sentence_id"].shift()]
    capital = inside[inside["text"].str[:1].str.isupper() & inside["text"].str.isalpha()]
    rarely = capital["word"].map(general_english()).fillna(0) < _NAMES
    rare, pairs = capital[rarely], capital.assign(word=capital["word"] + " " + capital["word"].shift(-1))
    follows = capital["end"] + 1 == capital["start"].shift(-1)
    pairs = pairs[follows & ~rarely & ~rarely.shift(-1, fill_value=False)]
    shared = []  # how many different names each two articles share
    for table in (rare, pd.concat([rare, pairs])):
        told = pd.crosstab(table["article_id"], table["word"]).reindex(names, fill_value=0).to_numpy() > 0
        shared.append(told.astype(int) @ told.T.astype(int))
    named = (shared[0] >= 1) & (shared[1] >= 2)
    alike = (likeness >= ONE_EVENT) | (named & (likeness >= _ONE_PLACE))
    event = _linked(len(names), *np.nonzero(alike))
    return pd.Series(pd.factorize(event)[0], index=pd.Index(names, name="article_id"), name="event")


def compare_articles(table: pd.DataFrame, by: str, cells: str = "rows") -> pd.DataFrame:
    """Give one row per value of `by` and one column per article: what is there of it in the article.

    `table` is any evidence table with the column `by`. `cells` says what a cell holds: how many "rows"; how many
    "words" they have, as for quotes by "speaker_name" (rows inside one another count twice); or each wording that
    stands in a column, such as "label", once, in lower case, with its number where that is above 1. Names are written
    alike in all articles: "Halvek" is "Tomas Halvek" where only one long name ends so. Without any, a number is 0 and a
    wording missing; a missing value of `by` is a row of its own. The largest sum, or what most have, stands first.

    >>> from analysis import articles_from_text, find_people, find_quotes
    >>> texts = {"a": "“We lost two men,” said Ann Lee.", "b": "Ms Ann Lee said nothing had changed."}
    >>> articles = pd.concat([articles_from_text(text, name) for name, text in texts.items()], ignore_index=True)
    >>> compare_articles(find_quotes(articles), by="speaker_name", cells="words").values.tolist()
    [['Ann Lee', 4, 3]]
    >>> labels = pd.DataFrame({"article_id": ["a", "a", "b"], "name": ["army"] * 3, "label": ["army", "army", "junta"]})
    >>> compare_articles(labels, by="name", cells="label").values.tolist()
    [['army', 'army (2)', 'junta']]
    """
    counted = cells in ("rows", "words")
    need_columns(table, [by, "article_id", *({"rows": [], "words": ["text"]}.get(cells, [cells]))])
    table = label_same_names(table, by) if by in ("name", "speaker_name") else table
    keys = [table[by], table["article_id"]]
    if counted:
        sizes = table["text"].str.split().str.len() if cells == "words" else pd.Series(1, index=table.index)
        wide = sizes.groupby(keys, dropna=False, sort=False).sum().unstack(fill_value=0)
    else:
        said = table[cells].str.lower().rename("said")
        n = said.groupby([*keys, said], sort=False).size()
        n = n.sort_values(ascending=False, kind="stable").reset_index(name="n")
        n["said"] += n["n"].map(lambda n: f" ({n})" if n > 1 else "").astype("str")
        wide = n.groupby([by, "article_id"], sort=False)["said"].agg(", ".join).unstack()
    wide = wide.reindex(columns=list(dict.fromkeys(table["article_id"]))).rename_axis(columns=None)
    sums = wide.sum(axis=1) if counted else wide.notna().sum(axis=1)
    return wide.loc[sums.sort_values(ascending=False, kind="stable").index].reset_index()


def compare_quotations(quotes: pd.DataFrame, least: int = 5) -> pd.DataFrame:
    """Give the quotations that several articles print, as each cuts them: rows of `quotes` with `quotation`, a number.

    Two direct or mixed quotations of different articles are the same where they share `least` words in a row.
    Cannot see one that was put into other words.

    >>> quotes = pd.DataFrame({"article_id": ["a", "b", "b"], "kind": "direct",
    ...     "text": ["We will stay until they talk to us.", "they will go", "stay until they talk to"]})
    >>> compare_quotations(quotes)[["article_id", "quotation"]].values.tolist()
    [['a', 0], ['b', 0]]
    """
    need_columns(quotes, ["article_id", "kind", "text"])
    printed = quotes[quotes["kind"].isin(["direct", "mixed"])].reset_index(drop=True)
    alike: list[tuple[int, int]] = []
    seen: dict[tuple[str, ...], int] = {}
    for i, text in enumerate(printed["text"]):
        words = re.findall(r"\w+", text.lower())
        for run in zip(*(words[k:] for k in range(least)), strict=False):
            alike.append((seen.setdefault(run, i), i))
    found = printed.assign(quotation=_linked(len(printed), *np.array(alike, "int64").reshape(-1, 2).T))
    several = found.groupby("quotation")["article_id"].transform("nunique") > 1
    return found[several].sort_values("quotation", kind="stable", ignore_index=True)


def label_same_names(table: pd.DataFrame, column: str = "speaker_name") -> pd.DataFrame:
    """Give the same rows with names written alike: one word becomes the one longer name of a person that ends in it,
    and a name without its accents the one with them."""
    plain = {name: unaccented(name) for name in table[column].dropna().unique()}
    full: dict[str, str] = {}  # of several spellings, the one with accents
    for name, short in plain.items():
        full[short] = name if name != short else full.get(short, name)
    alike, given = {}, BUILT_IN.terms("first_names")  # not "Bank of England", "Save Holm"
    people = [n for n in full if (first := n.partition(" ")[0].lower()) in given or known_tag(first) == "-"]
    for name, short in plain.items():
        longer = [other for other in people if other.endswith(f" {short}")] if " " not in short else []
        alike[name] = full[longer[0] if len(longer) == 1 else short]
    return table.assign(**{column: table[column].replace(alike)})


def unaccented(name: str) -> str:
    """Give a name without the marks of its letters.

    >>> unaccented("Jiří Øverås")
    'Jiri Overas'
    """
    return "".join(sign for sign in normalize("NFKD", name.translate(_NO_MARKS)) if not combining(sign))


def _linked(n: int, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Give for each of `n` things the first of those that links, from one to the other, join it with."""
    links = sparse.coo_array((np.ones(len(one)), (one, other)), shape=(n, n))
    groups = sparse.csgraph.connected_components(links, directed=False)[1]
    _, first, group = np.unique(groups, return_index=True, return_inverse=True)
    return first[group]


def _rare_words(tokens: pd.DataFrame) -> pd.DataFrame:
    """The words with their `stem` and how `rare` it is in general English."""
    words = label_stems(tokens)
    words = words[words["word"].str.contains(r"\w", regex=True)]
    rates = words["word"].map(general_english()).fillna(0.0).groupby(words["stem"]).transform("max")
    return words.assign(rare=np.log10(_COMMON / np.maximum(rates, _RARE)).clip(lower=0))


def _sentences_alike(tokens: pd.DataFrame, ids: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """How alike each two sentences are, and how many stems they share."""
    vectors = _vectors(_rare_words(tokens), "sentence_id", ids)
    has = (vectors > 0).astype(int)
    return _likeness(vectors * np.log(len(ids) / np.maximum(has.sum(axis=0), 1))), has @ has.T


def _vectors(words: pd.DataFrame, by: str, ids: pd.Series) -> np.ndarray:
    """A row for each of the ids with a column for each stem: how rare it is."""
    wide = words.drop_duplicates([by, "stem"]).pivot(index=by, columns="stem", values="rare")
    return wide.reindex(ids).fillna(0.0).to_numpy()


def _likeness(vectors: np.ndarray) -> np.ndarray:
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return unit @ unit.T
