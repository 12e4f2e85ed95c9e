"""Words that no verb of speech explains: in marks, behind a speaker's label, before the source that ends a headline.

Takes a parse, gives kinds, speakers and rules. It cannot see irony, nor tell a speaker's label from a place's where the
text has only one and never mentions it elsewhere.
"""

from bisect import bisect_left, insort
from functools import cached_property
from operator import itemgetter

from ..text import BE, Parse, Span, kind, past_adjuncts, phrase_before, phrase_end
from ..text.subjects import subject_after, subject_before, subject_of_sentence
from .cue_speakers import is_headed, is_somebody
from .cues import Cue, cue_from
from .passages import FEW, Passages
from .turns import AGED, Turn, headline_sources, interview_answers, label_lines

_DEPENDENT = frozenset("as when while after before because if which that whom what where".split())
_ANSWERS = [[be, what] for be in ("is", "was") for what in ("all", "how", "what")]  # "was all she would say"
_REACH = 40


def no_speech(p: Parse, region) -> str | None:
    """Give the rule by which a stretch between marks that no cue touches is no speech, None where it is."""
    words = [word for word in p.words[region.first : region.last] if word[0].isalnum()]
    sentence, behind = p.sentence(region.opens), region.closes + 1
    if region.opens == sentence.first:  # a sentence, or a headline: "“We had no warning”: mayor on flood"
        ends = p.codes[region.last - 1] in kind.STOP + kind.COMMA or p.words[behind : behind + 1] == [":"]
        alone = ends or _signed(p, region) is not None
    else:
        alone = is_led(p, region) and behind >= sentence.last
    capitals = sum(word[0].isupper() for word in words)
    titled = capitals > 1 and capitals * 3 >= len(words) * 2
    speech = alone or (len(words) >= FEW and not titled)
    if speech and sentence.kind != "link":  # "RELATED: “We ran”: a night out"
        return None
    return "title" if titled else "scare quotes"


def is_led(p: Parse, region) -> bool:
    """Whether a colon leads to a quotation: "She was blunt: “No.”"."""
    return p.words[region.opens - 1] == ":"


def speaker_behind(p: Parse, region) -> tuple[Span, Span] | None:
    """Give (speaker, verb) of `"...," Ann Lee laughed.`: any verb whose subject stands right behind the marks."""
    first, ends = region.closes + 1, p.text[region.end - 1]
    answer, sentence = _answers(p, first + (p.codes[first] == kind.COMMA)), p.sentence(first)
    apart = sentence.paragraph != p.sentence(region.opens).paragraph
    if apart or (not answer and ends not in ",?!.—-"):
        return None
    if answer or (p.codes[first] in kind.PRESENT + kind.PAST and p.chunk_of[first + 1] >= 0):
        verb = answer or first
        speaker = _behind_verb(p, verb + 1, sentence.last)
        return speaker and (speaker, (verb, verb + 1))
    found = _first_verb(p, first, sentence.last) if ends != "." else None
    if found is None or found[0][0] != first:
        return None
    verb = found[1][0]  # not "she was told", "she may go"
    hears = p.lower[verb] in BE and p.codes[verb + 1] == kind.PARTICIPLE
    return None if hears or p.codes[verb] == kind.MODAL else found


def _answers(p: Parse, first: int) -> int:
    """The verb behind which it stands whose words they were: "was all she said", "That was how she put it", or 0."""
    verb = first + (p.lower[first] in ("that", "those") and p.lower[first + 1] in BE)
    told = verb > first and is_headed(p, verb + 1, "group_nouns", "document")  # "Those were the words of"
    return verb if told or p.lower[verb : verb + 2] in _ANSWERS else 0


def _behind_verb(p: Parse, at: int, ceiling: int) -> Span | None:
    """Whose words a phrase behind a verb tells: "she", "all she would say", "Ann Lee's reply", "the reply from her"."""
    end = p.phrase_at(at).last
    of = p.lower[end] in ("from", "of") and p.codes[end - 1] == kind.NOUN and is_somebody(p, end + 1)
    if of or is_headed(p, at, "speech_settings"):
        owner = p.codes.find(kind.GENITIVE, at, end)
        return (at, owner) if owner > 0 else subject_after(p, end + 1, ceiling) if of else None
    at += (p.lower[at] in ("all", "how", "what")) + (p.lower[at : at + 2] == ["all", "that"])
    return (at, phrase_end(p, at, ceiling)) if p.chunk_of[at] >= 0 and at < ceiling else None


def speaker_in_sentence(p: Parse, region, taken: bytearray) -> tuple[Span | None, str]:
    """Give the speaker that the quotation's own sentence names, and the rule: a label, or its subject."""
    first, before = p.sentence(region.opens).first, region.opens - 1
    if signed := _signed(p, region):
        return signed, "label"
    if p.words[before] == ":":
        return _before_colon(p, first, before, taken)
    return subject_of_sentence(p, max(first, before - 2 * _REACH), before + 1), "words in a sentence"


def _signed(p: Parse, region) -> Span | None:
    """Who stands behind a quotation, "“We ran” – Ann Lee", "“We ran” (Ann, 8)", or on a line alone, "Ann Lee, 34"."""
    sentence, name = p.sentence(region.opens), region.closes + 2
    if region.opens > sentence.first:
        return None
    if aged := _aged(p, region):
        return aged
    mark = p.words[name - 1] if p.codes[name - 1] == kind.DASH else ";"
    if mark == ";" or not is_somebody(p, name):
        return None
    end = p.phrase_at(name).last
    ends = mark == ":" or end >= sentence.last or p.codes[end] in kind.COMMA + kind.STOP
    return (name, end) if ends else None


def _aged(p: Parse, region) -> Span | None:
    """The name with an age above a quotation that begins a sentence, or below it, or in brackets behind it."""
    number, name = p.sentence_of[region.opens], region.closes + 2
    near = p.sentences[max(0, number - _REACH) : number]
    above = [s for s in near if s.kind == "heading" and AGED.fullmatch(p.codes, *s[:2])]
    if above and near[-1] == above[-1] and p.codes[above[0].first - 1] != kind.CLOSES:  # no lines below words
        return above[-1][:2]
    first, last = name - (p.codes[name - 1] != "("), p.sentence(name).last
    last -= p.codes[last - 1] == ")" and first == name
    whole = p.codes[last - 1] == kind.STOP  # a sentence of its own
    return (first, last) if not whole and AGED.fullmatch(p.codes, first, last) else None


def _before_colon(p: Parse, first: int, colon: int, taken: bytearray) -> tuple[Span | None, str]:
    if is_somebody(p, first) and not kind.has_finite(p.codes[first:colon]):
        return (first, colon), "label"  # "Ann Lee, 34, from Kelm: ..."
    label = phrase_before(p, past_adjuncts(p, colon, first), first)
    written = label and p.lower[label[0] - 1] == "with" and is_headed(p, label[0], "group_nouns", "document")
    if label and (written or label[0] == first):
        return label, "label"  # "The book came back with a note: “Sorry”"
    verbs = (i for i in range(first, colon)[-_REACH:] if p.codes[i] in kind.FINITE and not taken[i])
    led = list(filter(None, (subject_before(p, i, first) for i in verbs)))
    # "He asked if it was safe: “...”"
    speaks = [found for found in led if is_somebody(p, found[0])]
    return next(iter(speaks[-1:] or led), None), "words in a sentence"


def can_go_on(p: Parse, cue) -> bool:
    """Whether a cue names somebody who may speak on: not the band in "as the band played", nor "Bo, who asked"."""
    first, last = cue.speaker or (0, 0)
    read = p.codes[first] == kind.PRONOUN and last - first > 1  # "she said in a message read out by Bo"
    dependent = p.lower[cue.first - 1] in _DEPENDENT or "who" in p.lower[last : last + 2]
    return cue.speaker is not None and not read and not dependent


def _first_verb(p: Parse, first: int, last: int) -> tuple[Span, Span] | None:
    """Give (subject, verb) of the first finite verb that has a subject."""
    finite = (i for i in range(first, min(last, first + 2 * _REACH)) if p.codes[i] in kind.FINITE)
    return next(((subject, (i, i + 1)) for i in finite if (subject := subject_before(p, i, first))), None)


class Unattributed(Passages):
    """Reads what no verb of speech touches: turns behind labels, and the quotations that are left over."""

    @cached_property
    def _turns(self) -> list[Turn]:
        return [*headline_sources(self.p), *label_lines(self.p), *interview_answers(self.p)]

    def read_labels(self) -> None:
        """Read paragraphs that begin with a speaker's label: "LEE: Did it rain?"."""
        heard = {self.p.lower[cue.speaker[1] - 1] for _, cue in self.heard if cue.speaker}
        for name, words, speech in self._turns:
            if (speech is not None or self.p.lower[name[1] - 1] in heard) and self.is_free(*words):
                self.add(*words, cue_from(name), "label", bool(speech))

    def read_rest(self) -> None:
        """Read the quotations that no cue touches: another verb, a label, a speaker who goes on, or scare quotes."""
        p = self.p
        heard = sorted((h for h in self.heard if can_go_on(self.p, h[1])), key=itemgetter(0))
        for i, r in enumerate(self.regions):
            if i in self.cue_of or not self.is_free(r.first, r.last):
                continue
            if behind := speaker_behind(p, r):
                self.add(r.first, r.last, cue_from(*behind), "quote, then any verb")
                continue
            if scare := no_speech(p, r):
                self.rows.append((r.start, r.end, "scare", None, None, None, None, scare, None))
                continue
            cue, rule = self._speaker_nearby(i, heard)
            cue = cue._replace(words=(0, 0), verb=None)  # that of another passage
            if cue.speaker:
                self.cue_of[i] = cue
                insort(heard, (r.opens, cue), key=itemgetter(0))
            self.add_row(r.start, r.end, "direct", cue, rule)

    def _speaker_nearby(self, at: int, heard: list[tuple[int, Cue]]) -> tuple[Cue, str]:
        p, r = self.p, self.regions[at]
        last = bisect_left(heard, r.opens, key=itemgetter(0)) - 1
        speaker, rule = speaker_in_sentence(p, r, self.taken)
        if speaker and not self.inside[speaker[0]]:
            return cue_from(speaker), rule
        here = p.sentence(r.opens).paragraph
        unclosed = at > 0 and not self.regions[at - 1].closed  # goes on behind a heading
        if last >= 0 and here - p.sentence(heard[last][0]).paragraph <= 1 + unclosed:
            return heard[last][1], "carried on"
        if not r.closed and at + 1 in self.cue_of and p.sentence(self.opens[at + 1]).paragraph - here <= 2:
            return self.cue_of[at + 1], "carried on"
        number = p.sentence_of[r.opens]
        before = _first_verb(p, *p.sentences[number - 1][:2]) if number else None
        found = before[0] if before and is_somebody(p, before[0][0]) else None
        return cue_from(found), "sentence before" if found else "no speaker named"
