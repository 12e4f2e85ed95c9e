"""The same event on one page: articles side by side, each number with the sentences it comes from.

Takes the tables of several articles, gives one HTML file that loads nothing from elsewhere.
It cannot see which of the articles is right; it shows where they differ.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pandas as pd

from ..find.tone.tone_toward import label_tone_toward
from ..measure import same_event
from ..measure.figures import compare_disagreements
from ..measure.groups import need_tables
from ..measure.keyness import compare_words
from ..measure.tone import summarise_toward
from ..output import choose_page, write_page
from ..read.lexicons import BUILT_IN
from .article import show_article
from .charts import plot_bars, plot_figures, plot_intervals
from .export import export_page
from .page import escape, rows_html, sentence_link, show_table
from .sections import own_or_unnamed
from .words import count, or_missing

_INTRODUCTION = """# The same event, told differently
The articles stand side by side: who speaks, in which words, with which figures, and what one tells and another leaves
out. The page counts; it does not say who is right. Every sentence leads to its place in the texts below."""
_CAUTION = """## How this could be wrong
- That nothing was found is not the same as nothing being there.
- Sentences are matched by the rare words that they share. On sentences marked by hand about every fifth match was
  false and every fourth counterpart was missed. “Left out” is a question to ask of the text.
- An article may leave a thing out because it was printed earlier, is shorter, or had no reporter there.
- Short texts differ by chance in most of their words. An interval that reaches across 0 shows no difference.
- Figures of one event are never added up: they restate each other."""

Tables = dict[str, pd.DataFrame]


def write_comparison(
    tables: Tables,
    out: str | Path = ".",
    *,
    sources: Iterable[str | Path] | None = None,
    force: bool = False,
) -> Path:
    """Write the page that sets two or more articles side by side and give its path: `compare.html` in a folder `out`,
    or `out` itself where it ends in .html. `tables` is what `analyse` gives, `sources` the files that were read.

    A section that fails is one line. Raises ValueError for fewer than two articles, and where the page would take
    the place of another file unless `force` is given.
    """
    need_tables(
        tables, ("articles", "sentences", "tokens", "quotes", "people", "labels", "terms", "casualties")
    )
    articles = tables["articles"]
    if articles["article_id"].nunique() < 2:
        raise ValueError(
            f"There is {count(len(articles), 'article')}. At least two were expected, to compare them. "
            "Try a folder, or several files."
        )
    place = choose_page(out, "compare", articles["text"] if sources is None else sources, force)
    return write_page(place, export_page(_cells(tables), "report", "Side by side"))


def _cells(tables: Tables) -> Iterator[dict]:
    yield {"cell_type": "markdown", "source": _INTRODUCTION}
    for title, section in _SECTIONS.items():
        yield from _cell(f"## {title}", partial(section, tables), title in _FOLDED)
    yield {"cell_type": "markdown", "source": _CAUTION}
    for i, article_id in enumerate(tables["articles"]["article_id"]):
        words = (
            article_id if article_id.replace("_", "").isalnum() else f"number {i + 1}"
        )  # a heading is Markdown
        yield from _cell(f"## The text: {words}", partial(_text, tables, article_id), False)


def _text(tables: Tables, article_id: str) -> Iterator[str]:
    yield show_article(tables, article_id).data


def _cell(heading: str, section: Callable[[], Iterable[str]], folded: bool) -> Iterator[dict]:
    """A section with its heading; one that fails says so in a line and takes nothing else with it."""
    tags = ["folded"] if folded else []
    yield {"cell_type": "markdown", "source": heading, "metadata": {"tags": tags}}
    try:
        outputs = [{"output_type": "display_data", "data": {"text/html": html}} for html in section()]
    except Exception as error:
        outputs = [{"output_type": "error", "ename": type(error).__name__, "evalue": str(error)}]
    yield {"cell_type": "code", "source": "", "outputs": outputs}


def _speech(tables: Tables) -> pd.DataFrame:
    return same_event.label_same_names(tables["quotes"][tables["quotes"]["kind"] != "scare"])


def _in_short(tables: Tables) -> Iterator[str]:
    said = [
        *_said_of_speakers(tables),
        *_said_of_figures(tables),
        *_said_of_words(tables),
        *_said_of_omissions(tables),
    ]
    yield f'<div class="lead"><p>{" ".join(said)}</p></div>'


def _said_of_speakers(tables: Tables) -> Iterator[str]:
    """Whom some articles hear and others do not, the one with most words first."""
    speakers = same_event.compare_articles(
        _speech(tables).dropna(subset=["speaker_name"]), "speaker_name", words=True
    )
    names = speakers.columns[1:]
    apart = speakers[(speakers[names] == 0).any(axis=1)]
    yield f"{count(len(speakers), 'source').capitalize()} {'is' if len(speakers) == 1 else 'are'} heard in all."
    for row in apart.head(2).to_dict("records"):
        hear = [name for name in names if row[name]]
        silent = [name for name in names if not row[name]]
        hears = "hears" if len(hear) == 1 else "hear"
        yield f"Only {escape(_and(hear))} {hears} {escape(row['speaker_name'])}, not {escape(_and(silent))}."


def _said_of_figures(tables: Tables) -> Iterator[str]:
    whole = tables["casualties"]
    together = whole.assign(article_id="all")
    for row in compare_disagreements(together).head(1).itertuples():
        low, high = (
            sentence_link(row.sentence_id, row.figure),
            sentence_link(row.other_sentence_id, row.other),
        )
        yield f"The figures for {escape(row.harm)} lie apart: {low} here, {high} there."


def _said_of_words(tables: Tables) -> Iterator[str]:
    words = same_event.compare_wordings(tables["labels"], "category")
    for row in words[words.notna().all(axis=1)].head(1).to_dict("records"):
        told = [f"{escape(name)} “{escape(said.split(',')[0])}”" for name, said in list(row.items())[1:]]
        yield f"For {escape(row['category'])}, {_and(told)}."


def _said_of_omissions(tables: Tables) -> Iterator[str]:
    pairs = _pairs(tables)
    alone = pairs.groupby(["article_id", "sentence_id"], sort=False)["told"].any()
    n = (~alone).groupby("article_id", sort=False).sum()
    if len(n):
        yield f"Sentences with no counterpart elsewhere: {', '.join(f'{escape(name)} {k}' for name, k in n.items())}."


def _and(names: list[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _articles(tables: Tables) -> Iterator[str]:
    words = tables["tokens"].groupby("article_id").size()
    known = tables["articles"][["article_id", "outlet", "title", "published"]]
    yield show_table(known.assign(words=known["article_id"].map(words).fillna(0).astype("int64"))).data


def _sources(tables: Tables) -> Iterator[str]:
    table = same_event.compare_articles(_speech(tables), "speaker_name", words=True)
    yield plot_bars(
        table, "speaker_name", list(table.columns[1:]), "Words of each source, quoted or reported"
    )._repr_html_()


def _words(tables: Tables) -> Iterator[str]:
    """Contested labels and charged words, one row a voice, one column an article."""
    labels, terms = tables["labels"], tables["terms"]
    used = [
        labels[labels["category"].notna()],
        terms[terms["lexicon"] == "loaded"],
    ]
    rows = pd.concat(used)
    if not len(rows):
        yield '<p class="none">No contested label and no charged word was found.</p>'
        return
    rows = same_event.label_same_names(rows.assign(voice=own_or_unnamed(rows)), "voice")
    table = same_event.compare_wordings(
        rows.assign(voice=or_missing(rows["voice"], "voice")), "voice", "text"
    )
    yield show_table(table, "Labels that take a side, and charged words, by whose they are").data
    yield show_table(same_event.compare_wordings(labels, "category"), "The words for one thing").data


def _figures(tables: Tables) -> Iterator[str]:
    figures = tables["casualties"]
    for harm, rows in figures[figures["harm"] != "detained"].groupby("harm", sort=False):
        yield plot_figures(rows, f"How many {harm}, and who says so")._repr_html_()
    if not len(figures):
        yield '<p class="none">No figure was found.</p>'


def _quotations(tables: Tables) -> Iterator[str]:
    pairs = same_event.compare_quotations(_speech(tables))
    if not len(pairs):
        yield '<p class="none">No quotation stands in two of them.</p>'
    for _, same in pairs.groupby("quotation", sort=False):
        rows = [
            (escape(row.article_id), sentence_link(row.sentence_id, row.text)) for row in same.itertuples()
        ]
        yield rows_html(("article", "as it is printed there"), rows, str(same["speaker_name"].iloc[0]))


def _left_out(tables: Tables) -> Iterator[str]:
    """Sentences without a counterpart in some other article, under the article that tells them."""
    pairs = _pairs(tables)
    missing = (
        pairs[~pairs["told"]]
        .groupby(["article_id", "sentence_id", "text"], sort=False)["other"]
        .agg(", ".join)
    )
    for article_id, rows in missing.reset_index().groupby("article_id", sort=False):
        cells = [(sentence_link(row.sentence_id, row.text), escape(row.other)) for row in rows.itertuples()]
        yield rows_html(("sentence", "not found in"), cells, f"{len(rows)} sentences of {article_id}")


def _pairs(tables: Tables) -> pd.DataFrame:
    """The sentences beside their counterparts; none where only one article has any."""
    body = tables["sentences"][tables["sentences"]["kind"] == "body"]
    if body["article_id"].nunique() < 2:
        names = ("article_id", "sentence_id", "text", "other")
        return pd.DataFrame({name: pd.array([], dtype="str") for name in names}).assign(told=False)
    return same_event.compare_sentences(body, tables["tokens"])


def _keyness(tables: Tables) -> Iterator[str]:
    tokens, stop_words = tables["tokens"], BUILT_IN.terms("stop_words").keys()
    for article_id in tokens["article_id"].unique():
        here = tokens["article_id"] == article_id
        words = compare_words(tokens[here], tokens[~here])
        shown = words[
            (words["n_target"] > 1) & (words["log_ratio"] > 0) & ~words["word"].isin(stop_words)
        ].head(6)
        columns = ["word", "n_target", "n_reference", "log_ratio", "low", "high"]
        title = f"Words that {article_id} uses more than the others"
        yield plot_intervals(
            shown[columns], "word", "log_ratio", title, "each step is a doubling"
        )._repr_html_()


def _toward(tables: Tables) -> Iterator[str]:
    known = tables["people"][tables["people"]["kind"] != "unnamed"].dropna(subset=["name"])
    people = same_event.label_same_names(label_tone_toward(known, tables["articles"]), "name")
    several = people.groupby("name")["article_id"].transform("nunique") > 1
    told = summarise_toward(people[several], ["name", "article_id"])
    told = told[told["n"] > 0].head(12)
    named = told.assign(name=told["name"] + ", " + told["article_id"])
    axis = "more negative to the left, more positive to the right"
    yield plot_intervals(named, "name", "balance", "Tone toward the same actor", axis, (-1, 1))._repr_html_()


def _frames(tables: Tables) -> Iterator[str]:
    frames = tables["terms"][tables["terms"]["lexicon"] == "frames"]
    table = same_event.compare_articles(frames, "category")
    yield plot_bars(table, "category", list(table.columns[1:]), "Words of each frame", "hits")._repr_html_()


_SECTIONS: dict[str, Callable[[Tables], Iterable[str]]] = {
    "In short": _in_short,
    "The articles": _articles,
    "Sources": _sources,
    "Words": _words,
    "Figures": _figures,
    "The same quotation": _quotations,
    "What one tells and another leaves out": _left_out,
    "Tone": _toward,
    "Frames": _frames,
    "Words that one uses more": _keyness,
}
_FOLDED = ("Tone", "Frames", "Words that one uses more")
