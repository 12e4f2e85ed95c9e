"""Entities: the persons, groups and institutions of one text, and which of them a name or a role may mean.

Takes mentions, keeps what they say of each entity. It compares words and places: it knows nothing of the world.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace

from ...read.lexicons import Lexicons
from ..text.codes import DETERMINER, POSSESSIVE
from ..text.parse import Parse
from ..text.phrases import is_time
from ..text.tagger import known_tag
from .descriptions import meant_by
from .name_letters import is_heading
from .names import Mention, Span, role_term

FADING = 0.25
"""What remains of an entity's prominence from one sentence to the next."""

_NONE = SimpleNamespace(category="")  # of a word that a lexicon does not have
_MOST = 50  # entities that one word or role is compared with, the latest first
_ARTICLE = re.compile(r"^(?:al|el|as|an|ar|ad|ash|at)[-'’]")
_FORMER = frozenset(("former", "late", "then", "ex", "outgoing", "onetime", "erstwhile"))
_LESSER = frozenset(
    ("vice", "deputy", "assistant", "associate", "former", "co", "junior", "lieutenant", "under")
)
_INDEFINITE = frozenset(
    ("a", "an", "another", "some", "any", "no", "many", "most", "several", "few", "other", "one")
)
_UNCOUNTED = ("of", "for", "the", "and", "&")  # in an acronym
_TIED = frozenset(("of", "for", "at", "from", "in", "with", "near", "behind", "on"))
_ENDS = frozenset(",.:\"'(")
_RELATIVE = frozenset(("who", "which", "that", "whose", "whom"))
_AFTER = ("i", "K", "t")  # what follows a preposition is rarely somebody
_ACTS = re.compile("r{0,2}[zdm]|s")  # what follows a name that acts or owns


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
    places: set[str] = field(default_factory=set)
    count: int = 0
    prominence: float = 0.0
    time: int = 0  # of its last mention
    oblique: bool = False  # its last mention followed a preposition
    called: Counter[str] = field(default_factory=Counter)  # by "he" and by "she"
    end: int = -1  # the token where its last mention ends

    @property
    def known(self) -> str:
        """How it is known: by a name, as a body or a group by what it is (`role`), or `unnamed`."""
        return "unnamed" if self.name is None else "named" if self.words else "role"

    def agrees(self, gender: str) -> bool:
        """Whether nothing is known of its gender that speaks against one."""
        return not gender_clash(self.gender, gender)

    def at(self, time: int) -> float:
        """Give the prominence at a time."""
        return self.prominence * FADING ** max(0, time - self.time)


class Register:
    """The entities of one text. `now` is the time of the mention that is being read."""

    def __init__(self, parsed: Parse, shape: str, speaking: Mapping[int, range]):
        self.parsed, self.shape, self.speaking, self.now = parsed, shape, speaking, 0
        self.terms = parsed.lexicons.terms
        self.by_word: dict[str, list[Entity]] = defaultdict(list)
        self.by_role: dict[str, list[Entity]] = defaultdict(list)
        self.institutions: list[Entity] = []
        self.guessed: list[Entity] = []  # persons, for all that is known, whom only one word names
        self.by_initials: dict[str, Entity] = {}
        self.borne: dict[int, Entity] = {}  # the token that heads a role beside a name: who bears it

    def add(self, mention: Mention, known: Sequence[Entity] = ()) -> None:
        """Enter a name, or add what this mention of it says: a fuller form, a gender, a role."""
        words = plain_words(mention.words, self.parsed.lexicons)
        entity = self._most_prominent(known) if known else self._same(words, mention)
        entity = entity or self._new(mention, words)
        self.call(entity, mention)
        entity.gender = entity.gender or mention.gender
        entity.sure = entity.sure or mention.sure or mention.kind == "person"
        first_name = self.terms("first_names").get(words[0]) if len(words) == 1 else None
        if first_name and not entity.leaning:
            entity.leaning = first_name.category.replace("either", "")
        if mention.first and not entity.title and self._is_honorific(mention.first - 1):
            entity.title = self.parsed.words[mention.first - 1]
        for role in mention.roles:
            self.learn(entity, role)
            self.borne[role[1] - 1] = entity
        if self.shape.startswith(",0", mention.last):  # Ann Lee, 28, may be called the 28-year-old
            self.by_role[self.parsed.lower[mention.last + 1] + "-year-old"].append(entity)

    def _new(self, mention: Mention, words: tuple[str, ...]) -> Entity:
        entity = Entity("institution" if mention.kind == "institution" else "person")
        if entity.kind == "person":
            self.guessed += [entity] * (len(words) == 1)
            return entity
        self.institutions.append(entity)
        initials = "".join(w[0] for w in words if w not in _UNCOUNTED)
        if len(initials) > 1:
            self.by_initials[initials] = entity
        return entity

    def _without_honours(self, mention: Mention) -> int:
        """Give where a name ends, without the letters of rank behind it: "Ann Lee KC"."""
        last = mention.last
        while last - 1 > mention.first and self._part(last - 1) == "honour":
            last -= 1
        return last

    def _part(self, token: int) -> str:
        return self.terms("name_words").get(self.parsed.lower[token], _NONE).category

    def call(self, entity: Entity, mention: Mention) -> None:
        """Call an entity by a form of its name if that is fuller than the one known."""
        words = plain_words(mention.words, self.parsed.lexicons)
        text = self.text_of(mention.first, self._without_honours(mention))
        if (len(words), not text.isupper()) > (len(entity.words), not (entity.name or "").isupper()):
            for word in set(words) - set(entity.words):
                self.by_word[word].append(entity)
            entity.name, entity.words = text, words

    def named(self, mention: Mention) -> list[Entity]:
        """Give the entities that a name may be short for: by last name if any, else by first name, else by any."""
        words = plain_words(mention.words, self.parsed.lexicons)
        if len(words) == 1 and words[0] in self.by_initials:
            return [self.by_initials[words[0]]]
        having = self.by_word.get(words[-1], [])[-_MOST:]
        if len(words) > 1:
            same = [e for e in having if e.words == words]
            return same or [e for e in having if set(words) <= set(e.words)]
        return self._called(words[0], having, mention)

    def _called(self, word: str, having: list[Entity], mention: Mention) -> list[Entity]:
        people = [e for e in having if e.kind == "person" and not gender_clash(e.gender, mention.gender)]
        for at in (-1, 0):
            if found := [e for e in people if e.words[at] == word]:
                return found
        whole = [e for e in having if e.kind == "institution" and e.words[0] == word]
        return people or [e for e in whole if e.words == (word,) or not self.is_somebody(mention)]

    def as_name(self, mention: Mention) -> Mention:
        """Give a role of one word in capitals as the name that it is where somebody has that surname: Dean, Baker."""
        word = self.parsed.lower[mention.first]
        if mention.form != "role" or mention.last - mention.first > 1 or self.shape[mention.first] != "A":
            return mention
        if any(e.kind == "person" and e.words[-1] == word for e in self.by_word.get(word, ())):
            return mention._replace(form="name", kind="person", words=(word,), roles=())
        return mention

    def is_somebody(self, mention: Mention) -> bool:
        """Tell whether an unknown word stands where a person or an institution would: it speaks, acts or owns."""
        before, after = (self.shape[i : i + 1] for i in (mention.first - 1, mention.last))
        if mention.sure or before in _AFTER or is_heading(self.parsed, mention.first):
            return mention.sure
        if self.shape.startswith(",0,", mention.last):  # "Okoro, 19, joined in May"
            return True
        speaks = mention.first in self.speaking and after not in ("n", "R", "G")
        return speaks or bool(_ACTS.match(self.shape, mention.last))

    def choose(self, mention: Mention) -> Entity | None:
        """Give the entity that a name means here: of several who bear it, the most prominent."""
        return self._most_prominent(self.named(mention))

    def bearer(self, mention: Mention) -> Entity:
        """Give the entity that a role stands for: who bears it in this text, or somebody new without a name."""
        (first, last), opening = mention.roles[0], self.parsed.lower[mention.first]
        if last - 1 in self.borne:
            return self.borne[last - 1]
        term, places = self._terms(first, last)[-1], self._places(first, last)
        definite = self.shape[mention.first] != "S" and opening not in _INDEFINITE
        if fitting := meant_by(self, mention, term, places) if definite else []:
            return max(fitting, key=lambda e: (bool(places & e.places), e.at(self.now)))
        entity = Entity(mention.kind, gender=mention.gender, sure=True)
        entity.single = self._is_body(last - 1)
        self.learn(entity, (first, last))
        if mention.kind == "group" and self._is_identified(mention):
            entity.name = next(iter(entity.roles.values()))
        entity.phrase = self._introduction(mention.first, last)
        return entity

    def learn(self, entity: Entity, role: Span) -> None:
        """Add what a role beside a name, or said of somebody, tells: the role and the places in it."""
        first, last = role
        while first < last and self._is_honorific(first):
            first += 1
        while first < last and self._is_honorific(last - 1):
            last -= 1
        for term in self._terms(first, last):
            if term not in entity.roles:
                entity.roles[term] = self.text_of(first, last)
                self.by_role[term].append(entity)
        entity.places |= self._places(first, last)

    def _is_honorific(self, token: int) -> bool:
        return self.terms("roles").get(self.parsed.lower[token], _NONE).category == "honorific"

    def _same(self, words: tuple[str, ...], mention: Mention) -> Entity | None:
        for entity in self.by_word.get(words[-1], ())[-_MOST:]:
            theirs = entity.words
            if gender_clash(entity.gender, mention.gender):
                continue
            if theirs == words or (entity.kind == "person" and set(theirs) == set(words)):
                return entity
            if entity.kind == "person" != mention.kind and mention.kind == "institution":
                continue
            if entity.kind != "person" or theirs[-1] != words[-1] or len(theirs) < 2:
                continue
            if set(words) <= set(theirs) or set(theirs) <= set(words) or _first_agrees(theirs[0], words[0]):
                return entity
        return None

    def _most_prominent(self, entities: Sequence[Entity]) -> Entity | None:
        return max(entities, key=lambda e: (len(e.words) < 2, e.at(self.now) + 0.2 * e.count), default=None)

    def is_modified(self, mention: Mention) -> bool:
        """Whether more than its word tells which body is meant: "the group of farmers", "the Oslo bank"."""
        first, last = mention.roles[0]
        return self.shape[last : last + 1] == "K" or bool(re.search("[NMFEADCOHX]", self.shape[first:last]))

    def _is_identified(self, mention: Mention) -> bool:
        first, last = mention.roles[0]
        definite = self.parsed.lower[mention.first] in ("the", "police")
        return (self._is_body(last - 1) and definite) or bool(
            re.search("[NMFEADCOHX]", self.shape[first:last])
        )

    def _is_body(self, token: int) -> bool:
        return self.terms("group_nouns").get(self.parsed.lower[token], _NONE).category == "body"

    def _terms(self, first: int, last: int) -> list[str]:
        """Give the roles that a phrase names, the head last."""
        words = self.parsed.lower
        former = any(w in _FORMER or w.startswith("ex-") for w in words[first:last])
        heads = [i for i in range(first, last) if self.shape[i] in "AR" or i == last - 1]
        terms = [role_term(self.parsed, i) for i in heads]
        # "the minister" for a foreign minister, but not "the president" for a vice president
        terms[:0] = [t.split()[-1] for t in terms if " " in t and t.split()[0] not in _LESSER]
        return ["former " * former + term for term in terms]

    def _introduction(self, first: int, last: int) -> str:
        """Give the phrase that introduces somebody: as printed where they speak, else with what hangs on its head."""
        printed = self.speaking.get(first)
        if printed is not None and printed.start <= first:
            return printed_phrase(self.parsed, printed.start, printed.stop, last)
        return printed_phrase(self.parsed, first, self._tied(last), last)

    def _tied(self, last: int) -> int:
        """Give the token behind the prepositional phrases that follow a head: "a woman of 50 from Kelm"."""
        p = self.parsed
        for _ in range(3):
            chunk = p.chunk_of[last + 1] if p.lower[last : last + 1] and p.lower[last] in _TIED else -1
            if chunk < 0 or p.chunks[chunk].first != last + 1 or is_time(p, chunk):
                break
            last = p.chunks[chunk].last
        return last

    def text_of(self, first: int, last: int) -> str:
        return " ".join(self.parsed.text[self.parsed.starts[first] : self.parsed.ends[last - 1]].split())

    def _places(self, first: int, last: int) -> set[str]:
        places = self.terms("places")
        return {getattr(places[w], "country", "") or w for w in self.parsed.lower[first:last] if w in places}


def printed_phrase(p: Parse, first: int, last: int, head: int = 0) -> str:
    """Give a noun phrase up to a comma or a relative clause behind its head, in lower case where it is no name.

    >>> from analysis.find.text.parse import parse
    >>> printed_phrase(parse("A woman of 50, who was at home, said so."), 0, 9)
    'a woman of 50'
    """
    ends = (i for i in range(max(head, first + 1), last) if p.codes[i] in _ENDS or p.lower[i] in _RELATIVE)
    text = " ".join(p.text[p.starts[first] : p.ends[next(ends, last) - 1]].split())
    names = p.lower[first] if first + 1 == last or not p.words[first + 1][0].isupper() else ""
    is_name = known_tag(names) in ("-", "NNP") and p.codes[first] not in DETERMINER + POSSESSIVE
    return text if is_name else text[:1].lower() + text[1:]


def plain_words(words: Sequence[str], lexicons: Lexicons) -> tuple[str, ...]:
    """Give the words of a name without suffixes and the Arabic article."""
    parts = lexicons.terms("name_words")
    kept = [
        _ARTICLE.sub("", w).rstrip(".") or w
        for w in words
        if w not in parts or parts[w].category == "particle"
    ]
    return tuple(kept) or tuple(words)


def gender_clash(one: str, other: str) -> bool:
    """Tell whether two genders are known and different."""
    return bool(one and other and one != other)


def _first_agrees(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) == 1 or len(short) > 2)
