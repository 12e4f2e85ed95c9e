"""Words: which words one part of an archive uses more than another, beside which others, and how evenly.

Takes selections, gives small tables. Words are counted by DuckDB and compared by the measures of one article.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..measure.association import log_dice, log_likelihood, log_ratio
from .selection import Selection, _literal, with_evidence

_WORD = "regexp_matches(word, '[a-z]')"


class Words(Selection):
    """The questions about words."""

    def concordance(self, phrase: str, most: int | None = 50, **conditions) -> pd.DataFrame:
        """Give where a word or phrase stands: the evidence columns, `left, right, voice, voice_kind, outlet, published`.

        `*` stands for any letters; a hit lies within one sentence, and what surrounds it too. `voice` is "own", "quoted" or
        a speaker. Raises ValueError for an empty phrase.
        """
        words = phrase.lower().replace("’", "'").split()
        if not words:
            raise ValueError(
                "An empty phrase cannot be looked up; a word or a phrase was expected. Try 'regime'."
            )
        part = self.only(**conditions) if conditions else self
        joins = "".join(
            f" join tokens t{i} on t{i}.sentence_id = t.sentence_id and t{i}.position = t.position + {i}"
            for i in range(1, len(words))
        )
        fits = " and ".join(f"t{i or ''}.word glob {_literal(word)}" for i, word in enumerate(words))
        last = f"t{len(words) - 1 or ''}"
        limit = "" if most is None else f" limit {int(most)}"
        return part.ask(
            f'with hit as (select t.*, {last}."end" last from ({part.select("*", "tokens", f"word glob {_literal(words[0])}")}) t'
            f'{joins} where {fits}) select hit.article_id, hit.sentence_id, hit.start, last "end", '
            "substring(s.text, hit.start - s.start + 1, last - hit.start) text, "
            'trim(substring(s.text, 1, hit.start - s.start)) "left", trim(substring(s.text, last - s.start + 1)) "right", '
            "hit.voice, hit.voice_kind, hit.outlet, hit.published from hit join sentences s using (sentence_id) "
            f"order by hit.published nulls last, hit.article_id, hit.start{limit}"
        )

    def counts(self, most: int | None = None) -> pd.DataFrame:
        """Give the words of this selection: `word, n, articles`, the commonest first."""
        limit = "" if most is None else f" limit {int(most)}"
        found = self.ask(
            f"select word, count(*) n, count(distinct article_id) articles from ({self.select('*', 'tokens', _WORD)}) t "
            f"group by word order by n desc, word{limit}"
        )
        return with_evidence(found, "tokens", {"word": "word"})

    def keyness(self, against: Selection | None = None, least: int = 5, most: int = 50) -> pd.DataFrame:
        """Give the words that this part uses more than another: `word, n_target, n_reference, log_ratio, low, high, g2`.

        `against` is any other part ("only(outlet=...)", "only(voice='quoted')"), the whole archive without it. The surest
        difference stands first; the statistics are those of `compare_words`, and words are taken as drawn one by one.
        """
        other = (
            against if against is not None else self.__class__(self.folder, self.connection, (), self.copies)
        )
        sides = [part.select("word", "tokens", _WORD) for part in (self, other)]
        both = self.ask(
            f"with a as (select word, count(*) n from ({sides[0]}) t group by word), "
            f"b as (select word, count(*) n from ({sides[1]}) t group by word) "
            "select coalesce(a.word, b.word) word, coalesce(a.n, 0) n_target, coalesce(b.n, 0) n_reference, "
            "(select sum(n) from a) size, (select sum(n) from b) total from a full join b on a.word = b.word "
            f"where coalesce(a.n, 0) + coalesce(b.n, 0) >= {int(least)} order by 1"
        ).dropna()
        n, m = both["n_target"].to_numpy(float), both["n_reference"].to_numpy(float)
        size, total = both["size"].to_numpy(float), both["total"].to_numpy(float)
        ratio, low, high = log_ratio(n, size, m, total)
        surely = np.where(low > 0, low, np.where(high < 0, -high, 0.0))
        both = both.assign(
            log_ratio=ratio, low=low, high=high, g2=log_likelihood(n, n + m, size, size + total)
        )
        both = both.drop(columns=["size", "total"]).assign(surely=surely)
        both = both.sort_values(["surely", "g2"], ascending=False, kind="stable", ignore_index=True)
        return with_evidence(both.drop(columns="surely").head(most), "tokens", {"word": "word"})

    def collocations(self, word: str, window: int = 4, least: int = 3, most: int = 50) -> pd.DataFrame:
        """Give the words near a word in the same sentence: `collocate, n, n_word, n_collocate, g2, log_dice`."""
        chosen = self.select("*", "tokens", _WORD)
        found = self.ask(
            f"with t as ({chosen}), near as (select b.word collocate, count(*) n from t a join t b on a.sentence_id = b.sentence_id "
            f"and b.position between a.position - {int(window)} and a.position + {int(window)} and a.position <> b.position "
            f"where a.word = {_literal(word.lower())} group by 1 having count(*) >= {int(least)}), "
            "w as (select word, count(*) n from t group by word) select collocate, near.n, "
            f"(select n from w where word = {_literal(word.lower())}) n_word, w.n n_collocate, (select sum(n) from w) total "
            "from near join w on w.word = collocate"
        )
        n, word_n, other_n, total = (
            found[name].to_numpy(float) for name in ("n", "n_word", "n_collocate", "total")
        )
        near = 2 * window
        g2 = log_likelihood(n, word_n * near, other_n * near, total * near)
        scored = found.drop(columns="total").assign(g2=g2, log_dice=log_dice(n, word_n, other_n))
        return scored.sort_values(["g2", "collocate"], ascending=[False, True], ignore_index=True).head(most)

    def dispersion(self, words: str | list[str]) -> pd.DataFrame:
        """Give how evenly words are spread over the articles: `word, n, articles, parts, dp` (Gries 2008; 0 is even)."""
        words = [words] if isinstance(words, str) else list(words)
        chosen = ", ".join(_literal(word.lower()) for word in words)
        return self.ask(
            f"with t as ({self.select('*', 'tokens', _WORD)}), size as (select article_id, count(*) / sum(count(*)) over () s "
            f"from t group by article_id), seen as (select word, article_id, count(*) n from t where word in ({chosen}) group by all), "
            "share as (select word, article_id, n, n / sum(n) over (partition by word) v from seen) "
            "select word, sum(n)::bigint n, count(*) articles, (select count(*) from size) parts, "
            "0.5 * (sum(abs(v - s)) + 1 - sum(s)) dp from share join size using (article_id) group by word order by n desc, word"
        )
