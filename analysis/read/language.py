"""Language: whether a text is English, which all that is found here takes it to be; not told of a few words."""

from functools import cache

from ..resources import Later, pattern
from .lexicons import BUILT_IN

babel, langid = map(Later, ("babel", "py3langid.langid"))
_FEWEST, _MOST, _LONGEST = 5, 2_000, 20  # words that are needed, and that are looked at; characters of most
_ENGLISH = 0.3  # the share of these words that no other language reaches
_LOOKED = 200_000  # characters whose paragraphs are looked at
_LONG = 15  # words of a paragraph that shows its language
_FOREIGN, _PART, _SURE = 0.16, 0.15, 0.9  # the share below which none is English; of what is told; the chance


def language_of(text: str) -> str | None:
    """Give the code of the language of a text ("en", "de"), None where it is too short or too odd to tell.

    Common words decide where they are common enough, else a classifier over sequences of characters (Lui and
    Baldwin 2012, "langid.py: An Off-the-shelf Language Identification Tool"). Linear: a long text is told by its
    first two thousand words.
    """
    words = pattern("words").findall(text[: _LONGEST * _MOST].lower())[:_MOST]
    if len(words) < _FEWEST:
        return None
    if _share(words) >= _ENGLISH:
        return "en"
    code, chance = _identifier().classify(" ".join(words))
    return code if chance >= _SURE else None


def other_language(text: str) -> tuple[str, float] | None:
    """Give the language of the paragraphs that are not English, and their share of the words; None below 15 in 100."""
    text = text[:_LOOKED].lower()
    lines = [line for line in text.splitlines() if len(line) >= 2 * _LONG]
    doubtful = (line for line in lines if _share(line.split()) < 2 * _FOREIGN)  # seen at once
    told = (words for words in map(pattern("words").findall, doubtful) if len(words) >= _LONG)
    other = [words for words in told if _share(words) < _FOREIGN]
    share = sum(map(len, other)) / len(pattern("words").findall(text)) if other else 0.0
    if share < _PART:
        return None
    said = " ".join(word for words in other for word in words[:_MOST])
    code, chance = _identifier().classify(said[:20_000])
    return (code, share) if chance >= _SURE and code != "en" else None


def language_name(code: str) -> str:
    """Give what a language is called, the code itself where nobody knows."""
    return babel.Locale("en").languages.get(code, code)


def _share(words: list[str]) -> float:
    return sum(map(BUILT_IN.terms("stop_words").__contains__, words)) / max(1, len(words))


def may_be_english(language: str | None) -> bool:
    """Tell whether a text in a language is one to read as English: where it cannot be told, it is."""
    return language in ("en", None)


@cache
def _identifier():
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
