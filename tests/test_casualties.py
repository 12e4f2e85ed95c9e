"""Casualty figures: the table of cases, the article itself, and what stands around a figure."""

import pytest

from analysis import articles_from_text, find_casualties, read_articles
from analysis.find.figures.figures import casualties_in
from analysis.find.text.document import Document
from analysis.find.text.rules import compile_rules
from analysis.resources import data_path, read_rules

from .case_files import cases


def shown(row):
    low, high = ("" if end != end else f"{end:.0f}" for end in (row.low, row.high))
    return f"{row.harm} {low}..{high} {row.bound}"


def told(row):
    """All that is told of a figure: "three: killed 3..3 exact, soldiers, source the army (role), active, object"."""
    pairs = (
        ("source", row.source_kind),
        ("hedge", ""),
        ("agent", row.agent_kind),
        ("when", ""),
        ("subset_of", ""),
    )
    words = [f"{row.text}: {shown(row)}", *([row.who] if row.who == row.who else [])]
    for name, kind in pairs:
        if (value := getattr(row, name)) == value:
            words.append(f"{name} {value}" + f" ({kind})" * bool(kind))
    return ", ".join([*words, row.construction, row.rule, *[row.status] * (row.status != "reported")])


def figures(text):
    return list(find_casualties(articles_from_text(text)).itertuples())


@pytest.mark.parametrize("case", cases("casualties"))
def test_case(case):
    assert " | ".join(map(told, figures(case["text"]))) == case["expected"]


@pytest.fixture(scope="module")
def sochi():
    return find_casualties(read_articles(data_path("articles/sochi.txt")))


def test_sochi_has_two_figures(sochi):
    assert [shown(row) for row in sochi.itertuples()] == [
        "killed 500000.. at_least",
        "displaced 10000000..10000000 approx",
    ]


def test_sochi_killed(sochi):
    killed = sochi.iloc[0]
    assert killed["source"] is None or killed.isna()["source"]
    assert killed[["source_kind", "hedge", "construction", "subset_of"]].tolist() == [
        "none",
        "are believed",
        "passive",
        "the vast majority",
    ]
    assert killed["agent"] == "President Bashar Al-Assad’s government and allied forces"


def test_sochi_displaced(sochi):
    displaced = sochi.iloc[1]
    assert displaced[["who", "source", "hedge", "construction"]].tolist() == [
        "people",
        "UN officials",
        "estimate",
        "passive",
    ]
    assert displaced.isna()["agent"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Police said 12 people were killed.", "Police"),
        ("Twelve people were killed, according to two medics.", "two medics"),
        ("Medics counted 40 dead.", "Medics"),
        ("Forty people were killed.", None),
    ],
)
def test_source(text, source):
    (row,) = figures(text)
    assert (row.source if row.source == row.source else None) == source


@pytest.mark.parametrize(
    ("text", "agent", "kind"),
    [
        ("Rebels killed 17 soldiers.", "Rebels", "unnamed"),
        ("Seventeen soldiers were killed by rebels.", "rebels", "unnamed"),
        ("General Osk’s men stormed the camp, killing 17 soldiers.", "General Osk’s men", "named"),
        ("Three rebels killed 17 soldiers.", "Three rebels", "unnamed"),
        ("A bomb killed 17 soldiers.", "A bomb", "event"),
        ("Seventeen soldiers died.", None, "none"),
    ],
)
def test_agent(text, agent, kind):
    row = figures(text)[-1]
    assert (row.agent if row.agent == row.agent else None, row.agent_kind) == (agent, kind)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Twelve people were killed.", "reported"),
        ("Twelve people are feared dead.", "feared"),
        ("Twelve people may have died.", "feared"),
        ("Some 2,000 villagers will be evacuated.", "planned"),
        ("Twelve suspects were not arrested.", "negated"),
        ("Nobody was hurt.", "negated"),
    ],
)
def test_status(text, status):
    (row,) = figures(text)
    assert row.status == status


def test_subset_names_the_whole():
    whole, part = figures("Police held more than 200 people, including 12 minors.")
    assert part.subset_of == "more than 200"
    assert whole.subset_of != whole.subset_of


@pytest.mark.parametrize(
    "text",
    [
        "killed " * 3_000,
        "12 killed and " * 1_500,
        "and " * 10_000,
        "1" * 10_000,
        "(12 dead, " * 1_500,
        "a soldier " * 2_000,
    ],
)
def test_hostile_text(text):
    for row in casualties_in(Document(text)):
        assert 0 <= row[0] < row[1] <= len(text)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Ana Duarte", "named"),
        ("The mayor, Ana Duarte,", "named"),
        ("The army", "role"),
        ("UN officials", "role"),
        ("Two medics", "unnamed"),
    ],
)
def test_source_kind(source, kind):
    (row,) = figures(f"{source} said 12 people were killed.")
    assert row.source_kind == kind


@pytest.mark.parametrize("comma", ["", ","])
def test_an_included_number_is_a_part_of_the_one_before_it(comma):
    whole, part = figures(f"19 civilians{comma} including three children{comma} were killed by shells.")
    assert part.subset_of == "19"
    assert whole.subset_of != "3"


@pytest.mark.parametrize("row", [row for row in read_rules("figure_rules") if row["construction"] != "part"])
def test_rule_holds_in_its_example_and_not_in_its_counter_example(row):
    example, other = (
        find_casualties(articles_from_text(row[column])) for column in ("example", "counter_example")
    )
    assert row["rule"] in example["rule"].tolist()
    assert row["rule"] not in other["rule"].tolist()


def test_a_rule_without_a_limit_or_with_an_unknown_name_is_refused():
    row = {"rule": "r", "construction": "active", "pattern": "cue:KILL NOUN* THIS"}
    with pytest.raises(ValueError, match="limit"):
        compile_rules([row], {"KILL": "k", "NOUN": "n"})
    with pytest.raises(ValueError, match="misspelt"):
        compile_rules([{**row, "pattern": "cue:KIL THIS"}], {"KILL": "k", "NOUN": "n"})


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Police said six had drowned, the mayor nine.", ["Police", "the mayor"]),
        ("Medics said 30 had died; the ministry said eight.", ["Medics", "the ministry"]),
        ("Six drown off Velm, coastguard say", ["coastguard"]),
        ("Nine hurt in crash: police", ["police"]),
        ("Seven died in the port, five in the hills.", [None, None]),
        ("Ivo Brandt runs the clinic. He said nine people had died.", ["Ivo Brandt"]),
    ],
)
def test_sources(text, sources):
    assert [None if row.source != row.source else row.source for row in figures(text)] == sources


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Agents foiled a plan to kill 70 officials.", "planned"),
        ("Rebels tried to abduct two nurses.", "planned"),
        ("If a guard is hurt, the game ends.", "hypothetical"),
        ("The blast would have killed 90 people.", "hypothetical"),
        ("As many as 90 people may have died.", "feared"),
        ("The storm could have killed 90 people.", "hypothetical"),
        ("Neither driver was hurt.", "negated"),
        ("The army denied killing 30 villagers.", "denied"),
        ("The mayor denied that nine people had drowned.", "denied"),
        ("The storm failed to kill 90 people.", "negated"),
        ("The storm killed 90 people.", "reported"),
    ],
)
def test_whether_it_happened(text, status):
    assert [row.status for row in figures(text)] == [status]


@pytest.mark.parametrize(
    "piece",
    [
        "killed 12 who had fled - ",
        "if 12 were killed ",
        "to kill 12 and ",
        "12 hurt in 1931, ",
        "two of them, ",
    ],
)
def test_one_endless_sentence_gives_figures_in_order(piece):
    found = find_casualties(articles_from_text(piece * 700))
    assert found["start"].is_monotonic_increasing


@pytest.mark.parametrize(
    ("text", "status", "when"),
    [
        ("Rumours of 30 dead are false.", ["denied"], [""]),
        ("Reports of 30 dead are in the library.", ["reported"], [""]),
        ("The mayor dismissed reports that 30 people had died.", ["denied"], [""]),
        ("The toll was revised from eleven to four.", ["reported"] * 2, ["revised from", ""]),
    ],
)
def test_claim_called_untrue_and_toll_revised(text, status, when):
    found = find_casualties(articles_from_text(text))
    assert found["status"].tolist() == status
    assert found["when"].fillna("").tolist() == when
