"""The comparison of three articles in a real browser."""

from pathlib import Path

import pytest

from analysis import read_articles, write_comparison

from .test_pages import violations

pytestmark = [pytest.mark.slow, pytest.mark.browser]
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def comparison(tmp_path_factory) -> Path:
    articles = read_articles(ROOT / "data/articles/same_event")
    return write_comparison(articles, tmp_path_factory.mktemp("compare") / "compare.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_comparison_is_accessible(comparison, look, scheme):
    assert violations(look(comparison, color_scheme=scheme, bypass_csp=True)) == []


def test_comparison_asks_nobody_and_fits_a_phone(comparison, look):
    page = look(comparison, viewport={"width": 390, "height": 800})
    assert page.trouble == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_number_leads_to_its_sentence(comparison, look):
    page = look(comparison)
    link = page.locator("table a").first
    link.click()
    target = page.evaluate("document.querySelector(':target').innerText")
    assert len(target) > 20
