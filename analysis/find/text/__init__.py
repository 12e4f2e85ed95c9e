"""Text: one text read once, its sentences, words, tags and phrases; these are what other finders ask of it."""

from . import codes as kind
from .clauses import BE, HAVE, NEGATIONS
from .document import Document
from .evidence import find_in
from .inflection import base_of, bases, listed
from .parse import Parse, Sentence, is_heading
from .phrases import Span, is_time, past_adjuncts, past_time, phrase_before, phrase_end
from .sentences import NOT_PROSE
from .subjects import past_appositions, subject_after, subject_before, subject_of_sentence
from .tagger import known_tag
from .wordlists import WordList

__all__ = [
    "BE", "HAVE", "NEGATIONS", "NOT_PROSE", "Document", "Parse", "Sentence", "Span", "WordList", "base_of", "bases",
    "find_in", "is_heading", "is_time", "kind", "known_tag", "listed", "past_adjuncts", "past_appositions",
    "past_time", "phrase_before", "phrase_end", "subject_after", "subject_before", "subject_of_sentence",
]  # fmt: skip
