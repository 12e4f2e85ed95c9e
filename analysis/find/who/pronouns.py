"""Pronouns: whom "he", "she", "they" or "it" stands for, of those mentioned so far.

Takes the reader of a text and a pronoun, gives the most prominent entity that fits its gender, number and clause.
"""

import re
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ..text.codes import COMMA
from .entity import Entity
from .letters import letters, name_patterns
from .mention import Mention

if TYPE_CHECKING:
    from .coreference import Reader

UNNAMED, CLASH, UNSURE, UNTOLD, OTHERWISE = 0.7, 0.05, 0.4, 0.8, 0.3
"""What is left of the likeness of somebody without a name, whom the other pronoun called twice more, whom only a
verb makes a person, of whose gender nothing is told, and whom a first name or a pronoun gave the other gender."""

_REACH = 8  # sentences that a pronoun looks back
_MOST = 50  # entities that it looks at
_NEAR = 12  # tokens between a pronoun and the comma before its name
_ENDS = re.compile(f"[{re.escape(letters('COMMA AND RELATIVE TO STOP COLON'))}]")
_FITS = {
    "male": ("person",),
    "female": ("person",),
    "plural": ("group", "body", "institution", "person"),
    "thing": ("institution", "body", "document"),
}
"""What a pronoun can stand for, the likeliest first; all but the first only where the pronoun speaks."""
_OTHER = {"male": "female", "female": "male"}


def antecedent(reader: "Reader", mention: Mention) -> Entity | None:
    """Give the most prominent entity of the gender and number that a pronoun asks for."""
    speaker = reader.speaker(mention)
    if mention.gender == "speaker":
        return speaker
    speaks = reader.speaks(mention)
    if mention.gender == "thing" and not speaks:
        return None  # only who speaks is looked for: "it rained"
    fits = _FITS[mention.gender] if speaks else _FITS[mention.gender][:1]
    best, most = None, 0.0
    for entity in islice(reversed(reader.recent), _MOST):
        if reader.register.now - entity.time > _REACH:
            break
        score = 0.0 if entity is speaker else _score(reader, entity, mention, fits)
        if score and score >= most:
            best, most = entity, score
    if best and best.kind == "person" and mention.gender in _OTHER:
        best.leaning = best.leaning or mention.gender
        best.called[mention.gender] += 1
    return best


def _score(reader: "Reader", entity: Entity, mention: Mention, fits: Sequence[str]) -> float:
    """Give how likely a pronoun stands for an entity, 0 where it cannot."""
    kind = "body" if entity.kind == "group" and entity.single else entity.kind
    if (
        mention.gender == "thing"
        and kind == "person"
        and not (entity.sure or entity.gender or entity.leaning)
    ):
        kind = "body"  # a name of which nothing tells that it is a person's
    single = mention.gender in _OTHER
    if kind not in fits or _is_subject_of(reader, entity, mention):
        return 0.0
    if not entity.agrees(mention.gender) if single else entity.gender:
        return 0.0
    score = entity.at(reader.register.now) / (1 + fits.index(kind) / 2)
    return score * _likeness(entity, mention) if single else score


def _likeness(entity: Entity, mention: Mention) -> float:
    """Give how well a person fits "he" or "she", where nothing speaks against it."""
    score = (1.0 if entity.sure else UNSURE) * (1.0 if entity.words else UNNAMED)
    if not entity.gender:
        score *= UNTOLD if not entity.leaning else OTHERWISE if entity.leaning != mention.gender else 1.0
        score *= CLASH if entity.called[_OTHER[mention.gender]] > entity.called[mention.gender] + 1 else 1
    return score


def ahead(reader: "Reader", mention: Mention) -> Entity | None:
    """Give the person behind the comma for a pronoun that opens a sentence: "As she left, Ann Lee waved"."""
    first, last = reader.parsed.sentences[reader.sentence(mention)][:2]
    opening = name_patterns()["opening"].fullmatch(reader.shape, first, mention.first + 1)
    if mention.gender not in _OTHER or not opening:
        return None
    comma = reader.shape.find(COMMA, mention.first, min(last, mention.first + _NEAR))
    near = range(comma + 1, comma + 4) if comma > 0 else ()
    name = next((reader.names[i] for i in near if i in reader.names), None)
    entity = reader.register.choose(name) if name and name.kind == "person" else None
    return entity if entity and entity.agrees(mention.gender) else None


def _is_subject_of(reader: "Reader", entity: Entity, mention: Mention) -> bool:
    """Whether the entity acts in the pronoun's own clause: nobody thanks "him" who is himself."""
    if entity.time != reader.register.now:
        return False
    if _is_asked_about(reader, entity, mention):
        return True
    return mention.words[0] in ("him", "them") and not _ENDS.search(reader.shape, entity.end, mention.first)


def _is_asked_about(reader: "Reader", entity: Entity, mention: Mention) -> bool:
    """Whether an entity stands in the question alone: "Asked whether Lee would play, he said no"."""
    first = reader.parsed.sentences[reader.sentence(mention)].first
    return reader.parsed.lower[first] == "asked" and entity.since > first
