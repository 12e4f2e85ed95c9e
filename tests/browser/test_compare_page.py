"""The comparison of three articles in a real browser."""

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def test_a_figure_leads_to_its_sentence(comparison_page, look):
    page = look(comparison_page)
    page.locator(".lead a[href^='#s-']").first.click()
    target = page.evaluate("document.querySelector(':target').innerText")
    assert len(target) > 20
