"""Coreference: which mentions of one text are of the same person, group or institution.

Takes a Parse and its mentions, gives the Entity of each: short names join full ones, roles those who bear them,
pronouns the most prominent entity that fits. It reads no meaning, so "he" may be another man.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..read.lexicons import lexicon_terms
from .names import Mention, is_heading, role_term
from .parse import Parse
from .quote_marks import find_quoted
from .quotes import quote_rows

FADING = 0.25
"""What remains of an entity's prominence from one sentence to the next."""
SPEAKER, SUBJECT, OBLIQUE, QUOTED = 3.0, 2.0, 0.6, 0.2
"""How prominent a mention makes an entity (other mentions: 1), and what part of it counts inside quotation marks."""

_REACH = 8  # sentences that a pronoun looks back
_ARTICLE = re.compile(r"^(?:al|el|as|an|ar|ad|ash|at)[-'’]")
_COMPANIES = frozenset(
    ("inc", "corp", "ltd", "plc", "co", "group", "holdings", "airlines", "airways", "motors")
)
_FORMER = frozenset(("former", "late", "then", "ex", "outgoing", "onetime", "erstwhile"))
_INDEFINITE = frozenset(
    ("a", "an", "another", "some", "any", "no", "many", "most", "several", "few", "other", "one")
)
_VERB = re.compile("r{0,2}[zdm]")


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that the text speaks of, and how prominent it is at the point that has been read."""

    kind: str
    words: tuple[str, ...] = ()
    name: str | None = None
    gender: str = ""
    roles: dict[str, str] = field(default_factory=dict)  # term: phrase as printed
    places: set[str] = field(default_factory=set)
    count: int = 0
    leaning: str = ""  # the gender that pronouns gave it
    prominence: float = 0.0
    time: int = 0
    end: int = -1  # where its last mention ends

    def at(self, time: int) -> float:
        """Give the prominence at a time."""
        return self.prominence * FADING ** max(0, time - self.time)


def resolve(parsed: Parse, shape: str, mentions: Sequence[Mention]) -> list[Entity | None]:
    """Give the entity of each mention; None for a word that seems to name nobody, and where no entity fits."""
    register = _Register(parsed, shape)
    names = [m for m in mentions if m.form == "name"]
    for mention in names:  # full names first: a headline has the short name before its full form
        if len(mention.words) > 1 or mention.kind == "institution":
            register.add(mention)
    for mention in names:
        known = register.named(mention)
        if (
            len(mention.words) == 1
            and mention.kind != "institution"
            and (known or register.is_somebody(mention))
        ):
            register.add(mention, known)
    found = []
    for mention in mentions:
        find = {"name": register.choose, "role": register.bearer, "pronoun": register.antecedent}[
            mention.form
        ]
        found.append(find(mention))
        if found[-1]:
            register.note(mention, found[-1])
    return found


class _Register:
    """The entities of one text; what has been read so far decides who is prominent."""

    def __init__(self, parsed: Parse, shape: str):
        self.parsed, self.shape = parsed, shape
        self.entities: list[Entity] = []
        self.by_word: dict[str, list[Entity]] = defaultdict(list)
        self.quoted = bytearray(len(shape) + 1)
        for q in find_quoted(parsed.text):
            first, last = parsed.token_at(q.start), parsed.token_at(q.end - 1) + 1
            self.quoted[first:last] = b"\1" * (last - first)
        self.clock, time = [], 0  # a sentence that is all within quotation marks takes no time
        for s in parsed.sentences:
            time += not all(self.quoted[s.first + 1 : s.last - 1])
            self.clock.append(time)
        self.speaking: dict[int, int] = {}  # token: the quotation whose printed speaker it stands in
        self.quotes = [q for q in quote_rows(parsed.text) if q[2] != "scare" and q[5] is not None]
        for number, (*_, start, end, _) in enumerate(self.quotes):
            for i in range(parsed.token_at(start), parsed.token_at(end - 1) + 1):
                self.speaking[i] = number

    def _time(self, mention: Mention) -> int:
        return self.clock[self.parsed.sentence_of[mention.first]]

    # names

    def add(self, mention: Mention, known: Sequence[Entity] = ()) -> None:
        """Enter a name, or add what this mention of it says: a fuller form, a gender, a role."""
        words = _plain(mention.words)
        entity = self._best(known, mention) if known else self._same(words, mention)
        if entity is None:
            kind = "institution" if mention.kind == "institution" else "person"
            entity = Entity(kind, words)
            self.entities.append(entity)
            self._enter(entity, words)
            if kind == "institution" and len(words) > 1:
                self.by_word["".join(w[0] for w in words if w not in ("of", "for", "the", "and"))].append(
                    entity
                )
        text = self._phrase(mention.first, mention.last)
        if not entity.name or len(words) > len(entity.words) or (entity.name.isupper() and len(words) > 1):
            self._enter(entity, words)
            entity.name, entity.words = text, words
        entity.gender = entity.gender or mention.gender
        if (
            len(words) == 1
            and (entry := lexicon_terms("first_names").get(words[0]))
            and entry.category != "either"
        ):
            entity.leaning = entity.leaning or entry.category
        if mention.role:
            self._learn(entity, mention.role)

    def _enter(self, entity: Entity, words: Sequence[str]) -> None:
        for word in words:
            if entity not in self.by_word[word]:
                self.by_word[word].append(entity)

    def _learn(self, entity: Entity, role: tuple[int, int]) -> None:
        first, last = role
        entity.roles.setdefault(self._term(first, last), self._phrase(first, last))
        entity.places |= self._places(first, last)

    def _term(self, first: int, last: int) -> str:
        former = any(w in _FORMER or w.startswith("ex-") for w in self.parsed.lower[first:last])
        return "former " * former + role_term(self.parsed, last - 1)

    def _phrase(self, first: int, last: int) -> str:
        return " ".join(self.parsed.text[self.parsed.starts[first] : self.parsed.ends[last - 1]].split())

    def _places(self, first: int, last: int) -> set[str]:
        places = lexicon_terms("places")
        return {places[w].country or w for w in self.parsed.lower[first:last] if w in places}

    def _same(self, words: tuple[str, ...], mention: Mention) -> Entity | None:
        for entity in self.by_word.get(words[-1], ()):
            theirs = entity.words
            if theirs == words or (entity.kind == "person" and set(theirs) == set(words)):
                return entity
            if (
                entity.kind != "person"
                or mention.kind == "institution"
                or theirs[-1] != words[-1]
                or len(theirs) < 2
            ):
                continue
            if _gender_clash(entity.gender, mention.gender):
                continue
            if set(words) <= set(theirs) or set(theirs) <= set(words) or _first_agrees(theirs[0], words[0]):
                return entity
        return None

    def named(self, mention: Mention) -> list[Entity]:
        """Give the entities that a name may be short for: by last name if any, else by first name, else by any."""
        words = _plain(mention.words)
        having = self.by_word.get(words[-1], ())
        if len(words) > 1:
            return [e for e in having if e.words == words] or [
                e for e in having if set(words) <= set(e.words)
            ]
        people = [e for e in having if e.kind == "person" and not _gender_clash(e.gender, mention.gender)]
        exact = [e for e in having if e.words == words]
        last = [e for e in people if e.words[-1] == words[0]]
        people = last or exact or [e for e in people if e.words[0] == words[0]] or people
        return people or [e for e in having if e.words[0] == words[0] and not self.is_somebody(mention)]

    def is_somebody(self, mention: Mention) -> bool:
        """Tell whether a single unknown word stands where a person or an institution would: it acts or owns."""
        if mention.sure or is_heading(self.parsed, mention.first):
            return mention.sure
        shape, first, last = self.shape, mention.first, mention.last
        before = shape[first - 1 : first]
        return (
            (bool(_VERB.match(shape, last)) and before not in ("i", "K", "t"))
            or shape[last : last + 1] == "s"
            or (before in ("d", "z") and shape[first - 2 : first - 1] in ("'", ","))
        )

    def choose(self, mention: Mention) -> Entity | None:
        """Give the entity that a name means here: of several who bear it, the most prominent."""
        return self._best(self.named(mention), mention)

    def _best(self, entities: Sequence[Entity], mention: Mention) -> Entity | None:
        if len(entities) < 2:
            return entities[0] if entities else None
        sentence = self._time(mention)
        return max(entities, key=lambda e: (len(e.words) < 2, e.at(sentence) + 0.2 * e.count))

    # roles

    def bearer(self, mention: Mention) -> Entity:
        """Give the entity that a role stands for: who bears it in this text, or somebody new without a name."""
        first, last = mention.role
        term, opening = self._term(first, last), self.parsed.lower[mention.first]
        sentence, places = self._time(mention), self._places(first, last)
        if self.shape[mention.first] != "S" and opening not in _INDEFINITE:
            fitting = [e for e in self.entities if self._bears(e, mention, term, places)]
            if fitting:
                return max(fitting, key=lambda e: (bool(places & e.places), e.at(sentence)))
        entity = Entity("group" if mention.kind == "group" else "person", (), None, mention.gender)
        self.entities.append(entity)
        self._learn(entity, mention.role)
        if mention.kind == "group" and self._is_identified(mention):
            entity.name = self._phrase(first, last)
        return entity

    def _bears(self, entity: Entity, mention: Mention, term: str, places: set[str]) -> bool:
        if entity.kind == "institution":
            generic = term == "company" and _COMPANIES & set(entity.words)
            return (term == entity.words[-1] or term == entity.words[0] or bool(generic)) and entity.count > 0
        if term not in entity.roles or _gender_clash(entity.gender, mention.gender):
            return False
        if mention.kind == "group" or not entity.words:
            same = self._phrase(*mention.role).lower() == entity.roles[term].lower()
            return entity.kind == mention.kind and (same or mention.role[1] - mention.role[0] == 1)
        return not places or not entity.places or bool(places & entity.places)

    def _is_identified(self, mention: Mention) -> bool:
        first, last = mention.role
        body = lexicon_terms("group_nouns").get(self.parsed.lower[last - 1])
        definite = self.parsed.lower[mention.first] in ("the", "police")
        proper = re.search("[NFEADCOHX]", self.shape[first:last])
        return bool(proper or (body and body.category == "body" and definite))

    # pronouns

    def antecedent(self, mention: Mention) -> Entity | None:
        """Give the most prominent entity of the gender and number that a pronoun asks for."""
        sentence = self._time(mention)
        plural = mention.gender == "plural"
        best, most = None, 0.0
        for entity in self.entities:
            if not entity.count or sentence - entity.time > _REACH:
                continue
            if (entity.kind == "group") != plural if plural else entity.kind != "person":
                continue
            if not plural and _gender_clash(entity.gender, mention.gender):
                continue
            if mention.words[0] in ("him", "them") and self._same_clause(entity, mention):
                continue
            score = entity.at(sentence)
            if not plural and not entity.gender:
                score *= 0.8 if not entity.leaning else 0.3 if entity.leaning != mention.gender else 1.0
            if score > most:
                best, most = entity, score
        if best and not plural:
            best.leaning = best.leaning or mention.gender
        return best

    def _same_clause(self, entity: Entity, mention: Mention) -> bool:
        here = entity.time == self._time(mention)
        return here and not re.search("[,cWt.:]", self.shape[entity.end : mention.first])

    def note(self, mention: Mention, entity: Entity) -> None:
        """Make an entity more prominent by a mention; subjects and speakers count most, mentions in quotes least."""
        sentence, shape, last = self._time(mention), self.shape, mention.last
        before = shape[max(0, mention.first - 2) : mention.first]
        if mention.first in self.speaking and before[-1:] not in ("i", "K", "s"):
            weight = SPEAKER
        elif _VERB.match(shape, last):
            weight = SUBJECT
        else:
            weight = OBLIQUE if before[-1:] in ("i", "K", "t") else 1.0
        if self.quoted[mention.first]:
            weight *= QUOTED
        entity.prominence = entity.at(sentence) + weight
        entity.time, entity.end = sentence, last
        entity.count += 1


def _plain(words: Sequence[str]) -> tuple[str, ...]:
    parts = lexicon_terms("name_words")
    kept = [
        _ARTICLE.sub("", w).rstrip(".") for w in words if w not in parts or parts[w].category == "particle"
    ]
    return tuple(kept) or tuple(words)


def _first_agrees(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) == 1 or len(short) > 2)


def _gender_clash(one: str, other: str) -> bool:
    return bool(one and other and one != other)
