"""Quotation marks that no verb explains: speech that goes on, or a label, a title, a nickname.

Takes a parse and a stretch between marks, gives its kind and, for speech, the cue whose speaker goes on.
It cannot see irony: a term in marks may be another's word or the writer's distance from it.
"""

from .attribution import phrase_before, subject_of_sentence
from .parse import Parse

_FEW = 5  # words below which marks without a verb hold no speech


def kind_of_marks(p: Parse, region) -> tuple[str, str]:
    """Give (kind, rule) of a stretch between marks that no cue touches: speech ("direct") or "scare"."""
    words = [i for i in range(region.first, region.last) if p.words[i][0].isalnum()]
    if not words:
        return "scare", "scare quotes"
    whole = p.codes[region.last - 1] in ".," and p.words[region.first][:1].isupper()
    begins = region.opens == p.sentences[p.sentence_of[region.opens]].first
    if len(words) >= _FEW or (whole and begins):
        return "direct", ""
    before, behind = p.codes[region.opens - 1 : region.opens], p.codes[region.closes + 1 : region.closes + 2]
    capitals = sum(p.words[i][:1].isupper() for i in words)
    if before == "N" and behind == "N" and len(words) <= 3:
        return "scare", "nickname"
    if capitals > 1 and capitals * 2 >= len(words):
        return "scare", "title"
    return "scare", "scare quotes"


def carried_on(p: Parse, regions, at: int, cue_of: dict):
    """Give (cue, rule): the cue whose speaker goes on in this quotation, or (None, "no speaker named")."""
    region = regions[at]
    here = p.sentences[p.sentence_of[region.opens]]
    before = at - 1
    if before in cue_of:
        there = p.sentences[p.sentence_of[regions[before].closes]]
        if here.paragraph - there.paragraph <= 1:
            return cue_of[before], "carried on"
    return None, "no speaker named"
