"""Stage: who is present at each point of a text, how prominent they are, and in whose words each word stands.

Takes a Document and its name letters, is told of each mention in text order, and is asked who was there of late. What
is quoted or reported brings somebody less to the fore than what the article itself says.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, compress, count, islice, takewhile

from ..quotation.quote_marks import quoted_in
from ..quotation.quotes import quotes_in
from ..text import Document
from ..text.codes import AND, COMMA, DETERMINER, FINITE, PREPOSITIONS, THERE, TO
from .letters import Letter, letters, name_patterns
from .mention import BEHIND, TIES, Mention, refers

SPEAKER, SUBJECT, MET, OBLIQUE, POSSESSOR = 2.5, 2.0, 2.0, 0.6, 0.7
"""How prominent a mention makes an entity (other mentions: 1); who is met is named for the first time and described."""
TOPIC, FADING = 1.7, 0.2
"""What a name gains that opens a paragraph, and what remains from one sentence to the next."""
OWN, REPORTED, QUOTED = range(3)  # voices, the innermost last
_SHARES = (1.0, 1.0), (0.25, 0.1), (0.1, 0.0)
"""What part of its prominence a mention has in each voice, and how much of a mention it is."""

MOST = 50  # entities that are looked at, or that a word or a role is compared with, the latest first
_SOON = 3  # sentences in which an obituary says who has died
_OWNS = tuple(letters("GENITIVE NOUN ROLE BODY"))  # behind a name that owns or only modifies
_JOINS, _OBLIQUE = (COMMA, AND), (*BEHIND, *FINITE, TO)


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that the text speaks of, and how prominent it is at the point that has been read."""

    kind: str  # person, institution, group or document
    single: bool = False  # of a group: a body told by one word, "the council"
    words: tuple[str, ...] = ()
    name: str | None = None
    phrase: str | None = None  # that introduced it, where it has no name
    title: str = ""
    gender: str = ""
    sure: bool = False  # of a person: more than a word that acts
    leaning: str = ""  # the gender that a pronoun or a first name alone gave it
    roles: dict[str, str] = field(default_factory=dict)  # term: phrase as printed
    count: int = 0
    outside: float = 0  # of its mentions: outside quotation marks, less where somebody tells of it
    acts: int = 0  # of its mentions: not behind "of", "at" and the like
    prominence: float = 0.0
    time: int = 0  # of its last mention
    called: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))  # by "he" and by "she"
    since: int = -1  # the token where it came back in the sentence of its last mention
    end: int = -1  # the token where its last mention ends
    dead: bool = False  # has died, as the text says
    spoke: bool = False  # has been quoted or reported so far
    owner: "Entity | None" = None  # "Lee" of "Lee's brother, Max"

    def agrees(self, gender: str) -> bool:
        """Whether nothing is known of its gender that speaks against one."""
        return not (self.gender and gender and self.gender != gender)

    def at(self, time: int) -> float:
        """Give the prominence at a time."""
        return self.prominence * FADING ** (time - self.time) if time > self.time else self.prominence


class Stage:
    """Who is present where a text is being read; `now` counts sentences, but for those that are all quoted."""

    def __init__(self, document: Document, shape: str, mentions: Iterable[Mention]):
        self.parsed, self.shape, self.now = document.parse, shape, 0
        self.names = {i: m for m in mentions if m.form == "name" for i in range(m.first, m.last)}
        self.titled = {m.words for m in self.names.values() if m.kind == "person" and m.roles}
        self.entered: dict[int, Entity] = {}  # by the first token of each mention
        self.last: tuple[Mention, Entity] | None = None  # the mention that was read last
        self.name: tuple[Mention, Entity] | None = None  # the name that was read last
        self.dead: Entity | None = None  # whom an obituary is about
        self.heard: dict[int, Entity] = {}  # by the sentence: who speaks there
        words = self.parsed.lexicons.categories["reference_words"]
        died = {word for word in words if words[word] == "died"}
        self.deaths = list(compress(count(), map(died.__contains__, self.parsed.lower)))
        self._recent: dict[Entity, None] = {}  # the latest last
        self.paragraphs = set({s.paragraph: s.first for s in reversed(self.parsed.sentences)}.values())
        self.voices = bytearray(len(shape) + 1)  # the article's own, unless told
        self.speaking: dict[int, range] = {}  # the printed speaker that each of its tokens is of
        self.speaker_of: dict[int, range] = {}  # the printed speaker of each token of a passage in marks
        self.spoken: dict[int, list[int]] = defaultdict(list)  # where a speaker begins: the tokens in marks
        self._hear(document)
        inner = (self.voices[s.first + 1 : s.last - 1] for s in self.parsed.sentences)
        self.clock = list(accumulate(bool(voices.strip(bytes([QUOTED]))) for voices in inner))

    def _hear(self, document: Document) -> None:
        for q in document.part(quoted_in):
            tokens = self._tokens(q.start, q.end)
            self.voices[tokens.start : tokens.stop] = bytes([QUOTED]) * len(tokens)
        for start, end, kind, _, _, speaker_start, speaker_end, *_ in document.part(quotes_in):
            if kind != "scare" and speaker_start is not None and speaker_end is not None:
                tokens, speaker = self._tokens(start, end), self._tokens(speaker_start, speaker_end)
                voices = self.voices[tokens.start : tokens.stop]
                self.voices[tokens.start : tokens.stop] = voices.replace(bytes([OWN]), bytes([REPORTED]))
                within = [i for i, voice in zip(tokens, voices, strict=True) if voice == QUOTED]
                self.speaking |= dict.fromkeys(speaker, speaker)
                self.speaker_of |= dict.fromkeys(within, speaker)
                self.spoken[speaker.start] += within

    def _tokens(self, start: int, end: int) -> range:
        return range(self.parsed.token_at(start), self.parsed.token_at(end - 1) + 1)

    def speaks(self, mention: Mention) -> bool:
        """Whether a mention begins a printed speaker."""
        return self.speaking.get(mention.first, range(-1, 0)).start == mention.first

    def latest(self, within: int) -> Iterator[Entity]:
        """Give those who were mentioned within some sentences, the latest first."""
        latest = islice(reversed(self._recent), MOST)
        return takewhile(lambda e: self.now - e.time <= within, latest)

    def enter(self, mention: Mention, entity: Entity) -> None:
        """Note that somebody is mentioned."""
        share, heard = _SHARES[self.voices[mention.first]]
        begins = min(mention.first, mention.roles[0][0]) if mention.roles else mention.first
        before = self.shape[begins - 1 : begins]
        entity.acts += before not in BEHIND
        tied = before == DETERMINER and refers(self.parsed.lexicons, self.parsed.lower[begins - 2], *TIES)
        if tied and self.speaking.get(mention.first, range(begins)).start < begins - 1:
            before = Letter.OF  # "a study by the Institute says", but not "according to the Institute"
        new = mention.form == "name" and not entity.count
        entity.prominence = entity.at(self.now) + share * self._weight(mention, begins, before, new)
        if entity.time != self.now or not entity.count:
            entity.since = mention.first if mention.form != "pronoun" else -1
        entity.time, entity.end = self.now, mention.last
        entity.count += 1
        entity.outside += heard
        owns = self.shape.startswith(_OWNS, mention.last)
        if all((mention.first in self.speaking, before not in BEHIND, not owns)):
            self.heard[self.parsed.sentence_of[mention.first]] = entity
            entity.spoke = True
        self._recent.pop(entity, None)
        self._recent[entity] = None
        if self.deaths and (entity.kind, mention.form) == ("person", "name"):
            entity.dead |= self._dies(mention)
            self.dead = self.dead or (entity if entity.dead and self.now <= _SOON else None)

    def _dies(self, mention: Mention) -> bool:
        last = self.parsed.sentence(mention.first).last
        till = next((i for i in range(mention.last, last) if i in self.names), last)
        next_death = bisect_left(self.deaths, mention.last)
        return any(i < till for i in self.deaths[next_death : next_death + 1])

    def _weight(self, mention: Mention, begins: int, before: str, new: bool) -> float:
        start = self.parsed.sentence(mention.first).first
        opens = begins - start <= 1
        topic = TOPIC if all((opens, mention.form == "name", start in self.paragraphs)) else 1.0
        if self.shape.startswith(_OWNS, mention.last):
            return topic * POSSESSOR
        if self._answers(begins, mention.last):
            return 2 * SPEAKER
        if mention.first in self.speaking and before not in BEHIND:
            return topic * SPEAKER
        if mention.first in self.speaking and mention.kind in ("institution", "group"):
            return topic * OBLIQUE  # "a report by the council said"
        joins = opens and self.shape.startswith(_JOINS, mention.last)  # "Ann Lee, a nurse, left"
        acts = before not in (Letter.OF, TO) and name_patterns()["acts"].match(self.shape, mention.last)
        if any((joins, acts, self.shape.startswith(THERE, begins - 2))):  # "Then there is Ann Lee"
            return topic * SUBJECT
        if new and (mention.roles or name_patterns()["introduced"].match(self.shape, mention.last)):
            return topic * MET
        return topic * (OBLIQUE if self.shape[begins - 1 : begins] in _OBLIQUE else 1.0)

    def _answers(self, first: int, last: int) -> bool:
        begin = first - 1 - (self.parsed.codes[first - 1] in PREPOSITIONS)  # "put to Lee"
        asked = " ".join(self.parsed.lower[begin:first])
        return refers(self.parsed.lexicons, asked, "question") and not self.shape.startswith(TO, last)
