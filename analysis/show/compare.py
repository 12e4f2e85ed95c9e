"""The same event on one page: articles side by side, each number with the sentences it comes from.

It shows where they differ, and cannot see which is right.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pandas as pd

from ..measure import same_event
from ..measure.association import compare_words
from ..measure.sources import NOT_SAID, compare_figures
from ..output import choose_page, write_page
from ..read.lexicons import BUILT_IN
from ..resources import need
from ..tables import Tables, need_tables
from .article import show_article
from .charts import plot_bars, plot_figures, plot_intervals
from .export import as_markdown, export_page, html_cell, text_cell
from .page import Html, cell_text, fill, none, rows_html, sentence_link, show_table, words_of
from .sections import own_or_unnamed, words_table
from .words import HARMS, called, count, is_contested, listed, or_missing

Said = Iterator[tuple[str, dict]]  # the name of a sentence in page_words.csv, and what fills it
_LINK = Html('<a href="#{}">{}</a>')
_EDGES = " ,.“”\"'"
_READ = ("articles", "sentences", "tokens", "quotes", "people", "labels", "terms", "casualties")
_SAID, _NONE = words_of("compare"), words_of("none")


def write_comparison(
    tables: Tables, out: str | Path = ".", *, sources: Iterable[str | Path] | None = None, force: bool = False
) -> Path:
    """Write the page that sets two or more articles side by side and give its path: `compare.html` in a folder `out`,
    or `out` itself where it ends in .html. `tables` is what `analyse` gives, `sources` the files that were read.

    A section that fails is one line. Raises ValueError for fewer than two articles, for two with the same text, and
    where the page would take the place of another file unless `force` is given.
    """
    need_tables(tables, _READ)
    articles = tables["articles"]
    names = articles["article_id"].astype("str")
    need(names.nunique() > 1, "nothing to compare", n=len(articles))
    for _, same in names.groupby(articles["text"].str.split().str.join(" "), sort=False):
        need(len(same) < 2, "the same text", " and ".join(same))
    place = choose_page(out, "compare", articles["text"] if sources is None else sources, force)
    return write_page(place, export_page(_cells(tables), "report", "Side by side"))


def _cells(tables: Tables) -> Iterator[dict]:
    """The cells, made of all articles with their `speech`, and of those on one event, perhaps with their `pairs`."""
    events = same_event.find_events(tables["tokens"])
    told = events.index[events == events.mode().iloc[0]] if len(events) else events.index
    compared = told if len(told) > 1 else events.index  # whoever names files wants them compared
    event = {name: table[table["article_id"].isin(compared)] for name, table in tables.items()}
    speech = tables["quotes"].query(f"kind != 'scare' and status not in {list(NOT_SAID)}")
    body = event["sentences"][event["sentences"]["kind"] == "body"]
    several = body["article_id"].nunique() > 1 and len(told) > 1
    event |= {"pairs": same_event.compare_sentences(body, event["tokens"])} if several else {}
    page, tables = words_of("page"), tables | {"speech": same_event.label_same_names(speech)}
    yield text_cell(page["same event" if events.nunique() < 2 else "apart"])
    for title, section in _SECTIONS.items():
        yield text_cell(f"## {title}", *(["folded"] if section is _keyness else []))
        try:
            yield html_cell(Html("").join(section(tables, event)))
        except Exception as error:  # one that fails takes nothing else with it
            yield html_cell(none(f"This could not be made: {type(error).__name__}, {error}"))
    yield text_cell(page["compare"], "folded")
    for article_id in tables["articles"]["article_id"]:
        yield text_cell(f"## The text: {as_markdown(article_id)}", "folded", "open")
        yield html_cell(show_article(tables, article_id).data)


def _in_short(tables: Tables, event: Tables) -> Iterator[str]:
    parts = [_said_of_speakers, _said_of_figures, _said_of_words, _said_of_statements]
    if "pairs" not in event:
        parts.remove(_said_of_figures)  # a toll of one event stands beside no other's
    said = (Html(_SAID[name]).format(**facts) for part in parts for name, facts in part(tables, event))
    yield Html('<div class="lead"><p>{}</p></div>').format(Html(" ").join(said))


def _said_of_speakers(tables: Tables, event: Tables) -> Said:
    """How many are heard, and the one with most words whom some article does not hear."""
    named = tables["speech"].dropna(subset=["speaker_name"])
    speakers = same_event.compare_articles(named, "speaker_name", cells="words")
    articles = tables["articles"]["article_id"].tolist()
    hears = speakers.set_index("speaker_name").reindex(columns=articles, fill_value=0) > 0
    n, shared = _LINK.format("Sources", count(len(hears), "source")), count(int(hears.all(axis=1).sum()))
    yield "sources", {"n": n, "shared": shared, "all": "both" if len(articles) == 2 else "all"}
    for _, row in hears[~hears.all(axis=1)].head(1).iterrows():
        names = listed([*map(called(tables), hears.index[(hears == row).all(axis=1)])])
        hear, silent = (listed([a for a in articles if row[a] == yes]) for yes in (True, False))
        yield "one heard", {"hear": hear, "silent": silent, "source": names}


def _said_of_figures(tables: Tables, event: Tables) -> Said:
    """The tolls that each article gives, where two begin with different ones and do not give the same in all."""
    place = tables["sentences"].set_index("sentence_id")["article_id"].astype("str")
    tolls = _tolls(event).sort_values("harm", key=lambda harm: harm != "killed", kind="stable")
    for harm, rows in tolls.groupby("harm", sort=False):
        apart = compare_figures(rows.drop_duplicates("article_id").assign(article_id="all", who=None))
        between = apart["sentence_id"].map(place) != apart["other_sentence_id"].map(place)
        by_article = rows.sort_values("low", kind="stable").groupby("article_id", sort=False)
        if between.any() and by_article["n"].agg(frozenset).nunique() > 1:
            told = []
            for name, own in by_article:
                words = list(map(sentence_link, own["sentence_id"], own["text"].str.lower()))
                words = [w + " feared" * (s == "feared") for w, s in zip(words, own["status"], strict=True)]
                if len(own) > 1:
                    words = list(map(Html("{} ({})").format, words, or_missing(own["source"], "source")))
                told.append(Html("{} in {}").format(listed(words), name))
            yield "figures", {"harm": HARMS.get(harm, harm), "told": Html(", ").join(told)}
            return


def _tolls(event: Tables) -> pd.DataFrame:
    """The figures of people harmed in the event itself, or else those of one time: no arrests, no parts; each once."""
    rows = event["casualties"].query("subset_of.isna() and harm not in ('other', 'detained')")
    rows = rows[rows["status"].fillna("reported").isin(("reported", "feared"))]
    shared = rows.groupby(["harm", "when"])["article_id"].transform("nunique") > 1  # "since 2015" in both
    rows = rows[rows["when"].isna() | (shared & rows["when"].notna().groupby(rows["harm"]).transform("all"))]
    tolls = rows.assign(n=rows["low"].fillna(rows["high"]), open=rows["source"].isna())
    return tolls.sort_values("open", kind="stable").drop_duplicates(["article_id", "harm", "n"]).sort_index()


def _said_of_words(tables: Tables, event: Tables) -> Said:
    labels = tables["labels"]
    own = labels[(labels["voice_kind"] == "own") & labels["category"].notna()]
    for category, rows in own.groupby("category", sort=False):
        first = rows.drop_duplicates("article_id")
        if first["article_id"].nunique() > 1 and first["label"].str.lower().nunique() > 1:
            links = map(sentence_link, first["sentence_id"], first["label"])
            told = listed(list(map(Html("{} “{}”").format, first["article_id"], links)))
            yield "words", {"category": category, "told": told}
            return


def _said_of_statements(tables: Tables, event: Tables) -> Said:
    if "pairs" not in event:
        return
    n = same_event.compare_statements(event["pairs"])["statement"].nunique()
    left = same_event.without_counterpart(event["pairs"])["article_id"].value_counts(sort=False)
    without = listed([f"{k} of {name}" for name, k in left.items()]) or "none"
    told = _LINK.format(_STATEMENTS.replace(" ", "-"), count(n, "statement").capitalize())
    yield "statement" if n == 1 else "statements", {"n": told, "without": without}


def _articles(tables: Tables, event: Tables) -> Iterator[str]:
    words = tables["tokens"].groupby("article_id").size()
    known = tables["articles"][["article_id", "outlet", "title", "published"]]
    yield show_table(known.assign(words=known["article_id"].map(words).fillna(0).astype("int64"))).data


def _sources(tables: Tables, event: Tables) -> Iterator[str]:
    table = same_event.compare_articles(tables["speech"], "speaker_name", cells="words")
    names = tables["articles"]["article_id"].tolist()
    table = table.reindex(columns=["speaker_name", *names], fill_value=0)
    yield plot_bars(table, "speaker_name", names, "Words of each source, quoted or reported")._repr_html_()


def _words(tables: Tables, event: Tables) -> Iterator[str]:
    """Contested labels and charged words: a row a voice, then a row a thing; a column an article."""
    labels, terms, articles = (tables[name] for name in ("labels", "terms", "articles"))
    used = pd.concat([labels[is_contested(labels)], terms[terms["lexicon"] == "loaded"]])
    who = same_event.label_same_names(used.assign(who=own_or_unnamed(used)), "who")["who"]
    used = used.assign(who=or_missing(who, "voice"))
    yield _side_by_side(used, "who", "in whose words", "Labels and charged words by voice", articles)
    same = labels[labels["category"].isin(used["category"])]
    yield _side_by_side(same, "category", "what is meant", "The words for one thing", articles)
    yield "" if len(used) else none(_NONE["words"])


def _side_by_side(rows: pd.DataFrame, by: str, head: str, caption: str, articles: pd.DataFrame) -> str:
    """A row for each value of a column, those that most articles have first, and a column for each article."""
    n = rows.groupby(by, sort=False)["article_id"].nunique().sort_values(ascending=False, kind="stable")
    return words_table(rows, (by, head), n.index, "article_id", articles["article_id"].tolist(), caption)


def _figures(tables: Tables, event: Tables) -> Iterator[str]:
    articles = tables["articles"]["article_id"].tolist()
    tolls = _tolls(event)
    for harm, rows in tolls.groupby("harm", sort=False):
        yield plot_figures(rows, f"How many {HARMS.get(harm, harm)}, and who says so", articles)._repr_html_()
    yield "" if len(tolls) else none(_SAID["no toll"])


def _quotations(tables: Tables, event: Tables) -> Iterator[str]:
    pairs = same_event.compare_quotations(tables["speech"])
    rows = []
    for _, cut in pairs.groupby(["quotation", pairs["text"].str.strip(_EDGES).str.lower()], sort=False):
        first = cut.iloc[0]
        places = listed(list(dict.fromkeys(cut["article_id"])))
        words = sentence_link(first["sentence_id"], first["text"].strip(_EDGES))
        rows.append((cell_text(first["speaker_name"], "speaker_name"), places, words))
    heads = ("who", "printed in", "as it is printed there")
    yield rows_html(heads, rows) if rows else none(_SAID["no quotation"])


def _statements(tables: Tables, event: Tables) -> Iterator[str]:
    """What several surely tell, side by side; then, folded, the sentences of each that have no counterpart."""
    if "pairs" not in event:
        yield none(_SAID["no pairs"])
        return
    rows = same_event.compare_statements(event["pairs"]).eval("statement = statement + 1")
    table = _side_by_side(rows, "statement", "no.", "What several tell", event["articles"])
    yield table or none(_SAID["no statement"])
    for article_id, own in same_event.without_counterpart(event["pairs"]).groupby("article_id", sort=False):
        n = count(len(own), "sentence").capitalize()
        yield fill("without.html", n=n, article_id=article_id, rows=own.itertuples())


def _keyness(tables: Tables, event: Tables) -> Iterator[str]:
    tokens, stop_words = tables["tokens"], BUILT_IN.terms("stop_words").keys()
    for article_id in tokens["article_id"].unique():
        here = tokens["article_id"] == article_id
        words = compare_words(tokens[here], tokens[~here])
        more = (words["n_target"] > 1) & (words["log_ratio"] > 0) & ~words["word"].isin(stop_words)
        more &= words["word"].str.match(r"[^\W\d]")  # numbers are no words
        shown = words.loc[more, ["word", "n_target", "n_reference", "log_ratio", "low", "high"]].head(6)
        title = f"Words that {article_id} uses more than the others"
        yield plot_intervals(shown, "word", "log_ratio", title, "steps of a doubling")._repr_html_()


_STATEMENTS = "What several tell and what only one"
_SECTIONS: dict[str, Callable[[Tables, Tables], Iterable[str]]] = {
    "In short": _in_short,
    "The articles": _articles,
    "Sources": _sources,
    "Words": _words,
    "Figures": _figures,
    "The same quotation": _quotations,
    _STATEMENTS: _statements,
    "Words that one uses more": _keyness,
}
