"""Charts: every count from nothing to many, the same to the byte, names that mean harm, and words for every number."""

import re
from itertools import pairwise, product
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from scipy.stats import binomtest

from analysis import (
    articles_from_text,
    find_casualties,
    plot_bars,
    plot_figures,
    plot_intervals,
    plot_timeline,
    summarise_agency,
    summarise_tone,
)
from analysis.show.chart import LOOKS, Chart, Line, Mark, _ticks

CSS = (Path(__file__).parent.parent / "analysis/show/template/chart.css").read_text("utf-8")
COUNTS = range(61)


def drawn(chart: Chart) -> ElementTree.Element:
    """The chart as it is shown, parsed: everything it places must lie within its width."""
    markup = chart._repr_html_()
    assert chart.alt
    root = ElementTree.fromstring(f"<div>{markup}</div>")
    for element in root.iter():
        for name in ("x", "x1", "x2", "cx", "width"):
            value = element.get(name, "0%")
            assert not value.endswith("%") or 0 <= float(value[:-1]) <= 100, (element.tag, name, value)
    return root


def shapes(chart: Chart, kind: str) -> list[ElementTree.Element]:
    return [element for element in drawn(chart).iter() if element.tag.endswith(kind)]


@pytest.mark.parametrize("n", COUNTS)
def test_bars_of_every_count(n):
    for direct, indirect in ((n, 0), (0, n), (n, 60 - n)):
        table = pd.DataFrame({"speaker": ["Lee", None], "direct": [direct, 0], "indirect": [indirect, 0]})
        chart = plot_bars(table, "speaker", ["direct", "indirect"], "Who speaks")
        assert len(shapes(chart, "rect")) == (direct > 0) + (indirect > 0)
    many = pd.DataFrame(
        {"term": [f"t{i % 17}" for i in range(n)], "voice": [f"v{i % 9}" for i in range(n)], "n": 1}
    )
    chart = plot_bars(many, "term", "voice", unit="words", most=60)
    assert len(chart.lines) == min(n, 17)
    assert sum(int(line.note) for line in chart.lines) == n
    assert len(chart.legend) <= len(LOOKS)


@pytest.mark.parametrize("total", COUNTS)
def test_shares_of_every_count_have_an_interval_that_holds_them(total):
    group = [n for n in range(total + 1) for _ in range(total)]
    agents = ["somebody" if i >= n else None for n in range(total + 1) for i in range(total)]
    table = summarise_agency(pd.DataFrame({"group": group, "agent": pd.array(agents, dtype="str")}), "group")
    assert ((table["low"] >= 0) & (table["low"] <= table["share"])).all()
    assert ((table["share"] <= table["high"]) & (table["high"] <= 1)).all()
    for row in table.iloc[:: max(1, total // 3)].itertuples():
        expected = binomtest(row.n, row.total).proportion_ci(method="wilson")
        assert (row.low, row.high) == pytest.approx((expected.low, expected.high), abs=1e-6)
    drawn(plot_intervals(table, "group", "share", bounds=(0, 1), most=70))


@pytest.mark.parametrize("n", COUNTS)
def test_figures_and_timeline_of_every_count(n):
    nan = float("nan")
    rows = [
        (low, high, bound)
        for low, high in product((0.0, float(n), nan), repeat=2)
        for bound in ("exact", "at_least", "at_most", "approx", "vague", "range")
    ]
    figures = pd.DataFrame(rows, columns=["low", "high", "bound"]).assign(
        article_id="a",
        start=range(len(rows)),
        harm="killed",
        source=None,
        hedge=None,
        text="n",
        sentence_id="a.001",
    )
    chart = plot_figures(figures)
    assert len(chart.lines) == len(figures.dropna(subset=["low", "high"], how="all"))
    drawn(chart)
    words = pd.DataFrame({"word": ["war"] * n + ["peace"] * (60 - n)})
    assert plot_timeline(words, ["war", "Peace", "none"]).table["n"].tolist() == [n, 60 - n, 0]
    drawn(plot_timeline(words, ["war", "Peace", "none"]))


def test_figures_far_apart_stand_on_one_axis():
    text = "Three people were killed. Some ten million people were displaced. At least 1,200 were injured."
    drawn(plot_figures(find_casualties(articles_from_text(text))))


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (0, 60), (-1, 1), (-3.2, 7.9), (0, 1e-9), (-1e12, 1e12), (5, 5.1)]
)
def test_ticks_are_few_and_within(low, high):
    ticks = _ticks(low, high, float)
    assert 1 <= len(ticks) <= 5
    assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in ticks)


@pytest.mark.parametrize(
    "name", ["$x^2$ costs $5", "$\\frac{", "<b>&amp;", "\x00\x1b\u202e", "“", "x" * 4000, ""]
)
def test_names_are_only_text(name):
    table = pd.DataFrame({"speaker": [name], "voice": [name], "n": [3]})
    chart = plot_bars(table, "speaker", "voice", name)
    assert len(shapes(chart, "rect")) == 1
    assert not {element.tag for element in drawn(chart).iter()} & {"b", "script", "img"}


def test_same_chart_twice_is_the_same_to_the_byte():
    table = pd.DataFrame({"speaker": ["Reed"], "direct": [31], "indirect": [3]})
    charts = [plot_bars(table, "speaker", ["direct", "indirect"], "Who speaks") for _ in range(2)]
    assert charts[0]._repr_html_() == charts[1]._repr_html_()


def test_a_chart_without_lines_is_one_line():
    assert Chart("Tone", "Nothing was found.")._repr_html_() == '<p class="none">Tone: Nothing was found.</p>'


def test_tone_has_a_line_for_each_voice_and_method():
    voice = pd.array(["Lee"] * 5 + [None] * 4, dtype="str")
    scores = [0.1, 0.2, 0.3, 0.4, 0.5, -0.1, -0.2, -0.3, -0.4]
    told = summarise_tone(pd.DataFrame({"voice": voice, "polarity": scores, "compound": scores}), "voice")
    chart = plot_intervals(told, ["voice", "method"], "mean", bounds=(-1, 1))
    assert [line.label for line in chart.lines] == [
        *("Lee, polarity", "Lee, compound", "the article itself, polarity", "the article itself, compound")
    ]
    assert [line.note for line in chart.lines] == ["5", "5", "4", "4"]
    drawn(chart)


def test_groups_of_an_unknown_column_are_refused():
    with pytest.raises(ValueError, match="outlet"):
        plot_intervals(pd.DataFrame({"share": [0.5], "low": [0.1], "high": [0.9]}), "outlet", "share")


def test_an_open_end_is_an_arrow():
    chart = Chart("A", "n = 1", lines=(Line("killed", (Mark("more", 3, 9, "own"),)),))
    assert "▸" in chart.svg()


def lightness(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((lightness(one), lightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_stay_apart_in_grey_and_on_both_grounds():
    found = re.findall(r"\.who-chart \.(\w+) \{ --look: light-dark\((#\w+), (#\w+)\)", CSS)
    assert [name for name, *_ in found] == list(LOOKS)
    for (_, one, _), (_, other, _) in pairwise(found):  # they lie side by side in a bar
        assert contrast(one, other) > 1.4
    for _, light, dark in found:
        assert contrast(light, "#fffdf9") > 3
        assert contrast(dark, "#1b1e23") > 3
        assert contrast(light, "#ffffff") >= 4.5
        assert contrast(dark, "#15171b") >= 4.5
