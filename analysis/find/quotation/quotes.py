"""Quotes: every passage that the text attributes to somebody, who that is, and the rule that says so.

Takes the articles table, gives the quotes table: direct, mixed and indirect speech, and scare quotes.
It cannot see who "he" is (who/speakers.py does), nor words that are attributed without a verb, a phrase or marks.
"""

from bisect import bisect_left, insort
from operator import itemgetter

from ..text import codes as kind
from ..text.codes import FINITE
from ..text.document import Document
from .around import clauses_around, denied_before, object_before
from .attitudes import attitude_cues
from .cues import Cue, agent_within, cue_from, find_cues, phrase_cues
from .indirect import governed
from .passages import Passages, Row
from .quote_marks import quoted_in
from .regions import quoted_regions, region_left, region_right
from .speaker_labels import label_lines
from .status import DENIED, is_planned
from .unattributed import (
    can_go_on,
    is_led,
    kind_of_marks,
    speaker_behind,
    speaker_in_sentence,
    speaker_of_sentence_before,
)
from .verbs import entry_at, verb_group

_BY_OPENING = ("", "passive")  # cues whose contents are named by what opens them


def quotes_in(document: Document) -> list[Row]:
    """Give the attributed passages of one text: start, end, kind, cue, speaker as printed and where, rule, status."""
    p = document.parse
    reader = _Reader(p, quoted_regions(p, document.part(quoted_in)))
    cues = find_cues(p, reader.floor_of, reader.inside)
    phrases = phrase_cues(p, reader.inside)
    reader.read_labels()  # a transcript: whatever its turns report is in the turn of whoever speaks
    for cue in cues:
        reader.read_left(cue)
    for cue in cues:
        reader.read_lead(cue)
    for cue in phrases:
        reader.read_left(cue)
        reader.read_lead(cue)
    for cue in (*phrases, *cues):
        reader.read_around(cue)
    attitudes = attitude_cues(p, reader.floor_of, reader.inside)
    reader.attitudes = frozenset(cue.main for cue in attitudes)
    for cue in sorted([*cues, *attitudes], key=lambda cue: cue.first):
        reader.read_right(cue)
    reader.heard += [(c.first, c) for c in cues if c.mood == "finite" and not reader.taken[c.main]]
    reader.read_labels()
    reader.read_rest()
    return sorted(reader.rows, key=lambda row: row[:2])


class _Reader(Passages):
    """Reads the cues of one text, each kind in its turn, and gives its passage to whoever speaks."""

    attitudes: frozenset[int] = frozenset()  # the words that name an attitude

    def read_left(self, cue: Cue) -> None:
        """Give a quotation that ends before a cue, `"...," she said`, to the cue's speaker."""
        p, left = self.p, region_left(self.p, self.regions, self.opens, cue)
        if left is None or left in self.cue_of:
            return
        region = self.regions[left]
        if p.text[region.end - 1] == "." and is_led(p, region):
            return  # "The notice read: “Keep out.” Lee said nothing."
        ends = p.text[region.start : region.end].rstrip("'’")[-1:]
        floor = self.floor_of(region.opens)
        says_more = region_right(p, self.regions, self.opens, cue) is not None or self._governs_clause(cue)
        begun = p.codes[region.opens - 1] not in ",:(\"'" or p.words[region.first][0].islower()
        if region.opens > floor and begun:
            if ends in ",?!" and cue.mood in ("finite", "phrase") and not says_more:
                self.add(floor, region.closes + 1, cue, cue.rule or "clause, then speaker")
                right = clauses_around(p, cue, floor)[1] if cue.around else None
                if right and not any(c in FINITE for c in p.codes[floor : region.closes]):
                    self.add(*right, cue, "clause around speaker")
        elif ends == "," or not says_more:
            rule = "quote, then speaker" if cue.order == "before" else "quote, then verb"
            self.add_region(left, cue, cue.rule if cue.order == "phrase" else rule)

    def read_lead(self, cue: Cue) -> None:
        """Give the quotation that a cue leads to, `She said: "..."`, to the cue's speaker."""
        right = region_right(self.p, self.regions, self.opens, cue)
        if right is not None and right not in self.cue_of:
            rule = "passive" if cue.mood == "passive" else "speaker, then quote"
            self.add_region(right, cue, cue.rule if cue.order == "phrase" else rule)
            while (further := self._joined(right)) is not None:  # "Crowds chanted “Save us” and “Act now”"
                right = further
                self.add_region(right, cue, rule)

    def _joined(self, at: int) -> int | None:
        """The quotation that "and" joins to another one, if no cue has it."""
        if at + 1 >= len(self.regions) or at + 1 in self.cue_of:
            return None
        between = self.p.codes[self.regions[at].closes + 1 : self.regions[at + 1].opens]
        return at + 1 if between in (kind.AND, kind.COMMA + kind.AND) else None

    def read_around(self, cue: Cue) -> None:
        """Read a cue that the clause flows around or stands before: "The plan, he said, would fail"."""
        if (cue.main >= 0 and self.taken[cue.main]) or not cue.around:
            return
        quoted = region_right(self.p, self.regions, self.opens, cue)
        lower = quoted is not None and self.p.words[self.regions[quoted].first][0].islower()
        floor = self._open_quote(self.floor_of(cue.first))
        left, right = clauses_around(self.p, cue, floor, quoted is not None, lower)
        if left and not any(self.taken[slice(*left)]):
            self.add(*left, cue, cue.rule or "clause, then speaker")
        if right and not any(self.taken[slice(*right)]):
            self.add(*right, cue, "clause around speaker" if left else cue.rule or "speaker, then clause")

    def read_right(self, cue: Cue) -> None:
        """Read what a verb governs to its right: a clause, an infinitive, a noun phrase."""
        p = self.p
        if cue.verb is None or cue.order == "after" or self.taken[cue.main] or self.taken[cue.verb.first]:
            return
        subject = cue.speaker[0] if cue.speaker and cue.order == "before" else None
        ceiling, led = (
            p.sentences[p.sentence_of[cue.main]].last,
            region_right(p, self.regions, self.opens, cue),
        )
        if led is not None and p.codes[self.regions[led].opens - 1] in ",:":
            ceiling = min(ceiling, self.regions[led].opens - 1)  # "told the paper: ..."
        found = governed(p, cue.verb, ceiling, cue.within, subject)
        if found is None or any(self.taken[found[0] : found[1]]):
            before = object_before(p, cue, self.floor_of(cue.first)) if found is None else None
            rule = cue.rule
            if before is None and found is None and self._denies(cue):
                before, rule = denied_before(p, cue, self.floor_of(cue.first)), "clause, then denial"
            if before and not any(self.taken[slice(*before)]):
                self.add(*before, cue, rule)
            return
        first, last, frame, rule = found
        if self._is_planned_speech(first, last, frame):
            return  # "was accused of saying that it was so": what she is to have said is a row of its own
        if cue.mood == "passive" and cue.speaker is None:
            last, agent = agent_within(p, first, last)
            cue = cue._replace(speaker=agent)
        if not cue.allows(frame):
            return
        if frame == "noun" and p.chunk_of[first] >= 0 and p.chunks[p.chunk_of[first]].head in self.attitudes:
            return  # "she voiced fears that ...": the noun governs the clause
        self.add(first, last, cue, rule if cue.rule in _BY_OPENING else cue.rule)

    def read_labels(self) -> None:
        """Read paragraphs that begin with a speaker's label: "LEE: Did it rain?"."""
        heard = {self.p.lower[cue.speaker[1] - 1] for _, cue in self.heard if cue.speaker}
        for name, (first, last), speech in label_lines(self.p, heard):
            if not any(self.taken[first:last]) and self.p.codes[first] != '"':
                self.add(first, last, cue_from(name), "label", speech)

    def read_rest(self) -> None:
        """Read the quotations that no cue touches: another verb, a label, a speaker who goes on, or scare quotes."""
        p = self.p
        heard = sorted((h for h in self.heard if can_go_on(self.p, h[1])), key=itemgetter(0))
        for i, r in enumerate(self.regions):
            if i in self.cue_of or any(self.taken[r.first : r.last]):
                continue
            if behind := speaker_behind(p, r):
                self.add_region(i, cue_from(*behind), "quote, then any verb")
                continue
            if (kind_rule := kind_of_marks(p, r))[0] == "scare":
                self.rows.append((r.start, r.end, "scare", None, None, None, None, kind_rule[1], None))
                continue
            cue, rule = self._speaker_nearby(i, heard)
            if cue is not None:
                self.cue_of[i] = cue
                insort(heard, (r.opens, cue), key=itemgetter(0))
            self.add_row(r.start, r.end, "direct", cue, rule, carried=True)

    def _speaker_nearby(self, at: int, heard: list[tuple[int, Cue]]) -> tuple[Cue | None, str]:
        p, r = self.p, self.regions[at]
        speaker, rule = speaker_in_sentence(p, r)
        if speaker:
            return cue_from(speaker), rule
        last = bisect_left(heard, r.opens, key=itemgetter(0)) - 1
        here = p.sentences[p.sentence_of[r.opens]].paragraph
        if last >= 0 and here - p.sentences[p.sentence_of[heard[last][0]]].paragraph <= 1:
            return heard[last][1], "carried on"
        before = speaker_of_sentence_before(p, r)
        return (cue_from(before), "sentence before") if before else (None, "no speaker named")

    def _open_quote(self, floor: int) -> int:
        """The first token of a quotation that ends without a stop before `floor`: `"We won" last year, he said`."""
        at, last = bisect_left(self.opens, floor) - 1, min(floor, len(self.p.words) - 1)
        if at < 0 or at in self.cue_of or self.regions[at].closes + 1 != floor:
            return floor
        region = self.regions[at]
        same = self.p.sentence_of[region.closes] == self.p.sentence_of[last]
        return region.opens if same and self.p.text[region.end - 1] not in ".,?!" else floor

    def _denies(self, cue: Cue) -> bool:
        row = self.p.lexicons.terms("reporting_verbs").get(cue.verb.term) if cue.verb else None
        return row is not None and row.status == DENIED

    def _is_planned_speech(self, first: int, last: int, frame: str) -> bool:
        """Whether a content is itself that somebody is to say something: "wants to say that it was so"."""
        at = first + (frame == "to")
        entry = entry_at(self.p, at) if frame in ("to", "noun") else None
        if entry is None:
            return False
        verb = verb_group(self.p, at, *entry)
        inner = governed(self.p, verb, last)
        return (
            inner is not None and inner.content in ("that", "clause", "question") and is_planned(self.p, verb)
        )

    def _governs_clause(self, cue: Cue) -> bool:
        ceiling = self.p.sentences[self.p.sentence_of[cue.main]].last
        return cue.verb is not None and governed(self.p, cue.verb, ceiling) is not None
