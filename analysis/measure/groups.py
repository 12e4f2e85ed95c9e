"""What the measures share: groups by column, and notes where too little was counted to say anything.

Takes tables and column names, gives checked lists. It cannot know whether a group makes sense.
"""

from collections.abc import Iterable, Sequence

import pandas as pd

FEW = 5
"""Below this many sentences (or sightings of a word) a number says so of itself."""


def group_columns(table: pd.DataFrame, by: str | Sequence[str] | None) -> list[str]:
    """Give the names of the columns to group by as a list, each checked to be in the table.

    >>> group_columns(pd.DataFrame({"voice": ["Reed"]}), "voice")
    ['voice']
    """
    names = [] if by is None else [by] if isinstance(by, str) else list(by)
    need_columns(table, names)
    return names


def need_columns(table: pd.DataFrame, names: Iterable[str]) -> None:
    """Raise ValueError where the table lacks one of the columns."""
    for name in names:
        if name not in table.columns:
            raise ValueError(
                f"The table has no column {name!r}. It was expected beside {', '.join(map(str, table.columns))}. "
                f"Try {_MAKERS.get(name, 'the name of one of these columns, or add the column first')}."
            )


def need_tables(tables: dict[str, pd.DataFrame], names: Iterable[str]) -> None:
    """Raise ValueError where one of the tables that `analyse` gives is not there, or is no table.

    >>> need_tables({}, ["quotes"])
    Traceback (most recent call last):
    ...
    ValueError: There is no table 'quotes'. The tables that analyse(articles) gives were expected. Try analyse first.
    """
    for name in names:
        if not isinstance(tables, dict) or not isinstance(tables.get(name), pd.DataFrame):
            raise ValueError(
                f"There is no table {name!r}. The tables that analyse(articles) gives were expected. Try analyse first."
            )


def word_set(words: pd.DataFrame | Iterable[str] | None) -> set[str]:
    """Give the words of a lexicon table, or of any collection, as a set.

    >>> sorted(word_set(["the", "of"]))
    ['of', 'the']
    """
    if words is None:
        return set()
    if isinstance(words, str):
        raise ValueError(
            f"{words!r} is one piece of text. A lexicon table or a list of words was expected. "
            "Try read_lexicon('stop_words')."
        )
    return set(words["term"] if isinstance(words, pd.DataFrame) else words)


_MAKERS = {
    "voice": "a table that analyse gives",
    "speaker_name": "find_quotes first",
    "compound": "label_tone first",
    "polarity": "label_tone first",
    "toward": "label_tone_toward first",
    "stem": "label_stems first",
    "word": "find_tokens first",
}
