"""The page that a reader mends, in a real browser: the same tables as in Python, by mouse, by keyboard, and inert."""

import random
from pathlib import Path

import pandas as pd
import pytest

from analysis import analyse, read_articles, read_corrections, summarise_sources, write_report
from analysis.find.corrections import apply_corrections
from analysis.read.corrections import COLUMNS

from .conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.browser]
SOCHI = ROOT / "data/articles/sochi.txt"
SINGLE = ["labels", "terms"]
NUMBERS = ["", "0", "12", "1234567.125", "0.004", "-3.5", "1e9", "12,000", "twelve"]
NAMES = ["Ann Lee", "the mayor", "", "=1+1", "'-x", "Zoë \N{GRINNING FACE}", "</script>"]


@pytest.fixture(scope="module")
def tables():
    return analyse(read_articles(SOCHI))


def random_lines(tables: dict[str, pd.DataFrame], seed: int, n: int = 100) -> list[dict]:
    """Edits of all kinds, most of which fit."""
    chance = random.Random(seed)
    text = tables["articles"]["text"].item()
    words = tables["tokens"][["start", "end"]].values.tolist()
    lines: list[dict] = []
    while len(lines) < n:
        now = tables if not lines else apply_corrections(tables, pd.DataFrame(lines))
        name = chance.choice(["quotes"] * 6 + ["figures"] * 6 + SINGLE)
        if not len(now[name]):
            continue
        row = now[name].sample(1, random_state=chance.randrange(10**6)).iloc[0]
        start, end = int(row["start"]), int(row["end"])
        action, column, value = chance.choice(
            {
                "quotes": [
                    ("change", "speaker_name", chance.choice(NAMES)),
                    ("change", "kind", chance.choice(["direct", "indirect", "mixed", "scare", "loud"])),
                    ("change", "status", chance.choice(["said", "asked", "denied", "not said"])),
                    ("change", "speaker_kind", chance.choice(["named", "none", "group"])),
                    ("change", "start", str(chance.choice(words)[0])),
                    ("change", "end", str(end + chance.randint(-12, 12))),
                    ("strike", "text", row["text"]),
                    ("add", "text", ""),
                ],
                "figures": [
                    ("change", chance.choice(["source", "what", "hedge"]), chance.choice(NAMES)),
                    ("change", chance.choice(["low", "high"]), chance.choice(NUMBERS)),
                    ("change", "kind", chance.choice(["harm", "harm", "money", "people", "loud"])),
                    ("change", "harm", chance.choice(["killed", "injured", "other", ""])),
                    ("change", "bound", chance.choice(["exact", "at_least", "at_most", "range", "vague"])),
                    ("change", "status", chance.choice(["reported", "denied", "said"])),
                    ("change", "start", str(chance.choice(words)[0])),
                    ("change", "end", str(end + chance.randint(-12, 12))),
                    *[("add", "text", "")] * 6,
                    ("strike", "text", ""),
                ],
                "labels": [("strike", "", "")],
                "terms": [("strike", "lexicon", row.get("lexicon")), ("add", "", "")],
            }[name]
        )
        if action == "add":
            first = chance.randrange(len(words) - 6)
            start, end = words[first][0], words[first + chance.randrange(6)][1]
            value = text[start:end] if column else ""
        line = (row["article_id"], start, end, name, action, column, value, "")
        lines.append(dict(zip(COLUMNS, map(str, line), strict=True)))
    return lines


@pytest.mark.parametrize("seed", range(10))
def test_page_and_python_give_the_same_tables(seed, tables, report_page, look, tmp_path):
    lines = random_lines(tables, seed)
    page = look(report_page)
    page.evaluate("lines => lines.forEach(line => whoSaysSo.mend(line))", lines)
    saved = page.evaluate("whoSaysSo.saved()")
    told = read_saved(saved, tmp_path)
    mended = apply_corrections(tables, told)
    assert len(told[told["action"] != "found"]) > 50
    assert not len(mended["problems"]), mended["problems"]["problem"].tolist()
    straight = apply_corrections(tables, pd.DataFrame(lines, dtype="str"))
    for name, columns in ((name, columns) for name, columns in SHOWN.items() if name in mended):
        ours = mended[name][columns].astype(object).where(mended[name][columns].notna(), None)
        theirs = page.evaluate("name => whoSaysSo.tables()[name]", name)
        assert [[row.get(c) for c in columns] for row in theirs] == ours.values.tolist(), name
        pd.testing.assert_frame_equal(mended[name], straight[name])
    same_counts(page, mended)
    assert page.trouble == []


SHORT = ("sources", "unheard-short", "figures-short", "labels-short")
SHOWN: dict[str, list[str]] = {
    "quotes": ["start", "end", "kind", "cue", "speaker", "speaker_name", "speaker_kind", "status", "rule"],
    "figures": [
        *("start", "end", "kind", "what", "harm", "low", "high", "bound"),
        *("source", "source_kind", "hedge", "status", "when"),
    ],
    "labels": ["start", "end", "category"],
    "terms": ["start", "end", "lexicon", "category"],
}


def read_saved(csv: str, folder: Path) -> pd.DataFrame:
    """What Python reads of what the page saved."""
    (folder / "corrections.csv").write_text(csv, "utf-8", newline="")
    return read_corrections(folder / "corrections.csv")


def same_counts(page, mended) -> None:
    columns = ["source", "role", "kind", "direct", "indirect", "n", "passages", "not_said"]
    sources = summarise_sources(mended)[columns].astype(object)
    ours = sources.where(sources.notna(), None).values.tolist()
    theirs = page.evaluate("whoSaysSo.counts().sources")
    assert [[row.get(c) for c in columns] for row in theirs] == ours
    words = page.evaluate("whoSaysSo.counts().words")
    assert words == {kind: int((mended["tokens"]["voice_kind"] == kind).sum()) for kind in words}


@pytest.mark.parametrize("seed", range(3))
def test_the_mended_page_shows_what_the_report_with_corrections_shows(
    seed, tables, report_page, look, tmp_path
):
    lines = random_lines(tables, 100 + seed, 12)
    page = look(report_page)
    page.evaluate("lines => lines.forEach(line => whoSaysSo.mend(line))", lines)
    (tmp_path / "corrections.csv").write_text(page.evaluate("whoSaysSo.saved()"), "utf-8", newline="")
    again = look(write_report(SOCHI, tmp_path, corrections=tmp_path / "corrections.csv"))
    parts = [f"[data-part={part}]" for part in ("heard", "unheard", "figures", "words", "length", *SHORT)]
    for part in [*parts, "#Frames figure", "#How-they-are-introduced figure", "#Hedges tbody"]:
        texts = [shown(p, part) for p in (page, again)]
        assert texts[0] == texts[1], part
    for part in ("#Frames svg", "#How-they-are-introduced svg"):
        drawings = [p.locator(part).first.evaluate("s => s.outerHTML") for p in (page, again)]
        assert drawings[0] == drawings[1], part
    tags = (
        "() => [...document.querySelectorAll('.who-text .tag')]"
        ".map(t => [t.dataset.row, t.className, t.dataset.tag])"
    )
    assert page.evaluate(tags) == again.evaluate(tags)
    assert page.locator(".who-text").text_content() == again.locator(".who-text").text_content()
    marks = "() => [...document.querySelectorAll('.who-text mark')].map(m => [m.className, m.textContent])"
    assert page.evaluate(marks) == again.evaluate(marks)


def test_a_question_goes_with_what_raised_it(report_page, look):
    page = look(report_page)
    asked = "() => [...document.querySelectorAll('.questions li')].filter(q => !q.hidden).map(q => q.dataset.asks)"
    before = page.evaluate(asked)
    place = next(words.split() for words in before if words.startswith("figures "))
    change = {"table": place[0], "start": place[1], "end": place[2], "action": "change"}
    page.evaluate("line => whoSaysSo.mend(line)", change | {"column": "source", "value": "Ann Lee"})
    after = page.evaluate(asked)
    assert len(before) == len(after) == 3
    assert " ".join(place) not in after
    assert [words for words in before if words != " ".join(place)] == after[:2]
    page.evaluate("() => whoSaysSo.undo()")
    assert page.evaluate(asked) == before


def shown(page, selector: str) -> str:
    visible = "s => [...document.querySelectorAll(s + ' tr')].filter(r => !r.hidden).map(r => r.textContent).join('|')"
    if selector in ("[data-part=figures]", "#Hedges tbody"):
        return page.evaluate(visible, selector)
    found = page.locator(selector)
    return found.first.text_content() if found.count() else ""


def type_anew(page, field, words: str) -> None:
    """Replace what stands in a field by keyboard, and leave it."""
    field.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)
    page.keyboard.press("Tab")


def test_a_tag_is_mended_and_taken_back_by_keyboard(report_page, look, tmp_path):
    page = look(report_page)
    tag = page.locator(".tag.voices:not(.scare)").first
    name = tag.get_attribute("data-tag").partition(",")[0]
    tag.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog")
    assert card.is_visible()
    type_anew(page, card.get_by_label("Who speaks"), "Cy Marsh")
    assert page.locator(".sources h3", has_text="Cy Marsh").count() == 1
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert page.evaluate("document.activeElement.dataset.tag").startswith("Cy Marsh")
    with page.expect_download() as download:
        page.get_by_role("link", name="Save corrections").click()
    download.value.save_as(tmp_path / "corrections.csv")
    told = read_corrections(tmp_path / "corrections.csv")
    assert told.iloc[-1][["action", "column", "value"]].tolist() == ["change", "speaker_name", "Cy Marsh"]
    page.get_by_role("button", name="Undo").click()
    assert page.locator(".sources h3", has_text="Cy Marsh").count() == 0
    assert page.locator(".tag.voices:not(.scare)").first.get_attribute("data-tag").startswith(name)


def test_a_mended_speaker_is_offered_for_the_other_passages(report_page, look, tmp_path):
    page = look(report_page)
    quotes = page.evaluate("whoSaysSo.tables().quotes")
    names = [row["speaker_name"] for row in quotes if row["speaker_name"]]
    name = max(names, key=names.count)
    first = next(row for row in quotes if row["speaker_name"] == name)
    page.locator(f".who-text [data-row='quotes {first['start']} {first['end']}']").click()
    card = page.get_by_role("dialog")
    assert name in card.locator("p").first.text_content()
    type_anew(page, card.get_by_label("Who speaks"), "Cy Marsh")
    assert card.locator("p").first.text_content().endswith("Corrected by the reader.")
    offer = card.get_by_role("button", name="Also the other")
    assert name in offer.text_content()
    offer.focus()
    page.keyboard.press("Enter")
    assert offer.count() == 0
    after = [row["speaker_name"] for row in page.evaluate("whoSaysSo.tables().quotes")]
    assert after.count("Cy Marsh") == names.count(name) > 1
    assert name not in after
    told = read_saved(page.evaluate("whoSaysSo.saved()"), tmp_path)
    mended = analyse(read_articles(SOCHI), corrections=told)
    assert mended["quotes"]["speaker_name"].isin(["Cy Marsh"]).sum() == names.count(name)
    same_counts(page, mended)
    card.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Undo").click()
    again = [row["speaker_name"] for row in page.evaluate("whoSaysSo.tables().quotes")]
    assert again.count(name) == names.count(name) - 1


def test_the_mark_that_is_mended_stands_above_its_card(report_page, look):
    page = look(report_page, viewport={"width": 1280, "height": 900})
    for tag in page.locator(".who-text .tag.voices").all()[-2:]:
        tag.focus()
        page.keyboard.press("Enter")
        tops = page.evaluate(
            "() => [document.querySelector('.mend-card').getBoundingClientRect().top,"
            " ...[...document.querySelectorAll('.who-text .tag')].map(t => t.getBoundingClientRect().bottom)]"
        )
        at = page.evaluate(
            "t => [...document.querySelectorAll('.who-text .tag')].indexOf(t)", tag.element_handle()
        )
        assert 0 < tops[1 + at] <= tops[0]
        page.keyboard.press("Escape")


def test_a_passage_is_added_by_its_words_and_struck_out(report_page, look):
    page = look(report_page)
    before = page.locator(".said li").count()
    page.get_by_role("button", name="Add a passage").click()
    page.get_by_label("Its words").fill("Sochi")
    page.get_by_role("button", name="Add", exact=True).click()
    assert page.locator(".said li").count() == before + 1
    card = page.get_by_role("dialog")
    card.get_by_role("button", name="End a word later").click()
    assert page.locator(".said li").count() == before + 1
    card.get_by_role("button", name="Strike it out").click()
    assert page.locator(".said li").count() == before
    assert "Three" in page.get_by_role("status").text_content()


def test_a_figure_is_mended_by_its_row_and_by_keyboard(report_page, look, tmp_path):
    page = look(report_page)
    row = page.locator("[data-part=figures] tbody tr").first
    row.locator("td").first.click()
    card = page.get_by_role("dialog")
    assert card.is_visible()
    type_anew(page, card.get_by_label("The number"), "12,000 to 15,000")
    assert row.locator("th").text_content() == "12,000 to 15,000"
    card.get_by_label("How exact").select_option("at most")
    assert row.locator("th").text_content() == "at most 15,000"
    card.get_by_label("What kind").select_option("injured")
    card.get_by_label("Who gives it").fill("Ann Lee")
    page.keyboard.press("Escape")
    assert "at most 15,000 injured" in page.locator("[data-part=figures-short]").text_content()
    assert "Ann Lee" in row.text_content()
    assert page.evaluate("document.activeElement.dataset.tag").startswith("at most 15,000 injured")
    with page.expect_download() as download:
        page.get_by_role("link", name="Save corrections").click()
    download.value.save_as(tmp_path / "corrections.csv")
    mended = analyse(read_articles(SOCHI), corrections=read_corrections(tmp_path / "corrections.csv"))
    told = mended["casualties"].iloc[0]
    assert (told["high"], told["harm"], told["source"]) == (15000.0, "injured", "Ann Lee")
    for _ in range(4):
        page.get_by_role("button", name="Undo").click()
    assert row.locator("th").text_content() == "at least 500,000"


def test_a_missed_figure_is_added_by_its_words(report_page, look):
    page = look(report_page)
    before = page.locator("[data-part=figures] tbody tr").count()
    page.get_by_role("button", name="Add a figure").click()
    page.get_by_label("Its words").fill("Sochi")
    page.get_by_role("button", name="Add", exact=True).click()
    card = page.get_by_role("dialog")
    card.get_by_label("The number").fill("3.5")
    card.get_by_label("The number").press("Tab")
    added = page.locator("[data-part=figures] tbody tr").filter(has_text="corrected by the reader")
    assert added.locator("th").text_content() == "3.5"
    assert page.locator("[data-part=figures] tbody tr").count() == before + 1
    card.get_by_role("button", name="Strike it out").click()
    assert page.locator("[data-part=figures] tbody tr").count() == before


def test_selected_words_become_a_passage(report_page, look):
    page = look(report_page)
    before = page.locator(".said li").count()
    page.evaluate(
        "() => { const all = [...document.querySelectorAll('.who-text .sentence')];"
        " const s = all.find(s => !s.querySelector('mark.voices')); document.getSelection().selectAllChildren(s); }"
    )
    page.get_by_role("button", name="Add a passage").click()
    assert page.locator(".said li").count() == before + 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_card_is_accessible(scheme, report_page, look):
    from .test_pages import violations

    page = look(report_page, color_scheme=scheme, bypass_csp=True, viewport={"width": 390, "height": 800})
    for tag in (".tag.voices:not(.scare)", ".tag.figures"):
        page.locator(tag).first.click()
        assert page.get_by_role("dialog").is_visible()
        assert violations(page) == []
        page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_only_the_script_of_the_page_may_run(report_page, look):
    page = look(report_page)
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
    )
    assert page.evaluate("window.ran") is None
    assert page.evaluate("typeof whoSaysSo") == "object"
