"""What the tables of one article say, in five plain sentences at most, and the three questions that they raise most.

A question is not a charge: an article may have good reasons for each. What the finders missed is missing here too.
"""

from collections.abc import Callable, Iterator
from textwrap import shorten

import pandas as pd

from ..measure.sources import compare_figures, source_of_same
from .page import escape, sentence_link
from .words import capitalised, count, giver, harm_text, listed

_CAUTION = (
    "These are counts by rules that miss passages and mistake some. They tell how the text is made, "
    "not whether it is true or fair."
)
See = Callable[[str, str], str]
"""How a count leads to the section that it is about."""


def findings(tables: dict[str, pd.DataFrame], linked: bool = False) -> str:
    """Give the findings as a paragraph, figures leading to their sentences, and a caution; the HTML of both."""

    def see(section: str, words: str) -> str:
        return f'<a href="#{section}">{escape(words)}</a>' if linked else escape(words)

    # The name of each sentence is how the page's script finds it.
    said = " ".join(
        f'<span data-part="{name}">{_begun(sentence)}</span>'
        for name, part in (_PARTS if len(tables["tokens"]) else _NO_WORDS).items()
        for sentence in part(tables, see)
    )
    return f'<div class="lead"><p>{said}</p></div><p class="caution">{escape(_CAUTION)}</p>'


def _begun(sentence: str) -> str:
    """A sentence with its first letter large, behind a tag that it may begin with."""
    tag, mark, rest = sentence.partition(">") if sentence.startswith("<a ") else ("", "", sentence)
    return tag + mark + capitalised(rest)


def _length(tables: dict[str, pd.DataFrame], see: See) -> Iterator[str]:
    n, kinds = len(tables["tokens"]), tables["tokens"]["voice_kind"].value_counts()
    direct, indirect = int(kinds.get("direct", 0)), int(kinds.get("indirect", 0))
    quoted = see("Sources", f"{direct / n:.0%} are quoted ({direct})")
    words = see("The-article", count(n, "word"))
    told = f"Of its {words}, {quoted} and {indirect / n:.0%} reported ({indirect})."
    yield told if direct + indirect else f"Nobody is quoted or retold in its {words}."


def _sources(tables: dict[str, pd.DataFrame], see: See) -> Iterator[str]:
    sources = tables["sources"]
    named = sources.dropna(subset=["source"])
    unnamed = int(sources.loc[sources["source"].isna(), "passages"].sum())
    behind = "passage has nobody behind it" if unnamed == 1 else "passages have nobody behind them"
    nobody = f"; {count(unnamed)} {behind}" if unnamed else ""
    if not len(sources):
        return
    if not len(named):
        yield f"No source is named{see('Sources', nobody) if nobody else ''}."
    elif len(named) == 1:
        words = see("Sources", count(int(named["n"].iloc[0]), "word"))
        yield f"The only source is {escape(named['source'].iloc[0])} ({words}){nobody}."
    else:
        first, second = named.iloc[0], named.iloc[1]
        yield (
            f"Of {see('Sources', count(len(named), 'source'))}, most is heard from {escape(first['source'])} "
            f"({first['n']} of {sources['n'].sum()} words), then from {escape(second['source'])} "
            f"({second['n']}){nobody}."
        )


def _unheard(tables: dict[str, pd.DataFrame], _see: See) -> Iterator[str]:
    unheard = tables["never_heard"].sort_values("n", ascending=False, kind="stable")
    if len(unheard):
        names = listed([sentence_link(row.sentence_id, row.name) for row in unheard.itertuples(index=False)])
        yield f"{names} {'is' if len(unheard) == 1 else 'are'} mentioned and never heard."


def _figures(tables: dict[str, pd.DataFrame], see: See) -> Iterator[str]:
    """How many figures there are and how many have a source, then those of people harmed."""
    figures = tables["figures"]
    if not len(figures):
        return
    harmed = []
    harms = figures[_tells_of_harm(figures)]
    harms = harms.assign(told=[harm_text(row) for row in harms.itertuples()])
    sourced = harms.sort_values("source", key=pd.isna, kind="stable").drop_duplicates("told")
    for row in sourced.sort_index().itertuples():
        source = "no source named" if pd.isna(row.source) else f"according to {escape(giver(row))}"
        harmed.append(f"{sentence_link(row.sentence_id, row.told)} ({source})")
    n, told = len(figures), count(int(figures["source"].notna().sum()))
    given = see("Figures", count(n, "figure"))
    people = f"; people harmed: {listed(harmed)}" if harmed else ""
    yield f"{given} {'is' if n == 1 else 'are'} given, {told} on the word of a source{people}."


def _labels(tables: dict[str, pd.DataFrame], see: See) -> Iterator[str]:
    labels = tables["labels"][tables["labels"]["category"].notna()]
    if len(labels):
        own = labels[labels["voice_kind"] == "own"].drop_duplicates("term")
        words = listed([f"“{sentence_link(row.sentence_id, row.term)}”" for row in own.itertuples()])
        verb = "is" if len(labels) == 1 else "are"
        whose = f"in the article’s own words {words}" if words else "none in the article’s own words"
        yield f"{see('Words', count(len(labels), 'contested label'))} {verb} used, {whose}."


_PARTS = {
    "length": _length,
    "sources": _sources,
    "unheard-short": _unheard,
    "figures-short": _figures,
    "labels-short": _labels,
}
_NO_WORDS = {"length": lambda _tables, _see: ["The text has no words."]}


def questions(tables: dict[str, pd.DataFrame]) -> str:
    """Give three questions about this article, each with the words that raise it, as HTML; hidden, those behind them.

    What raises a question stands in `data-asks`, so that the page's script leaves it out where that was mended.
    """
    asked = [*_raised(tables), *(("", question) for question in _ALWAYS)]
    items = (
        f'<li data-asks="{what}"{" hidden" * (i >= _ASKED)}>{words}</li>'
        for i, (what, words) in enumerate(asked)
    )
    return f'<ol class="questions">{"".join(items)}</ol>'


def _raised(tables: dict[str, pd.DataFrame]) -> Iterator[tuple[str, str]]:
    """What raises a question, and its words: one of a kind, the most telling first."""
    figures, quotes, labels, passives = (tables[name] for name in ("figures", "quotes", "labels", "passives"))
    pairs = compare_figures(tables["casualties"])
    for row in pairs[pairs["times"] < _ONE_EVENT].head(1).itertuples():
        low, high = ("nobody who is named" if pd.isna(who) else who for who in (row.source, row.other_source))
        one, other = (row.sentence_id, row.figure), (row.other_sentence_id, row.other)
        words = f"{sentence_link(*one)} or {sentence_link(*other)} {escape(row.harm)}? The first is given by"
        yield "casualties", f"{words} {escape(low)}, the second by {escape(high)}. Could both be right?"
    several = figures["high"].fillna(figures["low"]) > 1  # "a farmer was killed" is no count
    nobody = source_of_same(figures).isna()
    for row in figures[nobody & _tells_of_harm(figures) & several].head(1).itertuples():
        words = f"Who counted {sentence_link(row.sentence_id, harm_text(row))}, and how? No source is named."
        yield f"figures {row.start} {row.end}", words
    hearsay = quotes[(quotes["rule"] == "impersonal") & (quotes["status"] != "asked")]
    whole = ~hearsay["text"].str.startswith("to ") & hearsay["cue"].str.match(_PASSIVE).fillna(False)
    for row in hearsay[whole].head(1).itertuples():
        text = row.text.translate({ord("“"): "‘", ord("”"): "’"})
        words = sentence_link(row.sentence_id, shorten(text, 90, placeholder=" …"))
        who = "by whom? Who would know, and who would want it to be said?"
        yield f"quotes {row.start} {row.end}", f"“It {escape(row.cue)}” that {words}: {who}"
    sources = tables["sources"]
    total, named = int(sources["n"].sum()), sources.dropna(subset=["source"])
    for row in named.head(1)[named["n"].head(1) > total / 2].itertuples():
        words = f"{row.n} of {total} quoted or reported words are those of {escape(row.source)}."
        yield "quotes", f"{words} Whose account of the same event is missing?"
    for row in labels[labels["category"].notna() & (labels["voice_kind"] == "own")].head(1).itertuples():
        words = f"“{sentence_link(row.sentence_id, row.text)}” is the article’s own word."
        which = "Which would those whom it names choose, and which would their opponents?"
        yield f"labels {row.start} {row.end}", f"{words} {which}"
    unheard = tables["never_heard"].sort_values("n", ascending=False, kind="stable")
    surely = unheard["role"].notna() & unheard["asked"].isna()  # somebody, and not asked already
    for row in unheard[surely].head(1).itertuples(index=False):
        words = f"{sentence_link(row.sentence_id, row.name)} is mentioned and never heard."
        yield f"people {row.start} {row.end}", f"{words} What might be said in reply?"
    retold = (named["indirect"] > 0) & (named["direct"] == 0) & (named["kind"] == "named")
    for row in named[retold].head(1).itertuples():
        words = f"{escape(capitalised(row.source))} is only retold, never quoted."
        yield "quotes", f"{words} What might the exact words have been?"
    sentences = tables["sentences"]
    denied = sentences.loc[sentences["text"].str.contains(_NOT), "sentence_id"]
    done = ~passives["text"].str.startswith("be ") & ~passives["sentence_id"].isin(denied)
    own = passives["agent"].isna() & (passives["voice_kind"] == "own") & done
    for row in passives[own].head(1).itertuples():
        words = f"“{sentence_link(row.sentence_id, row.text)}”: by whom?"
        yield f"passives {row.start} {row.end}", f"{words} Does the article say so anywhere else?"


def _tells_of_harm(figures: pd.DataFrame) -> pd.Series:
    """Which figures say how many came to what harm: not "no arrests", nor homes without power."""
    none = (figures["high"] == 0) | figures["status"].isin(("negated", "denied"))
    return (figures["kind"] == "harm") & (figures["harm"] != "other") & ~none


_ASKED = 3
_ONE_EVENT = 50  # figures that lie further apart are hardly of one
_NOT = r"(?i)\b(?:not|never|nobody|none|no|nor|cannot)\b|n['’]t\b"
_PASSIVE = r"(?:is|was|has been|had been)\s"
_ALWAYS = (
    "Who wrote this, for whom, and what would you need to know before you passed it on?",
    "Which statement here could you check yourself, and where?",
    "Who would tell this differently, and which words would they use?",
)
