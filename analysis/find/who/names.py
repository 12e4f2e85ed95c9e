"""Names: the stretches of a text that name a person or an institution, and the roles that stand for one.

Takes a Parse, gives its mentions, each for itself (coreference.py joins those of one person).
It cannot tell a place or a product that it has never heard of from a person with an unknown first name.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..text.parse import Parse
from .name_letters import bare_role, is_heading, name_letters, role_gender

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "plural"),
    **dict.fromkeys(("it", "its", "itself"), "thing"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), "speaker"),
}
"""Pronouns and what they say of whom they stand for."""

_LONGEST = 12  # words; a longer run of capitals is no name
_RUN = re.compile(
    r"L{0,3}[NMFEADCOHI](?:[NMFEADCOHIJ]|L{1,3}(?=[NMFEACH])|(?<=[OA])KT?(?=[NMFEADCOH])|(?<=[NMO])&(?=[NMFEO])"
    r"|(?<=[FEN])\"[NMF]{1,2}'(?=[NMFE])|(?<=M)c(?=[NM]{0,3}O))*"
)
_TITLED = re.compile(r"(?:[^F]*?A(?:K[^FEA]{1,3}?)?)+(?=[FEIL]|[NMDC])")
_OFFICE = re.compile("([^FEIOKNA]*A)K[^FEIN]+")  # "Minister of State for Rural Roads"
_PERSON = re.compile(r"[FEI][A-Z]{1,5}|[NFEI]{2,4}J?|M[NI]{1,3}J?|[NMFE]+L+[NMFECAH]+|L+[NMFECAH]+|[NMF]|E")
_BORNE = re.compile("[NMFEI]{1,4}J?")  # beside a role
_NAMED = re.compile("[NMFEOH]")
_FIRST = "FEI"  # letters that a person's name may begin with
_INSTITUTION = re.compile("(?!(?:[^OA]*A))[A-Z&c]*O(?:KT?[B-Z&]+)?")
_AFTER = re.compile(
    r"(?:K[NMCEODH]{1,3})?(?:,0)?,(?:[TS]?[jnNMDCOHFEvg0XisARG]{0,5}?)[RA](?=[,.)('\"iWKc:]|$)"
)
_BEFORE = re.compile("[RAG](?:[Ki]T?[jnGNMOCHDAc]{1,5}){0,2},[jDA]{0,2}$")
_APPOSED = 18  # tokens in which a role stands before a name
_MARKS = "\"“”'‘’«»"
_PLACED = frozenset(("in", "at", "from", "near", "outside", "inside", "across", "throughout", "around"))
_NOBODY = frozenset(("agency", "byline", "date"))  # lines that name nobody of whom the article speaks
_ACTING = re.compile("TR?Dr?[zdm]")  # "the Kenyan won"
_UNSAID = re.compile('(?:(?<=[.,:"\':cz])|^)T?[Tnj0or]{1,2}(?=,|[zd]|:")')
_PLURAL = ("NNS", "NNPS")
Span = tuple[int, int]


class Mention(NamedTuple):
    """One mention: tokens [first, last), its form and kind, its words, the tokens of the roles that it is given."""

    first: int
    last: int
    form: str  # name, role or pronoun
    kind: str  # person, institution, group, document, or guess (a person if it acts like one)
    words: tuple[str, ...] = ()
    roles: tuple[Span, ...] = ()
    gender: str = ""
    sure: bool = False


def find_mentions(parsed: Parse) -> tuple[str, list[Mention]]:
    """Give the name letters of a parse and its mentions in text order."""
    shape = name_letters(parsed)
    found = [m for run in _runs(parsed, shape) for m in _read_run(parsed, shape, *run)]
    taken = {i for m in found for i in range(m.first, m.last)}
    taken |= {last - 1 for m in found for _, last in m.roles if last == m.first}
    for spot in re.finditer("[RGDPS]", shape):
        i = spot.start()
        if shape[i] in "PS":
            if gender := PRONOUNS.get(parsed.lower[i]):
                found.append(Mention(i, i + 1, "pronoun", "person", (parsed.lower[i],), (), gender))
        elif i not in taken and (mention := _nominal(parsed, shape, i)):
            found.append(mention)
    taken |= {i for m in found for i in range(m.first, m.last)}
    found += [m for m in _unsaid(parsed, shape) if m.first not in taken]
    return shape, sorted(found)


def _unsaid(parsed: Parse, shape: str) -> Iterator[Mention]:
    """Give the mentions of one of several without a noun: "another said", "a third, from Lima, said"."""
    for spot in _UNSAID.finditer(shape):
        first, last = spot.span()
        words = parsed.lexicons.terms("ellipses")
        if " ".join(parsed.lower[first:last]) in words and shape[first - 1 : first] not in ("i", "K"):
            yield Mention(
                first, last, "role", "person", tuple(parsed.lower[first:last]), ((first, last),), "", True
            )


def role_term(parsed: Parse, head: int) -> str:
    """Give the role that ends at a token, in as many words as the lexicon knows, in its one common form."""
    roles = parsed.lexicons.terms("roles")
    for size in (3, 2):
        term = " ".join(parsed.lower[max(0, head - size + 1) : head + 1])
        if term in roles:
            break
    else:
        term = bare_role(parsed.lower[head])
    return getattr(roles[term], "same_as", "") or term if term in roles else term


def _runs(parsed: Parse, shape: str) -> Iterator[Span]:
    """Give the runs of words in capitals within one sentence."""
    for run in _RUN.finditer(shape):
        first = run.start()
        if parsed.sentences[parsed.sentence_of[first]].kind in _NOBODY:
            continue
        while first < run.end():
            last = min(run.end(), parsed.sentences[parsed.sentence_of[first]].last)
            if last - first <= _LONGEST:
                yield first, last
            first = last


def _read_run(parsed: Parse, shape: str, first: int, last: int) -> Iterator[Mention]:
    """Read one run of words in capitals: an institution, a role, or a person with titles and modifiers in front."""
    run, words = shape[first:last], tuple(parsed.lower[first:last])
    known = _is_known(parsed, words)
    if of := re.fullmatch("([^A]*O)KT?(?=A)(.*)", run):  # "the Front | of President Lee"
        yield from _read_run(parsed, shape, first, first + of.end(1))
        yield from _read_run(parsed, shape, first + of.start(2), last)
        return
    for cut in range(1, 0 if known else len(run) - 1):  # "the Obama | White House"
        if _is_known(parsed, words[cut:]):
            yield from _read_run(parsed, shape, first, first + cut)
            yield from _read_run(parsed, shape, first + cut, last)
            return
    mention: Mention | None
    if known or run == "O" or _INSTITUTION.fullmatch(run):
        mention = Mention(first, last, "name", "institution", words, (), "", known or len(words) > 1)
    elif re.fullmatch("[^FEI]*A", run):
        mention = _nominal(parsed, shape, last - 1)
    elif (office := _OFFICE.fullmatch(run)) and (role := _nominal(parsed, shape, first + office.end(1) - 1)):
        mention = role._replace(last=last)
    else:
        mention = _read_name(parsed, shape, first, last)
    if mention:
        yield mention


def _read_name(parsed: Parse, shape: str, first: int, last: int) -> Mention | None:
    """Read a run that is a person's name, with titles in front, or the name of a body that no word tells."""
    titled = _TITLED.match(shape, first, last)
    at = _name_start(shape, titled.end() if titled else first, last)
    last = _name_end(parsed, shape, first, at, last)
    letters = re.sub("\".*'", "", shape[at:last])  # Juan "Chico" Cruz
    words = tuple(w for w in parsed.lower[at:last] if w[0] not in _MARKS)
    roles = _roles(parsed, shape, first, at if titled else first, last)
    if not roles and " ".join(words) in parsed.lexicons.terms("places"):
        return None
    mention = Mention(at, last, "name", "institution", words, roles)
    the = not roles and _is_definite(parsed, first, last)  # "the Pentagon"
    if _is_person(letters, roles) and not the and parsed.tags[last - 1] != "NNPS":
        return _as_person(parsed, first, mention, letters)
    told = "O" in letters or bool(roles)
    return mention._replace(sure=told) if (told or the) and _NAMED.search(letters) else None


def _is_person(letters: str, roles: tuple[Span, ...]) -> bool:
    return bool(_PERSON.fullmatch(letters) or (roles and _BORNE.fullmatch(letters)))


def _as_person(parsed: Parse, first: int, mention: Mention, letters: str) -> Mention:
    known = bool(mention.roles) or letters[0] in _FIRST
    sure = known or letters.find("L") > 0
    unsure = not sure and (len(mention.words) == 1 or "M" in letters)
    kind = "guess" if unsure or (not known and _is_placed(parsed, first)) else "person"
    return mention._replace(kind=kind, gender=_gender(parsed, mention.roles, mention.words), sure=sure)


def _name_start(shape: str, at: int, last: int) -> int:
    while at < last - 1 and shape[at] in "DG" and shape[at + 1] in _FIRST:  # "Kenyan Ann Lee"
        at += 1
    return at


def _name_end(parsed: Parse, shape: str, first: int, at: int, last: int) -> int:
    """Give where a name ends: in a heading before an everyday word, as in "Ann Lee Wins Race"."""
    cut = shape.find("M", at + (2 if shape[at] in _FIRST else 1), last)
    if cut <= 0 or parsed.lower[cut - 1] in parsed.lexicons.terms("name_words"):
        return last
    return cut if is_heading(parsed, first) else last


def _is_definite(parsed: Parse, first: int, last: int) -> bool:
    chunk = parsed.chunk_of[last - 1]
    is_head = chunk < 0 or parsed.chunks[chunk].head == last - 1
    return is_head and first > 0 and parsed.lower[first - 1] == "the"


def _roles(parsed: Parse, shape: str, first: int, titled: int, last: int) -> tuple[Span, ...]:
    """Give the roles in front of a name ("campaign manager" Ann Lee, "the mayor," Ann Lee) and behind it."""
    found = []
    if titled > first:
        found.append((_phrase_start(parsed, shape, first), titled))
    elif first and shape[first - 1] == "R":
        found.append((_phrase_start(parsed, shape, first - 1), first))
    sentence = parsed.sentences[parsed.sentence_of[first]]
    apposed = _BEFORE.search(shape, max(sentence.first, first - _APPOSED), first)
    if apposed and shape[last : last + 1] in tuple(",.("):
        start = _phrase_start(parsed, shape, apposed.start())
        if "s" in shape[start : apposed.start()] or (start and shape[start - 1] in "TS"):
            found.append((start, apposed.start() + 1))
    if after := _AFTER.match(shape, last, sentence.last):
        begin = last + after.group().rindex(",") + 1
        found.append((begin + (shape[begin] in "TS"), after.end()))
    return tuple(found)


def _phrase_start(parsed: Parse, shape: str, token: int) -> int:
    if parsed.chunk_of[token] < 0:
        return token
    first = parsed.chunks[parsed.chunk_of[token]].first
    if first > 1 and shape[first - 2 : first] == "OK":  # "Bank of Korea governor"
        return _phrase_start(parsed, shape, first - 2)
    return first + (shape[first] in "TS" and first < token)


def _is_placed(parsed: Parse, first: int) -> bool:
    """Tell whether what begins at a token stands where a place would: "in ...", "the district of ..."."""
    if first < 2 or parsed.lower[first - 1] != "of":
        return first > 0 and parsed.lower[first - 1] in _PLACED
    return parsed.lower[first - 2] in parsed.lexicons.terms("organisations")


def _is_known(parsed: Parse, words: tuple[str, ...]) -> bool:
    known = parsed.lexicons.terms("organisations").get(" ".join(words))
    return known is not None and (known.category == "known" or len(words) > 1)


def _gender(parsed: Parse, roles: tuple[Span, ...], words: tuple[str, ...]) -> str:
    for first, last in roles:
        for word in reversed(parsed.lower[first:last]):
            if gender := role_gender(word, parsed.lexicons):
                return gender
    names = parsed.lexicons.terms("first_names")
    entry = (names.get(words[0]) or names.get(words[0].split("-")[0])) if len(words) > 1 else None
    return entry.category if entry and entry.category != "either" else ""


def _nominal(parsed: Parse, shape: str, head: int) -> Mention | None:
    """Give the mention by a role or a group noun whose head is at a token: "the Russian President", "officials"."""
    chunk = parsed.chunks[parsed.chunk_of[head]] if parsed.chunk_of[head] >= 0 else None
    if chunk is None or chunk.head != head:
        return None
    many = parsed.tags[head] in _PLURAL or (shape[head] == "D" and parsed.lower[head].endswith("s"))
    group = _category(parsed, "group_nouns", head) if shape[head] == "G" else ""
    if _is_nobody(parsed, shape, head, chunk.first, many, group):
        return None
    many = many or bool(group)
    first = min(chunk.first + (shape[chunk.first] in "TS"), head)
    gender = "" if many else role_gender(parsed.lower[head], parsed.lexicons)
    kind = "document" if group == "document" else "group" if many else "person"
    return Mention(chunk.first, head + 1, "role", kind, (), ((first, head + 1),), gender, True)


def _is_nobody(parsed: Parse, shape: str, head: int, first: int, many: bool, group: str) -> bool:
    """Tell what only looks like a role: "the Kenyan capital", "9.30 pm", "in court", a document, a title alone."""
    if not many and shape[head] == "D" and not _ACTING.match(shape, first):
        return True
    if not many and head > 0 and parsed.words[head - 1][0].isdigit():
        return True
    bare = head == first and shape[head - 1 : head] in ("i", "K")
    owned = group == "document" and not {"s", "S"}.isdisjoint(shape[first:head])
    if owned or (bare and group in ("body", "document")):
        return True
    return _category(parsed, "roles", head) == "honorific"


def _category(parsed: Parse, lexicon: str, token: int) -> str:
    entry = parsed.lexicons.terms(lexicon).get(parsed.lower[token])
    return entry.category if entry else ""
