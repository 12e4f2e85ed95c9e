"""What the tables of one article say, in five plain sentences at most, with n and with caution.

What the finders missed, these sentences miss too.
"""

from collections.abc import Callable, Iterator

import pandas as pd

from ..measure.sources import find_unheard, summarise_sources
from .page import escape, sentence_link
from .words import capitalised, count, harm_text, listed

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
    yield f"Of its {words} {quoted} and {indirect / n:.0%} reported ({indirect})."


def _sources(tables: dict[str, pd.DataFrame], see: See) -> Iterator[str]:
    sources = summarise_sources(tables)
    named = sources.dropna(subset=["source"])
    unnamed = int(sources.loc[sources["source"].isna(), "passages"].sum())
    behind = "passage has nobody behind it" if unnamed == 1 else "passages have nobody behind them"
    nobody = f"; {count(unnamed)} {behind}" if unnamed else ""
    if not len(named):
        yield f"No source is named{see('Sources', nobody)}."
    elif len(named) == 1:
        words = see("Sources", count(int(named["n"].iloc[0]), "word"))
        yield f"{escape(named['source'].iloc[0])} is the only source ({words}){nobody}."
    else:
        first, second = named.iloc[0], named.iloc[1]
        yield (
            f"Of {see('Sources', count(len(named), 'source'))}, {escape(first['source'])} has most words "
            f"({first['n']} of {sources['n'].sum()}), then {escape(second['source'])} ({second['n']}){nobody}."
        )


def _unheard(tables: dict[str, pd.DataFrame], _see: See) -> Iterator[str]:
    unheard = find_unheard(tables).sort_values("n", ascending=False, kind="stable")
    if len(unheard):
        names = listed([sentence_link(row.sentence_id, row.name) for row in unheard.itertuples(index=False)])
        yield f"{names} {'is' if len(unheard) == 1 else 'are'} mentioned and never heard."


def _figures(tables: dict[str, pd.DataFrame], see: See) -> Iterator[str]:
    """How many figures there are and how many have a source, then those of people harmed."""
    figures = tables["figures"]
    if not len(figures):
        return
    harmed = []
    for row in figures[figures["kind"] == "harm"].itertuples():
        source = "no source named" if pd.isna(row.source) else f"according to {escape(row.source)}"
        harmed.append(f"{sentence_link(row.sentence_id, harm_text(row))} ({source})")
    n, told = len(figures), count(int(figures["source"].notna().sum()))
    given = see("Figures", count(n, "figure"))
    people = f"; people harmed: {listed(harmed)}" if harmed else ""
    yield f"{given} {'is' if n == 1 else 'are'} given, {told} on the word of a source{people}."


def _labels(tables: dict[str, pd.DataFrame], see: See) -> Iterator[str]:
    labels = tables["labels"][tables["labels"]["category"].notna()]
    if len(labels):
        own = labels[labels["voice_kind"] == "own"].drop_duplicates("term")
        words = listed([f"“{sentence_link(row.sentence_id, row.term)}”" for row in own.itertuples()])
        verb = "takes a side" if len(labels) == 1 else "take a side"
        whose = f"of the article’s own words: {words}" if words else "none of them the article’s own"
        yield f"{see('Words', count(len(labels), 'label'))} {verb} by being chosen, {whose}."


_PARTS = {
    "length": _length,
    "sources": _sources,
    "unheard-short": _unheard,
    "figures-short": _figures,
    "labels-short": _labels,
}
_NO_WORDS = {"length": lambda _tables, _see: ["The text has no words."]}
