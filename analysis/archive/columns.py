"""Columns: what every table of an archive carries beyond those of `analyse`, so that it can be asked by itself.

Takes articles, gives all their tables: who published each row and when, in whose voice and tone it stands, and the
tone toward whom it mentions. The finders are loaded only where they work: the command that reads for workers needs
none. It judges each part alone: who is one across articles tells `actors`.
"""

import io
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from ..read.kinds.dates import read_days
from ..read.lexicons import Lexicons
from ..resources import Later, data_path
from ..tables import EVIDENCE, SCHEMA_VERSION, TABLES, VOICE, Tables, describe_table

pa, pq = map(Later, ("pyarrow", "pyarrow.parquet"))
SCHEMA = f"{SCHEMA_VERSION}.2"
"""The form of the tables, those of `analyse` and what is added here: it changes with a column's name, type or sense."""
SOURCE = ("outlet", "published", "published_last")
TONE = ("polarity", "compound")
_TONED = ("terms", "labels", "passives", "casualties", "people")  # by the sentence they begin in
_KINDS = {"direct": "direct", "mixed": "indirect", "indirect": "indirect"}


def archive_tables(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> Tables:
    """Give the tables of `analyse` with the columns that an archive's have besides.

    Every evidence table ends with `outlet`, `published` and `published_last`: the first and the last day that the
    stated date may mean, the same where it is exact, missing where none is stated. `articles`, where `published` stays
    as it was stated, has them as `first_day` and `last_day`. Sentences and quotes have `voice`, `voice_kind` and their
    own `polarity` and `compound` (as in `label_tone`), people `toward` and `toward_probability` (as in
    `label_tone_toward`) and `heard` (as in `label_heard`), and they, terms, labels, passives and casualties the tone
    of the sentence that they begin in.

    >>> from analysis import read_articles
    >>> tables = archive_tables(read_articles("data/articles/sochi.txt"))
    >>> tables["quotes"][["published", "published_last"]].iloc[0].map(str).tolist()
    ['2017-11-21', '2017-11-21']
    """
    from ..corpus import More, analyse
    from ..find.text.evidence import sentences_in
    from ..find.tone.tone import SCORES, label_tone
    from ..find.tone.tone_toward import toward_in
    from ..measure.unheard import label_heard

    more: dict[str, More] = {
        "mentions judged": (toward_in, (*EVIDENCE, "toward", "toward_probability")),
        "sentences heard": (
            lambda document: (row[:2] for row in sentences_in(document)),
            (*EVIDENCE, *VOICE),
        ),
    }
    tables = analyse(articles, lexicons, more=more)
    judged, heard = (tables.pop(name) for name in more)
    kinds = tables["quotes"]["kind"].map(_KINDS).fillna("quoted").astype("str")
    voiced = {
        "sentences": tables["sentences"].merge(heard, "left", list(EVIDENCE)),
        "quotes": tables["quotes"].assign(voice=tables["quotes"]["speaker_name"], voice_kind=kinds),
    }
    spare = [score for score in SCORES if score not in TONE]
    tables |= {name: label_tone(rows).drop(columns=spare, errors="ignore") for name, rows in voiced.items()}
    tables["people"] = tables["people"].merge(judged, "left", list(EVIDENCE))
    tables["people"]["heard"] = label_heard({**tables, "articles": articles})["heard"]
    tone = tables["sentences"].drop_duplicates("sentence_id").set_index("sentence_id")[list(TONE)]
    tables["articles"] = with_days(articles)
    source = tables["articles"].set_index("article_id")[["outlet", "first_day", "last_day"]]
    for name in tables.keys() - {"articles", "problems"}:
        told = source.reindex(tables[name]["article_id"])
        columns = {new: told[old].array for new, old in zip(SOURCE, source.columns, strict=True)}
        if name in _TONED:
            scores = tone.reindex(tables[name]["sentence_id"])
            columns = {score: scores[score].to_numpy() for score in TONE} | columns
        tables[name] = tables[name].assign(**columns)
    return tables


def with_days(articles: pd.DataFrame) -> pd.DataFrame:
    """Give the articles with `first_day` and `last_day`, real dates: what their `published` may mean."""
    ends = [read_days(words) or (None, None) for words in articles["published"]]
    days = pd.DataFrame(ends, articles.index, ["first_day", "last_day"], dtype=object)
    outlet = articles["outlet"].str.replace(r"\s+", " ", regex=True).str.strip()  # "Kelm  Post "
    return articles.assign(outlet=outlet, **days.astype(pd.ArrowDtype(pa.date32())))


def parquet_bytes(table: Any, name: str) -> bytes:
    """Give a table (pandas or Arrow) as a Parquet file whose metadata say which it is, of which schema and version."""
    rows = table if isinstance(table, pa.Table) else pa.Table.from_pandas(table, preserve_index=False)
    said = json.dumps({"table": name, "schema": SCHEMA, "version": version("who-says-so")}).encode()
    rows = rows.replace_schema_metadata({**(rows.schema.metadata or {}), b"who-says-so": said})
    content = io.BytesIO()
    pq.write_table(rows, content)
    return content.getvalue()


def codebook(folder: Path) -> pd.DataFrame:
    """Give each column of the tables written to a folder: `table, column, type, meaning`."""
    added = pd.read_csv(data_path("archive_columns.csv"), index_col="column")["meaning"]
    rows = []
    for name in TABLES:
        told = describe_table(name).set_index("column")["meaning"]
        for field in pq.read_schema(folder / name / "part-00000.parquet"):
            own = field.name in told and not (field.name == "published" and name != "articles")
            meaning = (told if own else added).get(field.name, added["(another)"])
            rows.append((name, field.name, str(field.type), meaning))
    return pd.DataFrame(rows, columns=["table", "column", "type", "meaning"])
