"""A real browser for the tests of pages: Debian's chromium, driven without a download of its own."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="session")
def browser():
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="install the extra `browser` (see pyproject)"
    )
    pytest.importorskip("axe_playwright_python", reason="install the extra `browser` (see pyproject)")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("There is no chromium: install it (on Debian: apt-get install chromium) and try again.")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def report_page(browser, tmp_path_factory):
    from analysis import write_report

    return write_report(ROOT / "data/articles/sochi.txt", tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="session")
def comparison_page(browser, tmp_path_factory):
    from analysis import analyse, read_articles, write_comparison

    folder = tmp_path_factory.mktemp("comparison")
    return write_comparison(
        analyse(read_articles(ROOT / "data/articles/same_event")), folder / "compare.html"
    )


@pytest.fixture(scope="session")
def lesson_pages(browser, tmp_path_factory):
    from analysis.show.report import write_lessons

    return write_lessons(ROOT / "notebooks", tmp_path_factory.mktemp("lessons"))


@pytest.fixture
def look(browser):
    """Open a page; give it with the list of what it asked of other hosts or complained of."""
    contexts = []

    def open_page(path: Path, **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.trouble = []
        page.on(
            "request", lambda r: page.trouble.append(r.url) if not r.url.startswith(("file:", "data:")) else 0
        )
        page.on("console", lambda m: page.trouble.append(m.text) if m.type in ("error", "warning") else 0)
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        page.on("dialog", lambda dialog: (page.trouble.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
