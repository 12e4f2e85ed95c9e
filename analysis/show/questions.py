"""Take the tables of one article; give the three questions that its own evidence raises most.

A question is not a charge: an article may have good reasons for each. It cannot ask about what no finder found.
"""

from collections.abc import Iterator
from itertools import islice

import pandas as pd

from ..measure.figures import compare_disagreements
from ..measure.sources import find_unheard, summarise_sources
from .page import Shown, escape, sentence_link
from .words import figure_text

ASKED = 3
_SHARE = 0.5  # from this share of all attributed words on, one source is asked about


def show_questions(tables: dict[str, pd.DataFrame]) -> Shown:
    """Give three questions about this article, each with the words that raise it.

    >>> from analysis import analyse, articles_from_text
    >>> tables = analyse(articles_from_text("Twelve people were killed. The regime denied it."))
    >>> "Who counted" in show_questions(tables).data
    True
    """
    found = (question for ask in _QUESTIONS for question in islice(ask(tables), 1))
    return Shown(f'<ol class="questions">{"".join(f"<li>{q}</li>" for q in islice(found, ASKED))}</ol>')


def _disagreement(tables) -> Iterator[str]:
    for row in compare_disagreements(tables["casualties"]).itertuples():
        low, high = (_who(source) for source in (row.source, row.other_source))
        yield (
            f"{sentence_link(row.sentence_id, row.figure)} or {sentence_link(row.other_sentence_id, row.other)} "
            f"{escape(row.harm)}? The first is given by {low}, the second by {high}. Could both be right?"
        )


def _who(source) -> str:
    return "nobody who is named" if pd.isna(source) else escape(source)


def _uncounted(tables) -> Iterator[str]:
    figures = tables["casualties"]
    for row in figures[figures["source"].isna()].itertuples():
        figure = f"{figure_text(row.low, row.high, row.bound)} {row.harm}"
        yield f"Who counted {sentence_link(row.sentence_id, figure)}, and how? No source is named."


def _unattributed(tables) -> Iterator[str]:
    quotes = tables["quotes"]
    unnamed = quotes[quotes["speaker"].isna() & (quotes["kind"] != "scare") & quotes["cue"].notna()]
    for row in unnamed.itertuples():
        words = sentence_link(row.sentence_id, _short(row.text))
        yield f"“{words}” – {escape(row.cue)} by whom? Who would know, and who would want it to be said?"


def _one_voice(tables) -> Iterator[str]:
    sources = summarise_sources(tables)
    named = sources.dropna(subset=["source"])
    total = int(sources["n"].sum())
    if len(named) and named["n"].iloc[0] > _SHARE * total:
        top = named.iloc[0]
        yield (
            f"{escape(top['source'])} has {top['n']} of {total} quoted or reported words. "
            "Whose account of the same event is missing?"
        )


def _unheard(tables) -> Iterator[str]:
    unheard = find_unheard(tables).sort_values("n", ascending=False, kind="stable")
    for row in unheard.itertuples(index=False, name="Row"):
        who = sentence_link(row.sentence_id, row.name)
        yield f"{who} is spoken about and never heard. What might be said in reply?"


def _own_label(tables) -> Iterator[str]:
    labels = tables["labels"]
    contested = labels[labels["category"].notna()]
    own = contested[contested["voice_kind"] == "own"]
    for row in own.itertuples():
        yield (
            f"“{sentence_link(row.sentence_id, row.text)}” is the article’s own word. "
            "Which would those whom it names choose, and which would their opponents?"
        )


def _no_doer(tables) -> Iterator[str]:
    passives = tables["passives"]
    for row in passives[passives["agent"].isna()].itertuples():
        yield f"“{sentence_link(row.sentence_id, row.text)}”: by whom? Does the article say so anywhere else?"


def _only_retold(tables) -> Iterator[str]:
    for row in summarise_sources(tables).dropna(subset=["source"]).itertuples():
        if row.indirect and not row.direct:
            yield f"{escape(row.source)} is only retold, never quoted. What might the exact words have been?"


def _always(tables) -> Iterator[str]:
    del tables
    yield "Who wrote this, for whom, and what would you need to know before you passed it on?"


def _again(tables) -> Iterator[str]:
    del tables
    yield "Which statement here could you check yourself, and where?"


def _other_words(tables) -> Iterator[str]:
    del tables
    yield "Who would tell this differently, and which words would they use?"


_QUESTIONS = (
    *(_disagreement, _uncounted, _unattributed, _one_voice, _own_label, _unheard, _no_doer, _only_retold),
    *(_always, _again, _other_words),
)


def _short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[: most - 1].rpartition(" ")[0] + " …"
