"""What the report shows of an article: the document, sources, figures, words, what to ask, and the method.

Each name, figure and word leads to its sentence in the article. A section without rows is one line.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import quote

import pandas as pd

from ..measure.sources import who_is_heard, with_parts
from ..read.language import language_name, language_of, may_be_english
from ..read.lexicons import Lexicons
from ..read.provenance import cite_method, list_parts
from ..resources import SURE, how_sure, need
from ..tables import Tables, need_tables
from .findings import LIMITS, findings, questions
from .page import MISSING, SPEECH, Html, Shown, fill, missing, none, rows_html, sentence_link, words_of
from .words import CORRECTED, HARMS, KINDS, figure_text, giver, is_contested, is_corrected, or_missing

_NONE, _SILENT = words_of("none"), words_of("unheard")


def show_section(tables: Tables, name: str, linked: bool = False, lexicons: Lexicons | None = None) -> Shown:
    """Give a section of the report on one article, for a notebook or the page: `tables` is what `analyse` gives.

    `name` is "document" (what it says of itself and what not, and what could not be made of it), "in short" (five
    sentences at most; `linked` leads their counts to the headings of the report), "sources" (all who are quoted or
    retold, with every passage, and who is never heard), "figures" (what each counts, how sure, on whose word), "words"
    (contested labels and charged words by voice), "questions" (three that its evidence raises), or "method" (what to
    cite, versions and fingerprints, `lexicons` among them). Raises ValueError for another name.

    >>> from analysis import analyse, articles_from_text
    >>> tables = analyse(articles_from_text("“Yes, no,” Ann Lee said. The regime fell."))
    >>> "The only source is Ann Lee (two words)" in show_section(tables, "in short").data
    True
    >>> [words in show_section(tables, "words").data for words in ("the regime", "regime")]
    [False, True]
    """
    need(name in SECTIONS, "no section", name, sections=", ".join(SECTIONS))
    need_tables(tables, "articles tokens quotes people figures casualties labels terms".split())
    tables = tables if "sources" in tables else tables | who_is_heard(tables)
    options = {"linked": linked} if name == "in short" else {"lexicons": lexicons} if name == "method" else {}
    return Shown(SECTIONS[name](tables, **options))


def describe_language(articles: pd.DataFrame) -> str | None:
    """Give a sentence that says so where the first article is not English, None where it is or cannot be told."""
    article = articles.iloc[0]
    stated = article.get("language")
    language = stated if isinstance(stated, str) else language_of(article["text"])
    if language is None or may_be_english(language):
        return None
    return words_of("page")["not English"].format(language=language_name(language))


def _document(tables: Tables) -> Html:
    article = tables["articles"].iloc[0]
    told = {question: article.get(column) for column, question in words_of("document").items()}
    told["length"] = f"{len(article['text']):,} characters"
    if "inferred" in str(told["how this is known"]) and pd.notna(told["published"]):
        told["published"] = f"{told['published']} (inferred, not stated)"
    unknown = [question for question, answer in told.items() if pd.isna(answer)]
    known = {question: answer for question, answer in told.items() if question not in unknown}
    problems = list(tables["problems"].fillna("").itertuples()) if "problems" in tables else []
    language = describe_language(tables["articles"])
    return fill("document.html", told=known, unknown=unknown, problems=problems, language=language)


def _method(tables: Tables, lexicons: Lexicons | None) -> Html:
    parts = list_parts(tables["articles"], lexicons)
    return fill("method.html", cite=cite_method(), n=len(parts), csv=quote(parts.to_csv(index=False)))


def _sources(tables: Tables) -> Html:
    speech = tables["quotes"][tables["quotes"]["kind"] != "scare"]
    doubts = [CORRECTED if is_corrected(row) else how_sure("quotes", row.rule) for row in speech.itertuples()]
    speech = speech.assign(doubt=["" if doubt == SURE else doubt for doubt in doubts])
    whose, heard = speech["speaker_name"], []
    for row in tables["sources"].sort_values("source", key=pd.isna, kind="stable").itertuples():
        passages = speech[whose.isna() if pd.isna(row.source) else whose == row.source]
        heard.append((row, list(passages.itertuples())))
    unheard, asked = tables["never_heard"], tables["never_heard"]["asked"].notna()
    silent = [(_SILENT["asked"], unheard[asked], 0)]
    silent += [(_SILENT["never"], unheard[~asked].head(LIMITS["named"]), (~asked).sum() - LIMITS["named"])]
    parts = {"nobody_speaks": _NONE["sources"], "nobody_silent": _NONE["unheard"], "speaks": len(speech) > 0}
    parts |= {"heard": heard, "kinds": KINDS, "passage_id": passage_id, "speech": SPEECH}
    parts["silent"] = [(told, list(rows.itertuples()), left) for told, rows, left in silent if len(rows)]
    return fill("sources.html", **parts)


def passage_id(span) -> str:
    """Give the id that a passage, or the mark of one, has in the list of sources."""
    return f"passage-{span.start}-{span.end}"


def _figures(tables: Tables) -> Html:
    figures = tables["figures"]
    rows = rows_html(FIGURE_HEADS, map(_figure, with_parts(figures, tables["casualties"]).itertuples()))
    return Html('<div data-part="figures">{}</div>').format(rows if len(figures) else none(_NONE["figures"]))


FIGURE_HEADS = ("figure", "what it counts", "how sure", "who gives it")
COUNTED = ("harm", "people", "count", "votes")
"""The kinds of figures that are told as a number; others are told as they are printed, with their unit."""


def _figure(row) -> tuple[str, ...]:
    what = " ".join(str(HARMS.get(word, word)) for word in (row.what, row.harm) if pd.notna(word))
    notes = [f"part of “{row.part}”"] if pd.notna(row.part) else []
    notes += [str(row.when)] if what and pd.notna(row.when) else []
    status = row.status if pd.notna(row.status) and row.status != "reported" else "–"
    words = number = figure_text(row.low, row.high, row.bound)
    if row.kind not in COUNTED:
        words = f"{row.text} ({number})" if is_corrected(row) else row.text
    small = Html(" <small>{}</small>").format(", ".join(notes)) if notes else ""
    source = giver(row) if pd.notna(row.source) else missing("no source named")
    return (
        sentence_link(row.sentence_id, words),
        Html.escape(what or "–") + small,
        row.hedge if pd.notna(row.hedge) else status,
        source + (f" · {CORRECTED}" if is_corrected(row) else ""),
    )


def _words(tables: Tables) -> Html:
    labels, terms = tables["labels"], tables["terms"]
    charged = terms[terms["lexicon"] == "loaded"]
    contested = labels[is_contested(labels)].assign(sort="contested labels")
    used = pd.concat([contested, charged.assign(sort="charged words")])
    if not len(used):
        return none(_NONE["words"])
    used = used.assign(who=or_missing(own_or_unnamed(used), "voice"))
    whose = used["who"].value_counts().sort_index(key=lambda names: names != MISSING["voice"], kind="stable")
    sorts = ("contested labels", "charged words")
    table = words_table(used, ("who", "in whose words"), whose.index, "sort", sorts)
    return Html('<div data-part="words">{}</div>').format(table)


def words_table(
    rows: pd.DataFrame,
    by: tuple[str, str],
    values: Iterable,
    across: str,
    names: Sequence[str],
    title: str = "",
) -> Html:
    """Give words in a row for each value of a column, whose head comes with it, and a column for each of `names`."""
    cells = []
    for value in values:
        own = rows[rows[by[0]] == value]
        words = (Html(", ").join(_link_words(own[own[across] == name])) for name in names)
        cells.append([value, *(told or missing("none") for told in words)])
    return rows_html((by[1], *names), cells, title) if cells else Html()


def own_or_unnamed(rows: pd.DataFrame) -> pd.Series:
    """The voice of each row, "nobody named" for quoted words without a speaker; missing for the article's own."""
    unnamed = rows["voice"].isna() & ~rows["voice_kind"].isin(["own", "indirect"])
    return rows["voice"].mask(unnamed, "nobody named")


def _link_words(rows: pd.DataFrame) -> Iterator[Html]:
    """Each word once, in the order of the text, with how often it comes; it leads to its first sentence."""
    for _, same in rows.groupby(rows["text"].str.lower().str.removeprefix("the "), sort=False):
        first, n = same.iloc[0], len(same)
        yield sentence_link(first["sentence_id"], first["text"]) + (f" ({n})" if n > 1 else "")


SECTIONS: dict[str, Callable[..., Html]] = {
    "document": _document,
    "in short": findings,
    "sources": _sources,
    "figures": _figures,
    "words": _words,
    "questions": questions,
    "method": _method,
}
"""What makes each section of the report that is not a chart."""
