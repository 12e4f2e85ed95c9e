"""The road in one place: from articles to every table.

Takes the articles table, gives a dict of tables. It adds nothing of its own to what the finders see.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from .find.corrections import apply_corrections
from .find.figures.figures import casualties_in, figures_in
from .find.framing.labels import labels_in
from .find.framing.terms import terms_in
from .find.text.document import Document
from .find.text.evidence import Finder, add_evidence, sentences_in, tokens_in, uncollected
from .find.text.passive_voice import passives_in
from .find.who.speakers import people_in, spoken_in
from .read.corrections import read_corrections
from .read.lexicons import BUILT_IN, Lexicons
from .read.problems import problem_of
from .tables import COLUMNS, Tables, join_columns, make_table, texts_of

FINDERS: dict[str, Finder] = {
    "sentences": sentences_in,
    "tokens": tokens_in,
    "people": people_in,
    "quotes": spoken_in,
    "terms": terms_in,
    "labels": labels_in,
    "passives": passives_in,
    "casualties": casualties_in,
    "figures": figures_in,
}
"""What makes each table of one article, in the order of the tables."""
_ADVICE = "The other tables and articles are good. It is a fault of this program: please report it."
More = tuple[Finder, Sequence[str]]


@uncollected()
def analyse(
    articles: pd.DataFrame,
    lexicons: Lexicons | None = None,
    corrections: str | Path | pd.DataFrame | None = None,
    more: Mapping[str, More] | None = None,
) -> Tables:
    """Give every table of the articles, name to DataFrame: `articles` first, then sentences, tokens and the rest.

    Article by article: all finders share what has been read of it. A finder that fails costs its table of that article
    and gives a row of `problems`: `article_id`, the file as `source`, the `stage` that failed (the table, "analyse"
    where none could be made, "read" for what `read_articles` could not read, "read in part"), the `problem`, and
    `advice`. `corrections`, what `read_corrections` takes or gives, are applied in the end; lines that do not fit are
    `problems`. What each column means tells `describe_table`. `more` are further tables by name: a finder of one
    document, and its columns. Raises ValueError for what is no table of articles, and where an id comes twice.

    >>> from analysis import articles_from_text
    >>> tables = analyse(articles_from_text("It rained. Nobody was hurt."))
    >>> len(tables["sentences"])
    2
    """
    lexicons, texts = lexicons or BUILT_IN, texts_of(articles)
    finders = {name: (finder, COLUMNS[name]) for name, finder in FINDERS.items()} | dict(more or {})
    found: dict[str, list[list]] = {name: [[] for _ in columns] for name, (_, columns) in finders.items()}
    problems = list(articles.attrs.get("problems", []))
    for article_id, text in texts.items():
        document, failed = Document(text, lexicons), []
        for name, (finder, columns) in finders.items():
            try:
                add_evidence(found[name], article_id, document, finder, columns)
            except Exception as error:  # whatever it is, the other tables and articles shall be there
                reason = f"{type(error).__name__}: {error}"
                failed.append(problem_of(article_id, None, name, reason, _ADVICE))
        if FINDERS.keys() <= {problem.stage for problem in failed}:
            failed = [failed[0]._replace(stage="analyse")]
        problems += failed
    tables = {name: join_columns(finders[name][1], columns) for name, columns in found.items()}
    tables = {"articles": articles, **tables, "problems": make_table("problems", problems)}
    return tables if corrections is None else apply_corrections(tables, read_corrections(corrections))
