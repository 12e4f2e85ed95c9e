"""Voices: who is heard in an archive, how often, how directly, in which tone, with which figures.

Takes a selection, gives small tables whose rows lead to their passages (`behind`). It counts passages, not weight.
"""

from __future__ import annotations

import pandas as pd

from .selection import PERIODS, Selection, _literal, _name, with_evidence, with_share

_SPEECH = "kind <> 'scare' and coalesce(status, 'said') in ('said', 'asked')"
_FEW = 5  # words in a row that two printed quotations must share to be one


class Voices(Selection):
    """The questions about who speaks."""

    def sources(self, by: str | None = None, most: int | None = 20) -> pd.DataFrame:
        """Give who is quoted most: `actor, n, articles, direct, indirect, total, share, low, high`, for each `by`.

        `by` is a column, such as "outlet", or a period ("month"); `n` counts passages that the actor is said to have
        spoken, `direct` those in quotation marks; `share` of all passages of the group, with its 95 % interval.
        """
        group, keys = self._group(by, "quotes")
        speaker = "coalesce(actor, speaker_name)"
        spoken = (
            f"select q.*, actor from ({self.select('*', 'quotes', _SPEECH)}) q "
            "left join (select article_id, name, actor from actors) a on q.article_id = a.article_id and speaker_name = name"
        )
        found = self.ask(
            f"with spoken as ({spoken}), counted as (select {group} {speaker} actor, speaker_kind kind, count(*) n, "
            "count(distinct article_id) articles, count(*) filter (kind = 'direct') direct, "
            f"count(*) filter (kind <> 'direct') indirect from spoken group by all) "
            f"select *, (sum(n) over ({self._over(by)}))::bigint total from counted where actor is not null "
            f"qualify row_number() over ({self._over(by)} order by n desc, actor) <= {most or 1_000_000_000} "
            f"order by {'1,' if by else ''} n desc, actor"
        )
        name = "(select any_value(actor) from actors a where a.article_id = quotes.article_id and a.name = speaker_name)"
        return with_evidence(
            with_share(found),
            "quotes",
            keys | {"actor": f"coalesce({name}, speaker_name)", "kind": "speaker_kind"},
            [_SPEECH],
        )

    def naming(self, by: str = "outlet") -> pd.DataFrame:
        """Give how many passages have a named source, a role, an unnamed one or none: `kind, n, total, share, low, high`."""
        return self._counts("quotes", by, {"kind": "speaker_kind"}, _SPEECH)

    def genders(self, by: str = "outlet") -> pd.DataFrame:
        """Give passages by `gender` of their named speaker, as a pronoun or the first name tells: `n, total, share, low, high`.

        "not known" is a row of its own; it is no third gender, and the shares are of all named speakers.
        """
        told = "coalesce((select any_value(gender) from actors a where a.article_id = quotes.article_id and a.name = speaker_name), 'not known')"
        return self._counts("quotes", by, {"gender": told}, f"{_SPEECH} and speaker_kind = 'named'")

    def over_time(self, table: str = "quotes", every: str = "month", by: str | None = None) -> pd.DataFrame:
        """Give how many rows of a table each period has: `{every}, n, articles, per_article`, for each `by` if given.

        Rows whose date is missing or too vague for the period are in the row without a date.
        """
        if every not in PERIODS:
            raise ValueError(
                f"every={every!r} is no period; one of {', '.join(PERIODS)} was expected. Try 'month'."
            )
        group, keys = self._group(every, table)
        more, further = self._group(by, table)
        counted = self.ask(
            f"select {group} {more} count(*) n, count(distinct article_id) articles "
            f"from ({self.select('*', table)}) t group by all order by {', '.join(map(_name, keys | further))}"
        )
        of = self.ask(
            f"select {self._by(every, 'articles', 'first_day', 'last_day')} as {every}, count(*) total "
            f"from ({self.select('*', 'articles')}) t group by all"
        )
        told = counted.merge(of, "left", every)
        return with_evidence(told.assign(per_article=told["n"] / told["total"]), table, keys | further)

    def unheard(self, most: int = 20) -> pd.DataFrame:
        """Give who is mentioned and never heard in these articles: `actor, mentions, articles`, the most mentioned first."""
        found = self.ask(
            "with named as (select p.article_id, actor, mention from (" + self.select("*", "people") + ") p "
            "join actors a on p.article_id = a.article_id and p.name = a.name), heard as ("
            "select distinct actor from actors a join (" + self.select("*", "quotes") + ") q "
            "on a.article_id = q.article_id and (q.speaker_name = a.name or contains(q.speaker_name, a.name))) "
            "select actor, count(*) mentions, count(distinct article_id) articles from named "
            "where actor not in (select actor from heard) group by actor "
            f"having bool_or(mention = 'name') order by mentions desc, actor limit {int(most)}"
        )
        told = "(select any_value(actor) from actors a where a.article_id = people.article_id and a.name = people.name)"
        return with_evidence(found, "people", {"actor": told})

    def labels(self, by: str = "outlet", most: int = 20) -> pd.DataFrame:
        """Give labels for people and groups, in the outlet's own voice and in others': `label, own, quoted, n`."""
        return self._own_and_quoted("labels", {"label": "lower(label)"}, by, most)

    def charged(self, by: str = "outlet", most: int = 20) -> pd.DataFrame:
        """Give charged words, in the outlet's own voice and in others': `term, category, own, quoted, n`."""
        return self._own_and_quoted(
            "terms", {"term": "term", "category": "category"}, by, most, "lexicon = 'loaded'"
        )

    def frames(self, by: str = "outlet", most: int = 20) -> pd.DataFrame:
        """Give the words of frames, in the outlet's own voice and in others': `category, own, quoted, n`."""
        return self._own_and_quoted("terms", {"category": "category"}, by, most, "lexicon = 'frames'")

    def toward(self, actor: str, every: str = "month", by: str | None = None) -> pd.DataFrame:
        """Give the tone toward an actor over time: `negative, neutral, positive, unsure, n, balance, low, high`.

        `n` are the mentions that the model judges, `unsure` those it keeps silent on; `balance` (-1 to 1) is the share of
        positive less that of negative ones, with its 95 % interval. A sentence's tone may be a quoted speaker's: narrow by
        `only(voice="own")`. Raises ValueError for a name that nobody bears.
        """
        from ..measure.tone import summarise_toward

        part = self.only(actor=actor)
        group, keys = part._group(every, "people")
        more, further = part._group(by, "people")
        keys |= further
        rows = part.ask(f"select {group} {more} toward from ({part.select('*', 'people')}) people")
        found = summarise_toward(rows, list(keys)).sort_values(list(keys), ignore_index=True)
        where = [part._where("actor", actor, "people", set())]
        return with_evidence(found, "people", keys, where)

    def figures(self, harm: str | None = None, event: str | None = None) -> pd.DataFrame:
        """Give the figures of an event as they followed each other: `published, low, high, source, outlet, text` and more.

        `event` is that of the articles, `harm` such as "killed"; `rises` says where a figure is higher than all before it.
        Figures are never added up; what is denied, planned or hypothetical is left out.
        """
        where = "coalesce(status, '') not in ('negated', 'denied', 'planned', 'hypothetical') and subset_of is null"
        where += f" and harm = {_literal(harm)}" if harm else ""
        where += (
            f" and article_id in (select article_id from articles where event = {_literal(event)})"
            if event
            else ""
        )
        return self.ask(
            "select published, published_last, harm, low, high, bound, source, source_kind, outlet, article_id, sentence_id, "
            'start, "end", text, coalesce(low, high) > coalesce(max(coalesce(low, high)) over (partition by harm order by '
            "published, article_id, start rows between unbounded preceding and 1 preceding), -1) rises "
            f"from ({self.select('*', 'casualties', where)}) figures where published is not null "
            "order by harm, published, article_id, start"
        )

    def quotations(self, least: int = _FEW, most: int = 200) -> pd.DataFrame:
        """Give the quotations that several articles print, as each cuts them: the rows of quotes with `quotation`, a number.

        Two are the same where they share `least` words in a row. At most `most` rows are compared word by word after
        DuckDB has found those that share a run; the same article's copies are left out unless they are asked for.
        """
        from ..measure.same_event import compare_quotations

        words = r"regexp_extract_all(lower(text), '[\w]+')"
        printed = self.select(f"*, {words} words", "quotes", "kind in ('direct', 'mixed')")
        runs = (
            f"with printed as ({printed}), runs as (select article_id, start, unnest(list_transform(range(1, len(words) - "
            f"{least - 2}), lambda i: hash(list_slice(words, i, i + {least - 1})))) run from printed where len(words) >= {least}), "
            "shared as (select run from runs group by run having count(distinct article_id) > 1) "
            "select * exclude (words) from printed where (article_id, start) in "
            f"(select article_id, start from runs where run in (select run from shared)) order by text, article_id limit {int(most)}"
        )
        return compare_quotations(self.ask(runs), least)

    def _own_and_quoted(
        self, table: str, keys: dict[str, str], by: str, most: int, where: str = "true"
    ) -> pd.DataFrame:
        group, grouped = self._group(by, table)
        columns = ", ".join(f"{sql} as {_name(name)}" for name, sql in keys.items())
        found = self.ask(
            f"with c as (select {group} {columns}, count(*) filter (voice_kind = 'own') own, "
            "count(*) filter (voice_kind <> 'own') quoted, "
            f"count(*) n from ({self.select('*', table, where)}) t group by all) select * from c "
            f"qualify row_number() over ({self._over(by)} order by n desc, {_name(next(iter(keys)))}) <= {int(most)} "
            f"order by 1, n desc"
        )
        return with_evidence(found, table, grouped | keys, [where])

    def _counts(self, table: str, by: str, keys: dict[str, str], where: str) -> pd.DataFrame:
        group, grouped = self._group(by, table)
        columns = ", ".join(f"{sql} as {_name(name)}" for name, sql in keys.items())
        found = self.ask(
            f"with c as (select {group} {columns}, count(*) n from ({self.select('*', table, where)}) {table} group by all) "
            f"select *, (sum(n) over ({self._over(by)}))::bigint total from c order by 1, n desc"
        )
        return with_evidence(with_share(found), table, grouped | keys, [where])

    def _group(self, by: str | None, table: str) -> tuple[str, dict[str, str]]:
        if by is None:
            return "", {}
        sql = self._by(by, table)
        return f"{sql} as {_name(by)},", {by: sql}

    def _over(self, by: str | None) -> str:
        return f"partition by {_name(by)}" if by else ""
