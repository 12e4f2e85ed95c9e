"""Take the tables of one article; give what they say in a few plain sentences, with n and with caution.

It repeats counts and passes no judgement. What the finders missed, these sentences miss too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.find.voice import label_voice
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


def show_findings(tables: dict[str, pd.DataFrame]) -> HTML:
    """Give the findings as a paragraph for a notebook: the sentences of `describe_findings` and a caution."""
    from IPython.display import HTML

    said = " ".join(describe_findings(tables, marked_up=True))
    return HTML(f'<div class="lead"><p>{said}</p></div><p class="caution">{escape(CAUTION)}</p>')


def describe_findings(tables: dict[str, pd.DataFrame], marked_up: bool = False) -> list[str]:
    """Give the findings as sentences: who speaks, the figures with their sources, what is left unsaid.

    `tables` is what `analyse` gives; a table that is not there is not spoken of. With `marked_up` the sentences
    are HTML, and figures lead to their sentences.

    >>> from analysis import analyse, articles_from_text
    >>> for sentence in describe_findings(analyse(articles_from_text("“It rained,” Ann Lee said."))):
    ...     print(sentence)
    The text has 5 words in 1 sentence.
    2 of them (40%) are quoted directly and 0 (0%) reported indirectly.
    Ann Lee is the only one whose words were found (2 words).
    """
    sentences = [*_length(tables), *_speakers(tables)]
    sentences += (
        [*_labels(tables), *_figures(tables, marked_up), *_doers(tables), *_hedges(tables)]
        if sentences
        else []
    )
    return [
        sentence if marked_up and "<a " in sentence else escape(sentence) if marked_up else sentence
        for sentence in sentences
    ] or ["The text has no words."]


def _length(tables: dict[str, pd.DataFrame]) -> list[str]:
    words = len(tables["tokens"])
    if not words:
        return []
    voices = count_voices(tables["tokens"], tables["quotes"]).set_index("voice")
    direct, indirect = voices.loc["direct"], voices.loc["indirect"]
    return [
        f"The text has {_count(words, 'word')} in {_count(len(tables['sentences']), 'sentence')}.",
        f"{direct['n']:.0f} of them ({direct['share']:.0%}) are quoted directly and {indirect['n']:.0f} "
        f"({indirect['share']:.0%}) reported indirectly.",
    ]


def _speakers(tables: dict[str, pd.DataFrame]) -> list[str]:
    speakers = count_speakers(tables["tokens"], tables["quotes"])
    named = speakers.dropna(subset=["speaker"])
    sentences = []
    if len(named) == 1:
        one = named.iloc[0]
        sentences.append(
            f"{one['speaker']} is the only one whose words were found ({_count(one['n'], 'word')})."
        )
    elif len(named):
        first, second = named.iloc[0], named.iloc[1]
        sentences.append(
            f"{first['speaker']} gets most of the attributed words ({first['n']} of {speakers['n'].sum()}), "
            f"then {second['speaker']} ({second['n']}); {_count(len(named), 'speaker')} are named or described in all."
        )
    nobody = speakers.loc[speakers["speaker"].isna(), "passages"].sum()
    if nobody:
        sentences.append(
            f"{_count(nobody, 'reported passage')} {_verb(nobody, 'names', 'name')} nobody as the speaker."
        )
    return sentences


def _figures(tables: dict[str, pd.DataFrame], marked_up: bool) -> list[str]:
    figures = tables.get("casualties", pd.DataFrame())
    if not len(figures):
        return []
    told = []
    for row in figures.head(FEW).itertuples():
        what = f"{figure_text(row.low, row.high, row.bound)} {row.harm}"
        source = "no source named" if pd.isna(row.source) else f"source: {row.source}"
        words = sentence_link(row.sentence_id, what) if marked_up else what
        told.append(f"{words} ({escape(source) if marked_up else source})")
    more = f", and {len(figures) - FEW} more" if len(figures) > FEW else ""
    return [
        f"{_count(len(figures), 'casualty figure')} {_verb(len(figures), 'is', 'are')} given: {', '.join(told)}{more}."
    ]


def _labels(tables: dict[str, pd.DataFrame]) -> list[str]:
    labels = tables.get("labels", pd.DataFrame(columns=["category"]))
    labels = label_voice(labels[labels["category"].notna()], tables["quotes"])
    own = labels[labels["voice_kind"] == "own"]
    if not len(labels):
        return []
    words = ", ".join(f"“{term}”" for term in own["term"].value_counts().index[:3])
    named = f": {words} most often" if len(own) > 3 else f": {words}" if words else ""
    return [
        f"Of {_count(len(labels), 'contested label')} for people, groups and what they do, "
        f"{len(own)} {_verb(len(own), 'stands', 'stand')} in the article’s own voice{named}."
    ]


def _doers(tables: dict[str, pd.DataFrame]) -> list[str]:
    passives = tables.get("passives", pd.DataFrame())
    if not len(passives):
        return []
    without = int(passives["agent"].isna().sum())
    return [f"Of {_count(len(passives), 'passive')}, {without} {_verb(without, 'names', 'name')} no doer."]


def _hedges(tables: dict[str, pd.DataFrame]) -> list[str]:
    terms = tables.get("terms", pd.DataFrame(columns=["lexicon"]))
    hedges = int((terms["lexicon"] == "hedges").sum())
    return [f"{_count(hedges, 'phrase')} {_verb(hedges, 'hedges', 'hedge')} what is said."] if hedges else []


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def _verb(n: int, one: str, many: str) -> str:
    return one if n == 1 else many
