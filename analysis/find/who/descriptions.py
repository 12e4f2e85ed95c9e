"""Descriptions: whom "the bank", "the officer", "the striker" or "her husband" stand for, of those in the text so far.

Takes a register and the mention of a role; gives who bears it, or somebody new. What a word may stand for it has from
the lexicon `descriptions`; it knows no facts, so a firm may be taken for a club.
"""

from collections.abc import Mapping, Sequence
from operator import attrgetter

from ...read.lexicons import Lexicons, category
from ..text import known_tag
from ..text.codes import GENITIVE, POSSESSIVE, PREPOSITIONS
from .letters import Letter, letters, name_patterns
from .mention import BEHIND, OTHER, Mention, phrase_end, printed_phrase, refers, role_term, words_of
from .register import FIRMS, Register
from .stage import MOST, Entity

_APART = 0.001  # what is left of the prominence of "the central bank" where "the bank" may be Kelm Bank
_JUST = 2  # sentences within which a description goes back to a name
_WITHIN = 4  # sentences within which "the company" goes back to a name that does not tell what it is
_ANY = "any body"  # category of "the company", which may be said of more than those that are called so
# categories of words for a body whose name does not tell what it is
_UNTOLD = ("public body", "open body", _ANY)
_WORK = ("job", "description")  # what one may have been before
_KNOWN = ("", "job", "person", "description")  # what a name may tell once more: "the Labour peer"
_NAMES = frozenset(letters("NAME EVERYDAY FIRST FIRST_OR_PLACE TITLE BODY PLACE DEMONYM"))
_TELLING = _NAMES | frozenset(letters("BODY_OR_PLACE DAY"))


def described(register: Register, mention: Mention, owner: Entity | None) -> Entity:
    """Give the entity that a role stands for: who bears it in this text, or somebody new without a name."""
    p, last = register.parsed, mention.last
    telling = (p.lower[mention.first], p.lower[last + 1] * (p.lower[last] == "of"))
    # "a baker", "the owner of one of the shops"
    new = any(refers(p.lexicons, word, "indefinite") for word in telling)
    borne = register.borne.get(mention.last - 1) or (None if new else _bearer(register, mention, owner))
    if borne and borne.phrase and mention.last > mention.roles[0][1]:  # "bishop", then "the Bishop of Kelm"
        borne.phrase = printed_phrase(register.parsed, mention.first, mention.last, mention.last)
    if borne and borne.count:
        return borne
    told = not new and mention.kind == "person" and register.parsed.lower[mention.first] == "the"
    named = _just_named(register, mention, borne) if told else None
    if named:
        register.learn(named, mention.roles[0])
    return named or borne or _unnamed(register, mention, owner)


def _bearer(register: Register, mention: Mention, owner: Entity | None) -> Entity | None:
    p, (first, last), now = register.parsed, mention.roles[0], register.stage.now
    term = register.terms_of(first, last)[-1]
    fitting = _meant_by(register, mention, term)
    if register.shape[mention.first] == POSSESSIVE:
        fitting = [e for e in fitting if owner and e.owner is owner]
    told = {word for word in p.words[first : last - 1] if word[0].isupper()}
    near = [e for e in fitting if not told.isdisjoint(" ".join(e.roles.values()).split())]
    there = p.lower[mention.first] == "the"  # not "Premier says", a headline
    likely = near or [e for e in fitting if not (there and _is_of_elsewhere(register, e, term))]
    apart = _apart(likely) if first + 1 == last else ()
    return max(likely, key=lambda e: (e.count > 0, e.at(now) * (_APART if e in apart else 1)), default=None)


def _is_of_elsewhere(register: Register, entity: Entity, term: str) -> bool:
    """Whether who is named only later holds an office of some country, and "the premier" may be somebody before."""
    places, role = register.parsed.lexicons.categories["places"], entity.roles.get(term, "").lower().split()
    office = not entity.count and category(register.parsed.lexicons, "roles", term) == "office"
    told = office and any(places.get(word) in ("demonym", "country") for word in role)
    return told and any(e.kind == "person" and e.words and not e.roles for e in register.stage.latest(12))


def _apart(entities: Sequence[Entity]) -> set[Entity]:
    """Whom "the bank" hardly means where it may be Kelm Bank: "the central bank"."""
    named = any(e.words and e.count + e.acts > 1 for e in entities)
    return {e for e in entities if named and e.single and " " in (e.name or "")}


def _unnamed(register: Register, mention: Mention, owner: Entity | None) -> Entity:
    p, (first, last) = register.parsed, mention.roles[0]
    entity = Entity(mention.kind, gender=mention.gender, sure=True)
    entity.single = category(p.lexicons, "group_nouns", p.lower[last - 1]) == "body"
    register.learn(entity, (first, last))
    told = entity.single and p.lower[mention.first] in ("the", "police")
    if mention.kind == "group" and (told or not _TELLING.isdisjoint(register.shape[first:last])):
        entity.name = next(iter(entity.roles.values()))
    printed = _printed(register, mention)
    entity.phrase = printed_phrase(p, printed.start, printed.stop, last)
    if entity.name and told and register.shape.startswith(Letter.OF, last):  # "the campaign of Ann Lee"
        entity.name = entity.phrase.split(" ", 1)[-1]
    if owner and owner.words and register.shape[mention.first] == POSSESSIVE and " " in entity.phrase:
        entity.phrase = f"{owner.name}’s {entity.phrase.split(' ', 1)[1]}"  # "her husband"
    return entity


def _printed(register: Register, mention: Mention) -> range:
    """The tokens that introduce somebody: as printed where they speak, else with what hangs on the head."""
    p, first = register.parsed, mention.first
    alone = range(first, phrase_end(p, mention.last))
    printed = register.stage.speaking.get(first, alone)
    # not all of "a report by the council", but of "three of the nurses" and "a Club for Air donor"
    tied = p.codes[first - 1] in PREPOSITIONS and p.lower[first - 1] != "of" and p.words[first - 2].islower()
    return alone if printed.start < first and tied else printed


def _just_named(register: Register, mention: Mention, later: Entity | None) -> Entity | None:
    """Give who was prominent just now for "the striker" or "the Dane" that nobody is yet and that is no office."""
    stage, lexicons, lower = register.stage, register.parsed.lexicons, register.parsed.lower
    acts = any(name_patterns()[rule].match(stage.shape, mention.last) for rule in ("acts", "introduced"))
    if not any((later, acts, mention.first in stage.speaking)) or not _describes(register, mention):
        return None
    behind = (category(lexicons, "reference_words", w) for w in lower[mention.last : mention.last + 4])
    gender = mention.gender or next(filter(OTHER.get, behind), "")  # "the Dane said he"
    near = (e for e in stage.latest(_JUST) if (e.since >= 0) <= stage.now - e.time)
    fit = [e for e in near if e.words and (e.kind, e.agrees(gender)) == ("person", True)]
    if field := category(lexicons, "role_fields", lower[mention.last - 1]):  # not the mayor a striker
        fit = [e for e in fit if {category(lexicons, "role_fields", role) for role in e.roles} <= {field, ""}]
    return max(fit, key=lambda e: (e.called[OTHER.get(gender, "")] == 0, e.at(stage.now)), default=None)


def _describes(register: Register, mention: Mention) -> bool:
    p, shape, first, last = register.parsed, register.shape, mention.first, mention.roles[0][1]
    # "the Oslo-based dentist", "the 52-year-old cook"
    parts = {category(p.lexicons, "name_words", w[w.rfind("-") :]) for w in p.lower[first + 1 : last]}
    told = shape[last - 1] == Letter.DEMONYM or shape.startswith(letters("OF NUMBER"), last)
    if told or not parts.isdisjoint(("of a person", "age")):
        return True
    term, before = role_term(p.lower[max(0, last - 3) : last], p.lexicons), shape[first : last - 1]
    known = category(p.lexicons, "roles", term)
    if known == "description":
        return shape[last - 1] != Letter.TITLE or Letter.GROUP not in before  # not "the lobby Acme Forward"
    if refers(p.lexicons, p.lower[first + 1], "former") or p.lower[last - 1].startswith("ex-"):
        return known in ("job", "office")
    named = not _NAMES.isdisjoint(before) and GENITIVE not in before
    new = not any(e.count and not e.words for e in register.by_role.get(term, ()))  # else "a local farmer"
    return named and new and known in _KNOWN


def _meant_by(register: Register, mention: Mention, term: str) -> list[Entity]:
    """Give those whom a definite role may mean: who bears it, else who is what it may be said of."""
    fitting = _bearing(register, mention, term)
    if mention.kind == "group":
        return _bodies(register, mention, term, fitting)
    narrower = (_bearing(register, mention, narrow) for narrow in sorted(_means(register, term)))
    there = register.parsed.lower[mention.first] == "the"  # not "Mayor urges calm", a headline
    found = fitting or [e for having in narrower for e in having if e.words or e.kind == "document"]
    return [e for e in found if e.count or e in fitting or not there]


def _bodies(register: Register, mention: Mention, term: str, fitting: list[Entity]) -> list[Entity]:
    (first, last), shape, the = mention.roles[0], register.shape, register.parsed.lower[mention.first]
    open_to = category(register.parsed.lexicons, "descriptions", term)
    if shape[first : last - 1] == Letter.DEMONYM and open_to == _ANY:  # "the Kenyan firm"
        return fitting or _of_kind(register, term)
    # "Oslo's bank", "the players' union"
    if not _TELLING.union(GENITIVE).isdisjoint(shape[first:last]) or shape.startswith(Letter.OF, last):
        return fitting
    since = register.stage.now - _WITHIN
    near = [e for e in fitting if e.words or (e.time >= since and _is_told_of(e, the))]
    near += _called(register, mention, term)
    if open_to == _ANY and all(e.words for e in near):
        near += _of_kind(register, term)
    spoke = register.spoke_for(mention) * (open_to in _UNTOLD[1:])
    return near or spoke or fitting + _of_kind(register, term)


def _is_told_of(entity: Entity, determiner: str) -> bool:
    """Whether the article itself tells of a body that a phrase may mean: not "a group" of which only others do."""
    return (
        determiner != "the" or entity.outside >= 1 or bool(entity.name or entity.owner) or not entity.single
    )


def _called(register: Register, mention: Mention, term: str) -> list[Entity]:
    """Those whose name begins or ends with a word: "the central bank" may be the Bank of Kelm, but not Kelm Bank."""
    p, (first, last), known = register.parsed, mention.roles[0], _known(register)
    other = {w for w in p.lower[first:last] if refers(p.lexicons, w, "another kind", "indefinite")}
    one = category(p.lexicons, "group_nouns", term) != "people"  # "the engineers" are not their union
    ending = [e for e in known if one and _kind_word(register, e, term).endswith(term)]
    return [e for e in known if one and term == e.words[0]] + [e for e in ending if other <= {*e.words}]


def _kind_word(register: Register, entity: Entity, term: str) -> str:
    """The word of a name that can tell what kind of body it is: "bank" of "Kelm Bank Inc.", "union" of "Union of"."""
    words, firm = entity.words, register.parsed.lexicons.categories["organisations"]
    whole = words[: words.index("of")] if "of" in words[1:] else words
    return next((w for w in reversed(whole) if w == term or firm.get(w) != "company"), "")


def _means(register: Register, term: str) -> frozenset[str]:
    return register.parsed.lexicons.part(_table).get(term, frozenset())


def _table(lexicons: Lexicons) -> Mapping[str, frozenset[str]]:
    means = {row.term: row.means.split() for row in lexicons.rows("descriptions")}
    means = {word: means.get(word, []) for words in means.values() for word in words} | means
    return {term: frozenset(words).union(*(means[w] for w in words)) for term, words in means.items()}


def _bearing(register: Register, mention: Mention, term: str) -> list[Entity]:
    before = "former " * (category(register.parsed.lexicons, "roles", term) in _WORK)
    bearers = register.by_role.get(term) or register.by_role.get(before + term, [])
    return [e for e in bearers[-MOST:] if _fits(register, e, mention, term)]


def _fits(register: Register, entity: Entity, mention: Mention, term: str) -> bool:
    roles, alike = register.parsed.lexicons.categories["roles"], entity.kind == mention.kind
    if mention.kind == "group" and entity.kind in ("institution", "person"):
        alike = entity.kind == "institution" or term in roles  # "the developer"
    # "the daughter of a carpenter" is not the daughter, Ann, of whom we read later
    if not alike or not entity.agrees(mention.gender) or (not entity.count and roles.get(term) == "kin"):
        return False
    return term not in entity.roles or _is_told_alike(register, entity, mention, term)


def _is_told_alike(register: Register, entity: Entity, mention: Mention, term: str) -> bool:
    if GENITIVE in register.shape[mention.first : mention.last]:
        more = entity.roles[term].lower().removesuffix(term).split()
        if more and all(known_tag(word) not in ("-", "NNP") for word in more):  # "the club's"
            return False
    if entity.words:
        return True
    (first, last), phrase = mention.roles[0], entity.roles[term]  # without a name: the same words, or fewer
    # "Passengers" are not the 14 in hospital, nor "farmers from Kelm" the two who were fined
    tied = register.shape[last : last + 1] in BEHIND
    counted = tied or (mention.first == first and phrase[:1].isdigit())
    printed = words_of(register.parsed, first, last).lower()
    return (last - first == 1 and not counted) or printed == phrase.lower()


def _known(register: Register) -> list[Entity]:
    return [e for e in register.institutions[-MOST:] if e.count]


def _of_kind(register: Register, term: str) -> list[Entity]:
    means, open_to = _means(register, term), category(register.parsed.lexicons, "descriptions", term)
    kind = [e for e in _known(register) if not means.isdisjoint((*e.words, *e.roles))]
    acting = list(filter(attrgetter("acts"), kind))  # not the bank in "said Ann Lee of Sund Bank"
    if open_to not in _UNTOLD or any(register.stage.now - e.time <= _WITHIN for e in acting):
        return acting or kind
    guessed = (e for e in register.guessed[-MOST:] if e.count)
    near = [e for e in (*_known(register), *guessed) if _is_untold(register, e, means)]
    agencies = [e for e in near if str(e.name).isupper()]  # a firm is no agency: CBP and the like
    return (agencies if open_to == "public body" else near) or kind


def _is_untold(register: Register, entity: Entity, means: frozenset[str]) -> bool:
    if entity.kind == "person" and (entity.sure or entity.gender or entity.leaning):
        return False
    lexicons = register.parsed.lexicons
    known = category(lexicons, "organisations", entity.words[-1]) in FIRMS
    told = not known or not lexicons.part(_table).keys().isdisjoint(entity.words)
    told = told or any(means.isdisjoint(m) for role in entity.roles if (m := _means(register, role)))
    return not told and register.stage.now - entity.time <= _WITHIN
