"""The archive that a researcher opens: the tables of many articles, to be asked in a line.

Takes the folder that `who-says-so tables --format parquet` wrote, gives an object whose methods are questions. To open
it, the head of every file is read, and no row.
"""

import os
import tempfile
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd

from ..measure.association import keyness, log_dice, log_likelihood
from ..measure.framing import with_interval
from ..measure.same_event import compare_quotations
from ..measure.tone import summarise_toward
from ..read.lexicons import BUILT_IN
from ..resources import Later, need, why
from ..runs import UNFINISHED
from ..tables import TABLES
from .actors import Link, link_names
from .columns import SCHEMA
from .selection import Selection, note_evidence, questions
from .sql import PERIODS, literal, name

duckdb = Later("duckdb")
MEMORY = "500MB"  # what DuckDB may hold; beyond that it writes to the disk
_OUTLET = "coalesce(getvariable('spelled')[lower(outlet)], outlet)"
_PARTS = "[!.]*/part-*.parquet"
_SAID = """select file_name, decode(value)->>'schema', decode(value)->>'table' from parquet_kv_metadata($1)
where key = 'who-says-so'"""


def open_archive(folder: str | Path) -> "Archive":
    """Give the archive whose tables lie in a folder, to be asked.

    Its methods: `coverage, actors, sources, naming, genders, over_time, unheard, labels, charged, frames, toward,
    figures, quotations, keyness, collocations, dispersion, concordance, passages, behind`; `only` narrows it,
    `relation` hands out DuckDB's relation. Syndicated copies count once unless `only(copies=True)`. Memory is bounded.
    Raises FileNotFoundError where there is no folder, ValueError where it holds no whole tables of this version.
    """
    folder = Path(folder if isinstance(folder, str | Path) else type(folder).__name__).absolute()
    need(folder.is_dir(), "no archive", folder, raises=FileNotFoundError)
    threads, aside = min(4, os.cpu_count() or 1), tempfile.gettempdir()
    connection = duckdb.connect(config={"memory_limit": MEMORY, "threads": threads, "temp_directory": aside})
    for table in _check_tables(folder, connection):
        parts = literal(str(folder / table / "part-*.parquet"))
        rows = "*" if table == "problems" else f"* replace ({_OUTLET} as outlet)"
        connection.execute(
            f"create view {table} as select {rows} from read_parquet({parts}, union_by_name = true)"
        )
    links = link_names(dict(connection.execute(questions()["names"]).fetchall()))
    fields = [(term, entry.category) for term, entry in BUILT_IN.terms("role_fields").items()]
    connection.register("linked", pd.DataFrame(links, columns=Link._fields, dtype=object))
    connection.register("fields", pd.DataFrame(fields, columns=["term", "field"]))
    connection.execute((files("analysis.archive") / "tables.sql").read_text("utf-8"))
    connection.unregister("linked").unregister("fields")
    return Archive(folder, connection)


class Archive(Selection):
    """An archive or a part of it; every method gives a small table, and `behind(table, row)` the passages of a row."""

    def actors(self) -> pd.DataFrame:
        """Give who is named in this archive, most articles first: `actor, articles, forms, gender, sure`.

        `actor` is the commonest form; `sure` (0 to 1) how far it can be trusted that all forms are one person's,
        `gender` is told by the pronoun, else by the first name, and missing where neither tells. Two people of one name
        whom their articles call by the same pronoun, and whose ages and roles fit, are one here.
        """
        return self.answer("actors")

    def coverage(self, by: str = "outlet") -> pd.DataFrame:
        """Give `articles, copies, first_day, last_day, undated, problems` for each outlet, or each value of `by`."""
        found = self.only(copies=True).answer("coverage", "articles", [by])
        found.attrs.clear()  # articles are no passages
        return found

    def sources(self, by: str | None = None, most: int | None = 20) -> pd.DataFrame:
        """Give who is quoted most: `actor, speaker_kind, n, articles, direct, indirect, total, share, low, high`.

        `by` is a column, such as "outlet", or a period ("month"), for each of which they are given; `n` counts passages
        that the actor is said to have spoken, `share` is that of all passages of the group, with its 95 % interval.
        """
        keys = [*filter(None, [by]), "actor", "speaker_kind"]
        group = {"group": name(by) if by else "actor is null"}
        return with_interval(self.answer("sources", "spoken", keys, group, most=most))

    def naming(self, by: str = "outlet") -> pd.DataFrame:
        """Give passages by whether their source has a name: `speaker_kind, n, total, share, low, high`, by `by`."""
        return with_interval(self.answer("shares", "spoken", [by, "speaker_kind"]))

    def genders(self, by: str = "outlet") -> pd.DataFrame:
        """Give passages by `gender` of their named speaker (a pronoun, a first name): `n, total, share, low, high`.

        "not known" is a row of its own; it is no third gender, and the shares are of all named speakers.
        """
        return with_interval(self.answer("shares", "spoken", [by, "gender"], fixed={"speaker_kind": "named"}))

    def over_time(self, table: str = "quotes", every: str = "month", by: str | None = None) -> pd.DataFrame:
        """Give how many rows of a table each period has: `{every}, n, articles, per_article`, for each `by` if given.

        Rows whose date is missing or too vague for the period are in the row without a date.
        """
        need(every in PERIODS, "no period", every, periods=", ".join(PERIODS))
        period = {"period": self.by(every, "articles")}
        return self.answer("over_time", table, [every, *filter(None, [by])], period)

    def unheard(self, most: int | None = 20) -> pd.DataFrame:
        """Give whom these articles mention and never let speak: `actor, mentions, articles`, the most mentioned first.

        Who could not speak, or cannot be told from a place, is left out, as by `find_unheard`.
        """
        return self.answer("unheard", "named", ["actor"], most=most)

    def labels(self, by: str = "outlet", most: int = 20) -> pd.DataFrame:
        """Give contested words for people and groups, in the outlet's voice and in others': `label, own, quoted, n`."""
        return self.answer("voices", "labelled", [by, "label"], most=most)

    def charged(self, by: str = "outlet", most: int = 20) -> pd.DataFrame:
        """Give charged words, in the outlet's own voice and in others': `term, category, own, quoted, n`."""
        keys, fixed = [by, "term", "category"], {"lexicon": "loaded"}
        return self.answer("voices", "terms", keys, fixed=fixed, most=most)

    def frames(self, by: str = "outlet", most: int = 20) -> pd.DataFrame:
        """Give the words of frames, in the outlet's own voice and in others': `category, own, quoted, n`."""
        return self.answer("voices", "terms", [by, "category"], fixed={"lexicon": "frames"}, most=most)

    def toward(self, actor: str, every: str = "month", by: str | None = None) -> pd.DataFrame:
        """Give the tone toward an actor over time: `negative, neutral, positive, unsure, n, balance, low, high`.

        `n` are the mentions that the model judges, `unsure` those it keeps silent on; `balance` (-1 to 1) is the share
        of positive less that of negative ones, with its 95 % interval. A sentence's tone may be a quoted speaker's:
        narrow by `only(voice="own")`. Raises ValueError for a name that nobody bears.
        """
        keys = [every, *filter(None, [by])]
        rows = self.only(actor=actor).answer("toward", "named", keys)
        found = summarise_toward(rows, keys).sort_values(keys, ignore_index=True)
        return note_evidence(found, "named", keys, actor=actor)

    def figures(self, harm: str | None = None, event: str | None = None) -> pd.DataFrame:
        """Give the figures of an event as they followed each other: `published, low, high, source, outlet, text ...`.

        `event` is that of the articles, `harm` such as "killed"; `rises` says where a figure is higher than all before
        it. Figures are never added up; what is denied, planned or hypothetical is left out, and what has no date.
        """
        return self.answer("figures", harm=harm, event=event)

    def quotations(self, least: int = 5, most: int = 200) -> pd.DataFrame:
        """Give the quotations that several articles print, as each cuts them: quotes with a number, `quotation`.

        Two are the same where they share `least` words in a row; at most `most` rows that do are compared.
        """
        return compare_quotations(self.answer("quotations", least=least, most=most), least)

    def concordance(self, phrase: str, most: int | None = 50, **conditions) -> pd.DataFrame:
        """Give where a phrase stands: the evidence columns, `left, right, voice, voice_kind, outlet, published`.

        `*` is any letters; a hit lies within one sentence and one voice. Raises ValueError for an empty phrase.
        """
        words = need(phrase.lower().replace("’", "'").split(), "empty phrase")
        return self.only(**conditions).answer("concordance", words=words, most=most)

    def keyness(self, against: Selection | None = None, least: int = 5, most: int = 50) -> pd.DataFrame:
        """Give the words that this part uses more than another: the columns of `compare_words`, the surest one first.

        `against` is any other part ("only(outlet=...)", "only(voice='quoted')"), the whole archive without it.
        """
        other = against or Archive(self.folder, self.connection, copies=self.copies)
        reference = {"reference": f"({other.select('words')})"}
        both = self.answer("keyness", "words", ["word"], reference, least=least).dropna()
        n, m = both["n_target"].to_numpy(), both["n_reference"].to_numpy()
        size, total = (int(both[name].max()) if len(both) else 1 for name in ("size", "total"))
        return note_evidence(keyness(both["word"].array, n, m, size, total).head(most), "words", ["word"])

    def collocations(self, word: str, window: int = 4, least: int = 3, most: int = 50) -> pd.DataFrame:
        """Give the words near a word in the same sentence: `collocate, n, n_word, n_collocate, g2, log_dice`."""
        found = self.answer("collocations", word=word.lower(), window=window, least=least)
        n, of, others, total = (found[c].to_numpy(float) for c in ("n", "n_word", "n_collocate", "total"))
        near = 2 * window
        g2 = log_likelihood(n, of * near, others * near, total * near)
        scored = found.drop(columns="total").assign(g2=g2, log_dice=log_dice(n, of, others))
        return scored.sort_values(["g2", "collocate"], ascending=[False, True], ignore_index=True).head(most)

    def dispersion(self, words: str | list[str]) -> pd.DataFrame:
        """Give how evenly words are spread over articles: `word, n, articles, parts, dp` (Gries 2008; 0 is even)."""
        words = [words] if isinstance(words, str) else words
        return self.answer("dispersion", words=[word.lower() for word in words])


def _check_tables(folder: Path, connection: Any) -> list[str]:
    """Give the names of the tables. Raises ValueError where they are not whole, or not those of one run."""
    written = sorted(folder.glob(_PARTS))
    tables = {table: {f.name for f in of} for table, of in groupby(written, lambda f: f.parent.name)}
    need(written or not (folder / "articles.csv").is_file(), "archive as CSV", folder)
    missing = next((table for table in TABLES if table not in tables), None)
    need(not missing, "archive lacks a table", folder, table=missing)
    need(not (folder / UNFINISHED).exists(), "archive unfinished", folder)
    _check_heads(folder, written, connection)
    for table, of in tables.items():
        trouble = "has other parts than the articles: a run that is not finished, or two mixed"
        same = {part for part in of if "-read" not in part} == tables["articles"]
        need(same, "archive mixed", table, trouble=trouble)
    return list(tables)


def _check_heads(folder: Path, written: list[Path], connection: Any) -> None:
    """Raise ValueError where a file is damaged, or does not say of itself that it is of this table and version."""
    try:
        found = connection.execute(_SAID, [str(folder / _PARTS)]).fetchall()
    except Exception as error:
        trouble = f"is half written or damaged ({error})"
        raise ValueError(why("archive mixed", folder, trouble=trouble)) from None
    said = {Path(file): told for file, *told in found}
    for file in written:
        schema, table = said.get(file, ["not stated", "not stated"])
        trouble = f"is of another version (schema {schema}, this program reads {SCHEMA})"
        trouble = trouble if schema != SCHEMA else f"is a file of the table {table!r}"
        ours = (schema, table) == (SCHEMA, file.parent.name)
        need(ours, "archive mixed", file.relative_to(folder), trouble=trouble)
