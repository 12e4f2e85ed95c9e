"""Values and rows in the words that charts, findings and pages share, and the marks of an article with their tags.

It cannot see marks that no table has: an unmarked word is one that no finder found.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from ..find.corrections import READER
from ..find.text.tagger import known_tag
from ..read.lexicons import BUILT_IN
from ..resources import SURE, how_sure
from ..tables import Tables
from .page import Html, cell_text, words_of

KINDS, BOUNDS, HARMS, _NUMBERS = map(words_of, ("speaker", "bound", "harm", "number"))
"""What the kind of a speaker, a bound and a harm are called: who was killed or died is dead in any case."""
CORRECTED = "corrected by the reader"


def is_corrected(row) -> bool:
    """Whether a reader added or changed a row."""
    return READER in (getattr(row, "rule", None), getattr(row, "source_kind", None))


def is_contested(labels: pd.DataFrame) -> pd.Series:
    """Which labels are words that take a side: not those of a contested set that guides advise ("government")."""
    advised = [row.term for row in BUILT_IN.terms("contested_labels").values() if not row.weight]
    return labels["category"].notna() & ~labels["term"].isin(advised)


def called(tables: Tables) -> Callable[[str], str]:
    """Give the function from a name to how a sentence calls it: "the department", as the articles do mostly."""
    text = " ".join(" ".join(tables["articles"]["text"]).split())
    known = {one.lower(): one for one in tables["quotes"]["speaker_name"].dropna().unique()}
    firsts = BUILT_IN.terms("first_names")

    @cache
    def call(name: str) -> str:
        if re.match(r"(?:an?|the|one|two|some|its|his|her|their|our|my)\s", name, re.IGNORECASE):
            return name[0].lower() + name[1:]
        noun = rf"\b(?:the|an?) {re.escape(name.lower())}\b"  # "the preprint"
        is_noun = known_tag(name.lower()).startswith("N") or re.search(noun, text) is not None
        is_noun &= not re.search(rf"[a-z,] {re.escape(name)}\b", text)
        name = name.lower() if is_noun and name.lower() not in firsts else known.get(name.lower(), name)
        between = r"(?:[\w’-]+ )?" if name[0].islower() else ""  # "the local police"
        before = re.findall(rf"(?i)((?:\b(?:the|an?) {between})?)\b{re.escape(name)}\b", text)
        led = sum(map(bool, before))
        return f"the {name}" if 2 * led >= max(len(before), 1) or (led and name[0].islower()) else name

    return call


def figure_text(low: float, high: float, bound: str) -> str:
    """Give a figure in words: its bound, and its range where low and high differ."""
    if pd.isna(low) and pd.isna(high):
        return "an unknown number"
    if bound in BOUNDS:
        return BOUNDS[bound] + cell_text(low if pd.notna(low) else high)
    if bound == "vague" and pd.isna(high):
        return cell_text(low) + " or more"
    if pd.isna(high) or pd.isna(low):
        return ("at least " if pd.isna(high) else "at most ") + cell_text(low if pd.isna(high) else high)
    return cell_text(low) if low == high else f"{cell_text(low)} to {cell_text(high)}"


def harm_text(row) -> str:
    """Give a figure of people harmed: how many, what befell them, and when if that is told."""
    many = "nobody" if row.high == 0 else figure_text(row.low, row.high, row.bound)
    when = "" if pd.isna(row.when) else re.sub("^(In|On|Since|An?|Last) ", lambda m: m[0].lower(), row.when)
    return f"{many} {HARMS.get(row.harm, row.harm)} {re.sub('^([Oo]f |(?=[12]...$|previous))', 'in ', when)}".rstrip()


def giver(row) -> Any:
    """Give who gives a figure as the sources are called: "ministers", also where a sentence begins with "Ministers"."""
    source, voice = (str(words).lower() for words in (row.source, row.voice))
    if source.split()[-1:] != voice.split()[-1:] or source == f"the {voice}":
        return re.sub("^(The|An?) ", lambda m: m[0].lower(), row.source) if _said(row, "source") else None
    return row.voice


def capitalised(words: str) -> str:
    """Give words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def or_missing(values: pd.Series, column: str) -> pd.Series:
    """Give values as text, a missing one in the words for its column ("the article itself", "nobody named")."""
    return pd.Series([cell_text(value, column) for value in values], index=values.index, dtype="str")


def count(n: int, noun: str = "") -> str:
    """Give a number and its noun, in words up to nine.

    >>> count(1, "speaker"), count(1200, "word")
    ('one speaker', '1,200 words')
    """
    number = _NUMBERS.get(str(n), f"{n:,}")
    return f"{number} {noun}{'' if n == 1 else 's'}" if noun else number


def listed(parts: Sequence[str], most: int = 4) -> Html:
    """Give parts as a list in words; of more than `most`, all but one fewer are counted.

    >>> print(listed(["a", "b", "c"]), listed(list("abcdefg")), sep="; ")
    a, b and c; a, b, c and four more
    """
    if len(parts) > most:
        parts = [*parts[: most - 1], f"{count(len(parts) - most + 1)} more"]
    return Html(" and ").join(part for part in (Html(", ").join(parts[:-1]), *parts[-1:]) if part)


class Mark(NamedTuple):
    """One span of the article, with its layer, its tag and what is said about it on focus or hover."""

    start: int
    end: int
    layer: str
    look: str
    tag: str
    about: str
    row: str = ""


class Layer(NamedTuple):
    """A kind of mark that a reader switches on and off: where its rows are and what is said of each."""

    name: str
    label: str
    table: str
    lexicon: str | None
    section: str | None
    shown: bool
    describe: Callable[..., tuple[str, str, str]]


def find_marks(tables: Tables, article_id: str) -> list[Mark]:
    """Give the marks of one article in reading order, a longer mark before a shorter one that begins with it."""
    marks = []
    for layer in (layer for layer in LAYERS if len(tables.get(layer.table, ()))):
        rows = tables[layer.table]
        rows = rows[(rows["article_id"] == article_id) & (rows["start"] < rows["end"])]
        rows = rows[rows["lexicon"] == layer.lexicon] if layer.lexicon else rows
        for row in rows.itertuples(index=False):
            look, tag, about = layer.describe(row)
            if is_corrected(row):
                tag, about = f"{tag} · corrected", f"{about} {capitalised(CORRECTED)}."
            elif sure := how_sure(layer.table, _said(row, "rule")):
                tag = tag if sure == SURE else f"{tag} · {sure}"
                about = f"{about} On articles marked by hand, what this rule found was {sure}."
            place = f"{layer.table} {row.start} {row.end}"
            marks.append(Mark(row.start, row.end, layer.name, look, tag, about, place))
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _said(row: Any, name: str) -> str:
    value = getattr(row, name, None)
    return "" if value is None or pd.isna(value) else str(value)


def _voice(row: Any) -> tuple[str, str, str]:
    if row.kind == "scare":
        return "scare", "quoted words", "Words in quotation marks that no speaker is named for."
    name = _said(row, "speaker_name") or _said(row, "speaker")
    who = name or "nobody named"
    cue = f", verb or phrase: {row.cue}" if _said(row, "cue") else ""
    status = _said(row, "status").removesuffix("said") and f", {row.status}"
    rule = "" if row.rule == READER else f" Found by the rule “{row.rule}”."
    about = f"{who}, {row.kind} speech{cue}{status}.{rule}"
    return "direct" if row.kind == "direct" else "indirect", f"{who}, {row.kind}{status}", about


def _figure(row: Any) -> tuple[str, str, str]:
    harm = _said(row, "harm")
    counted = " ".join(filter(None, (_said(row, "what"), HARMS.get(harm, harm)))) or row.kind
    by = giver(row) if _said(row, "source") else ""
    tag = harm_text(row) if row.kind == "harm" else f"figure by {by}" if by else "figure"
    return "figure", tag, f"{row.text}: {counted}. Source: {by or 'no source named'}."


def _passive(row: Any) -> tuple[str, str, str]:
    agent = _said(row, "agent")
    tag = f"by {agent}" if agent else "no doer named"
    return "passive", tag, f"Passive of “{row.verb}”: {tag}. A passive proves nothing by itself."


def _term(row: Any) -> tuple[str, str, str]:
    look, category = "hedge" if row.lexicon == "hedges" else "charged", _said(row, "category")
    tag = f"{look}: {category}" if category else look
    return look, tag, f"“{_said(row, 'term')}”, {tag}. From the lexicon “{row.lexicon}”."


def _label(row: Any) -> tuple[str, str, str]:
    tag = f"label: {row.label}"
    who = f" It stands for {row.name}." if _said(row, "name") else ""
    choice = f" Contested: one of the words for “{row.category}”." if _said(row, "category") else ""
    return "label", tag, f"“{row.label}”, a {row.kind}.{who}{choice}"


LAYERS = (
    Layer("voices", "Who speaks", "quotes", None, "Sources", True, _voice),
    Layer("figures", "Figures", "figures", None, "Figures", True, _figure),
    Layer("labels", "Names and labels", "labels", None, "Words", False, _label),
    Layer("hedges", "Hedges", "terms", "hedges", None, False, _term),
    Layer("passives", "Passives", "passives", None, "Who-did-it", False, _passive),
    Layer("charged", "Charged words", "terms", "loaded", "Words", False, _term),
)
