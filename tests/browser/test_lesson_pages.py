"""A lesson in a real browser: a student's work by touch and by keyboard, saved, read back as a class."""

import json

import pytest

from analysis import articles_from_text
from analysis.teach import read_answers, summarise_class, write_class, write_pack
from analysis.teach.lessons import list_lessons

from .test_pages import PIECES, violations

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SIZES = {390: {"width": 390, "height": 780}, 1280: {"width": 1280, "height": 800}}
TASKS = ("speech", "figures", "words", "nobody")


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return write_pack("health_claim", tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packs")
    return [page for name in list_lessons() for page in write_pack(name, folder / name)]


def work_by_touch(page) -> None:
    for task in TASKS:
        page.locator(f'#steps button[value="{task}"]').tap()
        words = page.locator("#text .word")
        words.nth(6).tap()
        words.nth(12).tap()
        page.locator("#who").select_option(index=3)
        page.locator("#editor .main").tap()
    page.locator("#missing").fill("The volunteers.")
    page.locator("#next").tap()
    page.locator(".verdict select:visible").first.select_option("me")
    page.locator(".verdict input:visible").first.fill("It stands in the text.")
    page.locator("#next").tap()
    page.locator("#exit").fill("I would ask for the study.")
    page.locator("#name").fill("Wren")


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, selector: str) -> None:
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"The Tab key does not reach {selector}")


def work_by_keyboard(page) -> None:
    for task in TASKS:
        tab_to(page, f'#steps button[value="{task}"]')
        press(page, "Enter")
        tab_to(page, "#text")
        press(page, "Home", *["ArrowRight"] * 6, "Enter", *["ArrowRight"] * 6, "Enter")
        assert page.evaluate("document.activeElement.id") == "who"
        press(page, *["ArrowDown"] * 3)
        tab_to(page, "#editor .main")
        press(page, "Enter")
    tab_to(page, "#missing")
    page.keyboard.type("The volunteers.")
    tab_to(page, "#next")
    press(page, "Enter")
    tab_to(page, ".verdict select")
    press(page, "ArrowDown")
    tab_to(page, ".verdict input")
    page.keyboard.type("It stands in the text.")
    tab_to(page, "#next")
    press(page, "Enter")
    tab_to(page, "#exit")
    page.keyboard.type("I would ask for the study.")
    tab_to(page, "#name")
    page.keyboard.type("Wren")


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("way", ["touch", "keyboard"])
def test_a_students_whole_work_is_saved_and_read_back_as_a_class(pack, look, tmp_path, width, way):
    page = look(pack[0], viewport=SIZES[width], has_touch=way == "touch", bypass_csp=False)
    (work_by_touch if way == "touch" else work_by_keyboard)(page)
    with page.expect_download() as saved:
        if way == "touch":
            page.locator("#save").tap()
        else:
            tab_to(page, "#save")
            press(page, "Enter")
    work = json.loads(saved.value.path().read_text("utf-8"))
    assert [mark["task"] for mark in work["marks"]] == list(TASKS)
    assert all(mark["who"] and not mark["later"] for mark in work["marks"])
    assert (work["name"], work["exit"]) == ("Wren", "I would ask for the study.")
    assert work["verdicts"][0]["reason"] == "It stands in the text."
    assert page.trouble == []
    for n in range(30):
        (tmp_path / f"{n}.json").write_text(json.dumps(work | {"name": f"Wren {n}"}), "utf-8")
    answers = read_answers(tmp_path)
    assert (len(answers["students"]), len(answers["problems"])) == (30, 0)
    assert summarise_class(answers)["n"].max() == 30
    class_page = look(write_class(tmp_path, tmp_path / "out")[0], viewport=SIZES[width], bypass_csp=True)
    assert violations(class_page) == []
    assert class_page.evaluate("document.documentElement.scrollWidth") <= width
    assert class_page.trouble == []


def test_the_mouse_marks_by_dragging_and_work_is_kept_over_a_reload(pack, look):
    page = look(pack[0], viewport=SIZES[1280])
    page.locator('#steps button[value="speech"]').click()
    words = page.locator("#text .word")
    words.nth(3).hover()
    page.mouse.down()
    words.nth(8).hover()
    page.mouse.up()
    page.locator("#who").select_option("other")
    page.locator("#other").fill("a passer-by")
    page.locator("#editor .main").click()
    page.reload()
    page.locator('#steps button[value="speech"]').click()
    assert "a passer-by" in page.locator("#marks").inner_text()
    assert page.locator("#kept").is_visible()


def test_every_page_of_every_pack_is_accessible_small_and_quiet(packs, look):
    for path in packs:
        page = look(path, viewport=SIZES[390], bypass_csp=True)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert page.trouble == [], path
        assert path.stat().st_size < 150_000, path


def test_every_worksheet_is_two_sheets_and_a_key(packs, look, tmp_path):
    pypdf = pytest.importorskip("pypdf", reason="install the extra `documents`")
    for path in packs:
        if path.stem == "worksheet":
            look(path).pdf(path=str(tmp_path / "p.pdf"), format="A4", prefer_css_page_size=True)
            sheets = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "p.pdf").pages]
            assert len(sheets) == 3, path
            assert "How do you know?" in sheets[1], path
            assert sheets[2].startswith("Key: "), path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_step_is_accessible(pack, look, scheme):
    page = look(pack[0], color_scheme=scheme, bypass_csp=True, has_touch=True, viewport=SIZES[390])
    work_by_touch(page)
    for step in ("read", *TASKS, "compare", "keep"):
        page.locator(f'#steps button[value="{step}"]').tap()
        assert violations(page) == [], step
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, step


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_articles_are_only_text_in_a_lesson(piece, look, tmp_path):
    source = articles_from_text(f"“{piece} it rained,” said {piece} Ann Lee.\nThe {piece} regime fell.")
    for path in write_pack(source, tmp_path / "pack"):
        page = look(path, bypass_csp=True)
        if path.stem == "student":
            page.locator('#steps button[value="keep"]').click()
        assert [t for t in page.trouble if "inquirygroup" not in t] == []
        assert page.locator("main :is(iframe, img, base, meta, [onload], [onclick])").count() == 0


@pytest.mark.parametrize(("number", "sheets"), [(0, 1), (2, 3)])
def test_paper(pack, look, tmp_path, number, sheets):
    pypdf = pytest.importorskip("pypdf", reason="install the extra `documents`")
    page = look(pack[number], viewport=SIZES[1280], has_touch=True)
    if number == 0:
        work_by_touch(page)
    paper = page.pdf(path=str(tmp_path / "p.pdf"), format="A4", prefer_css_page_size=True)
    assert paper
    assert len(pypdf.PdfReader(tmp_path / "p.pdf").pages) == sheets
