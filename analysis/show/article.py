"""The article itself, marked by voice, with layers to switch on and off, and what `mend.js` needs to mend it.

The switches are checkboxes and style rules: no script runs. Any text is shown as text, whatever it contains. It cannot
see which mark matters: it draws all that the finders found.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from ..find.corrections import CORRECTABLE, FRESH
from ..find.quotation.quote_marks import quoted_spans
from ..find.text import Document
from ..measure.framing import reporting_verb
from ..measure.sources import NOT_SAID, NOT_SO, with_parts
from ..measure.unheard import first_silent, label_heard
from ..read.corrections import COLUMNS
from ..read.lexicons import BUILT_IN, Lexicons
from ..resources import need
from ..tables import Tables, need_tables
from .chart import LOOKS
from .findings import LIMITS, SHORT
from .page import MISSING, SPEECH, Html, Shown, anchor, escape, fill, house_style, template, words_of
from .sections import COUNTED, FIGURE_HEADS, passage_id
from .words import BOUNDS, HARMS, KINDS, LAYERS, Layer, Mark, called, find_marks, is_contested


def show_article(
    tables: Tables,
    article_id: str | None = None,
    linked: bool = False,
    corrections: pd.DataFrame | None = None,
    lexicons: Lexicons | None = None,
) -> Shown:
    """Give the highlighted article (the first, unless `article_id` names one); `tables` is what `analyse` gives.

    Every mark ends in a tag that says who speaks or what was found, on hover or focus by which rule. With `linked` a
    tag leads to its row in the other sections of the page, and the article holds what the page's script needs to mend
    it, with the `corrections` made already and the `lexicons` in use. Raises ValueError where none has that id.

    >>> from analysis import analyse, articles_from_text
    >>> "Ann Lee, direct" in show_article(analyse(articles_from_text("“It rained,” Ann Lee said."))).data
    True
    """
    need_tables(tables, ("articles", "sentences"))
    articles = tables["articles"]
    wanted = articles.iloc[:1] if article_id is None else articles[articles["article_id"] == article_id]
    known = articles["article_id"].head(5).tolist()
    need(len(wanted), "no such article", article_id, known=known)
    name, text = wanted.iloc[0][["article_id", "text"]]
    sentences = tables["sentences"][tables["sentences"]["article_id"] == name]
    held = mending_data(tables, name, corrections, lexicons) if linked else ""
    return Shown(article_html(text, sentences, find_marks(tables, name), LAYERS, linked, held))


def article_html(
    text: str,
    sentences: pd.DataFrame,
    marks: list[Mark],
    layers: Iterable[Layer],
    linked: bool = False,
    held: str = "",
) -> Html:
    """Give a text with marks in reading order, whoever made them, and a switch for each of the layers."""
    body = Html("".join(_paragraphs(text, sentences, marks, linked)))
    quoted = Html(held.translate(_QUOTED))
    parts = {"held": quoted, "key": Html(template("key.html")), "layers": layers, "body": body}
    counts = Counter(mark.layer for mark in marks)
    return house_style("article.css") + fill("marked.html", counts=counts, **parts)


def _paragraphs(text: str, sentences: pd.DataFrame, marks: list[Mark], linked: bool) -> Iterator[str]:
    """The paragraphs with their sentences as anchors; what stands between sentences is kept as it is."""
    waiting, running = iter(marks), []
    upcoming = next(waiting, None)
    paragraph, last = None, 0
    for row in sentences.itertuples(index=False):
        if row.paragraph != paragraph:
            yield "" if paragraph is None else "</p>"
        yield escape(text[last : row.start])
        if row.paragraph != paragraph:
            yield f'<p class="{escape(row.kind)}">'
        while upcoming is not None and upcoming.start < row.end:
            running.append(upcoming)
            upcoming = next(waiting, None)
        running = [mark for mark in running if mark.end > row.start]
        yield f'<span class="sentence" id="{anchor(row.sentence_id)}">'
        yield from _marked(text, row.start, row.end, running, linked)
        yield "</span>"
        paragraph, last = row.paragraph, row.end
    yield escape(text[last:])
    yield "" if paragraph is None else "</p>"


def _marked(text: str, first: int, last: int, marks: list[Mark], linked: bool) -> Iterator[str]:
    """A stretch of text with its marks: one that another cuts is closed there and opened again behind it."""
    cuts = sorted({first, last, *(cut for m in marks for cut in m[:2] if first < cut < last)})
    opened: list[Mark] = []
    begun = 0
    for start, end in pairwise(cuts):
        keep = next((i for i, mark in enumerate(opened) if mark.end <= start), len(opened))
        closed, before = opened[keep:], begun
        while begun < len(marks) and marks[begun].start <= start:
            begun += 1
        fresh = [mark for mark in closed if mark.end > start] + marks[before:begun]
        tags_at = start if fresh else end - len(text[start:end].lstrip(_CLOSING))  # behind what closes it
        yield "</mark>" * len(closed)
        if closed:
            yield escape(text[start:tags_at])
            yield from _tags(closed, start, linked)
        yield from (f'<mark class="{m.layer} {m.look}">' for m in fresh)
        yield escape(text[tags_at if closed else start : end])
        opened = opened[:keep] + fresh
    yield "</mark>" * len(opened)
    yield from _tags(opened, last, linked)


def _tags(marks: list[Mark], at: int, linked: bool) -> Iterator[str]:
    """The tags of the marks that end here, which lead to their rows in other sections where there are such."""
    for mark in (mark for mark in reversed(marks) if mark.end == at):
        is_passage = mark.layer == "voices" and mark.look != "scare"
        section = f"#{passage_id(mark)}" if is_passage else _SECTIONS[mark.layer]
        name = "a" if linked and section else "span"
        leads = f'href="{section}"' if name == "a" else 'role="note" tabindex="0"'
        said = f'data-tag="{escape(mark.tag)}" aria-label="{escape(mark.about)}" data-row="{mark.row}"'
        yield f'<{name} class="tag {mark.layer} {mark.look}" {leads} {said}></{name}>'


_QUOTED = {ord(sign): f"&#{ord(sign)};" for sign in "&'<>"}  # single quotes, for JSON is full of double ones
_CLOSING = "”’\"'»)],.;:!?"
_SECTIONS = {layer.name: layer.section and f"#{layer.section}" for layer in LAYERS}


_SHOWN = {
    "quotes": "start end kind cue speaker speaker_name speaker_kind status rule".split(),
    "figures": "start end kind what harm low high bound source source_kind hedge status when part".split(),
    "labels": "start end category term".split(),
    "terms": "start end lexicon category".split(),
}
"""The columns of each table that the script reads."""


def mending_data(
    tables: Tables, article_id: str, corrections: pd.DataFrame | None = None, lexicons: Lexicons | None = None
) -> str:
    """Give the tables of one article and the words to show them in, as JSON."""
    names = {*_SHOWN, "articles", "sentences", "tokens", "people", "casualties", "mentions"} & tables.keys()
    mine = {name: tables[name][tables[name]["article_id"] == article_id] for name in names}
    mine["figures"] = with_parts(mine["figures"], mine["casualties"])
    labels = mine.get("labels", pd.DataFrame(columns=["term", "category"]))
    cues = mine["quotes"]["cue"].dropna().unique()
    call = called(mine)
    sources = mine["quotes"]["speaker_name"], mine["figures"]["source"], mine["people"]["name"]
    names = {name for column in sources for name in column.dropna()}
    before = corrections[corrections["article_id"] == article_id] if corrections is not None else None
    shown = {name: mine[name].reindex(columns=columns) for name, columns in _SHOWN.items() if name in mine}
    data = {
        "article_id": article_id,
        "correctable": CORRECTABLE,
        "fresh": FRESH,
        "tables": {name: {"columns": list(t), "rows": _values(t)} for name, t in shown.items()},
        "advised": labels.loc[~is_contested(labels), "term"].dropna().unique().tolist(),
        # the gap before each word and its length, which are shorter than their places
        "tokens": np.diff(mine["tokens"][["start", "end"]].to_numpy().ravel(), prepend=0).tolist(),
        "quoted": [span[:2] for span in quoted_spans(Document(mine["articles"]["text"].iloc[0]))],
        **_people(mine),
        "called": {name: call(name) for name in sorted(names) if call(name) != name},
        "verbs": {cue: reporting_verb(cue, lexicons or BUILT_IN)[1] or "not stated" for cue in cues},
        "words": {"missing": MISSING, "not_said": NOT_SAID, "speech": SPEECH, "kinds": KINDS, "short": SHORT}
        | {"bounds": BOUNDS, "harms": HARMS, "none": words_of("none"), "not_so": NOT_SO},
        "limits": LIMITS,
        "figures": {"heads": FIGURE_HEADS, "counted": COUNTED, "looks": LOOKS},
        "before": [] if before is None else before[list(COLUMNS)].values.tolist(),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _values(table: pd.DataFrame) -> list[list]:
    return table.astype(object).where(table.notna(), None).values.tolist()


def _people(tables: Tables) -> dict:
    """What each name is called, and whom nobody would have heard if all passages were struck out."""
    roles = tables["people"].dropna(subset=["name", "role"]).drop_duplicates("name").set_index("name")["role"]
    people = tables["mentions"] if "mentions" in tables else label_heard(tables)
    struck = people["name"].isin(tables["quotes"]["speaker_name"]) & people["able"]
    silent = first_silent(people.assign(heard=people["heard"] & ~struck))
    return {"roles": roles.to_dict(), "printed": _values(silent[["name", "role", "start", "n", "asked"]])}
