"""Parse: one text read once, its tokens, tags, noun phrases and sentences, for all finders to share.

Takes a text, gives a Parse. It is a tagger's and a pattern's reading, not a full syntactic analysis: it can be wrong.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from ...read.lexicons import BUILT_IN, Lexicons, Made
from . import codes as kind
from .codes import ADJECTIVE, DETERMINER, FINITE, NOUNS, Chunk, chunks, to_codes
from .inflection import listed
from .sentences import Span, sentence_spans
from .tagger import tag
from .tokenizer import PARTS, token_spans, whole_word

_NAMED = frozenset("MD RB VB VBP VBZ JJR JJS IN TO CC DT PRP$ UH".split())  # what a name is mistaken for
_IN_TITLES = frozenset("Of For And A The Both This That".split())
_FINITE = frozenset(("MD", "VBD", "VBN", "VBP", "VBZ"))
_FEW = 60  # words that show whether a sentence is written as a title
_MISREAD = frozenset((noun, word, "NNP") for noun in ("NN", "NNS") for word in ("JJ", "VB"))
# "one bank chief information officer", "a White House official familiar with it"
_MISREAD |= {("NN", "JJ", "NN"), ("NNP", "JJ", "JJ")}
_UNSURE = frozenset(("NN", "NNS", "NNP", "JJ", "VBN"))
_CLOSING = frozenset(("”", '"', "’", "'"))
_LED = (("DT", "RB"), ("DT", "JJ"), ("DT", "CD"), ("CD", "JJ"), ("NNP", "JJ"))
_WHEN, _WHICH = ("yesterday", "today", "tonight", "tomorrow"), ("last", "this", "next")
_ADVERBIAL = (("weekday", None), ("weekday", "weekday"), ("time", "time"))  # not "on the Evening Post"
_WHERE = frozenset("in at on during by since until last this".split())
_DEAL = [(kind.COMMA + DETERMINER + kind.NOUN + kind.NAME, word) for word in ("a", "an")]
_ACTS = re.compile(f"[{NOUNS}]{{1,5}}[{FINITE}]")
_MAY_BREAK = re.compile(f"[{NOUNS + kind.NUMBER}](?=[{NOUNS + ADJECTIVE + DETERMINER}])|[j,](?=jn)")
_BEFORE_ROLE = f"[{kind.MAIN_VERBS}](?=[jn]{{0,4}}(?P<role>n)(?P<name>N{{1,4}}[{FINITE}])?)"
_OWNED = f"{kind.ADVERB}(?<={kind.GENITIVE}.)(?=[{FINITE + kind.PREPOSITION + kind.COMMA + kind.STOP}])"
_FIRM = rf"(?<!NN)(?<=N)s(?=[{FINITE}])|(?<=iN)s(?=[,.])|(?<=N),(?=N[^N])"
_PARTY = "(?<=N[,(])[Nj](?=[,.)])"  # "Ann Lee, D-Calif.,"
_ALONE = re.compile(rf"(?<![TSjnN0]).(?:r{{0,2}}[{FINITE}]|v[iPT]|[s.']|,[W0TS])")  # "Long also said"
_CLAIMS = re.compile(rf"(?<![TSjnN0]).{kind.NOUN}[PTSNi]")
_EDGE = 3  # empty places behind the last word, which are those before the first one, too
_OPEN = frozenset(("NN", "VB"))  # nouns and verbs, which a title in capitals writes with one
_FOLDED = Made(lambda word: sys.intern(word.lower().replace("’", "'").replace("‘", "'")))


class Sentence(NamedTuple):
    """A sentence: its tokens [first, last), its characters [start, end), its paragraph and kind."""

    first: int
    last: int
    start: int
    end: int
    paragraph: int
    kind: str


@dataclass(slots=True, frozen=True, eq=False)
class Parse:
    """One text as its tokens, with parallel lists for what is known of each, and its sentences and noun phrases.

    `lower`, `codes`, `sentence_of` and `chunk_of` have empty places at the end, so that they can be asked for the
    neighbours of any word: place -1 lies before the first word.
    """

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    codes: str
    sentences: list[Sentence]
    sentence_of: list[int]
    chunks: list[Chunk]
    chunk_of: list[int]
    lexicons: Lexicons

    def token_at(self, offset: int) -> int:
        """Give the index of the first token that ends after the offset (the number of tokens where none does)."""
        return bisect_right(self.ends, offset)

    def sentence(self, token: int) -> Sentence:
        """Give the sentence that a token stands in."""
        return self.sentences[self.sentence_of[token]]

    def phrase_at(self, token: int) -> Chunk:
        """Give the base noun phrase that a token is part of, or the token by itself where it is part of none."""
        at = self.chunk_of[token]
        return self.chunks[at] if at >= 0 else Chunk(token, token + 1, token)


def parse(text: str, lexicons: Lexicons = BUILT_IN, spans: list[Span] | None = None) -> Parse:
    """Give the Parse of one text; `spans` are its sentences, where they are known already.

    >>> parsed = parse("The two leaders met in Sochi.")
    >>> parsed.tags
    ['DT', 'CD', 'NNS', 'VBD', 'IN', 'NNP', '.']
    >>> [" ".join(parsed.words[c.first : c.last]) for c in parsed.chunks]
    ['The two leaders', 'Sochi']
    """
    tokens, sentence_of, sentences = list[tuple[int, int]](), list[int](), list[Sentence]()
    for number, span in enumerate(sentence_spans(text, lexicons) if spans is None else spans):
        first = len(tokens)
        tokens += token_spans(text, span.start, span.end, lexicons)
        sentence_of += [number] * (len(tokens) - first)
        sentences.append(Sentence(first, len(tokens), *span))
    starts, ends = map(list, zip(*tokens, strict=True)) if tokens else ([], [])
    words = [sys.intern(text[a:b]) for a, b in tokens]  # one object for each type: all look-ups are faster
    parted = any(map(text.__contains__, PARTS))
    whole = [whole_word(word) or word for word in words] if parted else words
    sentence_starts = [sentence.first for sentence in sentences]
    tags = tag(whole, sentence_starts)
    _name_small_words(whole, tags, sentences)
    _nouns_for_roles(whole, tags, lexicons)
    _harms_before_sums(whole, tags, lexicons)
    # a straight mark opens where nothing, a space, a bracket or a dash stands before it
    marks = {m.start() for m in re.finditer(r"[\"'](?<![^\s(\[{—–].)", text)}
    opens = {*compress(range(len(whole)), map(marks.__contains__, starts))}
    _verbs_behind_marks(whole, tags, opens)
    codes = re.sub(_OWNED, kind.NOUN, to_codes(whole, tags, opens))  # "farmers in Kenya's north say"
    firms = lexicons.categories["organisations"]  # "Sainsbury's said", "Acme Foods, Inc."
    kinds = (whole[m.start()][1:] or firms.get(whole[m.end()].lower(), "") for m in re.finditer(_FIRM, codes))
    codes = re.sub(_FIRM, lambda m: "N" if next(kinds) in ("s", "company") else m[0], codes)
    codes = re.sub(_PARTY, lambda m: "0" if whole[m.start()][1:2] == "-" else m[0], codes)  # as an age
    lower = list(map(_FOLDED.__getitem__, whole))
    codes = _surnames(whole, lower, tags, codes, lexicons)
    codes = _adjectives_for_roles(codes, lower, {*sentence_starts}, lexicons)
    phrases = chunks(codes, [*sentence_starts, *_phrase_breaks(whole, lower, codes, lexicons)])
    chunk_of = [-1] * (len(words) + _EDGE)
    for number, chunk in enumerate(phrases):
        chunk_of[chunk.first : chunk.last] = [number] * (chunk.last - chunk.first)
    lower += [""] * _EDGE
    codes += kind.NOTHING * _EDGE
    sentence_of += [-1] * _EDGE
    known = words, lower, starts, ends, tags, codes, sentences, sentence_of, phrases, chunk_of
    return Parse(text, *known, lexicons)


def _name_small_words(words: list[str], tags: list[str], sentences: list[Sentence]) -> None:
    """Make a name of a word in capitals beside a name, whatever it looks like: "Theresa May", "said Per Lind"."""
    for first, last, *_ in sentences:
        for i in range(first + 1, last):
            if tags[i] in _NAMED and words[i].istitle() and words[i] not in _IN_TITLES:
                behind = tags[i - 1] == "NNP" and words[i - 1].istitle()
                inside = i > first + 1 and (words[i - 1].islower() or words[i - 1] in (",", "”", "’"))
                few = range(first, min(last, first + _FEW))
                plain = any(words[j].islower() and tags[j][:2] in _OPEN for j in few)
                if plain and (behind or (inside and tags[i + 1 : i + 2] == ["NNP"])):
                    tags[i] = "NNP"


def _nouns_for_roles(words: list[str], tags: list[str], lexicons: Lexicons) -> None:
    """Read a role as the noun that it is: "the forward laughed", "fire chief Ann Lee", "the 68-year-old added that"."""
    roles = lexicons.categories["roles"]
    for i in compress(range(1, len(words) - 1), map(roles.__contains__, words[1:])):
        around = tuple(tags[i - 1 : i + 2])
        if around[1:] == ("JJ", "NN") and roles[words[i]] not in ("job", "office"):
            continue  # "training local forces"
        if around in _MISREAD or around[1] == "NNP" or (around[:2] in _LED and around[2] in (*_FINITE, ".")):
            tags[i] = "NN"
    for i in [i for i, read in enumerate(tags[1:-1]) if read == "VBN" and words[i].endswith("-year-old")]:
        if words[i + 1] == "said" or words[i + 2] in (":", ",", "“", '"', "that"):
            tags[i : i + 2] = ["NN", "VBD"]


def _harms_before_sums(words: list[str], tags: list[str], lexicons: Lexicons) -> None:
    """Read a harm before so many as a past tense: "a blast in Kelm killed at least nine"."""
    harms = lexicons.terms("harm_words")
    for i in [i for i in compress(range(len(tags)), map("VBN".__eq__, tags)) if words[i] in harms]:
        amount = next((j for j in range(i + 2, i + 5) if tags[j : j + 1] == ["CD"]), i)
        if tags[i - 1][:2] == "NN" and " ".join(words[i + 1 : amount]) in lexicons.terms("bounds"):
            tags[i] = "VBD"


def _surnames(words: list[str], lower: list[str], tags: list[str], codes: str, lexicons: Lexicons) -> str:
    """Read what stands behind a first name as a name wherever it acts alone: "Ann Long ... Long said", "Hay claims"."""
    given, read, known = lexicons.terms("first_names"), list(codes), set()
    for i in (m.end() for m in re.finditer(f"{kind.NAME}(?=[{NOUNS + ADJECTIVE}](?!{kind.NAME}))", codes)):
        if lower[i - 1] in given and words[i].istitle() and lower[i] not in lexicons.terms("group_nouns"):
            known.add(words[i])  # no Victoria Police
            read[i], tags[i] = kind.NAME, "NNP"
    for i in compress(range(len(words)), map(known.__contains__, words)) if known else ():
        leads = _CLAIMS.match(codes, i) and (codes[i + 2] != kind.PREPOSITION or lower[i + 2] == "that")
        claims = bool(leads and listed(lexicons, "reporting_verbs", lower[i + 1]))
        if claims or _ALONE.match(codes, i):
            read[i], tags[i] = kind.NAME, "NNP"
        if claims:
            read[i + 1], tags[i + 1] = kind.PRESENT, "VBZ"
    return "".join(read)


def _adjectives_for_roles(codes: str, lower: list[str], starts: set[int], lexicons: Lexicons) -> str:
    """Read a verb as part of the role behind it: "Managing director Ann Lee", "”, jailed writer Ann Lee said"."""
    roles, modifies, read = lexicons.terms("roles"), lexicons.categories["reference_words"], list(codes)
    for m in re.finditer(_BEFORE_ROLE, codes):
        i, told = m.start(), modifies.get(lower[m.start()]) in ("lesser", "former")
        told |= bool(m["name"]) and (i in starts or codes[i - 1] == kind.CLOSES)
        if f"{lower[i]} {lower[i + 1]}" in roles or (told and lower[m.start("role")] in roles):
            read[i] = ADJECTIVE
    for m in re.finditer(r"(?<=N)\(.{1,2}\)(?=N)", codes):  # "Colonel (Rtd) Ann Lee"
        if lower[m.start() - 1].rstrip(".") in roles:
            read[m.start() : m.end()] = kind.NAME * len(m[0])
    return "".join(read)


def _phrase_breaks(words: list[str], lower: list[str], codes: str, lexicons: Lexicons) -> Iterator[int]:
    """Where nouns go on, but another phrase begins: "told Ann | nobody", "on May 6 | Mr Kemp", ", a deal | Ann Lee"."""
    times, settings = lexicons.categories["time_words"], lexicons.terms("speech_settings")
    named = lexicons.categories["reference_words"]
    for i in (match.end() for match in _MAY_BREAK.finditer(codes)):
        word, before, behind = words[i], lower[i - 1], lower[i + 1 : i + 2]
        timed = behind != ["'s"] if word in _WHEN else word in _WHICH and not times.keys().isdisjoint(behind)
        adverbial = words[i - 1] in settings or (times.get(before), times.get(words[i - 1])) in _ADVERBIAL
        adverbial |= codes[i - 1 : i + 1] == kind.NUMBER + kind.NAME and lower[i - 2] in times
        placed = adverbial and word not in times and not _WHERE.isdisjoint(lower[max(0, i - 7) : i - 1])
        placed |= (codes[i - 3 : i + 1], lower[i - 2]) in _DEAL
        sure = named.get(word) == "somebody" or (timed and lower[i - 1] not in times)
        if sure or (placed and _ACTS.match(codes, i)):
            yield i


def _verbs_behind_marks(words: list[str], tags: list[str], opens: set[int]) -> None:
    """Read a word between a mark and a name, or behind who speaks, as a verb: "“Yes,” enthused Ann Lee"."""
    for i in compress(range(len(words) - 2), map(_CLOSING.__contains__, words)):
        if i in opens or words[i - 1] not in (",", "!", "?"):
            continue  # words in marks end at a comma, but not: She said, "Ann has a hotel bed.".
        form = "VBD" if words[i + 1].endswith("ed") else "VBZ" if words[i + 1].endswith("s") else ""
        if form and tags[i + 1] in _UNSURE and words[i + 1].islower() and tags[i + 2] == "NNP":
            tags[i + 1] = form
        at = next((k for k in range(i + 2, min(i + 6, len(words) - 1)) if words[k + 1] in (".", ",")), i)
        if tags[at - 1][:2] == "NN" and words[at].islower() and words[at].endswith("ed"):
            tags[at] = "VBD"  # "“Yes,” the mayor enthused."


def is_heading(p: Parse, token: int) -> bool:
    """Tell whether a token stands in a heading or another sentence where most words have capitals."""
    sentence = p.sentence(token)
    words = p.words[sentence.first : min(sentence.last, sentence.first + 40)]
    if sentence.kind == "heading":
        return True
    small = any(len(w) > 4 and w[0].islower() and w.islower() for w in words)
    if small and p.words[sentence.last - 1] == ".":
        return False
    letters = [w[0] for w in words if w[0].isalpha()]
    return sum(map(str.isupper, letters)) > max(5, 0.7 * len(letters))
