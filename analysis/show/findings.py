"""Take the tables of one article; give what they say in five plain sentences at most, with n and with caution.

It repeats counts and passes no judgement. What the finders missed, these sentences miss too.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pandas as pd

from ..measure.sources import find_unheard, summarise_sources
from ..measure.speaking import count_voices
from .page import Shown, escape, sentence_link
from .words import count, figure_text, listed

CAUTION = (
    "These are counts by rules that miss passages and mistake some. They tell how the text is made, "
    "not whether it is true or fair."
)


class _Form(NamedTuple):
    """How a sentence is written: what is said as it is, a figure and its sentence, a count and its section."""

    say: Callable[[object], str]
    link: Callable[[str, str], str]
    see: Callable[[str, str], str]


def show_findings(tables: dict[str, pd.DataFrame], sections: bool = False) -> Shown:
    """Give the findings as a paragraph for a notebook, figures leading to their sentences, and a caution.

    With `sections`, counts lead to the headings of the report, under which the passages behind them stand.
    """
    form = _Form(escape, sentence_link, _section_link if sections else lambda _section, words: escape(words))
    said = " ".join(
        f'<span data-part="{name}">{_capitalised(sentence)}</span>'
        for name, sentence in _sentences(tables, form)
    )
    return Shown(f'<div class="lead"><p>{said}</p></div><p class="caution">{escape(CAUTION)}</p>')


def describe_findings(tables: dict[str, pd.DataFrame]) -> list[str]:
    """Give the findings as sentences: who speaks, whom nobody heard, which figures and which labels there are.

    >>> from analysis import analyse, articles_from_text
    >>> for sentence in describe_findings(analyse(articles_from_text("“It rained,” Ann Lee said."))):
    ...     print(sentence)
    Of its five words 40% are quoted (2) and 0% reported (0).
    Ann Lee is the only source (two words).
    """
    form = _Form(str, lambda _target, words: words, lambda _target, words: words)
    return [_capitalised(sentence) for _, sentence in _sentences(tables, form)]


def _section_link(section: str, words: str) -> str:
    return f'<a href="#{section}">{escape(words)}</a>'


def _sentences(tables: dict[str, pd.DataFrame], form: _Form) -> Iterator[tuple[str, str]]:
    """Each sentence with the name by which the page's script finds it."""
    if not len(tables["tokens"]):
        yield "length", "The text has no words."
        return
    for name, part in _PARTS.items():
        yield from ((name, sentence) for sentence in part(tables, form))


def _capitalised(sentence: str) -> str:
    """The sentence with its first letter large, behind a tag that it may begin with."""
    at = sentence.index(">") + 1 if sentence.startswith("<a ") else 0
    return sentence[:at] + sentence[at].upper() + sentence[at + 1 :]


def _length(tables: dict[str, pd.DataFrame], form: _Form) -> Iterator[str]:
    voices = count_voices(tables["tokens"]).set_index("voice")
    direct, indirect = voices.loc["direct"], voices.loc["indirect"]
    words = form.see("The-article", count(len(tables["tokens"]), "word"))
    quoted = form.see("Sources", f"{direct['share']:.0%} are quoted ({direct['n']:.0f})")
    yield f"Of its {words} {quoted} and {indirect['share']:.0%} reported ({indirect['n']:.0f})."


def _sources(tables: dict[str, pd.DataFrame], form: _Form) -> Iterator[str]:
    sources = summarise_sources(tables)
    named = sources.dropna(subset=["source"])
    unnamed = int(sources.loc[sources["source"].isna(), "passages"].sum())
    behind = "passage has nobody behind it" if unnamed == 1 else "passages have nobody behind them"
    nobody = f"; {count(unnamed)} {behind}" if unnamed else ""
    if not len(named):
        yield f"No source is named{form.see('Sources', nobody)}."
    elif len(named) == 1:
        words = form.see("Sources", count(int(named["n"].iloc[0]), "word"))
        yield f"{form.say(named['source'].iloc[0])} is the only source ({words}){nobody}."
    else:
        first, second = named.iloc[0], named.iloc[1]
        yield (
            f"Of {form.see('Sources', count(len(named), 'source'))}, {form.say(first['source'])} has most words "
            f"({first['n']} of {sources['n'].sum()}), then {form.say(second['source'])} ({second['n']}){nobody}."
        )


def _unheard(tables: dict[str, pd.DataFrame], form: _Form) -> Iterator[str]:
    unheard = find_unheard(tables).sort_values("n", ascending=False, kind="stable")
    if len(unheard):
        names = listed([form.link(row.sentence_id, row.name) for row in unheard.itertuples(index=False)])
        yield f"{names} {'is' if len(unheard) == 1 else 'are'} mentioned and never heard."


def _figures(tables: dict[str, pd.DataFrame], form: _Form) -> Iterator[str]:
    figures = tables.get("casualties", pd.DataFrame())
    told = []
    for row in figures.itertuples():
        source = "no source named" if pd.isna(row.source) else f"by {form.say(row.source)}"
        told.append(
            f"{form.link(row.sentence_id, f'{figure_text(row.low, row.high, row.bound)} {row.harm}')} ({source})"
        )
    if told:
        given = form.see("Figures", count(len(told), "figure"))
        yield f"{given} {'is' if len(told) == 1 else 'are'} given: {listed(told)}."


def _labels(tables: dict[str, pd.DataFrame], form: _Form) -> Iterator[str]:
    labels = tables.get("labels", pd.DataFrame({"category": []}))
    labels = labels[labels["category"].notna()]
    if not len(labels):
        return
    own = labels[labels["voice_kind"] == "own"].drop_duplicates("term")
    words = listed([f"“{form.link(row.sentence_id, row.term)}”" for row in own.itertuples()])
    verb = "takes a side" if len(labels) == 1 else "take a side"
    yield (
        f"{form.see('Words', count(len(labels), 'label'))} {verb} by being chosen"
        f"{f', of the article’s own words: {words}' if words else ', none of them the article’s own'}."
    )


_PARTS = {
    "length": _length,
    "sources": _sources,
    "unheard-short": _unheard,
    "figures-short": _figures,
    "labels-short": _labels,
}
