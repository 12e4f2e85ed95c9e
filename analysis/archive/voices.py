"""Voices: who is heard in an archive, how often, how directly, in which tone, with which figures.

Takes a selection, gives small tables whose rows lead to their passages (`behind`). It counts passages, not weight.
"""

from __future__ import annotations

import pandas as pd

from .evidence import with_evidence, with_share
from .selection import Selection
from .sql import PERIODS, limit, literal, name, names

_FEW = 5  # words in a row that two printed quotations must share to be one


class Voices(Selection):
    """The questions about who speaks."""

    def sources(self, by: str | None = None, most: int | None = 20) -> pd.DataFrame:
        """Give who is quoted most: `actor, speaker_kind, n, articles, direct, indirect, total, share, low, high`.

        `by` is a column, such as "outlet", or a period ("month"), for each of which they are given; `n` counts
        passages that the actor is said to have spoken, `direct` those in quotation marks; `share` of all passages of
        the group, with its 95 % interval.
        """
        keys = [by, "actor", "speaker_kind"] if by else ["actor", "speaker_kind"]
        group = f"partition by {name(by)}" if by else ""
        found = self.ask(f"""
            with counted as (
                select {self._columns("spoken", keys)}, count(*) as n, count(distinct article_id) as articles,
                    count(*) filter (kind = 'direct') as direct, count(*) filter (kind <> 'direct') as indirect
                from ({self.select("*", "spoken")}) group by all
            )
            select *, (sum(n) over ({group}))::bigint as total from counted where actor is not null
            qualify row_number() over ({group} order by n desc, actor) <= {most or 1_000_000_000}
            order by {f"{name(by)}," if by else ""} n desc, actor
        """)
        return with_evidence(with_share(found), "spoken", keys)

    def naming(self, by: str = "outlet") -> pd.DataFrame:
        """Give how many passages have a named source, a role, an unnamed one or none: `speaker_kind, n, total, share,
        low, high`, for each `by`.
        """
        return self._counts("spoken", [by, "speaker_kind"])

    def genders(self, by: str = "outlet") -> pd.DataFrame:
        """Give passages by `gender` of their named speaker, as a pronoun or the first name tells: `n, total, share,
        low, high`.

        "not known" is a row of its own; it is no third gender, and the shares are of all named speakers.
        """
        return self._counts("spoken", [by, "gender"], speaker_kind="named")

    def over_time(self, table: str = "quotes", every: str = "month", by: str | None = None) -> pd.DataFrame:
        """Give how many rows of a table each period has: `{every}, n, articles, per_article`, for each `by` if given.

        Rows whose date is missing or too vague for the period are in the row without a date.
        """
        if every not in PERIODS:
            raise ValueError(
                f"every={every!r} is no period; one of {', '.join(PERIODS)} was expected. Try 'month'."
            )
        keys = [every, by] if by else [every]
        counted = self.ask(f"""
            select {self._columns(table, keys)}, count(*) as n, count(distinct article_id) as articles
            from ({self.select("*", table)}) group by all order by {names(keys)}
        """)
        of = self.ask(f"""
            select {self._columns("articles", [every])}, count(*) as total
            from ({self.select("*", "articles")}) group by all
        """)
        told = counted.merge(of, "left", every)
        return with_evidence(told.assign(per_article=told["n"] / told["total"]), table, keys)

    def unheard(self, most: int | None = 20) -> pd.DataFrame:
        """Give who is mentioned and never heard in these articles: `actor, mentions, articles`, the most mentioned
        first.
        """
        found = self.ask(f"""
            with heard as (
                select distinct actor from actors a join ({self.select("*", "quotes")}) q
                    on a.article_id = q.article_id and contains(q.speaker_name, a.name)
            )
            select actor, count(*) as mentions, count(distinct article_id) as articles
            from ({self.select("*", "named")}) where actor not in (from heard)
            group by actor having bool_or(mention = 'name') order by mentions desc, actor{limit(most)}
        """)
        return with_evidence(found, "named", ["actor"])

    def labels(self, by: str = "outlet", most: int = 20) -> pd.DataFrame:
        """Give labels for people and groups, in the outlet's own voice and in others': `label, own, quoted, n`."""
        return self._own_and_quoted("labelled", [by, "label"], most)

    def charged(self, by: str = "outlet", most: int = 20) -> pd.DataFrame:
        """Give charged words, in the outlet's own voice and in others': `term, category, own, quoted, n`."""
        return self._own_and_quoted("terms", [by, "term", "category"], most, lexicon="loaded")

    def frames(self, by: str = "outlet", most: int = 20) -> pd.DataFrame:
        """Give the words of frames, in the outlet's own voice and in others': `category, own, quoted, n`."""
        return self._own_and_quoted("terms", [by, "category"], most, lexicon="frames")

    def toward(self, actor: str, every: str = "month", by: str | None = None) -> pd.DataFrame:
        """Give the tone toward an actor over time: `negative, neutral, positive, unsure, n, balance, low, high`.

        `n` are the mentions that the model judges, `unsure` those it keeps silent on; `balance` (-1 to 1) is the
        share of positive less that of negative ones, with its 95 % interval. A sentence's tone may be a quoted
        speaker's: narrow by `only(voice="own")`. Raises ValueError for a name that nobody bears.
        """
        from ..measure.tone import summarise_toward

        part, keys = self.only(actor=actor), [every, by] if by else [every]
        rows = part.ask(f"select {part._columns('named', keys)}, toward from ({part.select('*', 'named')})")
        found = summarise_toward(rows, keys).sort_values(keys, ignore_index=True)
        return with_evidence(found, "named", keys, actor=actor)

    def figures(self, harm: str | None = None, event: str | None = None) -> pd.DataFrame:
        """Give the figures of an event as they followed each other: `published, low, high, source, outlet, text` and
        more.

        `event` is that of the articles, `harm` such as "killed"; `rises` says where a figure is higher than all
        before it. Figures are never added up; what is denied, planned or hypothetical is left out, and what has no
        date.
        """
        told = f"harm = {literal(harm)}" if harm else "true"
        of = (
            f"article_id in (select article_id from articles where event = {literal(event)})"
            if event
            else "true"
        )
        return self.ask(f"""
            with told as (
                from ({self.select("*", "casualties")})
                where coalesce(status, '') not in ('negated', 'denied', 'planned', 'hypothetical')
                    and subset_of is null and published is not null and {told} and {of}
            )
            select published, published_last, harm, low, high, bound, source, source_kind, outlet,
                article_id, sentence_id, start, "end", text,
                coalesce(low, high) > coalesce(max(coalesce(low, high)) over before, -1) as rises
            from told window before as (
                partition by harm order by published, article_id, start
                rows between unbounded preceding and 1 preceding
            )
            order by harm, published, article_id, start
        """)

    def quotations(self, least: int = _FEW, most: int = 200) -> pd.DataFrame:
        """Give the quotations that several articles print, as each cuts them: the rows of quotes with `quotation`, a
        number.

        Two are the same where they share `least` words in a row. At most `most` rows are compared word by word after
        DuckDB has found those that share a run; the same article's copies are left out unless they are asked for.
        """
        from ..measure.same_event import compare_quotations

        printed = self.select("*", "printed")
        shared = self.ask(f"""
            with texts as (
                select text, min(article_id) as low, max(article_id) as high,
                    regexp_extract_all(lower(text), '[\\w]+') as words
                from ({printed}) group by text
            ),
            runs as materialized (
                select text, low, high, unnest(list_transform(
                    range(1, len(words) - {least - 2}), lambda i: hash(list_slice(words, i, i + {least - 1}))
                )) as run
                from texts where len(words) >= {least}
            ),
            shared as (select run from runs group by run having min(low) <> max(high))
            from ({printed}) where text in (select text from runs where run in (from shared))
            order by text, article_id{limit(most)}
        """)
        return compare_quotations(shared, least)

    def _own_and_quoted(self, table: str, keys: list[str], most: int, **fixed) -> pd.DataFrame:
        found = self.ask(f"""
            with counted as (
                select {self._columns(table, keys)}, count(*) filter (voice_kind = 'own') as own,
                    count(*) filter (voice_kind <> 'own') as quoted, count(*) as n
                from ({self.only(**fixed).select("*", table)}) group by all
            )
            from counted
            qualify row_number() over (partition by {name(keys[0])} order by n desc, {name(keys[1])}) <= {int(most)}
            order by {name(keys[0])}, n desc, {name(keys[1])}
        """)
        return with_evidence(found, table, keys, **fixed)

    def _counts(self, table: str, keys: list[str], **fixed) -> pd.DataFrame:
        found = self.ask(f"""
            with counted as (
                select {self._columns(table, keys)}, count(*) as n
                from ({self.only(**fixed).select("*", table)}) group by all
            )
            select *, (sum(n) over (partition by {name(keys[0])}))::bigint as total from counted
            order by {name(keys[0])}, n desc, {names(keys)}
        """)
        return with_evidence(with_share(found), table, keys, **fixed)

    def _columns(self, table: str, keys: list[str]) -> str:
        """The SQL of what rows are counted by."""
        return ", ".join(f"{self.by(key, table)} as {name(key)}" for key in keys)
