"""Take the tables of one article; give what the report shows of them: the document, sources, figures and words.

Each name, figure and word leads to its sentence in the article. A section without rows is one line.
"""

from collections.abc import Iterator
from urllib.parse import quote

import pandas as pd

from ..measure.document import describe_document, describe_language
from ..measure.sources import find_unheard, label_sources, summarise_sources
from ..read.lexicons import Lexicons
from ..read.provenance import cite_method, list_parts
from ..read.resources import SURE, how_sure
from .page import Shown, escape, missing, none, rows_html, sentence_link
from .words import CORRECTED, KINDS, SPEECH, figure_text, is_corrected, or_missing


def show_document(articles: pd.DataFrame, problems: pd.DataFrame | None = None) -> Shown:
    """Give what the document says of itself, in one line what it does not say, and what could not be made of it.

    >>> from analysis import articles_from_text
    >>> "Not stated: headline, outlet" in show_document(articles_from_text("It rained.")).data
    True
    >>> "in German" in show_document(articles_from_text("Der Damm ist alt und müde, sagte die Frau.")).data
    True
    """
    told = describe_document(articles)
    known, unknown = told[told["answer"].notna()], told.loc[told["answer"].isna(), "question"]
    facts = "".join(
        f"<dt>{escape(row.question)}</dt><dd>{escape(row.answer)}</dd>"
        for row in known.itertuples(index=False)
    )
    language = describe_language(articles)
    warning = f'<p class="lead">{escape(language)}</p>' if language else ""
    line = none(f"Not stated: {', '.join(unknown)}.") if len(unknown) else ""
    rows = [] if problems is None else problems.fillna("").itertuples()
    items = "".join(f"<li>{escape(f'{row.problem} {row.advice}'.strip())}</li>" for row in rows)
    failed = f"<p><strong>What could not be used or made:</strong></p><ul>{items}</ul>" if items else ""
    return Shown(f'{warning}<dl class="facts">{facts}</dl>{line}{failed}')


def show_method(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> Shown:
    """Give what to cite, and the versions and fingerprints of all that made the numbers as a file to keep.

    >>> from analysis import articles_from_text
    >>> 'download="method.csv"' in show_method(articles_from_text("It rained.")).data
    True
    """
    parts = list_parts(articles, lexicons)
    keep = quote(parts.to_csv(index=False))
    return Shown(
        f"<p>To cite: {escape(cite_method())}</p><p>The versions and fingerprints of its {len(parts)} parts: "
        f'<a download="method.csv" href="data:text/csv;charset=utf-8,{keep}">method.csv</a>.</p>'
    )


def show_sources(tables: dict[str, pd.DataFrame]) -> Shown:
    """Give everybody who is quoted or retold, with every passage in full, and those who are named and never heard.

    >>> from analysis import analyse, articles_from_text
    >>> tables = analyse(articles_from_text("“It rained,” Ann Lee said. She praised Bob Marsh."))
    >>> shown = show_sources(tables).data
    >>> "2 words quoted" in shown, "Bob Marsh" in shown
    (True, True)
    """
    sources = summarise_sources(tables)
    quotes = label_sources(tables["quotes"])
    speech = quotes[quotes["kind"] != "scare"]
    if speech.empty:
        heard = none("Nobody is quoted or retold, as far as the rules can see.")
    else:
        named = sources.sort_values("source", key=lambda names: names.isna(), kind="stable")
        heard = f'<ul class="sources">{"".join(_source(row, speech) for row in named.itertuples())}</ul>'
    return Shown(f'<div data-part="heard">{heard}</div><div data-part="unheard">{_unheard(tables)}</div>')


def _source(row, speech: pd.DataFrame) -> str:
    nobody = pd.isna(row.source)
    about = [row.role] if pd.notna(row.role) and row.role.lower() not in row.source.lower() else []
    about += [KINDS.get(row.kind, str(row.kind))] if not nobody and pd.notna(row.kind) else []
    amounts = ((row.direct, "quoted"), (row.indirect, "reported"))
    about += [f"{n} {'word' if n == 1 else 'words'} {how}" for n, how in amounts if n]
    passages = speech[speech["source"].isna() if nobody else speech["source"] == row.source]
    return (
        f"<li><h3>{escape('Nobody is named' if nobody else row.source)}</h3><p>{escape(' · '.join(about))}</p>"
        f'<ul class="said">{"".join(_passage(p) for p in passages.itertuples())}</ul></li>'
    )


def _passage(row) -> str:
    words = row.text.strip().rstrip(",")
    words = f"“{words}”" if row.kind == "direct" else words
    cue = row.cue if pd.notna(row.cue) else "here"
    told = (
        f" · <strong>{escape(row.status)}</strong>" if pd.notna(row.status) and row.status != "said" else ""
    )
    sure = CORRECTED if is_corrected(row) else how_sure("quotes", row.rule)
    sure = f' · <span class="sure">{escape(sure)}</span>' if sure not in ("", SURE) else ""
    return (
        f'<li id="{passage_id(row)}" class="{escape(row.kind)}">{escape(words)} '
        f"<small>{sentence_link(row.sentence_id, cue)}, {SPEECH.get(row.kind, escape(row.kind))}{told}{sure}"
        "</small></li>"
    )


def passage_id(span) -> str:
    """Give the id that a passage, or the mark of one, has in the list of sources."""
    return f"passage-{span.start}-{span.end}"


def _unheard(tables: dict[str, pd.DataFrame], most: int = 15) -> str:
    unheard = find_unheard(tables).reindex(columns=["name", "role", "sentence_id", "asked"])
    asked, rest = unheard[unheard["asked"].notna()], unheard[unheard["asked"].isna()]
    silent = [
        f"{sentence_link(row.sentence_id, row.name)} (“{escape(row.asked)}”)"
        for row in asked.itertuples(index=False)
    ]
    names = [
        sentence_link(row.sentence_id, row.name)
        + (f" ({escape(row.role)})" if pd.notna(row.role) and row.role != row.name else "")
        for row in rest.head(most).itertuples(index=False)
    ]
    more = f" and {len(rest) - most} more" if len(rest) > most else ""
    lines = [f"<p><strong>Asked, without an answer:</strong> {', '.join(silent)}.</p>"] if silent else []
    lines += (
        [f"<p><strong>Mentioned and never heard:</strong> {', '.join(names)}{more}.</p>"] if names else []
    )
    return "".join(lines) or none("Everybody who is named is also heard.")


def show_figures(tables: dict[str, pd.DataFrame]) -> Shown:
    """Give every figure with what it counts, how sure it is, and who gives it, as a table.

    >>> from analysis import analyse, articles_from_text
    >>> shown = show_figures(analyse(articles_from_text("At least 40 people died, police said."))).data
    >>> "at least 40" in shown, "police" in shown
    (True, True)
    """
    figures, harmed = tables["figures"], tables["casualties"]
    if not len(figures):
        return Shown('<div data-part="figures"><p class="none">No figure was found.</p></div>')
    subsets = harmed[(harmed["rule"] == "subset") & harmed["subset_of"].notna()]
    parts = {(row.article_id, row.start): row.subset_of for row in subsets.itertuples()}
    heads = ("figure", "what it counts", "how sure", "who gives it")
    rows = rows_html(heads, (_figure(row, parts) for row in figures.itertuples()))
    return Shown(f'<div data-part="figures">{rows}</div>')


def _figure(row, parts: dict[tuple, str]) -> tuple[str, ...]:
    what = " ".join(str(word) for word in (row.what, row.harm) if pd.notna(word))
    notes = [f"part of “{part}”"] if (part := parts.get((row.article_id, row.start))) else []
    notes += [str(row.when)] if what and pd.notna(row.when) else []
    status = row.status if pd.notna(row.status) and row.status != "reported" else "–"
    counted = row.kind in ("harm", "people", "count", "votes")
    return (
        sentence_link(row.sentence_id, figure_text(row.low, row.high, row.bound) if counted else row.text),
        escape(what) + (f" <small>{escape(', '.join(notes))}</small>" if notes else ""),
        escape(row.hedge if pd.notna(row.hedge) else status),
        (escape(row.source) if pd.notna(row.source) else missing("no source named"))
        + (f" · {CORRECTED}" if is_corrected(row) else ""),
    )


def show_words(tables: dict[str, pd.DataFrame]) -> Shown:
    """Give the contested labels and the charged words, by the voice that uses them, as a table.

    >>> from analysis import analyse, articles_from_text
    >>> "regime" in show_words(analyse(articles_from_text("The regime fell."))).data
    True
    """
    labels, terms = tables["labels"], tables["terms"]
    contested = labels[labels["category"].notna()]
    charged = terms[terms["lexicon"] == "loaded"]
    used = pd.concat([contested.assign(sort="label"), charged.assign(sort="charged")])
    if not len(used):
        return Shown(none("No contested label and no charged word was found."))
    used = used.assign(who=or_missing(own_or_unnamed(used), "voice"))
    order = ["the article itself", *used["who"].value_counts().index]
    rows = [
        (
            escape(who),
            *(
                ", ".join(link_words(mine[mine["sort"] == sort])) or missing("none")
                for sort in ("label", "charged")
            ),
        )
        for who in dict.fromkeys(order)
        if len(mine := used[used["who"] == who])
    ]
    heads = ("in whose words", "labels that take a side", "charged words")
    return Shown(f'<div data-part="words">{rows_html(heads, rows)}</div>')


def own_or_unnamed(rows: pd.DataFrame) -> pd.Series:
    """The voice of each row, "nobody named" for quoted words without a speaker; missing for the article's own."""
    unnamed = rows["voice"].isna() & ~rows["voice_kind"].isin(["own", "indirect"])
    return rows["voice"].mask(unnamed, "nobody named")


def link_words(rows: pd.DataFrame) -> Iterator[str]:
    """Give each word once, in the order of the text, with how often it comes; it leads to its first sentence."""
    for _, same in rows.groupby(rows["text"].str.lower(), sort=False):
        first, n = same.iloc[0], len(same)
        yield sentence_link(first["sentence_id"], first["text"]) + (f" ({n})" if n > 1 else "")
