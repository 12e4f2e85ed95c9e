"""Coreference: which mentions of one text are of the same person, group or institution.

Takes a Parse and its mentions, gives the Entity of each: short names join full ones, roles those who bear them,
pronouns the most prominent entity that fits. It reads no meaning, so "he" may be another man.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import islice

from ...read.lexicons import category
from ..quotation.quote_marks import quoted_in
from ..quotation.quotes import quotes_in
from ..text import Document
from ..text.codes import COMMA, FINITE, THERE, TO
from .antecedents import OTHER, antecedent
from .letters import Letter, letters, name_patterns
from .mention import BEHIND, Entity, Mention, refers
from .names import cut_names, find_mentions, is_full
from .register import Register

SPEAKER, SUBJECT, MET, OBLIQUE, POSSESSOR = 2.5, 2.0, 2.0, 0.6, 0.7
"""How prominent a mention makes an entity (other mentions: 1); who is met is named for the first time and described."""
TOPIC, REPORTED, QUOTED, HEARD = 1.7, 0.25, 0.1, 0.1
"""What part of it counts for a name that opens a paragraph, in reported words, and inside quotation marks."""

_JUST = 2  # sentences within which a description goes back to a name
_SOON = 3  # sentences in which an obituary says who has died
_MOST = 50  # entities that are looked at
_OWNS = tuple(letters("GENITIVE NOUN ROLE BODY"))  # behind a name that owns or only modifies
_JOINS, _OF_SOME = (COMMA, Letter.AND), letters("OF NUMBER")  # "the mother of two"
_NAMES = frozenset(letters("UNKNOWN EVERYDAY FIRST FIRST_OR_PLACE TITLE BODY PLACE"))


def resolved_in(document: Document) -> list[tuple[Mention, Entity | None]]:
    """Give the mentions of a document with their entities; None for what seems to name nobody, or where none fits."""
    shape, mentions = find_mentions(document.parse)
    reader = Reader(document, shape, [m for m in mentions if m.form == "name"])
    mentions = _entered(reader.register, list(cut_names(mentions, document.parse)))
    read = [(mention, reader.read(mention)) for mention in mentions]  # “I”, she said: by now we know her
    found = [e or (reader.speaker(m) if m.gender == "speaker" else None) for m, e in read]
    entities = [entity for entity in dict.fromkeys(found) if entity]
    shared = Counter(e.name for e in entities)
    for entity in entities:
        if entity.title and shared[entity.name] > 1:  # Mr Smith and Ms Smith
            entity.name, entity.title = f"{entity.title} {entity.name}", ""
    return list(zip(mentions, found, strict=True))


def _entered(register: Register, mentions: Sequence[Mention]) -> list[Mention]:
    full = dict.fromkeys(m for m in mentions if m.form == "name" and is_full(m))
    for mention in full:
        register.add(mention)
    mentions = [register.as_name(mention) for mention in mentions]
    for mention in mentions:
        if mention.form == "name" and mention not in full:
            known = register.named(mention)
            if known or register.is_somebody(mention):
                register.add(mention, known)
    return mentions


class Reader:
    """What has been read of one text: who was mentioned last, who is quoted, what stands in quotation marks."""

    def __init__(self, document: Document, shape: str, names: Sequence[Mention]):
        self.parsed, self.shape = document.parse, shape
        self._hear(document)
        self.speaking = {i: tokens for tokens in self.speakers for i in tokens}
        self.register = Register(self.parsed, shape, self.speaking)
        self.names = {i: m for m in names for i in range(m.first, m.last)}
        self.recent: dict[Entity, None] = {}  # the latest last
        self.read_at: dict[int, Entity] = {}
        self.pairs: dict[tuple[str | None, str | None], Entity] = {}
        self.before: tuple[Mention, Entity] | None = None  # the name that was read last
        self.last: tuple[Mention, Entity] | None = None  # the mention that was read last
        self.dead: Entity | None = None  # whom an obituary is about

    def _hear(self, document: Document) -> None:
        parsed = self.parsed
        self.quoted, self.within = bytearray(len(self.shape) + 1), [-1] * len(self.shape)
        self.reported = bytearray(len(self.shape) + 1)
        for q in document.part(quoted_in):
            first, last = parsed.token_at(q.start), parsed.token_at(q.end - 1) + 1
            self.quoted[first:last] = b"\1" * (last - first)
        self.paragraphs = set({s.paragraph: s.first for s in reversed(parsed.sentences)}.values())
        self.clock, time = [], 0  # a sentence that is all within quotation marks takes no time
        for s in parsed.sentences:
            time += not all(self.quoted[s.first + 1 : s.last - 1])
            self.clock.append(time)
        self.speakers: list[range] = []  # the tokens of the printed speaker of each quotation
        self.spoken: dict[int, list[int]] = defaultdict(list)  # where a speaker begins: the quoted tokens
        for start, end, kind, _, _, speaker_start, speaker_end, *_ in document.part(quotes_in):
            if kind != "scare" and speaker_start is not None and speaker_end is not None:
                first, last = parsed.token_at(start), parsed.token_at(end - 1) + 1
                self.reported[first:last] = b"\1" * (last - first)
                words = [i for i in range(first, last) if self.quoted[i]]
                for i in words:
                    self.within[i] = len(self.speakers)
                first, last = parsed.token_at(speaker_start), parsed.token_at(speaker_end - 1) + 1
                self.spoken[first] += words
                self.speakers.append(range(first, last))

    def read(self, mention: Mention) -> Entity | None:
        """Give the entity of the next mention, and note that it was mentioned."""
        if mention.kind == "document" and not self.speaks(mention):
            return None
        self.register.now = self.clock[self.parsed.sentence_of[mention.first]]
        entity = self._entity(mention)
        if entity is None or mention.gender == "speaker":
            return entity
        entity.owner = entity.owner or self._owner(mention)
        self.read_at[mention.first] = entity
        self.last = mention, entity
        self._note(mention, entity)
        if mention.form == "name":
            if entity.kind == "person" and self.register.now <= _SOON and self._dies(mention):
                self.dead = self.dead or entity
            joined = name_patterns()["joined"].fullmatch
            if self.before and joined(self.shape, self.before[0].last, mention.first):
                self._note(mention, self._pair(self.before[1], entity))
            self.before = mention, entity
        return entity

    def _entity(self, mention: Mention) -> Entity | None:
        if mention.form == "pronoun":
            return antecedent(self, mention)
        if entity := self._subject(mention):
            self.register.learn(entity, mention.roles[0])
            return entity
        if mention.form == "name":
            return self.register.choose(mention)
        entity = self.register.bearer(mention, self._owner(mention))
        if entity.count or entity.name is not None:
            return entity
        owner = self.read_at.get(mention.first)
        possessive = self.shape[mention.first] == Letter.POSSESSIVE
        several = (
            self.parsed.lower[mention.first] == "their" and owner and owner.kind == "person"
        )  # nobody's alone
        if owner and owner.words and entity.phrase and " " in entity.phrase and possessive and not several:
            entity.phrase = f"{owner.name}’s {entity.phrase.split(' ', 1)[1]}"  # "her husband"
        return self._described(mention) or entity

    def _owner(self, mention: Mention) -> Entity | None:
        """Whose a role says that somebody is: "Her niece, Ann Lee", "Lee's lawyer"."""
        owning = (first - (self.shape[first - 1] == Letter.POSSESSIVE) for first, _ in mention.roles)
        return next(filter(None, map(self.read_at.get, owning)), None)

    def _dies(self, mention: Mention) -> bool:
        last = self.parsed.sentences[self.parsed.sentence_of[mention.first]].last
        till = next((i for i in range(mention.last, last) if i in self.names), last)
        words = self.parsed.lower[mention.last : till]
        return any(refers(self.parsed.lexicons, word, "died") for word in words)

    def speaks(self, mention: Mention) -> bool:
        """Whether a mention begins a printed speaker."""
        return self.speaking.get(mention.first, range(-1, 0)).start == mention.first

    def _subject(self, mention: Mention) -> Entity | None:
        if mention.form != "role" or mention.kind != "person" or self.last is None:
            return None
        before, entity = self.last
        being = name_patterns()["being"].fullmatch(self.shape, before.last, mention.first)
        be = being and refers(self.parsed.lexicons, self.parsed.lower[mention.first - 1], "being")
        return entity if be and entity.kind == "person" else None

    def _described(self, mention: Mention) -> Entity | None:
        """Give who was prominent just now for "the striker" or "the Dane" that nobody is yet and that is no office."""
        lexicons, lower, now = self.parsed.lexicons, self.parsed.lower, self.register.now
        acts = mention.first in self.speaking or name_patterns()["acts"].match(self.shape, mention.last)
        if not acts or lower[mention.first] != "the" or not self._describes(mention):
            return None
        behind = (category(lexicons, "reference_words", w) for w in lower[mention.last : mention.last + 4])
        gender = mention.gender or next(filter(OTHER.get, behind), "")  # "the Dane said he"
        near = (e for e in islice(reversed(self.recent), _MOST) if (e.since >= 0) <= now - e.time <= _JUST)
        fit = [e for e in near if e.words and e.kind == "person" and e.agrees(gender)]
        return max(fit, key=lambda e: (e.called[OTHER.get(gender, "")] == 0, e.at(now)), default=None)

    def _describes(self, mention: Mention) -> bool:
        first, head = mention.first, mention.last - 1
        word, lexicons = self.parsed.lower[head], self.parsed.lexicons
        former = refers(lexicons, self.parsed.lower[first + 1], "former")
        told = self.shape[head] == Letter.DEMONYM or self.shape.startswith(_OF_SOME, mention.last)
        known = category(lexicons, "roles", word)
        told = told or known == "description" or (former and known == "job")
        plain = former or _NAMES.isdisjoint(self.shape[first:head])
        return word.endswith("year-old") or (told if plain else known == "person")

    def speaker(self, mention: Mention) -> Entity | None:
        """Give who speaks the words in quotation marks that a pronoun stands in."""
        number = self.within[mention.first]
        for i in self.speakers[number] if number >= 0 else ():
            if i in self.read_at or i in self.names:
                return self.read_at.get(i) or self.register.choose(self.names[i])
        return None

    def _pair(self, one: Entity, other: Entity) -> Entity:
        pair = self.pairs.get((one.name, other.name))
        if pair is None:
            pair = Entity("group", name=f"{one.name} and {other.name}", words=one.words + other.words)
            self.pairs[one.name, other.name] = pair
            words = self.parsed.lexicons.terms("reference_words").values()
            for row in words if one.kind == other.kind == "person" else ():
                if row.category == "pair":
                    self.register.by_role[row.term].append(pair)
        return pair

    def _note(self, mention: Mention, entity: Entity) -> None:
        quoted = self.quoted[mention.first]
        new = mention.form == "name" and not entity.count
        part = QUOTED if quoted else REPORTED if self.reported[mention.first] else 1.0
        entity.prominence = entity.at(self.register.now) + part * self._weight(mention, new)
        if entity.time != self.register.now or not entity.count:
            entity.since = mention.first if mention.form != "pronoun" else -1
        entity.time, entity.end = self.register.now, mention.last
        entity.count += 1
        entity.outside += 0 if quoted else HEARD if self.reported[mention.first] else 1
        entity.acts += self.shape[_begin(mention) - 1 : _begin(mention)] not in tuple(BEHIND)
        self.recent.pop(entity, None)
        self.recent[entity] = None

    def _answers(self, first: int, last: int) -> bool:
        asked = (" ".join(self.parsed.lower[first - n : first]) for n in (1, 2))  # not "asked Lee to leave"
        asks = any(refers(self.parsed.lexicons, word, "question") for word in asked)
        return asks and not self.shape.startswith(TO, last)

    def _weight(self, mention: Mention, new: bool) -> float:
        start = self.parsed.sentences[self.parsed.sentence_of[mention.first]].first
        begins = _begin(mention)
        before, opens = self.shape[begins - 1 : begins], begins - start <= 1
        topic = TOPIC if all((opens, start in self.paragraphs, mention.form == "name")) else 1.0
        if self.shape.startswith(_OWNS, mention.last):
            return topic * POSSESSOR
        if self._answers(begins, mention.last):
            return 2 * SPEAKER
        if mention.first in self.speaking and before not in tuple(BEHIND):
            return topic * SPEAKER
        there = self.shape.startswith(THERE, begins - 2)  # "Then there is Ann Lee"
        joins = opens and self.shape.startswith(_JOINS, mention.last)  # "Ann Lee, a nurse, left"
        acts = before not in (Letter.OF, TO) and name_patterns()["acts"].match(self.shape, mention.last)
        if any((joins, acts, there)):
            return topic * SUBJECT
        if new and (mention.roles or name_patterns()["introduced"].match(self.shape, mention.last)):
            return topic * MET
        return topic * (OBLIQUE if before in (*BEHIND, *FINITE, TO) else 1.0)


def _begin(mention: Mention) -> int:
    return min(mention.first, mention.roles[0][0]) if mention.roles else mention.first
