"""Words: which words one part of an archive uses more than another, beside which others, and how evenly.

Takes selections, gives small tables. Words are counted by DuckDB and compared by the measures of one article.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..measure.association import log_dice, log_likelihood, log_ratio
from .evidence import with_evidence
from .selection import Selection
from .sql import among, limit, literal


class Words(Selection):
    """The questions about words."""

    def concordance(self, phrase: str, most: int | None = 50, **conditions) -> pd.DataFrame:
        """Give where a word or phrase stands: the evidence columns, `left, right, voice, voice_kind, outlet,
        published`.

        `*` stands for any letters; a hit lies within one sentence, and what surrounds it too. `voice` is "own",
        "quoted" or a speaker. Raises ValueError for an empty phrase.
        """
        words = phrase.lower().replace("’", "'").split()
        if not words:
            raise ValueError(
                "An empty phrase cannot be looked up; a word or a phrase was expected. Try 'regime'."
            )
        part = self.only(**conditions)
        first, *rest = (f"word glob {literal(word)}" for word in words)
        joins = " ".join(
            f"join tokens t{i} on t{i}.sentence_id = t0.sentence_id and t{i}.position = t0.position + {i} "
            f"and t{i}.{word}"
            for i, word in enumerate(rest, 1)
        )
        return part.ask(f"""
            with t0 as (from ({part.select("*", "tokens")}) where {first}),
            hit as (select t0.*, t{len(rest)}."end" as last from t0 {joins})
            select hit.article_id, hit.sentence_id, hit.start, last as "end",
                substring(s.text, hit.start - s.start + 1, last - hit.start) as text,
                trim(substring(s.text, 1, hit.start - s.start)) as "left",
                trim(substring(s.text, last - s.start + 1)) as "right",
                hit.voice, hit.voice_kind, hit.outlet, hit.published
            from hit join sentences s using (sentence_id)
            order by hit.published nulls last, hit.article_id, hit.start{limit(most)}
        """)

    def counts(self, most: int | None = None) -> pd.DataFrame:
        """Give the words of this selection: `word, n, articles`, the commonest first."""
        found = self.ask(f"""
            select word, count(*) as n, count(distinct article_id) as articles
            from ({self._words()}) group by word order by n desc, word{limit(most)}
        """)
        return with_evidence(found, "tokens", ["word"])

    def keyness(self, against: Words | None = None, least: int = 5, most: int = 50) -> pd.DataFrame:
        """Give the words that this part uses more than another: `word, n_target, n_reference, log_ratio, low, high,
        g2`.

        `against` is any other part ("only(outlet=...)", "only(voice='quoted')"), the whole archive without it. The
        surest difference stands first; the statistics are those of `compare_words`, and words are taken as drawn one
        by one.
        """
        other = (
            self.__class__(self.folder, self.connection, copies=self.copies) if against is None else against
        )
        both = self.ask(f"""
            with a as (select word, count(*) as n from ({self._words()}) group by word),
            b as (select word, count(*) as n from ({other._words()}) group by word)
            select word, coalesce(a.n, 0) as n_target, coalesce(b.n, 0) as n_reference,
                (select sum(n) from a) as size, (select sum(n) from b) as total
            from a full join b using (word)
            where coalesce(a.n, 0) + coalesce(b.n, 0) >= {int(least)} order by word
        """).dropna()
        n, m, size, total = (both[c].to_numpy(float) for c in ("n_target", "n_reference", "size", "total"))
        ratio, low, high = log_ratio(n, size, m, total)
        surely = np.where(low > 0, low, np.where(high < 0, -high, 0.0))
        g2 = log_likelihood(n, n + m, size, size + total)
        both = both.drop(columns=["size", "total"]).assign(
            log_ratio=ratio, low=low, high=high, g2=g2, surely=surely
        )
        both = both.sort_values(["surely", "g2"], ascending=False, kind="stable", ignore_index=True)
        return with_evidence(both.drop(columns="surely").head(most), "tokens", ["word"])

    def collocations(self, word: str, window: int = 4, least: int = 3, most: int = 50) -> pd.DataFrame:
        """Give the words near a word in the same sentence: `collocate, n, n_word, n_collocate, g2, log_dice`."""
        found = self.ask(f"""
            with t as ({self._words()}),
            near as (
                select b.word as collocate, count(*) as n from t a join t b
                    on a.sentence_id = b.sentence_id and a.position <> b.position
                    and b.position between a.position - {int(window)} and a.position + {int(window)}
                where a.word = {literal(word.lower())} group by b.word having count(*) >= {int(least)}
            ),
            w as (select word, count(*) as n from t group by word)
            select collocate, near.n, (select n from w where word = {literal(word.lower())}) as n_word,
                w.n as n_collocate, (select sum(n) from w) as total
            from near join w on w.word = collocate
        """)
        n, of, others, total = (found[c].to_numpy(float) for c in ("n", "n_word", "n_collocate", "total"))
        near = 2 * window
        g2 = log_likelihood(n, of * near, others * near, total * near)
        scored = found.drop(columns="total").assign(g2=g2, log_dice=log_dice(n, of, others))
        return scored.sort_values(["g2", "collocate"], ascending=[False, True], ignore_index=True).head(most)

    def dispersion(self, words: str | list[str]) -> pd.DataFrame:
        """Give how evenly words are spread over articles: `word, n, articles, parts, dp` (Gries 2008; 0 is even)."""
        chosen = among("word", [word.lower() for word in ([words] if isinstance(words, str) else words)])
        return self.ask(f"""
            with t as ({self._words()}),
            size as (select article_id, count(*) / sum(count(*)) over () as s from t group by article_id),
            seen as (select word, article_id, count(*) as n from t where {chosen} group by all),
            share as (select *, n / sum(n) over (partition by word) as v from seen)
            select word, sum(n)::bigint as n, count(*) as articles, (select count(*) from size) as parts,
                0.5 * (sum(abs(v - s)) + 1 - sum(s)) as dp
            from share join size using (article_id) group by word order by n desc, word
        """)

    def _words(self) -> str:
        """The SQL of the tokens that are words."""
        return f"from ({self.select('*', 'tokens')}) where regexp_matches(word, '[a-z]')"
