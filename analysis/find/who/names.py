"""Names: the stretches of a text that name a person or an institution, and the roles that stand for one.

Takes a Parse, gives its mentions, each for itself (coreference.py joins those of one person).
It cannot tell a place or a product that it has never heard of from a person with an unknown first name.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..text.parse import Parse
from .name_letters import bare_role, name_letters, role_gender

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
_PERSON = re.compile(r"[FEI][A-Z]{1,5}|[NFEI]{2,4}J?|M[NI]{1,3}J?|[NMFE]+L+[NMFECAH]+|L+[NMFECAH]+|[NMF]|E")
_INSTITUTION = re.compile("(?!(?:[^OA]*A))[A-Z&c]*O(?:KT?[B-Z&]+)?")
_AFTER = re.compile(
    r"(?:K[NMCEODH]{1,3})?(?:,0)?,(?:[TS]?[jnNMDCOHFEvg0XisARG]{0,5}?)[RA](?=[,.)('\"iWKc:]|$)"
)
_BEFORE = re.compile("[RAG](?:KT?[nGNMOC]{1,3})?,[jD]{0,2}$")
_MARKS = "\"“”'‘’«»"
_PLACED = frozenset(("in", "at", "from", "near", "outside", "inside", "across", "throughout", "around"))
_NOBODY = frozenset(("agency", "byline", "date"))  # lines that name nobody of whom the article speaks
_ACTING = re.compile("TR?Dr?[zdm]")  # "the Kenyan won"
_PLURAL = ("NNS", "NNPS")
Span = tuple[int, int]


class Mention(NamedTuple):
    """One mention: tokens [first, last), its form and kind, its words, the tokens of the roles that it is given."""

    first: int
    last: int
    form: str  # name, role or pronoun
    kind: str  # person, institution, group, or guess (a person if it acts like one)
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
    return shape, sorted(found)


def is_heading(parsed: Parse, token: int) -> bool:
    """Tell whether a token stands in a heading or another sentence where most words have capitals."""
    sentence = parsed.sentences[parsed.sentence_of[token]]
    words = [
        w for w in parsed.words[sentence.first : min(sentence.last, sentence.first + 40)] if w[0].isalpha()
    ]
    return sentence.kind == "heading" or sum(w[0].isupper() for w in words) > max(5, 0.7 * len(words))


def role_term(parsed: Parse, head: int) -> str:
    """Give the role that ends at a token, in as many words as the lexicon knows, in its one common form."""
    roles = parsed.lexicons.terms("roles")
    for size in (3, 2):
        term = " ".join(parsed.lower[max(0, head - size + 1) : head + 1])
        if term in roles:
            break
    else:
        term = bare_role(parsed.lower[head])
    return (term in roles and getattr(roles[term], "same_as", "")) or term


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
    if known or run == "O" or _INSTITUTION.fullmatch(run):
        mention = Mention(first, last, "name", "institution", words, (), "", known or len(words) > 1)
    elif re.fullmatch("[^FEI]*A", run):
        mention = _nominal(parsed, shape, last - 1)
    else:
        mention = _read_name(parsed, shape, first, last)
    if mention:
        yield mention


def _read_name(parsed: Parse, shape: str, first: int, last: int) -> Mention | None:
    titled = _TITLED.match(shape, first, last)
    at = titled.end() if titled else first
    while at < last - 1 and shape[at] in "DG" and shape[at + 1] in "FEI":
        at += 1
    cut = shape.find("M", at + (2 if shape[at] in "FEI" else 1), last)
    if (
        cut > 0
        and parsed.lower[cut - 1] not in parsed.lexicons.terms("name_words")
        and is_heading(parsed, first)
    ):
        last = cut  # "Ann Lee Wins Race": there, an everyday word ends a name
    letters = re.sub("\".*'", "", shape[at:last])  # Juan "Chico" Cruz
    words = tuple(w for w in parsed.lower[at:last] if w[0] not in _MARKS)
    roles = _roles(parsed, shape, first, at if titled else first, last)
    if not roles and " ".join(words) in parsed.lexicons.terms("places"):
        return None
    chunk = parsed.chunk_of[last - 1]
    is_head = chunk < 0 or parsed.chunks[chunk].head == last - 1
    the = not roles and is_head and first > 0 and parsed.lower[first - 1] == "the"  # "the Pentagon"
    person = _PERSON.fullmatch(letters) or (roles and re.fullmatch("[NMFEI]{1,4}J?", letters))
    if not person or the or parsed.tags[last - 1] == "NNPS":
        if ("O" in letters or the or roles) and re.search("[NMFEOH]", letters):
            return Mention(at, last, "name", "institution", words, roles, "", "O" in letters or bool(roles))
        return None
    first_name = letters[0] in "FEI"
    sure = bool(roles) or first_name or letters.find("L") > 0
    placed = not roles and not first_name and _is_placed(parsed, first)
    guess = placed or (not sure and (len(words) == 1 or "M" in letters))
    gender = _gender(parsed, roles, words)
    return Mention(at, last, "name", "guess" if guess else "person", words, roles, gender, sure)


def _roles(parsed: Parse, shape: str, first: int, titled: int, last: int) -> tuple[Span, ...]:
    """Give the roles in front of a name ("campaign manager" Ann Lee, "the mayor," Ann Lee) and behind it."""
    found = []
    if titled > first:
        found.append((_phrase_start(parsed, shape, first), titled))
    elif first and shape[first - 1] == "R":
        found.append((_phrase_start(parsed, shape, first - 1), first))
    apposed = _BEFORE.search(shape, max(0, first - 7), first)
    if apposed and shape[last : last + 1] in tuple(",.("):
        start = _phrase_start(parsed, shape, apposed.start())
        if "s" in shape[start : apposed.start()] or (start and shape[start - 1] in "TS"):
            found.append((start, apposed.start() + 1))
    if after := _AFTER.match(shape, last):
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
    return bool(known) and (known.category == "known" or len(words) > 1)


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
    if shape[head] == "D" and not many and not _ACTING.match(shape, chunk.first):
        return None
    group = parsed.lexicons.terms("group_nouns").get(parsed.lower[head]) if shape[head] == "G" else None
    role = parsed.lexicons.terms("roles").get(parsed.lower[head])
    if (group and group.category == "document") or (role and role.category == "honorific"):
        return None
    if not many and head and parsed.words[head - 1][0].isdigit():
        return None  # "9.30 pm"
    if group and group.category == "body" and head == chunk.first and shape[head - 1 : head] in ("i", "K"):
        return None  # "in court", "at school"
    many = many or group is not None
    first = min(chunk.first + (shape[chunk.first] in "TS"), head)
    gender = "" if many else role_gender(parsed.lower[head], parsed.lexicons)
    kind = "group" if many else "person"
    return Mention(chunk.first, head + 1, "role", kind, (), ((first, head + 1),), gender, True)
