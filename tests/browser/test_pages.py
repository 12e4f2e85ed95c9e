"""The report and the lessons in a real browser: accessible, quiet, usable by keyboard, deaf to hostile articles."""

import re

import nbformat
import pytest

from analysis import analyse, articles_from_text, show_article, show_passages, show_table
from analysis.show.export import export_page

pytestmark = [pytest.mark.slow, pytest.mark.browser]

HOSTILE = {
    "scripts": "<script>alert(1)</script> “<img src=x onerror=alert(2)>,” said <b>Ann Lee</b>. &lt;i&gt; ${1} {{1}}",
    "attributes": "“It rained,” said \" onmouseover=alert(1) x=\" Ann ' autofocus onfocus=alert(2) ' Lee. </mark></p>",
    "styles": "</style><style>*{display:none}</style> “Yes,” said Ann Lee. --> ]]> <!-- <iframe src=//example.org>",
    "directions": "\u202eThe mayor\u202c said \u2066it\u2069 rained. \u200f“Yes,”\u200f Ann said.\u0000\u0007\ufeff",
    "long": "At least 12 people were killed, Ann Lee said. “It rained,” he added. " * 2900,
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_report_and_comparison_are_accessible(report_page, comparison_page, look, scheme):
    for path in (report_page, comparison_page):
        assert violations(look(path, color_scheme=scheme, bypass_csp=True)) == [], path.name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lessons_are_accessible(lesson_pages, look, scheme):
    found = {p.stem: violations(look(p, color_scheme=scheme, bypass_csp=True)) for p in lesson_pages}
    assert {stem: found for stem, found in found.items() if found} == {}


def test_all_marks_at_once_are_accessible(report_page, look):
    page = look(report_page, bypass_csp=True)
    for box in page.locator("fieldset input").all():
        box.check()
    assert violations(page) == []


def test_pages_ask_nobody_and_complain_of_nothing(report_page, comparison_page, lesson_pages, look):
    pages = (report_page, comparison_page, *lesson_pages)
    trouble = {path.name: look(path).trouble for path in pages}
    assert {name: found for name, found in trouble.items() if found} == {}


def test_report_is_small(report_page):
    assert report_page.stat().st_size < 400_000


def test_phone_is_wide_enough(report_page, comparison_page, lesson_pages, look):
    for path in (report_page, comparison_page, *lesson_pages):
        page = look(path, viewport={"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path.name


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


def test_tags_say_who_and_by_which_rule(report_page, look):
    page = look(report_page)
    said = page.locator(".tag.voices").evaluate_all("tags => tags.map(tag => tag.ariaLabel)")
    assert len(said) == 13
    assert all("rule" in words or "quotation marks" in words for words in said)
    assert any(words.startswith("Vladimir Putin, direct speech") for words in said)


def test_links_within_a_page_lead_somewhere(report_page, lesson_pages, look):
    for path in (report_page, *lesson_pages):
        text = path.read_text("utf-8")
        ids = set(re.findall(r'id="([^"]+)"', text))
        assert len(ids) == len(re.findall(r'id="([^"]+)"', text)), path.name
    text = report_page.read_text("utf-8")
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r'id="([^"]+)"', text))


def test_every_figure_names_its_numbers(report_page, lesson_pages, look):
    for path in (report_page, *lesson_pages):
        for figure in look(path).locator("figure").all():
            alt = figure.locator("img").get_attribute("alt")
            if figure.locator("details").count():
                assert re.search(r"\d", alt), alt
            assert figure.locator("figcaption").inner_text()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_articles_are_only_text(text, look, tmp_path):
    tables = analyse(articles_from_text(text))
    shown = [
        show_article(tables),
        show_passages(tables["quotes"], tables["articles"]),
        show_table(tables["quotes"].head(30)),
    ]
    path = tmp_path / "page.html"
    path.write_text(export_page(notebook_of([html.data for html in shown]), "report", text[:200]), "utf-8")
    page = look(path, bypass_csp=True)
    assert page.trouble == []
    assert page.locator("main :is(script, iframe, img, b, style)").count() == 0
    unseen = r"[\x00-\x08\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
    assert page.locator(".who-text").text_content() == re.sub(unseen, "\N{REPLACEMENT CHARACTER}", text)


def violations(page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"][:3]]


def notebook_of(outputs: list[str]) -> nbformat.NotebookNode:
    new = nbformat.v4
    cells = [
        new.new_code_cell(outputs=[new.new_output("display_data", {"text/html": html})]) for html in outputs
    ]
    return new.new_notebook(cells=[new.new_markdown_cell("# Is it inert?"), *cells])
