"""Register: the entities of one text, and which of them a name or a role may mean.

Takes mentions, keeps what they say of each entity. It compares words and places: it knows nothing of the world.
"""

from collections import defaultdict
from collections.abc import Sequence

from ...read.lexicons import Lexicons, category, kept
from ..text import Span, is_heading
from ..text.codes import ADJECTIVE, COMMA, DETERMINER, NAME, NUMBER
from .letters import Letter, letters, name_patterns
from .mention import BEHIND, Mention, plain_words, refers, role_term, words_of
from .stage import MOST, Entity, Stage

FIRMS = ("", "company", "known")  # categories of the last word of a name that tells no kind of body

_ROLES, _PLACES = letters("TITLE ROLE"), letters("PLACE BODY_OR_PLACE FIRST_OR_PLACE")
_MODIFIES = tuple(letters("NOUN ROLE GROUP"))  # what a name only modifies: "the Lee | family"


class Register:
    """The entities of one text by their names and roles; of several, the one most present on the stage is meant."""

    def __init__(self, stage: Stage):
        self.stage, self.parsed, self.shape = stage, stage.parsed, stage.shape
        self.by_word: dict[str, list[Entity]] = defaultdict(list)
        self.by_role: dict[str, list[Entity]] = defaultdict(list)
        self.institutions: list[Entity] = []
        self.guessed: list[Entity] = []  # persons, for all that is known, whom only one word names
        self.by_initials: dict[str, Entity] = {}
        self.pairs: dict[str, Entity] = {}
        self.borne: dict[int, Entity] = {}  # the token that heads a role beside a name: who bears it

    def add(self, mention: Mention, known: Sequence[Entity] = ()) -> None:
        """Enter a name, or add what this mention of it says: a fuller form, a gender, a role."""
        words = plain_words(mention.words, self.parsed.lexicons)
        having = self._having(words[:0:-1] or words, mention.gender)
        same = next((e for e in having if self._is_same(e, words, mention)), None)
        entity = self._most_prominent(known) or same or self._new(mention)
        self.call(entity, mention)
        entity.gender = entity.gender or mention.gender
        entity.sure = entity.sure or mention.sure or mention.kind == "person"
        if len(words) == 1:
            told = category(self.parsed.lexicons, "first_names", words[0]).replace("either", "")
            entity.leaning = entity.leaning or told
        self._learn_beside(entity, mention)
        short = self.parsed.lower[mention.last : mention.last + 3]
        if short[:1] == ["("] and short[2:] == [")"] and entity.kind == "institution":
            self.by_initials[short[1]] = entity

    def _is_same(self, entity: Entity, words: tuple[str, ...], mention: Mention) -> bool:
        if entity.kind == "person" and mention.kind != "institution":
            return set(words) <= set(entity.words) or set(entity.words) <= set(words)
        p, first = self.parsed, mention.first
        whole = p.words[first].isupper() or self.shape[mention.last - 1] in _PLACES  # the House
        short = p.lower[first - 1] == "the" and entity.kind == mention.kind and not whole  # the Trade Board
        return entity.words == words or (short and entity.words[-len(words) :] == words)

    def _learn_beside(self, entity: Entity, mention: Mention) -> None:
        if self._is_honorific(mention.first - 1):
            entity.title = entity.title or self.parsed.words[mention.first - 1]
        for role in mention.roles if entity.kind == "institution" or mention.kind != "institution" else ():
            self.learn(entity, role)
            self.borne[role[1] - 1] = entity
        if self.shape.startswith(COMMA + NUMBER, mention.last):
            self.by_role[self.parsed.lower[mention.last + 1] + "-year-old"].append(entity)

    def _new(self, mention: Mention) -> Entity:
        entity = Entity("institution" if mention.kind == "institution" else "person")
        if entity.kind == "institution":
            self.institutions.append(entity)
            initials = (w[0] for w in mention.words if w not in ("&", "and", "of", "for", "the"))
            self.by_initials["".join(initials)] = entity
        elif mention.kind == "guess":
            self.guessed.append(entity)
        return entity

    def call(self, entity: Entity, mention: Mention) -> None:
        """Call an entity by a form of its name if that is fuller than the one known."""
        words, last = plain_words(mention.words, self.parsed.lexicons), mention.last
        while category(self.parsed.lexicons, "name_words", self.parsed.lower[last - 1]) == "honour":
            last -= 1  # Ann Lee KC
        text = words_of(self.parsed, mention.first, last)
        if len(mention.words) > mention.last - mention.first:  # Ann and Bo Lee
            text = f"{text} {self.parsed.words[last + 2]}"
        known = (len(entity.words), not (entity.name or "").isupper())
        if (len(words), not text.rstrip("'’s").isupper()) > known:
            for word in set(words) - set(entity.words):
                self.by_word[word].append(entity)
            entity.name, entity.words = text, words

    def named(self, mention: Mention) -> list[Entity]:
        """Give the entities that a name may be short for: by last name if any, else by first name, else by any."""
        words = plain_words(mention.words, self.parsed.lexicons)
        having = self._having(words[-1:], mention.gender)
        if len(words) > 1:
            same = [e for e in having if e.words == words]
            return same or [e for e in having if set(words) <= set(e.words)]
        if words[0] in self.by_initials:
            return [self.by_initials[words[0]]]
        people = [e for e in having if e.kind == "person"]
        bearing = ([e for e in people if e.words[at] == words[0]] for at in (-1, 0))
        return next(filter(None, bearing), people) or self._bodies(having, mention, words)

    def _having(self, words: Sequence[str], gender: str) -> list[Entity]:
        having = (e for word in words for e in self.by_word.get(word, ())[-MOST:])
        return [e for e in having if e.agrees(gender)]

    def _bodies(self, having: Sequence[Entity], mention: Mention, words: tuple[str, ...]) -> list[Entity]:
        if same := [e for e in having if e.kind == "institution" and self._is_same(e, words, mention)]:
            return same
        bodies = [e for e in having if e.kind == "institution" and e.words[0] == words[0]]
        somebody, known = self.is_somebody(mention), self.parsed.lexicons.categories["organisations"]
        # Lee is not the Lee Foundation
        return [e for e in bodies if not somebody or known.get(e.words[-1], "") in FIRMS]

    def is_somebody(self, mention: Mention) -> bool:
        """Tell whether an unknown word stands where a person or an institution would: it speaks, acts or owns."""
        before, titled = self.shape[mention.first - 1 : mention.first], self.stage.titled
        if mention.words[1:] in titled and self.shape[mention.first] == NAME:  # "Ukko Lee" beside "Ms Lee"
            return True
        common = len(mention.words) == 1 and self.parsed.tags[mention.first] == "NNS"  # "Astronomers"
        common &= self.parsed.sentence(mention.first).first == mention.first
        if mention.sure or common or before in BEHIND or is_heading(self.parsed, mention.first):
            return mention.sure
        speaks = mention.first in self.stage.speaking and not self.shape.startswith(_MODIFIES, mention.last)
        elder = self.shape.endswith(DETERMINER + ADJECTIVE + COMMA, 0, mention.first)  # "the elder, Bo, left"
        place = self.shape[mention.last - 1] == Letter.PLACE and self.parsed.lower[mention.first - 1] != "the"
        if speaks or elder or place:  # "South Arden is dry"
            return speaks or elder
        return bool(name_patterns()["acts or owns"].match(self.shape, mention.last))

    def choose(self, mention: Mention) -> Entity | None:
        """Give the entity that a name means here: of several who bear it, who has spoken, else the most prominent."""
        named = self.named(mention)
        speaker = self.stage.speaking.get(mention.first) if len(named) > 1 else None
        if speaker and speaker.start >= mention.first - 1:
            living = [e for e in named if e is self.stage.dead or not e.dead] or named
            titled = self._is_honorific(mention.first - 1)  # "Mr Lee", not his son, of whom we read more
            named = [e for e in living if titled and e.spoke] or living
        return self._most_prominent(named)

    def spoke_for(self, mention: Mention) -> list[Entity]:
        """Give who spoke just before for a body that nothing tells to be one: "a spokesman for Friends of Lorn"."""
        spoke = self.stage.heard.get(self.parsed.sentence_of[mention.first] - 1)
        body = str(spoke and spoke.phrase).partition(" for ")[2].removeprefix("the ")
        known = any(e.name and body.startswith(e.name) for e in self.stage.latest(2))
        return [spoke] if spoke and not known and body[:1].isupper() and "spokesman" in spoke.roles else []

    def pair(self, one: Entity, other: Entity) -> Entity:
        """Give two who are named together as the one that "they" or "the couple" stand for."""
        pair = self.pairs.get(name := f"{one.name} and {other.name}")
        if pair is None:
            pair = self.pairs[name] = Entity("group", name=name, words=one.words + other.words)
            words = self.parsed.lexicons.categories["reference_words"]
            for term in words if one.kind == other.kind == "person" else ():
                if words[term] == "pair":
                    self.by_role[term].append(pair)
        return pair

    def learn(self, entity: Entity, role: Span) -> None:
        """Add what a role beside a name, or said of somebody, tells: the role and the places in it."""
        plain = [i for i in range(*role) if not self._is_honorific(i)] or [role[0]]
        first, last = plain[0], plain[-1] + 1
        for term in self.terms_of(first, last):
            if term not in entity.roles:
                entity.roles[term] = words_of(self.parsed, first, last)
                self.by_role[term].append(entity)

    def _is_honorific(self, token: int) -> bool:
        return category(self.parsed.lexicons, "roles", self.parsed.lower[token]) == "honorific"

    def _most_prominent(self, entities: Sequence[Entity]) -> Entity | None:
        if len(entities) < 2:
            return next(iter(entities), None)
        known = [e for e in entities if e.count] or entities  # Lee is not the Lady Lee of whom we read later
        return max(known, key=lambda e: (len(e.words) < 2, e.at(self.stage.now) + 0.2 * min(e.count, 12)))

    def terms_of(self, first: int, last: int) -> list[str]:
        """Give the terms that a role is known by, the narrowest last."""
        words = tuple(self.parsed.lower[max(0, first - 2) : last])
        return _terms_of((words, self.shape[first:last]), self.parsed.lexicons)


@kept
def _terms_of(role: tuple[tuple[str, ...], str], lexicons: Lexicons) -> list[str]:
    words, shape = role  # words from two before the role on, letters of the role itself
    begin = len(words) - len(shape)
    former = any(refers(lexicons, w, "former") or w.startswith("ex-") for w in words[begin:])
    heads = (i for i, letter in enumerate(shape, begin) if letter in _ROLES or i == len(words) - 1)
    terms = [role_term(words[max(0, i - 2) : i + 1], lexicons) for i in heads]
    # "the minister" for a foreign minister, but not "the president" for a vice president
    narrow = map(str.split, terms)
    terms[:0] = [t[-1] for t in narrow if not refers(lexicons, t[0], "former", "lesser")]
    return ["former " * former + term for term in terms]
