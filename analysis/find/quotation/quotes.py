"""Quotes: every passage that the text attributes to somebody, who that is, and the rule that says so.

Takes the articles table, gives the quotes table: direct, mixed and indirect speech, and scare quotes.
It cannot see who "he" is (who/speakers.py does), nor words that are attributed without a verb, a phrase or marks.
"""

from bisect import bisect_left

from ..text import Document, kind
from .around import before_cue, clauses_around, is_head
from .attitudes import attitude_cues, phrase_cues
from .contents import governed, says_itself
from .cue_speakers import agent_within, is_somebody
from .cues import Cue, find_cues
from .passages import Row
from .quote_marks import Region, quoted_in
from .turns import paragraph_led
from .unattributed import Unattributed, is_led
from .verbs import Verb

_APART = kind.COMMA + kind.DASH + kind.OPENS + kind.CLOSES + kind.STOP + "("
_MOST = 9  # quotations in one clause
_REACH = 60  # tokens between a cue or a subject and a colon; with a limit, the time is linear in the text


def quotes_in(document: Document) -> list[Row]:
    """Give the attributed passages of one text: start, end, kind, cue, speaker as printed and where, rule, status."""
    p = document.parse
    reader = _Reader(p, document.part(quoted_in))
    phrases = phrase_cues(p, reader.inside)
    cues = find_cues(p, reader.floor_of, reader.inside, phrases)
    reader.read_labels()  # a transcript: whatever its turns report is in the turn of whoever speaks
    for cue in cues:
        reader.read_left(cue)
    # the nearest leads to it: "said it had apologised, adding: “...”", but not "said as he left: “...”"
    for cue in [*sorted(cues, key=lambda cue: (not cue.speaker or cue.within, -cue.first)), *phrases]:
        reader.read_lead(cue)
    for cue in phrases:  # last: "threatening “a suit”, according to a letter" is a threat
        reader.read_left(cue)
    for cue in (*phrases, *cues):
        if cue.around and not reader.taken[cue.main]:
            reader.read_around(cue)
    attitudes = attitude_cues(p, reader.floor_of, reader.inside)
    reader.attitudes = {cue.main: cue for cue in attitudes}
    for cue in sorted([*cues, *attitudes], key=lambda cue: cue.first):
        reader.read_right(cue)
    reader.read_further()
    reader.heard += [(c.first, c) for c in cues if c.mood == "finite" and not reader.taken[c.main]]
    reader.read_labels()
    reader.read_rest()
    return sorted(reader.rows, key=lambda row: row[:2])


class _Reader(Unattributed):
    """Reads the cues of one text, each kind in its turn, and gives its passage to whoever speaks."""

    attitudes: dict[int, Cue]  # by the word that names one

    def read_left(self, cue: Cue) -> None:
        """Give a quotation that ends before a cue, `"...," she said`, to the cue's speaker."""
        p, left = self.p, self.region_left(cue)
        if left is None or left in self.cue_of:
            return
        region = self.regions[left]
        if p.text[region.end - 1] == "." and is_led(p, region):
            return  # "The notice read: “Keep out.” Lee said nothing."
        divided = kind.COMMA in p.codes[region.closes + 1 : cue.first]  # the comma stands behind the mark
        ends = "," if divided else p.text[region.start : region.end].rstrip("'’")[-1:]
        if self._goes_on(region) and region.opens > (floor := self._floor_before(region)):
            if ends in ",?!" and cue.mood in ("finite", "phrase") and not self._says_more(cue):
                self.add(floor, region.closes + 1, cue, cue.rule or "clause, then speaker")
        elif ends == "," or not self._says_more(cue):
            rule = {"before": "quote, then speaker", "phrase": cue.rule}.get(cue.order, "quote, then verb")
            self.add(region.first, region.last, cue, rule)

    def _floor_before(self, region: Region) -> int:
        """The first word of the clause that a quotation stands in, no number of a list."""
        p, first = self.p, self.p.sentence(region.opens).first
        floor = self.floor_of(region.opens - 1) if region.opens > first else first
        floor, _ = before_cue(p, region.opens, floor)  # "Flood: two dead; levee ‘holds’, says Lee"
        return floor if any(word[0].isalpha() for word in p.words[floor : region.opens]) else region.opens

    def _goes_on(self, region: Region) -> bool:
        return self.p.codes[region.opens - 1] not in _APART or self.p.words[region.first][0].islower()

    def read_lead(self, cue: Cue) -> None:
        """Give the quotation that a cue leads to, `She said: "..."`, to the cue's speaker."""
        right = self.region_right(cue)
        if right is None and (led := paragraph_led(self.p, cue)):
            self.add(*led, cue, "verb and colon", speech=True)
        if right is not None and right not in self.cue_of:
            rule = "passive" if cue.mood == "passive" else "speaker, then quote"
            self.add(*self.regions[right][1:3], cue, cue.rule if cue.order == "phrase" else rule)

    def read_further(self) -> None:
        """Give what goes on behind a quotation, “No” and “never”, or its tag, “No,” said Lee, smiling, “and ...”."""
        p = self.p
        for at, region in enumerate(self.regions):
            cue, behind = self.cue_of.get(at - 1), self.regions[at - 1].closes + 1
            if cue is not None and at not in self.cue_of:
                between = p.codes[max(behind, cue.last) : region.opens]
                lower = between[-1:] == kind.COMMA and p.words[region.first][0].islower()
                same = p.sentence_of[behind] == p.sentence_of[region.opens] and behind <= cue.first
                if (lower and same) or between in (kind.AND, kind.COMMA + kind.AND):
                    self.add(region.first, region.last, cue, "speaker, then quote")

    def read_around(self, cue: Cue) -> None:
        """Read a cue that the clause flows around or stands before: "The plan, he said, would fail"."""
        before = self.cue_of.get(bisect_left(self.opens, cue.first) - 1, cue)
        if before.first < cue.first <= before.last + (self.p.codes[before.last] == kind.COMMA):
            return  # a quotation's own: "“No,” she said, according to the notes"
        region, floor = self.region_right(cue), self._open_quote(self.floor_of(cue.first))
        quoted = None if region is None else self.opens[region]
        left, right = clauses_around(self.p, cue, floor, quoted)
        behind = right[0] if right else quoted
        # what is nobody's yet, and no mere subject of what stands behind the cue
        if left and self.is_free(*left) and (behind is None or not is_head(self.p, *left, behind)):
            self.add(*left, cue, cue.rule or "clause, then speaker")
        if right and self.is_free(*right):
            self.add(*right, cue, "clause around speaker" if left else cue.rule or "speaker, then clause")

    def read_right(self, cue: Cue) -> None:
        """Read what a verb governs to its right: a clause, an infinitive, a noun phrase."""
        p, verb = self.p, cue.verb
        if verb is None or cue.order == "after" or self.taken[verb.first]:
            return
        subject = cue.speaker[0] if cue.speaker and cue.order == "before" else None
        found = governed(p, verb, self._ceiling(cue), cue.within, subject)
        if found is None or (cue.around and p.lower[found[0]] in ("when", "where")):
            return  # "“...,” she says when we meet"
        first, last, frame, rule = found
        if cue.mood == "passive" and cue.speaker is None:
            last, agent = agent_within(p, first, last)
            cue = cue._replace(speaker=agent)
        allowed = self.is_free(first, last) and cue.allows(frame, kind.OPENS in p.codes[first:last])
        if allowed and not self._is_row_of_its_own(*found[:3], verb):
            self.add(first, last, cue, rule if cue.rule in ("", "passive") else cue.rule)

    def _ceiling(self, cue: Cue) -> int:
        p, last, led = self.p, self.p.sentence(cue.main).last, self.region_right(cue)
        if led is not None:
            before = self.opens[led] - 1
            return min(last, before) if p.codes[before] in kind.COMMA + kind.DASH else last
        first, end = (bisect_left(self.opens, at) for at in (cue.last, min(last, cue.last + _REACH)))
        for region in self.regions[first:end]:
            if is_led(p, region):  # "She asked whether it was safe: “...”"
                but = p.codes.rfind(kind.COMMA + kind.AND, cue.last, region.opens - 1)
                # "..., but Ann Lee disagrees: “...”"
                return but if but > 0 and is_somebody(p, but + 2) else region.opens - 1
        return last

    def _is_row_of_its_own(self, first: int, last: int, frame: str, verb: Verb) -> bool:
        """Whether a content is itself what somebody says: "was accused of saying that", "voiced fears that"."""
        named = frame == "noun" or (frame == "clause" and "noun" in verb.frames)  # "denied rumours it failed"
        attitude = self.attitudes.get(self.p.phrase_at(first).head) if named else None
        return (attitude and self._says_more(attitude)) or says_itself(self.p, first, last, frame)

    def _open_quote(self, floor: int) -> int:
        """The first token of a clause that a quotation without a stop stands in: `It has "no plan" left, he said`."""
        p, last = self.p, min(floor, len(self.p.words) - 1)
        for at in range(bisect_left(self.opens, floor) - 1, -1, -1)[:_MOST]:
            region = self.regions[at]
            same = p.sentence_of[region.closes] == p.sentence_of[last]
            apart = region.closes + 1 != floor or not same or p.text[region.end - 1] in ".,?!"
            if apart or at in self.cue_of:
                break
            floor = region.opens
            if floor == p.sentence(last).first or not self._goes_on(region):
                break
            floor = self.floor_of(floor - 1)
        return floor

    def _says_more(self, cue: Cue) -> bool:
        """Whether more words of a speaker's stand to the right of a cue."""
        governs = cue.verb and governed(self.p, cue.verb, self.p.sentence(cue.main).last)
        return governs is not None or self.region_right(cue) is not None
