"""The pages in a real browser: accessible, quiet, narrow enough, usable by keyboard, deaf to hostile articles."""

import itertools
import re
import shutil
import subprocess
from xml.etree import ElementTree

import pandas as pd
import pytest

from analysis import analyse, articles_from_text, write_comparison, write_report

pytestmark = [pytest.mark.slow, pytest.mark.browser]

WIDTHS = (320, 390, 768, 1280)
LONG = "At least 12 people were killed, Ann Lee said. “It rained,” he added. " * 600
PIECES = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '" onmouseover=alert(3) autofocus onfocus=alert(4) x="',
    "' onclick='alert(5)",
    "</style><style>*{display:none}</style>",
    "--> ]]> <!-- <iframe src=//example.org></iframe>",
    "</mark></p></div></main></details>",
    "\u202eThe mayor\u202c \u2066it\u2069 \u200f\ufeff\x00\x07",
    "&lt;script&gt;&amp;#60; ${1} {{1}} {% raw %} $title $$ %s",
    "javascript:alert(6) [a](javascript:alert(7)) ![x](http://example.org/x.png)",
    '<svg onload=alert(8)><a href="javascript:alert(9)">x</a></svg>',
    "<base href=//example.org/><meta http-equiv=refresh content=0;url=//example.org>",
)
SENTENCES = (
    "“{0} it rained,” said Ann Lee.",
    "The {0} regime said 12 people were killed.",
    "“It rained,” said {0} Ann Lee {0}, the {0} mayor.",
)
HOSTILE = [sentence.format(piece) for piece, sentence in itertools.product(PIECES, SENTENCES)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(report_page, comparison_page, lesson_pages, look, scheme):
    pages = (report_page, comparison_page, *lesson_pages)
    found = {path.stem: violations(look(path, color_scheme=scheme, bypass_csp=True)) for path in pages}
    assert {stem: found for stem, found in found.items() if found} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_that_is_folded_and_all_marks_at_once_are_accessible(report_page, comparison_page, look, scheme):
    for path in (report_page, comparison_page):
        page = look(path, color_scheme=scheme, bypass_csp=True)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        for box in page.locator("fieldset input").all():
            box.check()
        assert violations(page) == [], path.name


def test_pages_ask_nobody_and_complain_of_nothing(report_page, comparison_page, lesson_pages, look):
    pages = (report_page, comparison_page, *lesson_pages)
    trouble = {path.name: look(path).trouble for path in pages}
    assert {name: found for name, found in trouble.items() if found} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(report_page, comparison_page, lesson_pages, look, width):
    for path in (report_page, comparison_page, *lesson_pages):
        page = look(path, viewport={"width": width, "height": 800})
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name


@pytest.mark.skipif(
    not shutil.which("pdfinfo"), reason="needs pdfinfo (on Debian: apt-get install poppler-utils)"
)
def test_report_is_two_to_four_sheets_of_paper(report_page, look, tmp_path):
    paper = tmp_path / "page.pdf"
    look(report_page).pdf(path=str(paper), format="A4", prefer_css_page_size=True)
    told = subprocess.run(["pdfinfo", paper], capture_output=True, text=True, check=True).stdout
    assert 2 <= int(re.search(r"Pages:\s+(\d+)", told)[1]) <= 4


def test_layers_switch_by_keyboard_without_scripts(report_page, look):
    page = look(report_page, java_script_enabled=False)
    tag = page.locator(".tag.hedges").first
    assert not tag.is_visible()
    page.locator(".on-voices").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator(".on-hedges").is_checked()
    assert tag.is_visible()
    page.keyboard.press("Space")
    assert not tag.is_visible()


def test_keyboard_reaches_the_text_first(report_page, look):
    page = look(report_page)
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == "#content"
    assert page.locator(":focus").bounding_box()["x"] >= 0


def test_tags_say_who_and_lead_to_their_row(report_page, look):
    page = look(report_page)
    tags = page.locator(".tag.voices:not(.scare)")
    said = tags.evaluate_all("tags => tags.map(tag => tag.ariaLabel)")
    assert len(said) > 8
    assert all("rule" in words for words in said)
    for i, words in enumerate(said):
        tags.nth(i).click()
        page.get_by_role("link", name="Go to its row").click()
        row = page.locator(".said li:target")
        assert row.is_visible()
        name = words.partition(",")[0]
        heading = row.locator("xpath=ancestor::li[1]/h3").inner_text()
        assert name == heading or (name == "nobody named" and heading == "Nobody is named")


def test_a_link_opens_what_is_folded(report_page, look):
    page = look(report_page)
    page.locator(".contents a", has_text="Tone").click()
    assert page.locator(".who-chart").first.is_visible()


def test_links_within_a_page_lead_somewhere(report_page, comparison_page, lesson_pages, look):
    for path in (report_page, comparison_page, *lesson_pages):
        page = look(path)
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids)), path.name
        dead = page.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]:not([download])')].map(a => a.getAttribute('href').slice(1))"
            ".filter(t => !document.getElementById(t) && !document.getElementById(decodeURIComponent(t)))"
        )
        assert dead == [], path.name


def test_every_chart_names_its_numbers(report_page, comparison_page, lesson_pages, look):
    for path in (report_page, comparison_page, *lesson_pages):
        for figure in look(path).locator("figure").all():
            assert re.search(r"\d", figure.locator("svg").get_attribute("aria-label"))
            assert figure.locator("figcaption").text_content()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_articles_are_only_text(text, look, tmp_path):
    articles = articles_from_text(text)  # what is written as an entity is read as its sign
    inert(look(write_report(articles, tmp_path), bypass_csp=True), articles["text"].item())


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_titles_and_lists_are_only_text(piece, look, tmp_path):
    articles = articles_from_text(f"It rained. {piece} It poured.", article_id=piece)
    told = articles.assign(title=piece, outlet=piece, byline=piece, url=piece, source_note=piece)
    inert(look(write_report(told, tmp_path), bypass_csp=True))


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_comparisons_are_only_text(piece, look, tmp_path):
    both = [articles_from_text(HOSTILE[i].replace("Ann", piece), f"{piece} {i}") for i in (1, 2)]
    tables = analyse(pd.concat(both, ignore_index=True))
    tables["labels"] = tables["labels"].assign(category=piece, name=piece)
    inert(look(write_comparison(tables, tmp_path), bypass_csp=True))


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_corrections_are_only_text(piece, look, tmp_path):
    from analysis.read.corrections import COLUMNS

    articles = articles_from_text("“It rained,” said Ann Lee. At least 12 people were killed.")
    line = ("pasted", "1", "11", "quotes", "change", "speaker_name", piece, piece)
    lines = pd.DataFrame([line, ("pasted", "1", "2", *line[3:]), (piece, *line[1:])], columns=list(COLUMNS))
    page = look(write_report(articles, tmp_path, corrections=lines), bypass_csp=True)
    inert(page)
    page.evaluate("line => whoSaysSo.mend(line)", dict(zip(COLUMNS, line, strict=True)))
    page.locator(".tag.voices").first.click()
    inert(page)


def test_a_long_article_is_shown(look, tmp_path):
    inert(look(write_report(articles_from_text(LONG), tmp_path), bypass_csp=True), LONG)


def inert(page, text: str | None = None) -> None:
    """Nothing ran, nothing was asked for, no element of the article's came to be, and its words are all there."""
    assert page.trouble == []
    assert (
        page.locator("main :is(script, iframe, img, b, style, base, meta, [onload], [onclick])").count() == 0
    )
    assert page.locator("main a:not([href^='#']):not([download])").count() == 0
    assert page.locator(".colophon").is_visible()
    if text is not None:
        unseen = r"[\x00-\x08\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
        shown = page.locator(".who-text").text_content()
        assert shown == re.sub(unseen, "\N{REPLACEMENT CHARACTER}", text)


def violations(page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"][:3]]


def test_a_chart_is_saved_as_svg_and_png_and_in_words(report_page, comparison_page, look, tmp_path):
    for path in (report_page, comparison_page):
        page = look(path, color_scheme="dark")
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        chart = page.locator("main .who-chart").first
        for name in ("SVG", "PNG", "its words, for those who cannot see it"):
            with page.expect_download() as download:
                chart.get_by_role("link", name=name, exact=True).click()
            download.value.save_as(tmp_path / name)
        drawing = ElementTree.fromstring((tmp_path / "SVG").read_text("utf-8"))
        title, *_ = drawing.iter("{http://www.w3.org/2000/svg}title")
        assert title.text == chart.locator("svg").get_attribute("aria-label")
        assert title.text == (tmp_path / "its words, for those who cannot see it").read_text("utf-8")
        assert not re.search(r"var\(|light-dark", (tmp_path / "SVG").read_text("utf-8"))
        assert chart.locator(".title").inner_text() in "".join(drawing.itertext())
        assert (tmp_path / "PNG").read_bytes().startswith(b"\x89PNG")
        assert (tmp_path / "PNG").stat().st_size > 5000
        assert page.trouble == []


def test_a_table_is_saved_as_it_stands(report_page, look, tmp_path):
    page = look(report_page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Save this table as CSV").first.click()
    assert download.value.suggested_filename == "figures.csv"
    download.value.save_as(tmp_path / "figures.csv")
    table = pd.read_csv(tmp_path / "figures.csv")
    assert table.columns.tolist() == ["figure", "what it counts", "how sure", "who gives it"]
    assert len(table) == page.locator("[data-part=figures] tbody tr").count()
