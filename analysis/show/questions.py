"""The three questions that the evidence of one article raises most.

A question is not a charge: an article may have good reasons for each. It cannot ask about what no finder found.
"""

from collections.abc import Iterator
from itertools import chain, islice
from textwrap import shorten

import pandas as pd

from ..measure.figures import compare_figures
from ..measure.sources import find_unheard, summarise_sources
from .page import escape, sentence_link
from .words import capitalised, harm_text

_ASKED = 3
_SHARE = 0.5  # from this share of all attributed words on, one source is asked about


def questions(tables: dict[str, pd.DataFrame]) -> str:
    """Give three questions about this article, each with the words that raise it, as HTML."""
    found = chain((question for ask in _QUESTIONS for question in islice(ask(tables), 1)), _ALWAYS)
    return f'<ol class="questions">{"".join(f"<li>{q}</li>" for q in islice(found, _ASKED))}</ol>'


def _disagreement(tables) -> Iterator[str]:
    for row in compare_figures(tables["casualties"]).itertuples():
        low, high = (
            "nobody who is named" if pd.isna(source) else escape(source)
            for source in (row.source, row.other_source)
        )
        yield (
            f"{sentence_link(row.sentence_id, row.figure)} or {sentence_link(row.other_sentence_id, row.other)} "
            f"{escape(row.harm)}? The first is given by {low}, the second by {high}. Could both be right?"
        )


def _uncounted(tables) -> Iterator[str]:
    figures = tables["figures"]
    for row in figures[figures["source"].isna() & (figures["kind"] == "harm")].itertuples():
        yield f"Who counted {sentence_link(row.sentence_id, harm_text(row))}, and how? No source is named."


def _unattributed(tables) -> Iterator[str]:
    quotes = tables["quotes"]
    unnamed = quotes[quotes["speaker"].isna() & (quotes["kind"] != "scare") & quotes["cue"].notna()]
    for row in unnamed.itertuples():
        words = sentence_link(row.sentence_id, shorten(row.text, 90, placeholder=" …"))
        yield f"“{words}” – {escape(row.cue)} by whom? Who would know, and who would want it to be said?"


def _one_voice(tables) -> Iterator[str]:
    sources = summarise_sources(tables)
    total = int(sources["n"].sum())
    for row in sources.dropna(subset=["source"]).head(1).itertuples():
        if row.n > _SHARE * total:
            yield (
                f"{escape(capitalised(row.source))} has {row.n} of {total} quoted or reported words. "
                "Whose account of the same event is missing?"
            )


def _unheard(tables) -> Iterator[str]:
    unheard = find_unheard(tables).sort_values("n", ascending=False, kind="stable")
    for row in unheard.itertuples(index=False, name="Row"):
        who = sentence_link(row.sentence_id, row.name)
        yield f"{who} is spoken about and never heard. What might be said in reply?"


def _own_label(tables) -> Iterator[str]:
    labels = tables["labels"]
    for row in labels[labels["category"].notna() & (labels["voice_kind"] == "own")].itertuples():
        yield (
            f"“{sentence_link(row.sentence_id, row.text)}” is the article’s own word. "
            "Which would those whom it names choose, and which would their opponents?"
        )


def _no_doer(tables) -> Iterator[str]:
    passives = tables["passives"]
    for row in passives[passives["agent"].isna() & (passives["voice_kind"] == "own")].itertuples():
        yield f"“{sentence_link(row.sentence_id, row.text)}”: by whom? Does the article say so anywhere else?"


def _only_retold(tables) -> Iterator[str]:
    for row in summarise_sources(tables).dropna(subset=["source"]).itertuples():
        if row.indirect and not row.direct:
            who = escape(capitalised(row.source))
            yield f"{who} is only retold, never quoted. What might the exact words have been?"


_QUESTIONS = (
    _disagreement,
    _uncounted,
    _unattributed,
    _one_voice,
    _own_label,
    _unheard,
    _no_doer,
    _only_retold,
)
_ALWAYS = (
    "Who wrote this, for whom, and what would you need to know before you passed it on?",
    "Which statement here could you check yourself, and where?",
    "Who would tell this differently, and which words would they use?",
)
