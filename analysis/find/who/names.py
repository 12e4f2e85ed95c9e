"""Names: the stretches of a text that name a person or an institution.

Takes a Parse, gives its mentions, each for itself (coreference.py joins those of one person).
It cannot tell a place or a product that it has never heard of from a person with an unknown first name.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from ...read.lexicons import category
from ..text import Parse, is_heading, kind
from .letters import DETERMINING, Letter, letters, name_patterns
from .mention import Mention, Span, ellipses_in, nominal, pronouns_in, refers, role_gender
from .name_letters import name_letters

_LONGEST = 12  # words; a longer run of capitals is no name
_APPOSED = 18  # tokens in which a role stands before a name
_MARKS = "\"“”'‘’«»"
_NOBODY = frozenset(("agency", "byline", "date"))  # lines that name nobody of whom the article speaks
_NAMED = frozenset(letters("NAME EVERYDAY FIRST FIRST_OR_PLACE BODY BODY_OR_PLACE"))
_FIRST = letters("FIRST FIRST_OR_PLACE INITIAL")  # that a person's name may begin with
_GIVEN = re.compile(f"[{_FIRST}{Letter.TITLE}]|{kind.NAME}[{kind.NAME}{Letter.SMALL}]")
_FURTHER = re.compile(f"(?<!{Letter.SMALL}){Letter.EVERYDAY}")
_FROM, _ROLES, _PLACED = map(letters, ("DEMONYM GROUP", "ROLE TITLE", "PLACE FIRST_OR_PLACE"))
_CALLED, _TELLS = ("as", "called", "name", "named"), {*"name named identified known called".split()}
_GENDERED = ("honorific", "title", "kin", "person")  # roles whose gender nobody else has
_PLURAL, _SAINTS = ("POS", "NNPS", "NNS"), ("st", "st.", "saint")
_BEHIND, _THINGS = tuple(letters("COMMA STOP BRACKET")), tuple(letters("NOUN GROUP"))


def names_in(parsed: Parse, shape: str) -> Iterator[Mention]:
    """Give the mentions by name, and by titles in capitals, of a parse whose name letters are given."""
    for run in name_patterns()["run"].finditer(shape):
        first = run.start()
        sentence = parsed.sentence(first)
        # "DES MOINES, Iowa (AP) — She left"
        opens = first == sentence.first and parsed.words[first].isupper()
        dateline = name_patterns()["dateline"].match(shape, run.end()) if opens else None
        if sentence.kind in _NOBODY or (dateline and parsed.words[dateline.end() - 1] != ":"):
            continue
        while first < run.end():
            last = min(run.end(), parsed.sentence(first).last)
            if last - first <= _LONGEST and (mention := _read_run(parsed, shape, first, last)):
                yield mention
            first = last


def _read_run(parsed: Parse, shape: str, first: int, last: int) -> Mention | None:
    patterns, words = name_patterns(), tuple(parsed.lower[first:last])
    row = parsed.lexicons.terms("organisations").get(" ".join(words))
    known = row is not None and (row.category == "known" or len(words) > 1)
    if known or patterns["institution"].fullmatch(shape, first, last):
        roles = tuple(r for r in _roles(parsed, shape, first, first, last) if shape[r[1] - 1] == Letter.GROUP)
        return Mention(first, last, "name", "institution", words, roles, "", known or len(words) > 1)
    titled = Letter.TITLE in shape[first:last]
    if titled and patterns["title alone"].fullmatch(shape, first, last):
        return nominal(parsed, shape, last - 1)
    office = titled and patterns["office"].fullmatch(shape, first, last)
    role = nominal(parsed, shape, office.start("head")) if office else None
    return role._replace(last=last) if role else _read_name(parsed, shape, first, last)


def _read_name(parsed: Parse, shape: str, first: int, last: int) -> Mention | None:
    titled = name_patterns()["titles"].match(shape, first, last)
    at = titled.end() if titled else first
    while at < last - 1 and shape[at] in _FROM and shape[at + 1] in _FIRST:  # "Kenyan Ann Lee"
        at += 1
    cut = _FURTHER.search(shape, at + 1 + (shape[at] in _FIRST), last)
    last = cut.start() if cut and is_heading(parsed, first) else last
    found, words = shape[at:last], tuple(parsed.lower[at:last])
    if kind.OPENS in found:  # Juan "Chico" Cruz
        found = re.sub("\".*'", "", found)
        words = tuple(w for w in words if w[0] not in _MARKS)
    if shared := name_patterns()["first of a couple"].match(shape, at):  # "Ann and Bo Lee"
        words = (*words, parsed.lower[shared.end() - 1])
    roles = _roles(parsed, shape, first, at if titled else first, last)
    placed = not roles and found != kind.NAME and " ".join(words) in parsed.lexicons.terms("places")
    if any((placed, words[0] in _SAINTS)):  # "St Ann"
        return None
    mention = Mention(at, last, "name", "institution", words, roles)
    return _as_somebody(parsed, shape, first, mention, found)


def _as_somebody(parsed: Parse, shape: str, first: int, mention: Mention, found: str) -> Mention | None:
    roles, single, tag = mention.roles, len(found) == 1, parsed.tags[mention.last - 1]
    behind = parsed.lower[mention.last : mention.last + 2]
    firm = refers(parsed.lexicons, behind[0], "of a firm")  # "Lido Lines shares"
    which = not single and (firm or behind == [",", "which"])
    body = _is_called_body(parsed, shape, roles, which, found)
    the = not roles and (parsed.lower[first - 1] == "the" or _is_body(parsed, shape, mention.first))
    if not (body or the) and _is_personal(found, roles, tag):
        return _as_person(parsed, first, mention, found)
    owned = single and roles and roles[0][0] < first  # "the firm Lee owns"
    told = any((Letter.BODY in found, roles and not (body and owned), which))
    named = any((told, roles, body, the, not single and _ends_as_body(found, tag)))  # "the Pentagon"
    return mention._replace(sure=told) if named and not _NAMED.isdisjoint(found) else None


def _ends_as_body(found: str, tag: str) -> bool:
    """Whether the last word of several tells a body: "Lido Lines", "Sport England"."""
    return tag in _PLURAL or (found[-1] in _PLACED and found[0] not in _FIRST)


def _is_called_body(parsed: Parse, shape: str, roles: tuple[Span, ...], which: bool, found: str) -> bool:
    """Whether a word beside a name tells a body: "the union Acme", not "head of the town police, Captain Lee"."""
    kinds, heads = parsed.lexicons.categories["descriptions"], [end - 1 for _, end in roles]
    told = (shape[i] == Letter.GROUP or kinds.get(parsed.lower[i], "").endswith("body") for i in heads)
    body = all(told) if roles else which
    return body and (len(found) == 1 or found[0] not in _FIRST)


def _is_personal(found: str, roles: tuple[Span, ...], tag: str) -> bool:
    alone = len(found) == 1
    if tag in _PLURAL[: 3 - alone] and not (roles if alone else found[0] in _FIRST):  # "Acme Pipes"
        return False
    allowed = ("person", "name beside a role")[: 1 + bool(roles)]
    return any(name_patterns()[rule].fullmatch(found) for rule in allowed)


def _is_body(parsed: Parse, shape: str, at: int) -> bool:
    word = parsed.lower[at - 1]
    told = (category(parsed.lexicons, name, word) for name in ("group_nouns", "descriptions"))
    if shape[at] in _FIRST or not any(each.endswith("body") for each in told):
        return False
    chunk = parsed.chunk_of[at]
    first = parsed.chunks[chunk].first
    together = 0 <= chunk == parsed.chunk_of[at - 1]
    return together and shape[first - 1 : first] not in tuple(kind.MAIN_VERBS)  # "told the jury Roof left"


def _as_person(parsed: Parse, first: int, mention: Mention, found: str) -> Mention:
    known = bool(mention.roles) or found[0] in _FIRST
    sure = known or found.find(Letter.SMALL) > 0
    unsure = not sure and (len(mention.words) == 1 or Letter.EVERYDAY in found)
    placed = first > 0 and refers(parsed.lexicons, parsed.lower[first - 1], "place", "region")
    kind = "guess" if unsure or (placed and not known) else "person"
    return mention._replace(kind=kind, gender=_gender(parsed, mention.roles, mention.words), sure=sure)


def _roles(parsed: Parse, shape: str, first: int, titled: int, last: int) -> tuple[Span, ...]:
    sentence = parsed.sentence(first)
    front = first - (titled > first and shape[first - 1] == kind.DETERMINER)  # "the mayor, the Hon Ann Lee"
    found = [_before(parsed, shape, first, titled), _called(parsed, shape, sentence.first, first)]
    if shape[last : last + 1] in _BEHIND:
        found.append(_in_front(parsed, shape, sentence.first, max(sentence.first, front - _APPOSED), front))
    after = name_patterns()["role behind"].match(shape, last, sentence.last)
    told = category(parsed.lexicons, "group_nouns", parsed.lower[after.end() - 1]) if after else ""
    placed = shape[first] not in _FIRST and refers(parsed.lexicons, parsed.lower[first - 1], "place")
    if after and (told == "body" or not (placed or shape[after.end() - 1] == Letter.GROUP)):
        begin = shape.rindex(kind.COMMA, last, after.end()) + 1  # not "in Kelm, a man"
        found.append((begin + (shape[begin] in DETERMINING), after.end()))
    return tuple(filter(None, found))


def _in_front(parsed: Parse, shape: str, opening: int, near: int, front: int) -> Span | None:
    apposed = name_patterns()["role in front"].search(shape, near, front)
    if not apposed:
        return None
    start, role = _phrase_start(parsed, shape, apposed.start()), apposed.start()
    borne = shape[max(0, role - 2) : role] == kind.COMMA + kind.DETERMINER and shape[role - 3] in _NAMED
    if borne or category(parsed.lexicons, "group_nouns", parsed.lower[role]) == "document":
        return _in_front(parsed, shape, opening, role + 1, front)  # "Bo Reed, an aide of the mayor, Ann Lee"
    opens = start == opening and shape[start] == Letter.TITLE  # "Minister of Roads, Ann Obi, said"
    determined = start > 0 and shape[start - 1] in DETERMINING
    return (start, role + 1) if opens or determined or kind.GENITIVE in shape[start:role] else None


def _before(parsed: Parse, shape: str, first: int, titled: int) -> Span | None:
    word, lexicons = parsed.lower[first - 1], parsed.lexicons
    # not "the head of airline Blue"
    given = shape[first] in _FIRST or word not in lexicons.terms("descriptions")
    near = max(0, first - _APPOSED) if shape[first - 1 : first] in _THINGS and given else first
    of = name_patterns()["role of something"].search(shape, near, first)
    if of and _GIVEN.match(shape, first):
        return _phrase_start(parsed, shape, of.start()), of.start() + 1
    if titled > first:
        return _phrase_start(parsed, shape, first), titled
    told = word in lexicons.terms("descriptions") and _is_body(parsed, shape, first)
    either = shape[first] in _FIRST and word in lexicons.terms("roles")  # "the developer Ann Lee"
    beside = first > 0 and (told or either or shape[first - 1] == Letter.ROLE)
    return (_phrase_start(parsed, shape, first - 1), first) if beside else None


def _called(parsed: Parse, shape: str, start: int, first: int) -> Span | None:
    at = first - 1 - (shape[first - 1 : first] in (kind.ADVERB, kind.COMMA))  # "called only Lee", "name, Lee"
    if at < 0 or parsed.lower[at] not in _CALLED:
        return None
    near = max(start, first - _APPOSED)
    head = max(shape.rfind(sign, near, first) for sign in _ROLES)
    if head < near or not name_patterns()["called"].fullmatch(shape, head + 1, at):
        return None
    start = _phrase_start(parsed, shape, head)
    told = refers(parsed.lexicons, parsed.lower[max(0, start - 1)], "indefinite")
    if parsed.lower[at] == "as":  # else not "the manager named Ann Lee in the side"
        told = not _TELLS.isdisjoint(parsed.lower[at - 4 : at])
    return (start, head + 1) if told else None


def _phrase_start(parsed: Parse, shape: str, token: int) -> int:
    first = parsed.phrase_at(token).first
    return first + (shape[first] in DETERMINING and first < token)


def _gender(parsed: Parse, roles: tuple[Span, ...], words: tuple[str, ...]) -> str:
    names = parsed.lexicons.categories["first_names"]
    told = (names.get(words[0]) or names.get(words[0].split("-")[0], "")).replace("either", "")
    told *= len(words) > 1
    for word in (word for first, last in roles for word in reversed(parsed.lower[first:last])):
        if gender := role_gender(word, parsed.lexicons):  # not of "chairman Ann Lee"
            return gender if category(parsed.lexicons, "roles", word) in _GENDERED else told or gender
    return told


def find_mentions(parsed: Parse, speaking: Collection[str] = ()) -> tuple[str, list[Mention]]:
    """Give the name letters of a parse, as `name_letters` does, and its mentions in text order."""
    shape = name_letters(parsed, speaking)
    found = list(names_in(parsed, shape))
    taken = {i for m in found for i in range(m.first, m.last)}
    taken |= {last - 1 for m in found for _, last in m.roles if last == m.first}  # "the baker" Ann Lee
    heads = (spot.start() for spot in re.finditer(f"[{letters('ROLE GROUP DEMONYM')}]", shape))
    found += (m for head in heads if head not in taken and (m := nominal(parsed, shape, head)))
    found += pronouns_in(parsed, shape)
    taken |= {i for m in found for i in range(m.first, m.last)}
    found += (m for m in ellipses_in(parsed, shape) if m.first not in taken)
    return shape, sorted(found)


def cut_names(mentions: Sequence[Mention], parsed: Parse) -> Iterator[Mention]:
    """Give mentions, a person's without the words behind a name that stands alone elsewhere: "Ann Lee | Monday"."""
    full = [m for m in mentions if is_full(m)]
    long = {m.words for m in full if m.kind == "person" and len(m.words) > 2}
    known = {m.words for m in full if not is_heading(parsed, m.first)} if long else long
    for m in mentions:
        sizes = range(len(m.words) - 1, 1, -1) if m.words in long - known and m.kind == "person" else ()
        size = next((n for n in sizes if m.words[:n] in known), 0)
        yield m._replace(last=m.first + size, words=m.words[:size]) if size else m


def is_full(mention: Mention) -> bool:
    """Whether a name is a body's for sure or has several words."""
    several = mention.kind != "guess" and len(mention.words) > 1
    return mention.sure if mention.kind == "institution" else several
