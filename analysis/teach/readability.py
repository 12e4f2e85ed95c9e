"""Take a text; give the reading age that a measure of readability states for it.

It counts letters, words and sentences, and cannot see how hard the matter is.
"""


def reading_age(text: str) -> float:
    """Give the age at which most pupils can read a text: the Automated Readability Index plus five years.

    The index (Smith and Senter 1967), computed by textstat, is a school year in the United States, whose first begins
    at six. It counts letters in words and words in sentences, and is rough on fewer than a hundred words.

    >>> reading_age("The cat sat.") < reading_age("Municipal authorities reconsidered infrastructure.")
    True
    """
    from textstat import textstat

    return float(textstat.automated_readability_index(text)) + 5
