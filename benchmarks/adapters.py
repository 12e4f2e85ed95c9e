"""One callback for each measure, built on the public functions.

Each takes a plain text and gives what the scorers of labelled data expect: spans in characters with their labels.
"""

import pandas as pd

from analysis import analyse, articles_from_text, find_casualties, find_passives, find_quotes, find_terms
from analysis.find.figures.amounts import amounts_in
from analysis.find.text.document import Document
from analysis.find.tone.tone_toward import LABELS, chances_toward
from analysis.tables import make_table

PRONOUN = "he|she|they|it|i|we|you|who|which|that|this|him|her|them|one|his|their"


def tables(texts: list[str]) -> dict[str, pd.DataFrame]:
    """Every table that `analyse` gives for a list of plain texts."""
    articles = [articles_from_text(text, article_id=f"text{n:05d}") for n, text in enumerate(texts)]
    return analyse(pd.concat(articles, ignore_index=True) if articles else make_table("articles", []))


def quotes(text: str) -> list[dict]:
    """Quotations without scare quotes: `speaker` is the resolved name, else what is printed unless a pronoun."""
    articles = articles_from_text(text)
    found = find_quotes(articles)
    found = found[found["kind"] != "scare"]
    printed = found["speaker"].mask(
        found["speaker"].str.fullmatch(PRONOUN, case=False).fillna(False).astype(bool)
    )
    columns = ["start", "end", "kind", "speaker_start", "speaker_end"]
    return _records(found[columns].assign(speaker=found["speaker_name"].fillna(printed)))


def passives(text: str) -> list[dict]:
    """Passive clauses: the span of the verb and of the by-phrase's noun phrase."""
    return _records(find_passives(articles_from_text(text))[["start", "end", "agent_start", "agent_end"]])


def tone_toward(text: str, start: int, end: int) -> str:
    """The likeliest label for the target `text[start:end]`, without abstaining."""
    return LABELS[chances_toward(Document(text), start, end).argmax()]


def figures(text: str) -> list[dict]:
    """Casualty figures; `effect` is the harm, where whoever died of an illness counts as killed.

    An agent that is an event (a bomb, the floods) is left out.
    """
    found = find_casualties(articles_from_text(text))
    doers = found["agent"].mask(found["agent_kind"] == "event")
    columns = ["start", "end", "low", "high", "bound", "who", "source", "hedge"]
    return _records(found[columns].assign(effect=found["harm"].replace("died", "killed"), agent=doers))


def numbers(text: str) -> list[dict]:
    """Numbers, each as an interval; ordinals are left out."""
    found = (amount for amount in amounts_in(Document(text)) if amount.kind not in ("ordinal", "joined"))
    return [{"start": a.start, "end": a.end, "low": a.low, "high": a.high} for a in found]


def loaded(text: str) -> list[tuple[int, int, str]]:
    """Charged words with their categories."""
    found = find_terms(articles_from_text(text), "loaded")
    return list(zip(found["start"].tolist(), found["end"].tolist(), found["category"].tolist(), strict=True))


def _records(table: pd.DataFrame) -> list[dict]:
    """Rows as dicts, with None where a value is missing."""
    return table.astype(object).where(table.notna(), None).to_dict("records")
