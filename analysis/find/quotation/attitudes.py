"""What attributes without a verb: "his claim that ...", "she is confident that ...", "according to her", "in his view".

Takes a parse, gives cues with their speakers. It cannot see whose fear "fears of" is where the sentence does not say,
and knows the words of the lexicons `attitude_words` and `source_phrases` only.
"""

from collections.abc import Callable
from itertools import compress

from ...read.lexicons import Lexicons, category, kept
from ..text import BE, NOT_PROSE, Parse, Span, kind, listed, phrase_end
from ..text.subjects import past_appositions, subject_before, subject_of_sentence
from .clause_starts import that_behind
from .cue_speakers import is_somebody
from .cues import Cue
from .verbs import Verb, denies, receives, verb_group

_SUBJECT = kind.PRONOUN + kind.DETERMINER + kind.NAME + kind.POSSESSIVE
_WORDS = kind.NOUN + kind.ADJECTIVE + kind.PARTICIPLE
_CLEFTS = (["it", "was", kind.PREPOSITION], ["it", "is", kind.PREPOSITION])
_OPEN = frozenset(["that", "about"])
_NOBODY = frozenset(["it", "there", "this", "that"])
_REACH = 60
_STANDS = (frozenset(["quote"]), "phrase", "phrase", True)  # the frames of a source phrase, and how it stands
_OWN = "*"  # stands for whose view it is: "in * view"


def attitude_cues(p: Parse, floor_of: Callable[[int], int], inside: bytearray) -> list[Cue]:
    """Give the nouns and adjectives outside quotation marks that are followed by "that", "to" or their preposition.

    >>> from analysis.find.text.parse import parse
    >>> p = parse("Ann rejected his claim that it rained.")
    >>> [(p.words[c.main], p.words[c.speaker[0]]) for c in attitude_cues(p, lambda token: 0, bytearray(9))]
    [('claim', 'his')]
    """
    cues, rows_of = [], p.lexicons.results(_rows)
    for i in compress(range(len(p.lower) - 1), map(rows_of.__getitem__, p.lower)):
        code, rows = p.codes[i], rows_of[p.lower[i]]
        row = rows.get("noun" if code == kind.NOUN else "adjective") if code in _WORDS else None
        if row and not inside[i] and p.sentence(i).kind not in NOT_PROSE and (frames := _frames(p, i, row)):
            cue = (_noun if code == kind.NOUN else _adjective)(p, i, frames, max(floor_of(i), i - _REACH))
            # "fears of a flood" are somebody's even where nobody is named, not "the view of the mayor"
            held = p.lower[i + 1] == "of" and is_somebody(p, i + 2)
            if cue is not None and (cue.speaker or (not held and not _OPEN.isdisjoint(row.frames.split()))):
                cues.append(cue)
    return cues


def _frames(p: Parse, at: int, row) -> tuple[int, frozenset] | None:
    """Where the content begins and what it may be, by what follows the word: not "a report claiming that"."""
    allowed, word, behind = row.frames.split(), p.lower[at + 1], p.codes[at + 1]
    first = p.phrase_at(at).first
    cleft = [*p.lower[first - 3 : first - 1], p.codes[first - 1]] in _CLEFTS  # "it was at this point that"
    if "that" in allowed and not cleft:  # "frustration at it that ...", "her view is that ..."
        copula = row.category == "noun" and word in ("is", "was")
        by = word == "by"  # "the claim by the firm, an exporter, that"
        that = that_behind(p, at + 1 + copula, p.sentence(at).last, by)
        if that is not None and (by or {kind.COMMA, kind.GERUND}.isdisjoint(p.codes[at:that])):
            return that, frozenset(["that"])
    if behind == kind.TO and "to" in allowed:
        return at + 1, frozenset(["to"])
    if behind in kind.PREPOSITIONS and word in allowed:
        return at + 2, frozenset(["noun", "ing", "question"])
    relative = row.category == "noun" and p.codes[first] == kind.DETERMINER
    if "clause" in allowed and behind in _SUBJECT and not relative:  # not "the claims the mayor made"
        return at + 1, frozenset(["clause"])
    return None


def _noun(p: Parse, at: int, frames: tuple[int, frozenset], floor: int) -> Cue:
    chunk = p.chunks[p.chunk_of[at]]
    first, speaker = chunk.first, _owner(p, chunk.first, at)
    if speaker is None and p.lower[at + 1] == "by" and not denies(p, first - 1):  # "denied a claim by it"
        speaker = (at + 2, phrase_end(p, at + 2, frames[0]))
    elif speaker is None and (p.codes[first - 1] in kind.MAIN_VERBS or p.lower[first - 1] == "of"):
        held = p.lower[first - 1] not in BE and (p.lower[first - 1] != "of" or p.lower[first - 2] in BE)
        if held and not receives(p, first - 1):  # "took the view", "is of the view"
            speaker = subject_of_sentence(p, floor, first) or subject_before(p, first - 1, floor)
    verb = Verb(first, frames[0], at, p.lower[at], frames[1], "noun")
    whole = (first, frames[0], at, (first, at + 1), speaker, frames[1], "noun")
    opens = max(p.sentence(at).first, p.codes.rfind(kind.COMMA, floor, first) + 1)
    adjunct = p.codes[opens:first].lstrip(kind.AND + kind.ADVERB)  # "But despite claims that it failed, ..."
    within = adjunct[:1] in tuple(kind.PREPOSITIONS + kind.VERBALS) and not kind.has_finite(adjunct)
    return Cue(*whole, rule="noun", verb=verb, within=within)


def _adjective(p: Parse, at: int, frames: tuple[int, frozenset], floor: int) -> Cue | None:
    verb = verb_group(p, at, frames[0], p.lower[at], frames[1])._replace(mood="finite")
    speaker = subject_before(p, verb.first, floor)
    if speaker is None or p.lower[speaker[0]] in _NOBODY or BE.isdisjoint(p.lower[verb.first : at]):
        return None
    whole = (speaker[0], frames[0], at, (verb.first, at + 1), speaker, frames[1], "finite")
    return Cue(*whole, rule="adjective", verb=verb)


@kept
def _rows(word: str, lexicons: Lexicons) -> dict:
    return {row.category: row for row in reversed(listed(lexicons, "attitude_words", word))}


def phrase_cues(p: Parse, inside: bytearray) -> list[Cue]:
    """Give the source phrases outside quotation marks, each with whoever it names."""
    phrases, cues = p.lexicons.part(_phrases), []
    for i in compress(range(len(p.lower)), map(phrases.__contains__, p.lower)):
        if inside[i] or (p.lower[i] == "by" and kind.RELATIVE in p.codes[p.sentence(i).first : i]):
            continue  # "who won by"
        chunk = p.phrase_at(i + 1)
        for rest in phrases[p.lower[i]]:
            first, cue = i + 1 + len(rest), None
            if rest == [_OWN, p.lower[chunk.head]] and (owner := _owner(p, chunk.first, chunk.head)):
                cue = Cue(i, chunk.last, i, (i, chunk.last), owner, *_STANDS, "in somebody's words")
            elif _OWN not in rest and p.lower[i + 1 : first] == rest:
                cue = _followed(p, i, first)
            if cue:
                cues.append(cue)
                break
    return cues


def _followed(p: Parse, at: int, first: int) -> Cue | None:
    sentence = p.sentence(at)
    unit = first == at + 1 and p.tags[first : first + 1] in (["NN"], ["JJ"], ["CD"])
    apart = p.codes[at - 1] in kind.ENDS + kind.CLOSES + kind.NOTHING and not unit
    measured = category(p.lexicons, "source_phrases", p.lower[p.phrase_at(first).head]) == "measure"
    if kind.NAME in p.codes[at:first] or ((first == at + 1 or measured) and not apart):
        return None  # "named as Per Lund", "£5 per head", "built according to the plan"
    role = p.codes[first] == kind.BASE and first + 1 < sentence.last  # "according to judge Ann Lee"
    end = last = phrase_end(p, first + role, sentence.last)
    comma = p.codes.find(kind.COMMA, end, sentence.last) if at == sentence.first else -1
    if comma > end and not kind.has_finite(p.codes[end:comma]):
        last = comma  # "According to a poll of voters held on Monday, ..."
    apposed = p.codes[end : end + 2] == kind.COMMA + kind.RELATIVE or is_somebody(p, end + 1)
    apposed &= p.codes[first] != kind.PRONOUN  # "According to him, four men had left"
    if apposed or at > sentence.first:  # "her sister, Ann Lee, who leads it, ..."
        end = last = past_appositions(p, last, sentence.last)
    rule = " ".join(p.lower[at:first])
    return Cue(at, last, at, (at, first), (first, end), *_STANDS, rule) if end > first else None


def _owner(p: Parse, first: int, head: int) -> Span | None:
    """Whose a noun phrase is: "her claim", "the mayor's claim"."""
    end = max(p.codes.rfind(kind.GENITIVE, first, head), first + (p.codes[first] == kind.POSSESSIVE))
    return (first, end) if end > first else None


def _phrases(lexicons: Lexicons) -> dict[str, list[list[str]]]:
    phrases = [t.split() for t, row in lexicons.terms("source_phrases").items() if row.category != "measure"]
    return {first: [rest for word, *rest in phrases if word == first] for first, *_ in phrases}
