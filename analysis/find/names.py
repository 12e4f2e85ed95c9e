"""Names: the stretches of a text that name a person or an institution, and the roles that stand for one.

Takes a Parse, gives its mentions, each for itself (coreference.py joins those of one person).
It cannot tell a place or a product that it has never heard of from a person with an unknown first name.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..read.lexicons import lexicon_terms
from .parse import Parse
from .tagger import known_tag

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "plural"),
}
"""Third-person pronouns and what they say of whom they stand for."""

_LOWER_PREFIX = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ibn|bin|d|o)[-'’][A-Z]|(?:de|di|mc|la)[A-Z]")
_INITIAL = re.compile(r"(?:[A-Z]\.?){1,2}$")
_PARTY = re.compile(r"[RDI]-[A-Z]")
_PREFIX = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ibn|bin|d|o)[-'’][A-Z]|(?:de|di|mc|la)[A-Z]")
_INITIAL = re.compile(r"(?:[A-Z]\.?){1,2}$")
_PARTY = re.compile(r"[RDI]-[A-Z]")
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_PREFIX = re.compile(r"^(?:ex|then|co|vice|deputy|former)-|-(?:elect|designate)$")

# One letter per token: F first name, E first name or place, I initial, L particle, J suffix, M everyday word in capitals, N other
# name; A title or role in capitals, R role, G group, D demonym, C place, O organisation word, H place word, K "of", X day.
_RUN = re.compile(
    r"L?[NMFEADCOHI](?:[NMFEADCOHIJ]|L{1,3}(?=[NMFEACH])|(?<=[OA])KT?(?=[NMFEADCOH])|(?<=[NMO])&(?=[NMFEO]))*"
)
_TITLED = re.compile(r"(?:[^F]*?A(?:K[^FEA]{1,3}?)?)+(?=[FEIL]|[NMDC])")
_PERSON = re.compile(r"[FEI][A-Z]{1,5}|[NFEI]{2,4}J?|M[NI]{1,3}J?|[NMFE]+L+[NMFECAH]+|L+[NMFECAH]+|[NMF]|E")
_ROLE_BEFORE = re.compile(r"(?:[jnNMDCOFEAvg0RGX]s?){0,5}R,?$")
_ROLE_AFTER = re.compile(r"(?:,0)?,(?:[TS]?[jnNMDCOHFEvg0XisARG]{0,5}?)[RA](?=[,.)('\"iWKc:]|$)")
_PLURAL = ("NNS", "NNPS")


class Mention(NamedTuple):
    """One mention: tokens [first, last), its form and kind, its words, the tokens of the role that it bears."""

    first: int
    last: int
    form: str  # name, role or pronoun
    kind: str  # person, institution, group, or guess (one word that may be a person's name)
    words: tuple[str, ...] = ()
    role: tuple[int, int] | None = None
    gender: str = ""
    sure: bool = False


def find_mentions(parsed: Parse) -> tuple[str, list[Mention]]:
    """Give the letters of a parse (one for each token) and its mentions in text order."""
    shape = _letters(parsed)
    found = [m for run in _RUN.finditer(shape) for m in _read_run(parsed, shape, *run.span())]
    taken = {i for m in found for i in range(m.first, m.last)} | {m.role[1] - 1 for m in found if m.role}
    for spot in re.finditer("[RGPS]", shape):
        i = spot.start()
        if shape[i] in "PS":
            gender = PRONOUNS.get(parsed.lower[i])
            if gender:
                found.append(Mention(i, i + 1, "pronoun", "person", (parsed.lower[i],), None, gender))
        elif i not in taken and (mention := _nominal(parsed, shape, i)):
            found.append(mention)
    return shape, sorted(found)


def is_heading(parsed: Parse, token: int) -> bool:
    """Tell whether a token stands in a heading or another sentence where most words have capitals."""
    sentence = parsed.sentences[parsed.sentence_of[token]]
    words = [w for w in parsed.words[sentence.first : sentence.last] if w[0].isalpha()]
    return sentence.kind == "heading" or sum(w[0].isupper() for w in words) > max(3, 0.6 * len(words))


def role_term(parsed: Parse, head: int) -> str:
    """Give the role that ends at a token, in as many words as the lexicon knows, in its one common form."""
    roles = lexicon_terms("roles")
    for size in (3, 2):
        term = " ".join(parsed.lower[max(0, head - size + 1) : head + 1])
        if term in roles:
            break
    else:
        term = _PREFIX.sub("", parsed.lower[head].rstrip("."))
    return (term in roles and roles[term].same_as) or term


def _letters(parsed: Parse) -> str:
    codes, words = parsed.codes, parsed.words
    initial = {s.first for s in parsed.sentences} | {m.end() for m in re.finditer("[\":']", codes)}
    names = {words[m.start()] for m in re.finditer("N", codes) if m.start() not in initial}
    shape = [
        _letter(word, "N" if word in names and code in "njdzvbg" else code, i in initial)
        if code not in ",.:'\"("
        else code
        for i, (word, code) in enumerate(zip(words, codes, strict=True))
    ]
    for i in initial:  # "Foreign secretary Ann Lee": the first word of a sentence says nothing by its capital
        if i + 1 < len(shape) and shape[i] == "R" and shape[i + 1] in "NMFEIACOHK":
            shape[i] = "A"
    return "".join(shape)


@lru_cache(maxsize=16384)
def _letter(word: str, code: str, initial: bool) -> str:
    low = word.lower().replace("’", "'")
    names, roles, places = lexicon_terms("first_names"), lexicon_terms("roles"), lexicon_terms("places")
    groups, organisations = lexicon_terms("group_nouns"), lexicon_terms("organisations")
    part = lexicon_terms("name_words").get(low)
    if initial and code in "nj" and word[:1].isupper() and known_tag(low) == "-" and low not in groups:
        code = "N"
    if _LOWER_PREFIX.match(word) and code not in "zdbm":
        return "N"
    capital = word[:1].isupper()
    if not (
        capital
        and (code == "N" or (not initial and (code in "njo" or (low in names and code not in "PTSWic"))))
    ):
        if code in "nj" and (low in places and places[low].category == "demonym" and capital):
            return "D"
        if code in "nNj0" and low in groups:
            return "G"
        if code in "nN" and _PREFIX.sub("", low) in roles and roles[_PREFIX.sub("", low)].category != "title":
            return "R"
        if part and part.category == "particle" and code not in "zdbmvrcPTSW":
            return "L"
        return "K" if low in ("of", "for") else "&" if low == "&" else "n" if code == "N" else code
    if (part and part.category != "particle") or _PARTY.match(word):
        return "J" if part and part.category == "suffix" else "X"
    if low in organisations and (len(low) > 3 or word.isupper() or organisations[low].category != "known"):
        return "H" if organisations[low].category == "place" else "O"
    if low in groups and groups[low].category == "people":
        return "G"
    if low == "prime" or low.rstrip(".") in roles or low in roles or _PREFIX.sub("", low) in roles:
        return "A"
    if low in places:
        if places[low].category in ("demonym", "group"):
            return "D"
        return "E" if low in names else "C"
    if low in names or _INITIAL.match(word):
        return "F" if low in names else "I"
    return "N" if known_tag(low) in ("-", "NNP", "FW") else "M"


def _read_run(parsed: Parse, shape: str, first: int, last: int) -> Iterator[Mention]:
    """Read one run of capitalised words: titles and modifiers, then a name of a person or an institution."""
    if parsed.sentence_of[first] != parsed.sentence_of[last - 1]:
        cut = parsed.sentences[parsed.sentence_of[first]].last
        yield from _read_run(parsed, shape, first, cut)
        yield from _read_run(parsed, shape, cut, last)
        return
    run, words = shape[first:last], tuple(parsed.lower[first:last])
    for cut in range(1, len(run) - 1):  # "the Obama | White House"
        if _is_known(words[cut:]) and not _is_known(words):
            yield from _read_run(parsed, shape, first, first + cut)
            yield from _read_run(parsed, shape, first + cut, last)
            return
    if _is_organisation(run, words):
        yield Mention(first, last, "name", "institution", words, None, "", True)
        return
    titled = _TITLED.match(run)
    at = first + (titled.end() if titled else 0)
    while at < last - 1 and shape[at] in "DG" and shape[at + 1] in "FEI":
        at += 1
    cut = shape.find("M", at + (2 if shape[at] in "FEI" else 1), last)
    if cut > 0 and is_heading(
        parsed, first
    ):  # "Ann Lee Wins Race": where all words have capitals, everyday ones end a name
        last = cut
        words = words[: last - first]
    role = (first, first + titled.end()) if titled else _role_before(parsed, shape, first, last)
    name, words = shape[at:last], words[at - first :]
    if re.fullmatch("[^FEI]*A", run):
        if mention := _nominal(parsed, shape, first + run.rindex("A")):
            yield mention
        return
    after = _ROLE_AFTER.match(shape, last) if not role else None
    if after:
        begin = last + after.group().rindex(",") + 1
        role = (begin + (shape[begin] in "TS"), after.end())
    if " ".join(words) in lexicon_terms("places") and not (role and role[0] < at):
        return
    head = parsed.chunks[parsed.chunk_of[last - 1]].head if parsed.chunk_of[last - 1] >= 0 else last - 1
    the = first > 0 and parsed.lower[first - 1] == "the" and head == last - 1 and not role  # "the Pentagon"
    if not _PERSON.fullmatch(name) or parsed.tags[last - 1] == "NNPS" or the:
        if ("O" in name or the) and re.search("[NMFEOH]", name):
            yield Mention(at, last, "name", "institution", words, None, "", "O" in name)
        return
    gender = _gender(parsed, role, words)
    sure = bool(role) or name[0] in "FEI" or "L" in name
    yield Mention(
        at, last, "name", "person" if sure or len(words) > 1 else "guess", words, role, gender, sure
    )


def _role_before(parsed: Parse, shape: str, first: int, last: int) -> tuple[int, int] | None:
    """Give the role in front of a name: "campaign manager" Ann Lee, the "mayor", Ann Lee, ..."""
    floor = max(parsed.sentences[parsed.sentence_of[first]].first, first - 6)
    before = _ROLE_BEFORE.search(shape, floor, first)
    if before and shape[first - 1] != ",":
        return before.span()
    apposed = (
        before and shape[last : last + 1] in tuple(",.(") and shape[max(floor, before.start() - 1)] in "TS"
    )
    return (before.start(), first - 1) if apposed else None


def _is_known(words: tuple[str, ...]) -> bool:
    known = lexicon_terms("organisations").get(" ".join(words))
    return bool(known) and (known.category == "known" or len(words) > 1)


def _is_organisation(run: str, words: tuple[str, ...]) -> bool:
    return (
        _is_known(words)
        or run == "O"
        or bool(re.search("O$|O(?:KT?[A-Z]+)$", run) and not re.match("[^O]*A", run))
    )


def _gender(parsed: Parse, role: tuple[int, int] | None, words: tuple[str, ...]) -> str:
    roles, names = lexicon_terms("roles"), lexicon_terms("first_names")
    for word in reversed(parsed.lower[slice(*role)] if role else ()):
        entry = roles.get(word) or roles.get(word.rstrip("."))
        if entry and entry.gender:
            return entry.gender
    entry = names.get(words[0]) if len(words) > 1 else None
    if entry is None and len(words) > 1 and "-" in words[0]:
        entry = names.get(words[0].split("-")[0])
    return entry.category if entry and entry.category != "either" else ""


def _nominal(parsed: Parse, shape: str, head: int) -> Mention | None:
    """Give the mention by a role or a group noun whose head is at a token: "the Russian President", "officials"."""
    chunk = parsed.chunks[parsed.chunk_of[head]] if parsed.chunk_of[head] >= 0 else None
    if chunk is None or chunk.head != head:
        return None
    first = chunk.first + (shape[chunk.first] in "TS")
    term = role_term(parsed, head)
    entry = lexicon_terms("roles").get(term) or lexicon_terms("roles").get(parsed.lower[head])
    plural = parsed.tags[head] in _PLURAL
    if not entry and lexicon_terms("group_nouns")[parsed.lower[head]].category == "document":
        return None
    kind = "group" if plural or not entry else "person"
    gender = entry.gender if entry and not plural else ""
    return Mention(chunk.first, head + 1, "role", kind, (term,), (min(first, head), head + 1), gender, True)
