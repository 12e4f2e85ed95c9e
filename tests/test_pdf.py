"""PDFs as printers and browsers make them: words cut at the end of a line or a page, heads, numbers, two columns."""

import warnings

import pytest

from analysis import read_articles

from .hostile_files import pdf, stream

_FONT = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def printed(*pages: str) -> bytes:
    """A PDF with these pages, each line at its place, a headline behind "# " in larger letters."""
    kids = b" ".join(b"%d 0 R" % (3 + 2 * number) for number in range(len(pages)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    objects.append(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)))
    for number, page in enumerate(pages):
        sizes = {True: b"/F1 24 Tf (%s) Tj /F1 12 Tf", False: b"(%s) Tj"}
        shown = [(line.removeprefix("# "), sizes[line.startswith("# ")]) for line in page.splitlines()]
        lines = b" T* ".join(size % line.encode("cp1252") for line, size in shown)
        place = b"%d 0 R" % (4 + 2 * number)
        entries = b"/MediaBox [0 0 595 842] /Resources %s /Contents %s" % (_FONT, place)
        objects += [b"<< /Type /Page /Parent 2 0 R %s >>" % entries]
        objects += [stream(b"BT /F1 12 Tf 14 TL 40 800 Td %s ET" % lines)]
    return pdf(*objects)


def read(folder, *pages: str) -> list[str]:
    path = folder / "story.pdf"
    path.write_bytes(printed(*pages))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a line or two is hardly an article
        return read_articles(path)["text"].item().split("\n")


FIRST = """The Holm Lantern 4
Dam breaks above Holm
The dam above Holm broke in the night, and the lower streets were
under water by noon. Nobody was hurt, the regional govern-
ment said, but a long-
term plan is missing.
Ida Brandt, who leads the rescue service, spoke of a warning that had
come too late, and of nine neigh-"""
SECOND = """The Holm Lantern 5
bours who had to be taken from a roof.
The mayor said: the wall had stood for a hundred years, and nobody in
the town hall had thought that it would ever give way to the river."""


def test_words_are_whole_and_heads_are_no_prose(tmp_path):
    assert read(tmp_path, FIRST, SECOND) == [
        "Dam breaks above Holm",
        "The dam above Holm broke in the night, and the lower streets were under water by noon. Nobody was hurt, the "
        "regional government said, but a long-term plan is missing.",
        "Ida Brandt, who leads the rescue service, spoke of a warning that had come too late, and of nine neighbours "
        "who had to be taken from a roof.",
        "The mayor said: the wall had stood for a hundred years, and nobody in the town hall had thought that it would "
        "ever give way to the river.",
    ]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("the report was re-", "written", "rewritten"),
        ("a well-", "known and well-known name", "well-known and"),
        ("it was an Anglo-", "Saxon church", "Anglo-Saxon"),
        ("from 2019-", "2021 it rained", "2019-2021"),
        ("Sir Aldous Hal-", "loran came", "Halloran"),
        ("one thing -", "the last one", "thing - the"),
    ],
)
def test_hyphens_that_are_the_words_own_stay(tmp_path, first, second, whole):
    (text,) = read(tmp_path, f"{first}\n{second}")
    assert whole in text


def test_the_head_of_an_only_page_gives_the_day(tmp_path):
    path = tmp_path / "story.pdf"
    story = "Dam breaks above Holm\nThe dam above Holm broke in the night, and the lower streets were\nunder water."
    path.write_bytes(printed(f"THE LANTERN - Friday 1 December 2023 - Page 14\n{story}"))
    article = read_articles(path).iloc[0]
    assert (article["published"], article["text"].partition(" ")[0]) == ("2023-12-01", "Dam")
    path.write_bytes(printed(f"{story}\nIt was on page 14."))
    assert read_articles(path)["text"].item().endswith("It was on page 14.")


def test_page_numbers_are_left_out_but_a_line_of_the_story_stays(tmp_path):
    pages = [f"A story of the {word} day, in which it rained.\n- {n} -" for n, word in enumerate("abc")]
    assert read(tmp_path, *pages) == [" ".join(page.partition("\n")[0] for page in pages)]


def test_what_a_browser_prints_around_a_page_is_no_text_and_the_largest_letters_are_the_headline(tmp_path):
    page = ["11/27/26, 9:51 PM Dam breaks", "Home News", "The dam in spring. FILE", "# Dam breaks above Holm"]
    page += [*FIRST.splitlines()[2:5], "Nobody was hurt.", "https://holm.example/dam 1/1"]
    (tmp_path / "story.pdf").write_bytes(printed("\n".join(page)))
    article = read_articles(tmp_path / "story.pdf").iloc[0]
    assert article["title"] == "Dam breaks above Holm"
    assert "9:51" not in article["text"]
    assert article["text"].endswith("Nobody was hurt.")
