"""Coreference: which mentions of one text are of the same person, group or institution.

Takes a Document, gives its mentions with the Entity of each: short names join full ones, roles those who bear them,
descriptions somebody who may be called so, pronouns the most prominent entity that fits. It reads no meaning, so "he"
may be another man.
"""

import re
from collections import Counter
from collections.abc import Sequence

from ..quotation.quotes import quotes_in
from ..text import Document
from ..text.codes import ADVERB, COMMA, FINITE, NAME, POSSESSIVE, PREPOSITIONS, RELATIVE
from .descriptions import described
from .letters import letters, name_patterns
from .mention import OTHER, Mention, refers
from .names import cut_names, find_mentions, is_full
from .register import Register
from .stage import QUOTED, Entity, Stage

UNNAMED, CLASH, UNSURE, UNTOLD, OTHERWISE, CALLED = 0.6, 0.01, 0.4, 0.8, 0.1, 0.2
"""What is left of the likeness of somebody without a name, whom the other pronoun called twice more, whom only a
verb makes a person, of whose gender nothing is told, whom a first name or a pronoun gave the other
gender, and whom the words that are spoken name."""

_THE_ZOO = re.compile(r"[Tt]he\s+([^\sA-Z]*[^\sA-Zs])")
_BACK = 80  # tokens within which a letter is named before it speaks
_REACH = 8  # sentences that a pronoun looks back
_ENDS = re.compile(f"[{re.escape(letters('COMMA AND RELATIVE TO STOP DASH'))}]")
# "Later, pressed by Lee"
_OPENS = re.compile(f"[^{letters('NOUNS PRONOUN')}]{{0,3}}?[{letters('VERBALS PAST')}]")
_SUBJECT = re.compile(f".{ADVERB}?[{FINITE}]")
_ACTS = re.compile(f"[{letters('VERBALS FINITE')}]{{1,3}}")
_FITS = {"plural": ("group", "body", "institution", "person"), "thing": ("institution", "body", "document")}
"""What a pronoun can stand for but one person, the likeliest first; all but the first only where it speaks."""


def resolved_in(document: Document) -> list[tuple[Mention, Entity | None]]:
    """Give the mentions of a document with their entities; None for what seems to name nobody, or where none fits."""
    rows, nouns = document.part(quotes_in), document.parse.lexicons.categories["group_nouns"]
    printed = (document.text[row[5] : row[6]] for row in rows if row[5] is not None)
    alone = filter(None, map(_THE_ZOO.fullmatch, printed))
    # the nouns that speak with "the" alone before them and tell no people: "the zoo said"
    speaking = {m[1] for m in alone if nouns.get(m[1], "body") == "body"}
    shape, mentions = find_mentions(document.parse, speaking)
    register = Register(Stage(document, shape, mentions))
    _register(register, mentions := list(cut_names(mentions, document.parse)))
    read = [(mention, _read(register, mention)) for mention in mentions]  # “I”, she said: by now we know her
    found = [e or (_speaker_of(register, m) if m.gender == "speaker" else None) for m, e in read]
    entities = [entity for entity in dict.fromkeys(found) if entity]
    shared = Counter(entity.name for entity in entities)
    for entity in entities:
        if entity.title and shared[entity.name] > 1:  # Mr Smith and Ms Smith
            entity.name, entity.title = f"{entity.title} {entity.name}", ""
    return list(zip(mentions, found, strict=True))


def _register(register: Register, mentions: Sequence[Mention]) -> None:
    for mention in (m for m in mentions if m.form == "name" and is_full(m)):
        register.add(mention)
    for mention in (m for m in mentions if m.form == "name" and not is_full(m)):
        known = register.named(mention)
        if known or register.is_somebody(mention):
            register.add(mention, known)


def _read(register: Register, mention: Mention) -> Entity | None:
    """Give the entity of the next mention, and bring it on the stage."""
    stage, named = register.stage, mention.form == "name"
    if mention.kind == "document" and not stage.speaks(mention):
        return None
    stage.now = stage.clock[stage.parsed.sentence_of[mention.first]]
    # whose a role says that somebody is: "Her niece, Ann Lee", "Lee's lawyer"
    owning = (first - (stage.shape[first - 1] == POSSESSIVE) for first, _ in mention.roles)
    owner = next(filter(None, map(stage.entered.get, owning)), None) if mention.roles else None
    if mention.form == "pronoun":
        entity = _antecedent(register, mention)
    elif named:
        entity = register.choose(mention)
    else:
        entity = _author(register, mention) or _is_said_to_be(register, mention)
        entity = entity or described(register, mention, owner)
    if entity is None or mention.gender == "speaker":
        return entity
    entity.owner = entity.owner or owner
    stage.enter(mention, entity)
    if named:
        joined = name_patterns()["joined"].fullmatch
        if stage.name and joined(stage.shape, stage.name[0].last, mention.first):
            stage.enter(mention, register.pair(stage.name[1], entity))
        stage.name = mention, entity
    stage.last = mention, entity
    stage.entered[mention.first] = entity
    return entity


def _author(register: Register, mention: Mention) -> Entity | None:
    """Give who wrote what speaks: "Ann Lee said in a letter that it was late. The letter added that she was ill"."""
    p, word = register.parsed, register.parsed.lower[mention.last - 1]
    if p.lower[mention.last - 2] != "the" or not refers(p.lexicons, word, "writing"):
        return None
    near = range(mention.first - 1, max(0, mention.first - _BACK), -1)
    within = (i for i in near if p.lower[i] == word and p.lower[p.phrase_at(i).first - 1] == "in")
    return next(filter(None, (register.stage.heard.get(p.sentence_of[i]) for i in within)), None)


def _is_said_to_be(register: Register, mention: Mention) -> Entity | None:
    if mention.kind != "person" or register.stage.last is None:
        return None
    (before, entity), p = register.stage.last, register.parsed
    being = name_patterns()["being"].fullmatch(register.shape, before.last, mention.first)
    if not being or not refers(p.lexicons, p.lower[mention.first - 1], "being") or entity.kind != "person":
        return None
    register.learn(entity, mention.roles[0])
    return entity


def _antecedent(register: Register, mention: Mention) -> Entity | None:
    """Give the most prominent entity of the gender and number that a pronoun asks for."""
    if mention.gender == "speaker":
        return _speaker_of(register, mention)
    stage, speaks = register.stage, register.stage.speaks(mention)
    if mention.gender == "thing" and not speaks:
        return None  # only who speaks is looked for: "it rained"
    fits = _FITS.get(mention.gender, ("person",))[: None if speaks else 1]
    best = _ahead(register, mention) or _best(register, mention, fits)
    if mention.gender in OTHER and stage.voices[mention.first] != QUOTED and best and best.kind == "person":
        best.leaning = best.leaning or mention.gender
        best.called[mention.gender] += 1
    return best


def _speaker_of(register: Register, mention: Mention) -> Entity | None:
    """Give who speaks the words in quotation marks that a pronoun stands in."""
    for i in register.stage.speaker_of.get(mention.first, ()):
        if i in register.stage.entered or i in register.stage.names:
            return register.stage.entered.get(i) or register.choose(register.stage.names[i])
    return None


def _ahead(register: Register, mention: Mention) -> Entity | None:
    """Whom a clause that opens a sentence speaks of before the name: "Before he was sentenced, Tim Lee read"."""
    if mention.gender not in OTHER:
        return None
    p, sentence = register.parsed, register.parsed.sentence(mention.first)
    before = p.codes[sentence.first : mention.first]
    opens = before[:1] in (*PREPOSITIONS, *RELATIVE) and {COMMA, NAME}.isdisjoint(before)
    acting = _ACTS.match(p.codes, mention.last)  # "Before he was sentenced Lee, in tan clothes, read"
    at = (acting.end() if acting else 0, p.codes.find(COMMA, mention.last, sentence.last) + 1)
    name = next(filter(None, map(register.stage.names.get, at * opens)), None)
    acts = name and name.first > mention.last and p.codes[name.last] in FINITE + COMMA
    told = name and (name.kind == "person" or not register.stage.speaks(mention))
    entity = register.choose(name) if name and acts and told else None
    return entity if entity and entity.kind == "person" and entity.agrees(mention.gender) else None


def _best(register: Register, mention: Mention, fits: Sequence[str]) -> Entity | None:
    """Who of the latest fits best, and is not the speaker."""
    stage = register.stage
    best, most, speaks, speaker = None, 0.0, stage.speaks(mention), _speaker_of(register, mention)
    named, called = _spoken_of(register, mention) if speaks else ((), ())
    for entity in stage.latest(_REACH):
        if entity is speaker or entity in called or entity.at(stage.now) < most:
            continue
        score = _score(stage, entity, mention, fits) * (CALLED if entity in named else 1)
        score *= CLASH if score and _is_aside(stage, entity, mention) else 1
        best, most = (entity, score) if 0 < score >= most else (best, most)
    return best


def _spoken_of(register: Register, mention: Mention) -> tuple[set, set]:
    """Whom the words in marks of a speaker name, “I hear you, Ms Lee,” and call otherwise: “She told me,” he said."""
    stage, p = register.stage, register.parsed
    spoken = stage.spoken.get(mention.first, ())
    # a later one may be “my wife, when she comes”
    begin = [i for i in spoken[:2] if refers(p.lexicons, p.lower[i], OTHER.get(mention.gender, "-"))]
    called = {stage.entered.get(i) for i in begin if _SUBJECT.match(p.codes, i)}
    named = {register.choose(stage.names[i]) for i in spoken if i in stage.names}
    return named, {e for e in called if e and not e.words}  # a name is known: Ann Lee says “he”


def _is_aside(stage: Stage, entity: Entity, mention: Mention) -> bool:
    """Whether a new paragraph goes on about whom somebody is told by: "His son said so. [new paragraph] He sang"."""
    about = entity.owner if entity.owner and entity.owner.kind == "person" else stage.dead
    if not about or about is entity or not about.agrees(mention.gender) or about.count + 2 < entity.count:
        return False
    p, behind = stage.parsed, stage.parsed.lower[mention.first + 1 : mention.first + 9]
    if stage.speaks(mention):  # "she once said", "he recalled in 1999"
        return any(refers(p.lexicons, w, "long ago") or (w.isdigit() and len(w) == 4) for w in behind)
    return p.sentence(mention.first).first in stage.paragraphs


def _score(stage: Stage, entity: Entity, mention: Mention, fits: Sequence[str]) -> float:
    kind, single, bare = entity.kind, mention.gender in OTHER, not (entity.gender + entity.leaning)
    # a name of which nothing tells that it is a person's
    untold = (kind, mention.gender) == ("person", "thing") and bare and not entity.roles
    kind = "body" if untold or (kind == "group" and entity.single) else kind
    if kind not in fits or (not entity.agrees(mention.gender) if single else entity.gender):
        return 0.0
    unheard = not entity.outside and stage.voices[mention.first] != QUOTED  # but by the quoted words
    if unheard or _is_subject_of(stage, entity, mention):
        return 0.0
    score = entity.at(stage.now) / (1 + fits.index(kind) / 2) * (UNSURE if untold and entity.sure else 1)
    return score * _likeness(entity, mention) if single else score


def _likeness(entity: Entity, mention: Mention) -> float:
    sure = 1.0 if entity.sure else OTHERWISE if str(entity.name).isupper() else UNSURE  # ABC may be no person
    score = sure * (1.0 if entity.words else UNNAMED * min(1.0, entity.outside))
    if not entity.gender:
        score *= UNTOLD if not entity.leaning else OTHERWISE if entity.leaning != mention.gender else 1.0
        score *= CLASH if entity.called[OTHER[mention.gender]] > entity.called[mention.gender] else 1
    return score


def _is_subject_of(stage: Stage, entity: Entity, mention: Mention) -> bool:
    if entity.time != stage.now:
        return False
    p, since, first = stage.parsed, entity.since, stage.parsed.sentence(mention.first).first
    opening = p.codes[first : mention.first]
    verb = _OPENS.match(opening)
    if verb and since > first and refers(p.lexicons, p.lower[first + verb.end() - 1], "question", "pressed"):
        return True  # "Asked whether Lee would play, he said no", "But pressed by Lee, she left"
    beside = stage.shape[entity.end : mention.first] == COMMA and stage.speaks(mention)
    if all((beside, since >= 0, not refers(p.lexicons, p.lower[first + 1], "speaker", "tie"))):
        return True  # "The judge, she said, was wrong", but not "When I asked the judge, she", "As for Ann Lee, she"
    aside = since >= first and opening.endswith(COMMA) and not set(opening[1:]) & set(FINITE)
    if aside and (not entity.words or verb):
        return True  # "The daughter of a baker, she sang", "Pressed by Lee, she left"
    chunk, behind = p.chunk_of[mention.first : mention.first + 2]
    alone = chunk < 0 or chunk != behind  # "asked her why"
    governed = mention.words[0] in ("him", "her", "them") and alone
    behind = entity.end + stage.shape.startswith(COMMA, entity.end)  # "the lawyer, Ann Lee, asked her"
    return governed and not _ENDS.search(stage.shape, behind, mention.first)
