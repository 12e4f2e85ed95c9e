"""What the tables of one article say, in five plain sentences at most, and the three questions that they raise most.

A question is not a charge: an article may have good reasons for each. What the finders missed is missing here too.
"""

import re
from collections.abc import Callable, Iterator
from textwrap import shorten

import pandas as pd

from ..measure.sources import NOT_SO, compare_figures, source_of_same, with_parts
from ..measure.unheard import beside_unknown, speaks_for
from ..tables import Tables
from .page import MISSING, Html, fill, sentence_link, words_of
from .words import HARMS, called, capitalised, count, giver, harm_text, is_contested, listed

See = Callable[[str, str], str]  # how a count leads to the section that it is about
Said = Iterator[tuple[str, dict]]  # the name of a sentence in page_words.csv, and what it is filled with
Raised = Iterator[tuple[str, str, dict]]  # the name of a question, the place of what raises it, and the same
SHORT = {name: Html(words) for name, words in words_of("short").items()}
LIMITS = {name: int(number) for name, number in words_of("limit").items()}
"""How many are told, and from how many on; the page's script holds to the same."""


def findings(tables: Tables, linked: bool = False) -> Html:
    """Give the findings as a paragraph, figures leading to their sentences, and a caution; the HTML of both."""

    see = Html('<a href="#{}">{}</a>' if linked else "{1}").format
    said = [
        (part, SHORT[name].format(**facts))
        for part, say in _PARTS.items()
        for name, facts in say(tables, see)
    ]
    return fill("findings.html", said=said, caution=SHORT["caution"], begun=_begun)


def _begun(sentence: Html) -> Html:
    """A sentence with its first letter large, behind a tag that it may begin with."""
    tag, mark, rest = sentence.partition(">") if sentence.startswith("<a ") else ("", "", sentence)
    return Html(tag + mark + capitalised(rest))


def _length(tables: Tables, see: See) -> Said:
    n, kinds = len(tables["tokens"]), tables["tokens"]["voice_kind"].value_counts()
    direct, indirect = int(kinds.get("direct", 0)), int(kinds.get("indirect", 0))
    told = ("nobody heard", "only reported", "only quoted", "length")[2 * (direct > 0) + (indirect > 0)]
    quoted = see("Sources", f"{direct / max(n, 1):.0%} are quoted ({direct})")
    facts = {"words": see("The-article", count(n, "word")), "quoted": quoted, "n": indirect}
    yield told if n else "no words", facts | {"reported": f"{indirect / max(n, 1):.0%}"}


def _sources(tables: Tables, see: See) -> Said:
    sources, call = tables["sources"], called(tables)
    named, nobody = sources.dropna(subset=["source"]), sources[sources["source"].isna()]
    unnamed, unsure = int(nobody["passages"].sum()), nobody["n"].sum()
    leading = _leading(named, unsure)
    following = _leading(named[1:], unsure) if len(leading) == 1 else named[:0]
    both = leading, following
    first, second = (listed([f"{call(row.source)} ({row.n})" for row in rows.itertuples()]) for rows in both)
    facts = {
        "sources": see("Sources", count(len(named), "source")),
        "about": "about " * (len(named) > LIMITS["abreast"]),  # one may go by two names, and one be missed
        "words": count(int(named["n"].sum()), "word"),
        "first": first,
        "then": SHORT["then"].format(second=second) if second else "",
        "only": "".join(map(call, named["source"][:1])),
        "nobody": SHORT["nobody"].format(passages=count(unnamed, "passage")) if unnamed else "",
    }
    if len(sources):
        told = ("no source", "one source", "sources" if first else "even")[min(len(named), 2)]
        yield told if sources["n"].any() or not len(named) else "nothing said", facts


def _leading(voices: pd.DataFrame, unsure: int) -> pd.DataFrame:
    """Give the voices with most words, close together; none where they are many, or may be those of somebody named.

    `unsure` are the words that nobody is behind, which may be anybody's.
    """
    near = voices[voices["n"] >= LIMITS["close"] / 100 * voices["n"].max() - unsure]
    many = len(near) > LIMITS["abreast"]
    return near[: 0 if many or near["kind"].isin(("unnamed", "role")).any() else None]


def _unheard(tables: Tables, _see: See) -> Said:
    unheard = tables["never_heard"].sort_values("n", ascending=False, kind="stable")
    told, call = [], called(tables)
    for name, silent in (("unheard", unheard["asked"].isna()), ("asked", unheard["asked"].notna())):
        names = [sentence_link(row.sentence_id, call(row.name)) for row in unheard[silent].itertuples()]
        told += [SHORT[name].format(names=listed(names))] if names else []
    if told:
        yield "silent", {"told": Html("; ").join(told)}


def _figures(tables: Tables, see: See) -> Said:
    """How many figures there are and how many have a source, then those of people harmed."""
    figures = tables["figures"]
    if not len(figures):
        return
    harms = with_parts(figures, tables["casualties"])
    harms = harms[_tells_of_harm(harms) & harms["part"].isna()]
    same = {"number": harms["low"].fillna(harms["high"]), "befell": harms["harm"].replace(HARMS)}
    same["top"] = harms["high"].where(harms["high"] > harms["low"])  # "six" above, "at least six" below
    harms = harms.assign(told=[harm_text(row) for row in harms.itertuples()], **same)
    sourced = harms.sort_values("source", key=pd.isna, kind="stable").drop_duplicates([*same, "when"])
    harmed, call = [], called(tables)
    for row in sourced.sort_index().itertuples():
        source = MISSING["source"] if pd.isna(row.source) else f"according to {call(giver(row))}"
        harmed.append(Html("{} ({})").format(sentence_link(row.sentence_id, row.told), source))
    n, sure = len(figures), int(figures["source"].notna().sum())
    people = SHORT["people"].format(harmed=listed(harmed)) if harmed else ""
    told = "all " if sure == n > 1 else "" if sure == n else f"{count(sure)} "
    facts = {"figures": see("Figures", count(n, "figure")), "told": told, "people": people}
    yield "figures", facts


def _labels(tables: Tables, see: See) -> Said:
    labels = tables["labels"][is_contested(tables["labels"])]
    if len(labels):
        own = labels[labels["voice_kind"] == "own"].drop_duplicates("term")
        words = listed([*map(Html("“{}”").format, map(sentence_link, own["sentence_id"], own["term"]))])
        own_words = SHORT["own words" if words else "no own words"].format(words=words)
        yield "labels", {"labels": see("Words", count(len(labels), "contested label")), "own": own_words}


_PARTS: dict[str, Callable[[Tables, See], Said]] = {
    "length": _length,
    "sources": _sources,
    "unheard-short": _unheard,
    "figures-short": _figures,
    "labels-short": _labels,
}


def questions(tables: Tables) -> Html:
    """Give three questions about this article, each with the words that raise it, as HTML; hidden, those behind them.

    What raises a question stands in `data-asks`, so that the page's script leaves it out where that was mended.
    """
    raised: dict[str, tuple[str, dict]] = {}
    for part in (_of_figures, _of_sources, _of_words):
        for name, asks, facts in part(tables):
            raised.setdefault(name, (asks, facts))  # one of a kind
    words = {name: Html(told) for name, told in words_of("question").items() if name in raised}
    asked = [(raised[name][0], _begun(told.format(**raised[name][1]))) for name, told in words.items()]
    asked += [("", Html(words)) for words in words_of("always").values()]
    return fill("questions.html", asked=asked, shown=LIMITS["asked"])


def _of_figures(tables: Tables) -> Raised:
    figures, harmed = tables["figures"], tables["casualties"]
    least = harmed["high"].where(harmed["bound"] != "at_least", harmed["low"])  # "at least 14" beside 19
    pairs = compare_figures(harmed.assign(high=least)).dropna(subset=["source", "other_source"])
    apart = pairs[(pairs["source"] != pairs["other_source"]) & (pairs["times"] < LIMITS["one event"])]
    texts = dict(zip(tables["sentences"]["sentence_id"], tables["sentences"]["text"], strict=True))
    printed = "|".join(map(re.escape, {*pairs["figure"], *pairs["other"]}))
    not_alone = rf"(?i:{printed}) (?:more|others?|of (?:the|them|those))\b|{_WHEN['another time']}"
    call = called(tables)
    for row in apart.itertuples():
        places = ((row.sentence_id, row.figure), (row.other_sentence_id, row.other))
        said = "\n".join(texts.get(place, "") for place, _ in places)
        if not re.search(not_alone, said):  # "three more", "this year"
            source, other = (call(one) for one in (row.source, row.other_source))
            low, high = (sentence_link(place, words[:1].lower() + words[1:]) for place, words in places)
            facts = {"low": low, "high": high, "source": source, "other": other}
            yield "two figures", "casualties", facts | {"harm": HARMS.get(row.harm, row.harm)}
    now = figures["when"].isna() | figures["when"].str.match(_WHEN["till now"], na=False)
    here = _tells_of_harm(figures) & (figures["harm"] != "detained") & now
    here &= (figures["high"].fillna(figures["low"]) >= LIMITS["counted"]) & source_of_same(figures).isna()
    worst = figures[here].sort_values("harm", key=lambda harm: ~harm.isin(("killed", "died")), kind="stable")
    for row in worst.itertuples():
        said = texts.get(row.sentence_id, "").replace(row.when if isinstance(row.when, str) else "", "")
        if not re.search(_WHEN["given"], said):  # by whom, or when, was missed
            figure = sentence_link(row.sentence_id, harm_text(row))
            yield "nobody counted", _at("figures", row), {"figure": figure}


def _of_sources(tables: Tables) -> Raised:
    sources, call = tables["sources"], called(tables)
    total, named = int(sources["n"].sum()), sources.dropna(subset=["source"])
    named = named.assign(name=named["source"], source=[call(name) for name in named["source"]])
    least = max(total / 2, 2 * named["n"][1:2].sum(), LIMITS["one voice"])  # the only account
    for row in named.head(1)[named["n"].head(1) > least].itertuples():
        yield "one voice", "quotes", {"n": row.n, "total": total, "source": row.source}
    quotes, people = tables["quotes"], tables["people"]
    spoken = quotes[quotes["kind"].isin(("direct", "mixed"))]
    weak = spoken["speaker"].fillna("he").str.match(_WHEN["whose"])
    direct = named[named["direct"] > 0]  # and where "its chair" is one of these, that body is heard
    its = people["name"].isin(direct["name"]) & people["text"].str.match("(?i)its |their ")
    near = beside_unknown(tables, [*spoken.loc[weak, "sentence_id"], *people.loc[its, "sentence_id"]])
    both = (people, "name"), (quotes, "speaker_name")  # theirs these words may be
    doubted = {name for table, column in both for name in table.loc[table["sentence_id"].isin(near), column]}
    quoted = "\n".join([*direct["source"], *spoken["speaker"].dropna()])  # "Ann Lee of Acorn" is its voice
    nameless = quotes["speaker_name"].str.match(_WHEN["nameless"], na=False)
    for row in quotes[nameless & (quotes["speaker_kind"] == "unnamed")].itertuples():
        yield "nameless", _at("quotes", row), {"source": sentence_link(row.sentence_id, row.speaker_name)}
    counted = quotes["cue"].str.match("(?i)according", na=False) & quotes["text"].str.contains(r"\d")
    worded = set(quotes.loc[~counted, "speaker_name"])  # of a number nobody asks for the words
    for row in named.query("indirect > 0 and direct == 0 and kind == 'named'").itertuples():
        if row.name in worded - doubted and not speaks_for(row.source, quoted):
            yield "retold", "quotes", {"source": row.source}
    unheard = tables["never_heard"].sort_values("n", ascending=False, kind="stable")
    for row in unheard[unheard["asked"].isna()].itertuples(index=False):
        yield "unheard", _at("people", row), {"name": sentence_link(row.sentence_id, call(row.name))}


def _of_words(tables: Tables) -> Raised:
    quotes, labels, passives = (tables[name] for name in ("quotes", "labels", "passives"))
    hearsay = quotes[(quotes["rule"] == "impersonal") & (quotes["status"] != "asked")]
    whole = hearsay["cue"].str.match(_WHEN["said to be"], na=False) & ~hearsay["text"].str.startswith("to ")
    for row in hearsay[whole].itertuples():
        text = shorten(row.text.translate(_INNER), 90, placeholder=" …")
        facts = {"cue": row.cue, "words": sentence_link(row.sentence_id, text)}
        yield "hearsay", _at("quotes", row), facts
    places = tables["sentences"].set_index("sentence_id")[["start", "text"]]
    places = places[~places["text"].str.contains(_WHEN["doubted"])]  # "denies a cover-up"
    own = is_contested(labels) & (labels["voice_kind"] == "own") & labels["sentence_id"].isin(places.index)
    for row in labels[own].itertuples():
        yield "own label", _at("labels", row), {"word": sentence_link(row.sentence_id, row.term)}
    violent = places["text"].str.contains(_WHEN["violence"]).any()  # who died in a fire was killed by nobody
    verbs = f"{_WHEN['decided']} {_WHEN['harmed'] if violent else ''}".split()
    own = passives["verb"].isin(verbs) & (passives["voice_kind"] == "own") & passives["agent"].isna()
    own &= passives["sentence_id"].isin(places.index) & ~passives["text"].str.match(_WHEN["state"])
    for row in passives[own].itertuples():
        start, sentence = places.loc[row.sentence_id]
        clause = re.split(_WHEN["ends"], sentence)[0]  # a later one may have left its subject out
        known = " by " in clause or re.search(_WHEN["by police"], sentence)
        if row.end - start <= len(clause) and not known:
            words = shorten(clause.translate(_INNER), 90, placeholder=" …")
            yield "passive", _at("passives", row), {"words": sentence_link(row.sentence_id, words)}


def _at(table: str, row) -> str:
    return f"{table} {row.start} {row.end}"


def _tells_of_harm(figures: pd.DataFrame) -> pd.Series:
    """Which figures say how many came to what harm: not "no arrests", "40 may die", nor homes without power."""
    none = (figures["high"] == 0) | figures["status"].isin(NOT_SO)
    return (figures["kind"] == "harm") & (figures["harm"] != "other") & ~none


_INNER = {ord("“"): "‘", ord("”"): "’"}
_WHEN = words_of("asked")
"""The verbs and patterns that tell what can be asked of: `decided` and `harmed` are verbs of passives."""
