"""What the small functions of the door give: one line each."""

import io
from pathlib import Path

import pandas as pd
import pytest

from analysis.read.addresses import is_public
from analysis.read.articles import _file_name, articles_table
from analysis.read.copies import free_id, mark_copy, open_index, sketch_of
from analysis.read.files import readable
from analysis.read.furniture import dateline_end, prose_end
from analysis.read.kinds.dates import days_come_first, iso_date, stated_day
from analysis.read.kinds.html_text import is_html
from analysis.read.kinds.registry import kind_of, kind_of_ending
from analysis.read.kinds.tables import flat_row, rows_in
from analysis.read.language import language_of, other_language
from analysis.read.lexicons import BUILT_IN
from analysis.read.plain import clean_text, decode_text
from analysis.read.problems import in_our_words, problem_of
from analysis.read.provenance import fingerprint_program
from analysis.read.sources import distinct_names, slug
from analysis.read.spreadsheets import is_table
from analysis.tables import for_spreadsheets

ENGLISH = "The bridge was closed on Monday, and the buses had to take the long way round. \n" * 2
NESTED = {"source": {"name": "The Lantern"}, "authors": [{"name": "Ida"}, {"name": "Bo"}], "n": 1}
STORIES = [Path("wire/story.txt"), Path("local/story.txt"), Path("local/court.txt")]
FOOT = "The dam at Holm broke on Monday. Two streets were flooded.\nMost read\n1. A lynx in my bath"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([is_public(ip) for ip in ("93.184.215.14", "10.0.0.1", "64:ff9b::7f00:1")], [True, False, False]),
        (_file_name("a/rain.txt"), "rain.txt"),
        (_file_name(".."), "upload.txt"),
        (_file_name("x" * 300 + ".pdf"), "upload.pdf"),
        (articles_table([{"article_id": "a", "text": "It rained."}])["outlet"].isna().tolist(), [True]),
        (readable("caf\udce9.txt"), "caf\ufffd.txt"),
        (dateline_end("HOLM, Arden (Reuters) - The dam broke."), 24),
        (dateline_end("Arden is a small town - and a poor one."), 0),
        (prose_end(FOOT), 59),
        (iso_date("March 2020"), None),
        (iso_date("2020-03-03T09:00Z"), "2020-03-03"),
        (iso_date("3/14/2020"), "2020-03-14"),
        (iso_date("14.3.2020"), "2020-03-14"),
        (iso_date("2020-03-04", day_first=True), "2020-03-04"),
        (language_of("It rained all night, and the bridge was closed."), "en"),
        (language_of("Ja."), None),
        (language_of("Es regnete die ganze Nacht, und die Brücke wurde gesperrt."), "de"),
        (decode_text("“No,” she said".encode("cp1252")), ("“No,” she said", "cp1252")),
        (stated_day("3 March 2020"), "2020-03-03"),
        (stated_day("2020-03"), "2020-03"),
        (days_come_first(["03/04/2020", "17/04/2020"]), True),
        (days_come_first(["03/04/2020"]), None),
        (is_html("<p>“No,” said Varga.</p>"), True),
        (is_html("5 < 6 and 7 > 3"), False),
        (rows_in({"status": "ok", "articles": [{"content": "A"}]}, "content".__eq__), [{"content": "A"}]),
        (flat_row(NESTED), {"source.name": "The Lantern", "authors.name": ["Ida", "Bo"], "n": 1}),
        (kind_of(io.BytesIO(b"{\\rtf1 It rained.}"), "rain.txt").kind, "RTF"),
        (kind_of(io.BytesIO(b""), "rain.md").kind, "Markdown"),
        (kind_of_ending("export.CSV").kind, "table of articles"),
        (kind_of_ending("export.abc"), None),
        (clean_text("half \ud83d, nothing \0"), "half \ufffd, nothing \ufffd"),
        (
            problem_of("a", None, "read", "A is empty; text was expected. Save it.")[3:],
            ("A is empty; text was expected.", "Save it."),
        ),
        (len(fingerprint_program(BUILT_IN)), 20),
        (slug("Storm in Arden (final)"), "storm-in-arden-final"),
        (distinct_names(STORIES), ["wire-story", "local-story", "court"]),
        (is_table("export.csv.gz"), True),
        (is_table("article.txt"), False),
        (other_language(ENGLISH), None),
        (
            for_spreadsheets(pd.DataFrame({"text": ["=1+1", "1+1", None], "n": [-1, 2, 3]}))["text"].tolist()[
                :2
            ],
            ["'=1+1", "1+1"],
        ),
    ],
)
def test_small_functions_give(given, expected):
    assert given == expected


def test_ids_are_free_and_files_that_gave_articles_are_counted():
    index = open_index()
    assert [free_id(index, name) for name in ("storm", "storm", "court", "storm")] == [
        "storm",
        "storm-2",
        "court",
        "storm-3",
    ]


def test_what_a_library_raises_is_said_in_our_words():
    with pytest.raises(
        ValueError,
        match=r"a\.odt cannot be read \(division by zero\); a complete, unlocked file was expected",
    ):
        list(in_our_words("a.odt", lambda: (1 / n for n in (1, 0))))


def test_nearly_the_same_text_is_a_copy_of_the_first():
    index, text = (
        open_index(),
        "The river rose in the night and by noon the lower streets of the town were under water.",
    )
    assert mark_copy(index, "morning", sketch_of(text)) is None
    assert mark_copy(index, "evening", sketch_of(f"{text} Advertisement")) == "morning"
