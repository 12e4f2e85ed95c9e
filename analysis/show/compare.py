"""The same event on one page: articles side by side, each number with the sentences it comes from.

It cannot see which of the articles is right; it shows where they differ.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pandas as pd

from ..measure import same_event
from ..measure.association import compare_words
from ..measure.groups import need_tables
from ..output import choose_page, write_page
from ..read.lexicons import BUILT_IN
from .article import show_article
from .charts import plot_bars, plot_figures, plot_intervals
from .compare_short import STATEMENTS, Compared, Tables, alone, in_short
from .export import as_markdown, export_page, html_cell, text_cell
from .page import escape, missing, none, rows_html, sentence_link, show_table
from .sections import link_words, own_or_unnamed
from .words import count, listed, or_missing

_SAME = """# The same event, told differently
The articles stand side by side: who speaks, in which words, with which figures, and what one tells and another leaves
out. The page counts; it does not say who is right. Every sentence leads to its place in the texts below."""
_APART = """# Articles side by side
They do not all seem to tell of one event, for they share few rare names and words. What only makes sense for one event
is compared where two do; where none do, figures are set beside each other all the same, and sentences are not.
Look twice before you call it a difference. The page counts; it does not say who is right."""
_CAUTION = """## How this could be wrong
- That nothing was found is not the same as nothing being there.
- Sentences are matched by the rare words that they share. Of 24 pairs that count as sure none was false on sentences
  marked by hand, which are few; of the sentences without a counterpart, about one in five has one in other words.
- An article may leave a thing out because it was printed earlier, is shorter, or had no reporter there.
- Short texts differ by chance in most of their words. An interval that reaches across 0 shows no difference.
- Figures of one event are never added up: they restate each other."""
_EDGES = " ,.“”\"'"

_READ = ("articles", "sentences", "tokens", "quotes", "people", "labels", "terms", "casualties")


def write_comparison(
    tables: Tables,
    out: str | Path = ".",
    *,
    sources: Iterable[str | Path] | None = None,
    force: bool = False,
) -> Path:
    """Write the page that sets two or more articles side by side and give its path: `compare.html` in a folder `out`,
    or `out` itself where it ends in .html. `tables` is what `analyse` gives, `sources` the files that were read.

    A section that fails is one line. Articles that do not seem to tell of one event are not called so. Raises
    ValueError for fewer than two articles, for two with the same text, and where the page would take the place of
    another file unless `force` is given.
    """
    need_tables(tables, _READ)
    articles = tables["articles"]
    names = articles["article_id"].astype("str")
    if names.nunique() < 2:
        raise ValueError(
            f"There is {len(articles)} article. At least two were expected, to compare them. "
            "Try a folder, or several files."
        )
    for _, same in names.groupby(articles["text"].str.split().str.join(" "), sort=False):
        if len(same) > 1:
            raise ValueError(
                f"{listed(same.tolist())} have the same text; articles that tell it differently were expected. "
                "Leave one of them out."
            )
    place = choose_page(out, "compare", articles["text"] if sources is None else sources, force)
    return write_page(place, export_page(_cells(tables), "report", "Side by side"))


def _cells(tables: Tables) -> Iterator[dict]:
    events = same_event.find_events(tables["tokens"])
    told = events.index[events == events.mode().iloc[0]] if len(events) else events.index
    compared = told if len(told) > 1 else events.index  # whoever names files wants them compared
    event = {name: table[table["article_id"].isin(compared)] for name, table in tables.items()}
    speech = tables["quotes"][tables["quotes"]["kind"] != "scare"]
    body = event["sentences"][event["sentences"]["kind"] == "body"]
    several = body["article_id"].nunique() > 1 and len(told) > 1
    pairs = same_event.compare_sentences(body, event["tokens"]) if several else None
    both = Compared(tables, event, same_event.label_same_names(speech), pairs)
    yield text_cell(_SAME if events.nunique() < 2 else _APART)
    for title, section in _SECTIONS.items():
        yield text_cell(f"## {title}", *(["folded"] if section is _keyness else []))
        try:
            yield html_cell("".join(section(both)))
        except Exception as error:  # one that fails takes nothing else with it
            yield html_cell(none(f"This could not be made: {type(error).__name__}, {error}"))
    yield text_cell(_CAUTION, "folded")
    for article_id in tables["articles"]["article_id"]:
        yield text_cell(f"## The text: {as_markdown(article_id)}", "folded", "open")
        yield html_cell(show_article(tables, article_id).data)


def _articles(compared: Compared) -> Iterator[str]:
    words = compared.all["tokens"].groupby("article_id").size()
    known = compared.all["articles"][["article_id", "outlet", "title", "published"]]
    yield show_table(known.assign(words=known["article_id"].map(words).fillna(0).astype("int64"))).data


def _sources(compared: Compared) -> Iterator[str]:
    table = same_event.compare_articles(compared.speech, "speaker_name", cells="words")
    table = table.reindex(columns=["speaker_name", *compared.all["articles"]["article_id"]], fill_value=0)
    title = "Words of each source, quoted or reported"
    yield plot_bars(table, "speaker_name", list(table.columns[1:]), title)._repr_html_()


def _words(compared: Compared) -> Iterator[str]:
    """Contested labels and charged words: a row a voice, then a row a thing; a column an article."""
    labels, terms, articles = (compared.all[name] for name in ("labels", "terms", "articles"))
    labels = labels[labels["category"].notna()]
    used = pd.concat([labels, terms[terms["lexicon"] == "loaded"]])
    if not len(used):
        yield none("No contested label and no charged word was found.")
        return
    who = same_event.label_same_names(used.assign(who=own_or_unnamed(used)), "who")["who"]
    used = used.assign(who=or_missing(who, "voice"))
    yield _side_by_side(used, "who", "in whose words", "Labels and charged words by voice", articles)
    yield _side_by_side(labels, "category", "what is meant", "The words for one thing", articles)


def _side_by_side(rows: pd.DataFrame, by: str, head: str, caption: str, articles: pd.DataFrame) -> str:
    """A row for each value of a column, those that most articles have first, and a column for each article."""
    names = articles["article_id"].tolist()
    groups = sorted(rows.groupby(by, sort=False), key=lambda group: -group[1]["article_id"].nunique())
    cells = []
    for value, own in groups:
        words = (", ".join(link_words(own[own["article_id"] == name])) for name in names)
        cells.append([escape(value), *(told or missing("none") for told in words)])
    return rows_html((head, *names), cells, caption) if cells else ""


def _figures(compared: Compared) -> Iterator[str]:
    figures, articles = compared.event["casualties"], compared.all["articles"]["article_id"].tolist()
    for harm, rows in figures[figures["harm"] != "detained"].groupby("harm", sort=False):
        yield plot_figures(rows, f"How many {harm}, and who says so", articles)._repr_html_()
    if not len(figures):
        yield none("No figure was found.")


def _quotations(compared: Compared) -> Iterator[str]:
    pairs = same_event.compare_quotations(compared.speech)
    rows = []
    for _, same in pairs.groupby("quotation", sort=False):
        for _, cut in same.groupby(same["text"].str.strip(_EDGES).str.lower(), sort=False):
            first = cut.iloc[0]
            places = listed([escape(name) for name in dict.fromkeys(cut["article_id"])])
            words = sentence_link(first["sentence_id"], first["text"].strip(_EDGES))
            rows.append((escape(or_missing(cut["speaker_name"], "speaker_name").iloc[0]), places, words))
    heads = ("who", "printed in", "as it is printed there")
    yield rows_html(heads, rows) if rows else none("No quotation stands in two of them.")


def _statements(compared: Compared) -> Iterator[str]:
    """What several surely tell, side by side; then, folded, the sentences of each that have no counterpart."""
    if compared.pairs is None:
        yield none("No two of them seem to tell of one event in sentences that can be compared.")
        return
    rows = same_event.compare_statements(compared.pairs)
    rows = rows.assign(statement=rows["statement"] + 1)
    table = _side_by_side(rows, "statement", "no.", "What several tell", compared.event["articles"])
    yield table or none("No statement seems to be told by two of them.")
    for article_id, own in alone(compared.pairs).groupby("article_id", sort=False):
        items = "".join(f"<li>{sentence_link(row.sentence_id, row.text)}</li>" for row in own.itertuples())
        told = f"{count(len(own), 'sentence').capitalize()} of {escape(article_id)} without a counterpart"
        yield f"<details><summary>{told}</summary><ul>{items}</ul></details>"


def _keyness(compared: Compared) -> Iterator[str]:
    tokens, stop_words = compared.all["tokens"], BUILT_IN.terms("stop_words").keys()
    for article_id in tokens["article_id"].unique():
        here = tokens["article_id"] == article_id
        words = compare_words(tokens[here], tokens[~here])
        more = (words["n_target"] > 1) & (words["log_ratio"] > 0) & ~words["word"].isin(stop_words)
        shown = words.loc[more, ["word", "n_target", "n_reference", "log_ratio", "low", "high"]].head(6)
        title = f"Words that {article_id} uses more than the others"
        yield plot_intervals(shown, "word", "log_ratio", title, "steps of a doubling")._repr_html_()


_SECTIONS: dict[str, Callable[[Compared], Iterable[str]]] = {
    "In short": in_short,
    "The articles": _articles,
    "Sources": _sources,
    "Words": _words,
    "Figures": _figures,
    "The same quotation": _quotations,
    STATEMENTS: _statements,
    "Words that one uses more": _keyness,
}
