"""Columns: what every table of an archive carries beyond those of `analyse`, so that it can be asked by itself.

Takes articles, gives all their tables: who published each row and when, in whose voice and tone it stands, and the
tone toward whom it mentions. It judges each part alone: who is one across articles tells `actors`.
"""

from __future__ import annotations

import io
import json
from importlib.metadata import version
from typing import TYPE_CHECKING

import pandas as pd

from ..corpus import More, analyse
from ..find.text.tokens import sentences_in
from ..find.tone.tone import label_tone
from ..find.tone.tone_toward import toward_in
from ..read.lexicons import Lexicons
from ..tables import EVIDENCE, VOICE
from .dates import label_days

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA = 1
"""The number of this form of the tables; it changes where a column changes its name, type or sense."""
SOURCE = ("outlet", "published", "published_last")
TONE = ("polarity", "compound")
TOWARD = ("toward", "toward_probability")
_MORE: dict[str, More] = {
    "mentions judged": (toward_in, (*EVIDENCE, *TOWARD)),
    "sentences heard": (lambda document: (row[:2] for row in sentences_in(document)), (*EVIDENCE, *VOICE)),
}
_TONED = (
    "terms",
    "labels",
    "passives",
    "casualties",
    "people",
)  # with the tone of the sentence they begin in
_KEY = b"who-says-so"


def archive_tables(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> dict[str, pd.DataFrame]:
    """Give the tables of `analyse` with the columns that an archive's have besides.

    Every evidence table ends with `outlet`, `published` and `published_last`: the first and the last day that the
    stated date may mean, the same where it is exact, missing where none is stated. `articles`, where `published` stays
    as it was stated, has them as `first_day` and `last_day`. Sentences and quotes have `voice`, `voice_kind` and their
    own `polarity` and `compound` (as in `label_tone`), people `toward` and `toward_probability` (as in
    `label_tone_toward`), and they, terms, labels, passives and casualties the tone of the sentence that they begin in.

    >>> from analysis import read_articles
    >>> tables = archive_tables(read_articles("data/articles/sochi.txt"))
    >>> tables["quotes"][["published", "published_last"]].iloc[0].map(str).tolist()
    ['2017-11-21', '2017-11-21']
    """
    tables = analyse(articles, lexicons, more=_MORE)
    judged, heard = (tables.pop(name) for name in _MORE)
    tables["sentences"] = label_tone(tables["sentences"].merge(heard, "left", list(EVIDENCE)))
    tables["quotes"] = label_tone(_with_voice(tables["quotes"]))
    tables["people"] = tables["people"].merge(judged, "left", list(EVIDENCE))
    scores = [name for name in tables["sentences"] if name not in TONE and name in _scores()]
    for name in ("sentences", "quotes"):
        tables[name] = tables[name].drop(columns=scores)
    tone = tables["sentences"].drop_duplicates("sentence_id").set_index("sentence_id")[list(TONE)]
    for name in _TONED:
        told = tone.reindex(tables[name]["sentence_id"])
        tables[name] = tables[name].assign(**{score: told[score].to_numpy() for score in TONE})
    dated = with_days(articles)
    source = dated.set_index("article_id")[["outlet", "first_day", "last_day"]]
    for name, table in tables.items():
        if name not in ("articles", "problems"):
            tables[name] = _with_source(table, source)
    return {**tables, "articles": dated}


def parquet_bytes(table: pd.DataFrame, name: str) -> bytes:
    """Give a table as a Parquet file whose metadata say which table of which schema and version it is."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = pa.Table.from_pandas(table, preserve_index=False)
    rows = rows.replace_schema_metadata({**(rows.schema.metadata or {}), _KEY: _signature(name)})
    content = io.BytesIO()
    pq.write_table(rows, content)
    return content.getvalue()


def read_signature(schema: pa.Schema) -> dict:
    """Give what a Parquet file of ours says of itself: `table, schema, version`; nothing for one of others."""
    try:
        return dict(json.loads((schema.metadata or {})[_KEY]))
    except (LookupError, ValueError, TypeError):
        return {}


def _signature(name: str) -> bytes:
    return json.dumps({"table": name, "schema": SCHEMA, "version": version("who-says-so")}).encode()


def _scores() -> tuple[str, ...]:
    from ..find.tone.tone import SCORES

    return SCORES


def _with_voice(quotes: pd.DataFrame) -> pd.DataFrame:
    """Quotes in the voice of their speaker."""
    kinds = (
        quotes["kind"].map({"direct": "direct", "mixed": "indirect", "indirect": "indirect"}).fillna("quoted")
    )
    return quotes.assign(voice=quotes["speaker_name"], voice_kind=kinds.astype("str"))


def with_days(articles: pd.DataFrame) -> pd.DataFrame:
    """Give the articles with `first_day` and `last_day`, real dates: what their `published` may mean."""
    if "published" not in articles:
        articles = articles.assign(published=pd.array([None] * len(articles), dtype="str"))
    if "outlet" not in articles:
        articles = articles.assign(outlet=pd.array([None] * len(articles), dtype="str"))
    dated = label_days(articles, "first_day", "last_day")
    return dated.astype({name: _day_type() for name in ("first_day", "last_day")})


def _with_source(table: pd.DataFrame, source: pd.DataFrame) -> pd.DataFrame:
    told = source.reindex(table["article_id"])
    return table.assign(**{new: told[old].array for new, old in zip(SOURCE, source.columns, strict=True)})


def _day_type():
    import pyarrow as pa

    return pd.ArrowDtype(pa.date32())
