"""Shares: "more than half of the 200" and "10 per cent of the 50 guests" as one number of people."""

import re
from collections.abc import Callable, Iterable

from .amounts import Amount

_OF_NUMBER = re.compile(
    r"(?P<percent>\s?(?:%|per\s?cent))?\s(?:of\s)?(?:the|its|their|his|her|our|those|these)\s(?:\w+['’]s?\s)?"
)


def count_shares(text: str, amounts: Iterable[Amount], apart: Callable[[Amount], bool]) -> list[Amount]:
    """Give amounts in which a share of a number is one number: "more than half of the 200" from 100 upwards.

    A number for which `apart` is true stays by itself.

    >>> from analysis.find.figures.amounts import amounts_in
    >>> from analysis.find.text.document import Document
    >>> text = "A third of the 90 crew and 10 per cent of the 50 guests"
    >>> [(a.low, a.bound) for a in count_shares(text, amounts_in(Document(text)), lambda a: False)]
    [(30.0, 'exact'), (5.0, 'exact')]
    """
    counted: list[Amount] = []
    for amount in amounts:
        share = counted[-1] if counted else None
        gap = _OF_NUMBER.fullmatch(text, share.end, amount.start) if share else None
        exact = amount.low == amount.high and not apart(amount)
        if share and gap and exact and (gap["percent"] or share.kind == "fraction"):
            of = (amount.high or 0) / (100 if gap["percent"] else 1)
            low, high = (None if end is None else float(round(end * of)) for end in (share.low, share.high))
            counted[-1] = Amount(share.start, amount.end, low, high, "fraction", share.bound)
        else:
            counted.append(amount)
    return counted
