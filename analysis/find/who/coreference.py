"""Coreference: which mentions of one text are of the same person, group or institution.

Takes a Parse and its mentions, gives the Entity of each: short names join full ones, roles those who bear them,
pronouns the most prominent entity that fits. It reads no meaning, so "he" may be another man.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from ..quotation.quote_marks import quoted_in
from ..quotation.quotes import quotes_in
from ..text.document import Document
from .entities import Entity, Register, gender_clash
from .names import Mention, find_mentions

SPEAKER, SUBJECT, OBLIQUE, POSSESSOR, QUOTED, UNNAMED, CLASH = 3.0, 2.0, 0.6, 0.7, 0.1, 0.7, 0.05
"""How prominent a mention makes an entity (other mentions: 1), and what part of it counts inside quotation marks."""

_REACH = 8  # sentences that a pronoun looks back
_MOST = 50  # entities that it looks at
_ACTS = re.compile("(?:K0)?,?[rP]{0,2}[zdm]")
_DESCRIBED = re.compile("(?:K0)?(?:,0,)?,?[rP]{0,2}[zdm]")
_CALLED = re.compile(
    r"\b(?:(?:known|identified|name|named)(?: \w+)? as|nicknamed|whose name is)[ “\"‘']*$"
)  # between two mentions of one person
_BEING = re.compile("(?:,0)?(?:,W|,|W)?[zdmbv]{1,3}")
_BE = frozenset(("is", "was", "'s", "been", "be", "becomes", "became", "become", "remains", "remained"))
_OPENING = re.compile("[iWg]r?[PS]")
_FRONTED = re.compile(",r?")
_TELLS = re.compile("r?[zdm]?r?[zdbv](?=[NMFEADCOH])")
_JOINED = re.compile(",?cA*")


_FITS = {
    "male": ("person",),
    "female": ("person",),
    "plural": ("group", "body", "institution", "person"),
    "thing": ("institution", "body", "document"),
}
"""What a pronoun can stand for, the likeliest first; all but the first only where the pronoun speaks."""


_TWO = ("former", "latter")
_OTHER = {"male": "female", "female": "male"}


def _kind(entity: Entity) -> str:
    return "body" if entity.kind == "group" and entity.single else entity.kind


def resolved_in(document: Document) -> list[tuple[Mention, Entity | None]]:
    """Give the mentions of a document with their entities; None for what seems to name nobody, or where none fits."""
    shape, mentions = find_mentions(document.parse)
    names = [m for m in mentions if m.form == "name"]
    reader = _Reader(document, shape, names)
    register = reader.register
    mentions = _entered(register, mentions)
    found = [reader.read(mention) for mention in mentions]
    for i, mention in enumerate(mentions):
        if found[i] is None and mention.gender == "speaker":  # “I”, she said: by now we know who she is
            found[i] = reader.speaker(mention)
    _tell_apart([entity for entity in dict.fromkeys(found) if entity and entity.words])
    return list(zip(mentions, found, strict=True))


def _entered(register: Register, mentions: Sequence[Mention]) -> list[Mention]:
    """Enter all names, full ones first: a headline has the short name before its full form."""
    for mention in filter(_is_full, mentions):
        register.add(mention)
    mentions = [register.as_name(mention) for mention in mentions]
    for mention in mentions:
        if mention.form == "name" and not _is_full(mention):
            known = register.named(mention)
            if known or register.is_somebody(mention):
                register.add(mention, known)
    return mentions


def _tell_apart(entities: list[Entity]) -> None:
    """Call those by their title whom the text calls by one name: Mr Smith and Ms Smith."""
    shared = Counter(e.name for e in entities)
    for entity in entities:
        if entity.title and shared[entity.name] > 1:
            entity.name, entity.title = f"{entity.title} {entity.name}", ""


def _is_full(mention: Mention) -> bool:
    if mention.form != "name":
        return False
    return (
        mention.sure if mention.kind == "institution" else mention.kind == "person" and len(mention.words) > 1
    )


class _Reader:
    """What has been read of one text: who was mentioned last, who is quoted, what stands in quotation marks."""

    def __init__(self, document: Document, shape: str, names: Sequence[Mention]):
        parsed = document.parse
        self.parsed, self.shape = parsed, shape
        self.quoted, self.within = bytearray(len(shape) + 1), [-1] * len(shape)
        for q in document.part(quoted_in):
            first, last = parsed.token_at(q.start), parsed.token_at(q.end - 1) + 1
            self.quoted[first:last] = b"\1" * (last - first)
        self.clock, time = [], 0  # a sentence that is all within quotation marks takes no time
        for s in parsed.sentences:
            time += not all(self.quoted[s.first + 1 : s.last - 1])
            self.clock.append(time)
        self.speakers: list[range] = []  # the tokens of the printed speaker of each quotation
        for start, end, kind, _, _, speaker_start, speaker_end, *_ in document.part(quotes_in):
            if kind != "scare" and speaker_start is not None and speaker_end is not None:
                for i in range(parsed.token_at(start), parsed.token_at(end - 1) + 1):
                    self.within[i] = len(self.speakers) if self.quoted[i] else -1
                self.speakers.append(
                    range(parsed.token_at(speaker_start), parsed.token_at(speaker_end - 1) + 1)
                )
        self.speaking = {i: tokens for tokens in self.speakers for i in tokens}
        self.register = Register(parsed, shape, self.speaking)
        self.names = {i: m for m in names for i in range(m.first, m.last)}
        self.recent: dict[Entity, None] = {}  # the latest last
        self.read_at: dict[int, Entity] = {}
        self.pairs: dict[tuple[int, int], Entity] = {}
        self.two: list[Entity] = []  # whom "the former" and "the latter" mean, the latter first
        self.before: tuple[Mention, Entity] | None = None  # the name that was read last
        self.last: tuple[Mention, Entity] | None = None  # the mention that was read last

    def read(self, mention: Mention) -> Entity | None:
        """Give the entity of the next mention, and note that it was mentioned."""
        entity: Entity | None
        if (
            mention.kind == "document"
            and self.speaking.get(mention.first, range(-1, 0)).start != mention.first
        ):
            return None
        self.register.now = self.clock[self._sentence(mention)]
        if mention.form == "pronoun":
            entity = self._ahead(mention) or self._antecedent(mention)
        elif entity := self._subject(mention):
            self.register.learn(entity, mention.roles[0])
        else:
            entity = self.register.choose(mention) if mention.form == "name" else self._bearer(mention)
        if mention.form == "name":
            entity = self._same(mention, entity)
        if entity is None or mention.gender == "speaker":
            return entity
        self.read_at[mention.first] = entity
        self.last = mention, entity
        self._note(mention, entity)
        if mention.form == "name":
            if self.before and _JOINED.fullmatch(self.shape, self.before[0].last, mention.first):
                self._note(mention, self._pair(self.before[1], entity))
            self.before = mention, entity
        return entity

    def _bearer(self, mention: Mention) -> Entity:
        if mention.words and mention.words[-1] in _TWO and (one := self._of_two(mention)):
            return one
        entity = self.register.bearer(mention)
        new = not entity.count and entity.name is None
        return (self._described(mention) if new else None) or entity

    def _sentence(self, mention: Mention) -> int:
        return self.parsed.sentence_of[mention.first]

    def _subject(self, mention: Mention) -> Entity | None:
        """Give who is said to be what a role says: "Lee, who was a nurse", "she is a nurse"."""
        if mention.form != "role" or mention.kind != "person" or self.last is None:
            return None
        before, entity = self.last
        between = self.shape[before.last : mention.first]
        be = _BEING.fullmatch(between) and self.parsed.lower[mention.first - 1] in _BE
        return entity if be and entity.kind == "person" else None

    def _described(self, mention: Mention) -> Entity | None:
        """Give who was prominent just now for "the striker", "the Dutchman", "the 28-year-old" that nobody is yet."""
        if self.parsed.lower[mention.first] != "the" or not self._tells_no_office(mention):
            return None
        just = self.register.now - 1
        near = [e for e in islice(reversed(self.recent), _MOST) if e.time == just and e.words]
        near = [e for e in near if e.kind == "person" and e.agrees(mention.gender)]
        return max(near, key=lambda e: e.at(just), default=None) if self._stands_alone(mention) else None

    def _tells_no_office(self, mention: Mention) -> bool:
        """Whether a role only describes: a player, an age, an origin, what somebody was."""
        head = mention.last - 1
        word, shape = self.parsed.lower[head], self.shape[mention.first : head]
        former = self.parsed.lower[mention.first + 1] == "former" and self.shape[head] == "R"
        entry = self.parsed.lexicons.terms("roles").get(word)
        describes = entry is not None and entry.category == "description"
        comes_from = self.shape[head] == "D" or word in self.parsed.lexicons.terms("places")
        if former or word.endswith("year-old"):
            return True
        return (describes or comes_from) and not re.search("[NMFEAOC]", shape)

    def _stands_alone(self, mention: Mention) -> bool:
        """Whether a role speaks beside quoted words, or opens its sentence and acts."""
        first = mention.first == self.parsed.sentences[self._sentence(mention)].first
        said = mention.first in self.speaking and self.shape[mention.first - 1] in "',dz"
        return said or (first and bool(_DESCRIBED.match(self.shape, mention.last)))

    def _of_two(self, mention: Mention) -> Entity | None:
        """Give the first or the second of the two who were mentioned last, for "the former" and "the latter"."""
        if mention.words[-1] == "former" or len(self.two) < 2:
            self.two = [e for e in islice(reversed(self.recent), _MOST) if e.words and e.kind == "person"][:2]
        return self.two[mention.words[-1] == "former"] if len(self.two) == 2 else None

    def _same(self, mention: Mention, entity: Entity | None) -> Entity | None:
        """Join two whom the text says to be one: "a man, named only as Ann", "Ann Lee, known as “Lady”"."""
        if self.last is None or self._sentence(self.last[0]) != self._sentence(mention):
            return entity
        other = self.last[1]
        between = " ".join(self.parsed.lower[self.last[0].last : mention.first])
        if other is entity or other.kind != "person" or not _CALLED.search(between):
            return entity
        if not other.words:
            self.register.call(other, mention)
        if entity:
            entity.name, entity.words, entity.gender = other.name, other.words, other.gender or entity.gender
        return other

    def _antecedent(self, mention: Mention) -> Entity | None:
        """Give the most prominent entity of the gender and number that a pronoun asks for."""
        speaker = self.speaker(mention)
        if mention.gender == "speaker":
            return speaker
        printed = self.speaking.get(mention.first)
        speaks = printed is not None and printed.start == mention.first
        if mention.gender == "thing" and not speaks:
            return None  # only who speaks is looked for: "it rained"
        fits = _FITS[mention.gender] if speaks else _FITS[mention.gender][:1]
        best, most = None, 0.0
        for entity in islice(reversed(self.recent), _MOST):
            if self.register.now - entity.time > _REACH:
                break
            score = 0.0 if entity is speaker else self._score(entity, mention, fits)
            if score and score >= most:
                best, most = entity, score
        if best and best.kind == "person" and mention.gender in _OTHER:
            best.leaning = best.leaning or mention.gender
            best.called[mention.gender] += 1
        return best

    def _score(self, entity: Entity, mention: Mention, fits: Sequence[str]) -> float:
        """Give how likely a pronoun stands for an entity, 0 where it cannot."""
        kind, single = _kind(entity), mention.gender in _OTHER
        if kind not in fits or self._is_subject_of(entity, mention):
            return 0.0
        if gender_clash(entity.gender, mention.gender) if single else entity.gender:
            return 0.0
        score = entity.at(self.register.now) / (1 + fits.index(kind) / 2)
        return score * self._likeness(entity, mention) if single else score

    def _likeness(self, entity: Entity, mention: Mention) -> float:
        """Give how well a person fits "he" or "she", where nothing speaks against it."""
        score = (1.0 if entity.sure else 0.4) * (1.0 if entity.words else UNNAMED)
        if not entity.gender:
            score *= 0.8 if not entity.leaning else 0.3 if entity.leaning != mention.gender else 1.0
            other = entity.called[_OTHER[mention.gender]]
            score *= CLASH if other > entity.called[mention.gender] + 1 else 1
        return score

    def _ahead(self, mention: Mention) -> Entity | None:
        """Give the person behind the comma for a pronoun that opens a sentence: "As she left, Ann Lee waved"."""
        first, last = self.parsed.sentences[self._sentence(mention)][:2]
        if mention.gender not in ("male", "female") or not _OPENING.fullmatch(
            self.shape, first, mention.first + 1
        ):
            return None
        comma = self.shape.find(",", mention.first, min(last, mention.first + 12))
        name = (
            next((self.names[i] for i in range(comma + 1, comma + 4) if i in self.names), None)
            if comma > 0
            else None
        )
        entity = name and name.kind == "person" and self.register.choose(name)
        return entity if entity and not gender_clash(entity.gender, mention.gender) else None

    def speaker(self, mention: Mention) -> Entity | None:
        """Give who speaks the words in quotation marks that a pronoun stands in."""
        number = self.within[mention.first]
        for i in self.speakers[number] if number >= 0 else ():
            if i in self.read_at or i in self.names:
                return self.read_at.get(i) or self.register.choose(self.names[i])
        return None

    def _is_subject_of(self, entity: Entity, mention: Mention) -> bool:
        """Whether the entity acts in the pronoun's own clause: nobody thanks "him" who is himself."""
        behind = _TELLS.match(self.shape, mention.last)
        if (
            behind
            and self.names.get(behind.end())
            and self.register.choose(self.names[behind.end()]) is entity
        ):
            return True  # "she told Lee"
        if entity.time != self.register.now:
            return False
        between = self.shape[entity.end : mention.first]
        if entity.oblique and _FRONTED.fullmatch(between):  # "asked by Lee, he left"
            return True
        return mention.words[0] in ("him", "them") and not re.search("[,cWt.:]", between)

    def _opens(self, mention: Mention) -> bool:
        """Whether a name or a role opens its sentence and goes on behind a comma: "Ann Lee, a nurse, left"."""
        first = (
            mention.roles[0][0] if mention.roles and mention.roles[0][0] < mention.first else mention.first
        )
        start = self.parsed.sentences[self._sentence(mention)].first
        return first - start <= 1 and self.shape[mention.last : mention.last + 1] == ","

    def _pair(self, one: Entity, other: Entity) -> Entity:
        key = (id(one), id(other))
        if key not in self.pairs:
            self.pairs[key] = Entity("group", name=f"{one.name} and {other.name}")
        return self.pairs[key]

    def _note(self, mention: Mention, entity: Entity) -> None:
        """Make an entity more prominent by a mention."""
        before = self.shape[mention.first - 1 : mention.first]
        weight = OBLIQUE if before in ("i", "K", "t") else 1.0
        if self.shape[mention.last : mention.last + 1] in ("s", "n", "R", "O"):
            weight = POSSESSOR
        elif mention.first in self.speaking and before not in ("i", "K"):
            weight = SPEAKER
        elif _ACTS.match(self.shape, mention.last) or self._opens(mention):
            weight = SUBJECT
        if self.quoted[mention.first]:
            weight *= QUOTED
        entity.prominence = entity.at(self.register.now) + weight
        entity.oblique = before in ("i", "K")
        entity.time, entity.end = self.register.now, mention.last
        entity.count += 1
        self.recent.pop(entity, None)
        self.recent[entity] = None
