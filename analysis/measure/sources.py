"""Sources: everybody whom an article quotes or retells, those it names and never hears, and whose figures differ.

It counts words, not weight: who is believed it cannot see, nor whether two figures mean the same people or day. Figures
are never added up: they overlap and restate each other.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations

import pandas as pd

from ..find.text.tagger import known_tag
from ..read.lexicons import BUILT_IN
from ..tables import make_table
from .groups import need_columns, need_tables

_OF_PERSONS = ("he", "him", "his", "himself", "she", "her", "hers", "herself")
_WRITTEN_BY = re.compile(r"(?:.*\bby)?$", re.IGNORECASE)
NOT_SAID = ("denied", "not said", "asked", "hypothetical")
"""What a passage's `status` may be where its words are not put forward as true by its speaker."""

_FIGURE = "article_id sentence_id text harm who low high source status when subset_of".split()
_PAIR = "article_id harm figure other source other_source times sentence_id other_sentence_id".split()
_NOT_SO = ("negated", "denied", "planned", "hypothetical")
_ANYBODY = frozenset("people persons others victims dead bodies casualties deaths residents".split())


def summarise_sources(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Give one row a source, most words first: `source, role, kind, direct, indirect, n, share, passages, not_said`.

    `source` is the name, or the phrase that introduces one without a name; it is missing for all passages with nobody
    behind them. `role` is what the article calls it, `kind` the `speaker_kind` of its passages, `direct` and
    `indirect` its words (their sum is `n`, its share of all words of the text `share`), `passages` how often it is
    heard, and `not_said` how many passages it denies, is asked, or only might say. Words of a report that stand in
    quotation marks are direct, words in an inner quotation those of the inner speaker. Raises ValueError where a table
    is missing.

    >>> from analysis import analyse, articles_from_text
    >>> tables = analyse(articles_from_text("“It rained,” said Ann Lee, the mayor. “It poured,” she said."))
    >>> summarise_sources(tables)[["source", "direct", "passages"]].values.tolist()
    [['Ann Lee', 4, 2]]
    """
    need_tables(tables, ("tokens", "quotes", "people"))
    tokens, quotes = tables["tokens"], tables["quotes"]
    need_columns(tokens, ["voice", "voice_kind"])
    spoken = tokens[tokens["voice_kind"].isin(("direct", "indirect"))]
    direct = spoken["voice_kind"] == "direct"
    words = spoken[["voice"]].assign(direct=direct, indirect=~direct)
    words = words.groupby("voice", dropna=False, sort=False).sum().astype("int64")
    words = words.sort_values("direct", key=lambda n: -words.sum(axis=1), kind="stable")
    speech = quotes[quotes["kind"] != "scare"]
    status = speech["status"] if "status" in speech else pd.Series("said", index=speech.index)
    speech = speech.assign(said=status.isin(("said", "asked")), not_said=status.isin(NOT_SAID))
    speech["all"] = 1
    counted = {"speaker_kind": "first", "said": "sum", "all": "sum", "not_said": "sum"}
    heard = speech.groupby("speaker_name", dropna=False, sort=False).agg(counted)
    table = words.reindex(words.index.union(heard.index, sort=False), fill_value=0)
    heard, has_words = heard.reindex(table.index), table.index.isin(words.index)
    table["n"] = table["direct"] + table["indirect"]
    table["share"] = table["n"] / max(len(tokens), 1)
    table["passages"] = heard["said"].where(has_words, heard["all"]).fillna(0).astype("int64")
    table["not_said"] = heard["not_said"].fillna(0).astype("int64")
    table = table.assign(kind=heard["speaker_kind"].astype("str")).rename_axis("source").reset_index()
    roles = tables["people"].dropna(subset=["name", "role"]).drop_duplicates("name").set_index("name")["role"]
    role = table["source"].map(roles).astype("str")
    table["role"] = role.where(role.str.lower() != table["source"].str.lower())
    return table[["source", "role", "kind", "direct", "indirect", "n", "share", "passages", "not_said"]]


def who_is_heard(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Give two more tables of an article: its `sources`, by `summarise_sources`, and who is `never_heard`."""
    return {"sources": summarise_sources(tables), "never_heard": find_unheard(tables)}


def find_unheard(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Give those whom the article names and never quotes or retells: a mention of each, with `name, role, n, asked`.

    `asked` is what the article says of those who were asked and gave no answer ("did not respond to a request"),
    missing for others; such a mention may be a role. Others are persons that a role, a first name or a pronoun shows to
    be one, and bodies whose name has a word for one (the lexicon `organisations`): rather too few than a place. Who
    could not reply is left out: the dead, the article's outlet, writer and agency, media as such, what was only told or
    published something, and whatever only tells where somebody is or works ("in Hale", "Ann Lee of the institute"). It
    reads the lexicon `silence` in one sentence at a time.

    >>> from analysis import analyse, articles_from_text
    >>> text = "“It rained,” Ann Lee told the BBC. She praised Bob Marsh. The bank did not respond to calls."
    >>> find_unheard(analyse(articles_from_text(text)))[["name", "asked"]].astype(object).values.tolist()
    [['Bob Marsh', nan], ['bank', 'did not respond']]
    """
    need_tables(tables, ("sentences", "quotes", "people"))
    known = tables["people"].dropna(subset=["name"])
    known = known.assign(n=known["name"].map(known["name"].value_counts()).astype("int64"))
    speakers = tables["quotes"]["speaker_name"].dropna().unique()
    roles = known.loc[known["name"].isin(speakers), "role"].dropna().unique()
    heard = "".join(f" {words} \n" for words in (*speakers, *roles))
    silent = known.loc[[f" {name} " not in heard for name in known["name"]]]
    asked = _asked(silent, tables["sentences"])
    silent = silent.assign(asked=pd.array(silent["name"].map(asked), dtype="str"))
    own = tables.get("articles", pd.DataFrame()).reindex(columns=["outlet", "byline"])
    printed_by = {str(name).lower() for name in own.astype(object).stack().dropna()}
    able = set(filter(_is_body, silent["name"])) | _persons(known, tables["sentences"])
    able -= _beyond_reply(known, tables["sentences"]) | {name for name in able if name.lower() in printed_by}
    silent = silent[(silent["mention"] == "name") & silent["name"].isin(able) | silent["asked"].notna()]
    once = ~silent["name"].str.replace(".", "").duplicated()  # "UN" and "U.N."
    return silent[once].reset_index(drop=True)


def _persons(people: pd.DataFrame, sentences: pd.DataFrame) -> set[str]:
    """Give the names of those whom a role, a first name, "he" or "she", or what they do shows to be persons."""
    pronouns = people.loc[people["mention"] == "pronoun", ["text", "name"]]
    persons = set(pronouns.loc[pronouns["text"].str.lower().isin(_OF_PERSONS), "name"])
    first_names = BUILT_IN.terms("first_names")
    kind = BUILT_IN.categories["silence"]
    for row, _, _, behind, _ in _in_sentences(people, sentences):
        words = row.name.lower().split()
        thing = any(kind.get(word) == "thing" for word in (words[0], words[-1]))  # a law, a storm
        if len(words) < 2 or any(map(str.isdigit, row.name)) or (thing and words[0] not in first_names):
            continue
        word = behind.split(maxsplit=1)[:1]
        acts = bool(word) and known_tag(word[0].rstrip(".,")).startswith(("VB", "MD"))
        has_role = isinstance(row.role, str) and row.role not in row.name
        if acts or has_role or words[0] in first_names:
            persons.add(row.name)
    return persons


def _is_body(name: str) -> bool:
    """Whether a name is that of a known body, or of two words or more with a word for one where its noun stands."""
    known, words = BUILT_IN.terms("organisations"), name.lower().split()
    noun = next((i for i, word in enumerate(words) if word in ("of", "for", "on")), len(words)) - 1
    kinds = [known[part].category for part in (name.lower(), words[noun]) if part in known]
    if any(BUILT_IN.categories["silence"].get(word) == "medium" for word in words):
        return False
    return "known" in kinds[:1] or (len(words) > 1 and not {"hint", "company"}.isdisjoint(kinds))


def _asked(people: pd.DataFrame, sentences: pd.DataFrame) -> dict[str, str]:
    """Give whom the sentences say to have given no answer, with the words that say so."""
    single, several = _phrases("no answer"), _phrases("neither answered")
    asked: dict[str, str] = {}
    telling = sentences["text"].str.contains(single) | sentences["text"].str.contains(several)
    said = {row.sentence_id: row for row in sentences[telling].itertuples()}
    for sentence_id, rows in people[people["sentence_id"].isin(said)].groupby("sentence_id", sort=False):
        sentence = said[sentence_id]
        for found in several.finditer(sentence.text):
            within = rows[rows["start"].between(sentence.start + found.start(), sentence.start + found.end())]
            asked |= dict.fromkeys(within["name"], found[0])
        for found in single.finditer(sentence.text):
            before = rows[rows["end"] <= sentence.start + found.start()]
            asked |= dict.fromkeys(before["name"].tail(1), found[0])
    return asked


def _beyond_reply(people: pd.DataFrame, sentences: pd.DataFrame) -> set[str]:
    """Give the names of the dead, of what was only told or published something, of places, and of those in a credit."""
    place, member = map(_phrases, ("place", "member"))
    begun = sentences.loc[sentences["kind"] == "body", "start"].min()
    names: set[str] = set()
    aside: Counter[str] = Counter()
    ends_of = {(row.sentence_id, row.end) for row in people.itertuples()}
    for row, start, before, behind, kind in _in_sentences(people, sentences):
        led = before.removesuffix(" the")
        works = _ends_with(member, led) and (row.sentence_id, start + led.rfind(" ")) in ends_of
        credit = kind == "heading" and 0 < start < begun and _WRITTEN_BY.match(before)  # "Ann Lee in Hale"
        aside[row.name] += works or _ends_with(place, led) or kind != "body"
        if credit or _is_silent(row, led, behind):
            names.add(row.name)
    n = people.loc[people["mention"] == "name", "name"].value_counts()
    return names.union(n.index[n == n.index.map(aside)])


def _in_sentences(people: pd.DataFrame, sentences: pd.DataFrame) -> Iterator[tuple]:
    """Each name with where its sentence begins, the words before and behind it there, and the sentence's kind."""
    known = {row.sentence_id: (row.start, row.text, row.kind) for row in sentences.itertuples()}
    for row in people[people["mention"] == "name"].itertuples():
        start, text, kind = known.get(row.sentence_id, (0, "", "body"))
        yield row, start, text[: max(0, row.start - start)].rstrip(), text[max(0, row.end - start) :], kind


def _is_silent(row, led: str, behind: str) -> bool:
    """Whether the words around a name tell of somebody dead, a writer, or what was only told or published something."""
    told, late, dead, writer = map(_phrases, ("told", "late", "dead", "writer"))
    medium = row.n == 1 and row.text.split()[0].lower() not in BUILT_IN.terms("first_names")
    writes = _ends_with(writer, led) or writer.search(row.role if isinstance(row.role, str) else "")
    gone = _ends_with(late, led) or dead.match(behind.lstrip(" ,").removeprefix("who "))
    return bool(writes or gone or (medium and _ends_with(told, led)))


def _ends_with(pattern: re.Pattern, words: str) -> bool:
    return any(found.end() == len(words) for found in pattern.finditer(words))


@cache
def _phrases(kind: str) -> re.Pattern:
    terms = [row.term for row in BUILT_IN.terms("silence").values() if row.category == kind]
    words = "|".join(r"\s".join(map(re.escape, term.split())) for term in terms)
    words = words.replace(r"\s\*", r"(?:\s\S+){0,4}?")
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def compare_figures(casualties: pd.DataFrame) -> pd.DataFrame:
    """Give the pairs of figures for one harm in one article whose intervals do not meet, the widest apart first.

    Columns: `article_id`, `harm`, `figure` and `other` (as printed, the lower one first), `source`, `other_source`,
    `times` (how many times larger the other is at least), `sentence_id`, `other_sentence_id`. Parts of another
    figure, figures of another year, a single victim ("a farmer was killed"), people who are told apart (soldiers,
    civilians), and harm that is denied, planned or hypothetical are left out. A pair is a
    question to the reader: two places, two days or two ways of counting also make two figures.

    >>> from analysis import articles_from_text, find_casualties
    >>> text = "Police said 12 people were killed. Medics counted at least 40 dead."
    >>> compare_figures(find_casualties(articles_from_text(text)))[["figure", "other", "times"]].values.tolist()
    [['12', 'at least 40', 3.3]]
    """
    need_columns(casualties, _FIGURE)
    numbers = casualties["text"].str.contains(r"\d|\bone\b", case=False, regex=True)
    one_victim = (casualties["high"] == 1) & ~numbers
    whole = casualties[casualties["subset_of"].isna() & ~casualties["status"].isin(_NOT_SO) & ~one_victim]
    whole = whole.assign(source=source_of_same(whole))
    pairs = []
    for (article, harm, _), group in whole.groupby(["article_id", "harm", "when"], sort=False, dropna=False):
        for a, b in combinations(group.itertuples(), 2):
            low, high = sorted((a, b), key=lambda row: row.low if row.low == row.low else row.high)
            if low.high < high.low and _may_be_same(low.who, high.who):  # false where an end is open
                times = round(high.low / low.high, 1) if low.high else float("inf")
                sources = (None if pd.isna(row.source) else row.source for row in (low, high))
                places = low.sentence_id, high.sentence_id
                pairs.append((article, harm, low.text, high.text, *sources, times, *places))
    return make_table(_PAIR, sorted(pairs, key=lambda pair: -pair[6])).astype({"times": float})


def source_of_same(figures: pd.DataFrame) -> pd.Series:
    """Give for each figure the first source that the same one has in its article: a headline's is in the text."""
    same = figures.groupby(["article_id", "harm", "low", "high"], dropna=False)["source"]
    return same.transform("first")


def _may_be_same(a: str | None, b: str | None) -> bool:
    """Whether two figures may count the same people: one says nobody or people, or both end in the same noun."""
    heads = [str(who).lower().split()[-1] for who in (a, b) if isinstance(who, str) and who.split()]
    told = [head for head in heads if head not in _ANYBODY]
    return len(told) < 2 or told[0].rstrip("s") == told[1].rstrip("s")
