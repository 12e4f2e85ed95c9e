"""Take the tables of one article; give what they say in a few plain sentences, with n and with caution.

It repeats counts and passes no judgement. What the finders missed, these sentences miss too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from analysis.find.quotation.voice import label_voice
from analysis.measure.speaking import count_speakers, count_voices

from .marks import figure_text
from .page import escape, sentence_link

if TYPE_CHECKING:
    from IPython.display import HTML

CAUTION = (
    "These are counts by rules that miss passages and mistake some. They tell how the text is made, "
    "not whether it is true or fair."
)
FEW = 5


def show_findings(tables: dict[str, pd.DataFrame], sections: bool = False) -> HTML:
    """Give the findings as a paragraph for a notebook, figures leading to their sentences, and a caution.

    With `sections`, counts lead to the headings of the report, under which the passages behind them stand.
    """
    from IPython.display import HTML

    said = " ".join(_sentences(tables, escape, sentence_link, _section_link if sections else _unlinked))
    return HTML(f'<div class="lead"><p>{said}</p></div><p class="caution">{escape(CAUTION)}</p>')


def describe_findings(tables: dict[str, pd.DataFrame]) -> list[str]:
    """Give the findings as sentences: who speaks, in which labels, with which figures, what is left unsaid.

    `tables` is what `analyse` gives; a table that is not there is not spoken of.

    >>> from analysis import analyse, articles_from_text
    >>> for sentence in describe_findings(analyse(articles_from_text("“It rained,” Ann Lee said."))):
    ...     print(sentence)
    The text has five words in one sentence.
    Of its words 40% are quoted directly (2) and 0% reported indirectly (0).
    Ann Lee is the only one whose words were found (two words).
    """
    return _sentences(tables, str, _unlinked, _unlinked)


def _unlinked(_target: str, words: str) -> str:
    return words


def _section_link(section: str, words: str) -> str:
    return f'<a href="#{section}">{escape(words)}</a>'


def _sentences(tables: dict[str, pd.DataFrame], say: Callable, link: Callable, see: Callable) -> list[str]:
    """The sentences: what comes from the article put through `say`, figures through `link`, counts through `see`."""
    if not len(tables["tokens"]):
        return ["The text has no words."]
    sentences = [
        *_length(tables, see),
        *_speakers(tables, say, see),
        *_labels(tables, say, see),
        *_figures(tables, say, link, see),
        *_doers(tables, see),
        *_hedges(tables, see),
    ]
    return [_capitalised(sentence) for sentence in sentences]


def _capitalised(sentence: str) -> str:
    """The sentence with its first letter large, behind a tag that it may begin with."""
    at = sentence.index(">") + 1 if sentence.startswith("<a ") else 0
    return sentence[:at] + sentence[at].upper() + sentence[at + 1 :]


def _length(tables: dict[str, pd.DataFrame], see: Callable) -> list[str]:
    voices = count_voices(tables["tokens"], tables["quotes"]).set_index("voice")
    direct, indirect = voices.loc["direct"], voices.loc["indirect"]
    quoted = f"{direct['share']:.0%} are quoted directly ({direct['n']:.0f})"
    reported = f"{indirect['share']:.0%} reported indirectly ({indirect['n']:.0f})"
    return [
        f"The text has {see('The-article', _count(len(tables['tokens']), 'word'))} in "
        f"{see('The-article', _count(len(tables['sentences']), 'sentence'))}.",
        f"Of its words {see('Who-speaks', quoted)} and {see('Who-speaks', reported)}.",
    ]


def _speakers(tables: dict[str, pd.DataFrame], say: Callable, see: Callable) -> list[str]:
    speakers = count_speakers(tables["tokens"], tables["quotes"])
    named = speakers.dropna(subset=["speaker"])
    sentences = []
    if len(named) == 1:
        name, words = say(named["speaker"].iloc[0]), _count(named["n"].iloc[0], "word")
        sentences.append(f"{name} is the only one whose words were found ({see('Who-speaks', words)}).")
    elif len(named):
        first, second = named.iloc[0], named.iloc[1]
        speaking = see("Who-speaks", _count(len(named), "speaker"))
        sentences.append(
            f"Of the {speaking} that it names or describes, {say(first['speaker'])} has most words "
            f"({first['n']} of {speakers['n'].sum()} attributed), then {say(second['speaker'])} ({second['n']})."
        )
    quotes = tables["quotes"]
    unnamed = int((quotes["speaker_kind"].isin(["unnamed", "none"]) & (quotes["kind"] != "scare")).sum())
    if unnamed:
        verb = _verb(unnamed, "has", "have")
        passages = see("Who-speaks", _count(unnamed, "attributed passage"))
        sentences.append(f"{passages} {verb} no named speaker.")
    return sentences or ["No speaker was found."]


def _labels(tables: dict[str, pd.DataFrame], say: Callable, see: Callable) -> list[str]:
    labels = tables.get("labels", pd.DataFrame(columns=["category"]))
    labels = label_voice(labels[labels["category"].notna()], tables["quotes"])
    if not len(labels):
        return []
    own = labels[labels["voice"].isna()]
    words = ", ".join(f"“{say(term)}”" for term in own["term"].value_counts().index[:3])
    examples = f" ({words}{' and others' if own['term'].nunique() > 3 else ''})" if words else ""
    return [
        f"{see('Framing', _count(len(labels), 'contested word'))} for people, groups and what they do "
        f"{_verb(len(labels), 'was', 'were')} found, {_count(len(own))} in the article’s own voice{examples}."
    ]


def _figures(tables: dict[str, pd.DataFrame], say: Callable, link: Callable, see: Callable) -> list[str]:
    figures = tables.get("casualties", pd.DataFrame())
    if not len(figures):
        return []
    told = []
    for row in figures.head(FEW).itertuples():
        source = "no source named" if pd.isna(row.source) else f"source: {say(row.source)}"
        words = link(row.sentence_id, f"{figure_text(row.low, row.high, row.bound)} {row.harm}")
        told.append(f"{words} ({source})")
    more = f", and {len(figures) - FEW} more" if len(figures) > FEW else ""
    verb = _verb(len(figures), "is", "are")
    given = see("Figures", _count(len(figures), "casualty figure"))
    return [f"{given} {verb} given: {', '.join(told)}{more}."]


def _doers(tables: dict[str, pd.DataFrame], see: Callable) -> list[str]:
    passives = tables.get("passives", pd.DataFrame())
    if not len(passives):
        return []
    without = int(passives["agent"].isna().sum())
    clauses = see("Agency", _count(len(passives), "passive clause"))
    return [f"Of {clauses}, {_count(without)} {_verb(without, 'names', 'name')} no doer."]


def _hedges(tables: dict[str, pd.DataFrame], see: Callable) -> list[str]:
    terms = tables.get("terms", pd.DataFrame(columns=["lexicon"]))
    hedges = int((terms["lexicon"] == "hedges").sum())
    phrases = see("Framing", _count(hedges, "phrase"))
    return [f"{phrases} {_verb(hedges, 'hedges', 'hedge')} what is said."] if hedges else []


def _count(n: int, noun: str = "") -> str:
    """A number and its noun, in words up to nine: "one speaker", "1,200 words"."""
    number = _NUMBERS[n] if n < len(_NUMBERS) else f"{n:,}"
    return f"{number} {noun}{'' if n == 1 else 's'}" if noun else number


def _verb(n: int, one: str, many: str) -> str:
    return one if n == 1 else many


_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
