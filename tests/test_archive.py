"""An archive that is asked: every answer is what the articles tell, and its sentences stand behind it."""

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis import open_archive
from analysis.archive.actors import link_names
from analysis.read.kinds.dates import read_days
from analysis.scale import write_tables
from analysis.show.archive import _passage

DOCS = Path(__file__).parent.parent / "docs/questions.md"
TEXTS = (
    "Mayor Ann Lee spoke in Arden. “We will rebuild the old bridge by June,” said Ann Lee. Police praised Bob Marsh.",
    "“We will rebuild the old bridge,” Lee said. At least 12 people were killed, police said. The regime did nothing.",
    "At least 30 people were killed, hospital officials said. “The regime must go,” said Omar Costa. He left.",
    "“It rained,” said Ann Lee. She left. The police said the road was closed.",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("archive")
    outlets, days = ("Arden Post", "Belmar Times"), ("2018-03-02", "2018-03-05", "April 2018", "2018")
    rows = [
        {"id": f"a{i}", "outlet": outlets[i % 2], "published": days[i], "event": "flood", "text": text}
        for i, text in enumerate(TEXTS)
    ]
    rows.append({**rows[0], "id": "copy", "outlet": "Belmar Times"})
    pd.DataFrame(rows).to_csv(place / "a.csv", index=False)
    write_tables(place / "a.csv", place / "tables", format="parquet", part=2)
    return place


@pytest.fixture(scope="module")
def archive(folder):
    return open_archive(folder / "tables")


def test_outlets_that_differ_in_capitals_alone_are_one(tmp_path):
    rows = {"text": TEXTS, "outlet": ["Arden Post", "ARDEN POST", "Arden Post", "Belmar Times"]}
    pd.DataFrame(rows).to_csv(tmp_path / "a.csv", index=False)
    write_tables(tmp_path / "a.csv", tmp_path / "tables", format="parquet")
    there = open_archive(tmp_path / "tables")
    assert there.coverage().set_index("outlet")["articles"].to_dict() == {"Arden Post": 3, "Belmar Times": 1}
    for asked in ("Arden Post", "ARDEN POST"):
        assert set(there.passages("quotes", outlet=asked)["article_id"]) == {"a-1", "a-2", "a-3"}


def test_every_evidence_table_has_outlet_and_real_days(folder):
    for name in ("sentences", "tokens", "people", "quotes", "terms", "labels", "passives", "casualties"):
        table = pd.read_parquet(folder / "tables" / name)
        assert {"outlet", "published", "published_last", "voice", "voice_kind"} <= set(table.columns), name
        assert all(day.year == 2018 for day in table["published"].dropna()), name


def test_codebook_tells_every_column(folder):
    told = pd.read_csv(folder / "tables/codebook.csv")
    assert told["meaning"].notna().all()
    for name in told["table"].unique():
        columns = pd.read_parquet(folder / "tables" / name).columns.to_list()
        assert told.loc[told["table"] == name, "column"].tolist() == columns


def test_what_only_the_articles_state_is_counted_by_and_asked_for(tmp_path):
    rows = [{"id": f"a{i}", "event": "home" if i else "world", "text": text} for i, text in enumerate(TEXTS)]
    pd.DataFrame(rows).to_csv(tmp_path / "a.csv", index=False)
    write_tables(tmp_path / "a.csv", tmp_path / "tables", format="parquet")
    archive = open_archive(tmp_path / "tables")
    naming = archive.naming(by="event")
    assert (
        naming.groupby("event")["n"].sum().to_dict()
        == archive.relation("spoken")
        .aggregate("case when article_id like '%a0' then 'world' else 'home' end as event, count(*) as n")
        .df()
        .set_index("event")["n"]
        .to_dict()
    )
    for row, n in enumerate(naming["n"]):
        assert len(archive.behind(naming, row)) == n
    assert set(archive.only(event="world").sources()["actor"]) == {"Ann Lee", "Police"}


def test_a_first_name_alone_is_nobody_sure_and_a_body_lends_no_surname():
    told = {"Ingrid": 3, "Zarn Health Council": 4, "Council": 2, "Head of Helvion": 3, "Helvion": 5}
    links = {link.name: (link.actor, link.sure) for link in link_names(told)}
    assert links["Ingrid"] == ("Ingrid", 0.5)
    assert links["Council"] == ("Council", 1.0)
    assert links["Helvion"] == ("Helvion", 1.0)


def test_copies_count_once_unless_asked(archive):
    once = archive.sources().set_index("actor")["n"]
    assert once["Ann Lee"] == 3
    assert archive.only(copies=True).sources().set_index("actor")["n"]["Ann Lee"] == 4
    assert archive.coverage()["articles"].sum() == 5
    assert archive.coverage()["copies"].sum() == 1
    assert archive.coverage("month")["month"].dropna().is_monotonic_increasing


def test_of_copies_the_one_that_states_most_counts(tmp_path):
    rows = [
        {"id": "bare", "text": TEXTS[0]},
        {"id": "told", "outlet": "Post", "published": "2018", "text": TEXTS[0]},
    ]
    pd.DataFrame(rows).to_csv(tmp_path / "a.csv", index=False)
    write_tables(tmp_path / "a.csv", tmp_path / "tables", format="parquet")
    assert open_archive(tmp_path / "tables").passages("articles")["article_id"].tolist() == ["told"]


def test_who_has_no_name_is_nobody_of_another_article(tmp_path):
    told = "“{}” said Eva Orth. A nurse said the ward was full. “My mother wept,” she said. My mother said it was over."
    rows = [{"id": words, "text": told.format(words)} for words in ("It is cold here,", "Nobody came to us,")]
    pd.DataFrame(rows).to_csv(tmp_path / "a.csv", index=False)
    write_tables(tmp_path / "a.csv", tmp_path / "tables", format="parquet")
    archive = open_archive(tmp_path / "tables")
    assert set(archive.sources()["actor"]) == {"Eva Orth"}
    assert archive.naming().set_index("speaker_kind")["n"]["unnamed"] > 0


def test_a_sentence_around_a_passage_is_cut_between_words():
    row = {"sentence": f"{'word ' * 20}It rained{' then' * 20}", "text": "It rained", "placed": 100}
    before, words, after, where = _passage(row | {"outlet": None, "published": None})
    assert before.startswith("… word")
    assert words == "It rained"
    assert after.rstrip().endswith("then …")
    assert where == ""


def test_every_number_leads_to_its_sentences(archive):
    tables = {
        "n": [
            archive.sources(by="outlet"),
            archive.sources(),
            archive.naming(),
            archive.genders(),
            archive.labels(),
        ],
        "mentions": [archive.unheard()],
    }
    tables["n"] += [archive.over_time("quotes"), archive.charged()]
    assert all(map(len, tables["n"][:5]))
    for column, all_of in tables.items():
        for table in all_of:
            for row, n in enumerate(table[column]):
                assert len(archive.behind(table, row, most=None)) == n
            assert [len(found) for found in archive.first_behind([table])[0]] == table[column].tolist()


def test_shares_have_their_interval(archive):
    sources = archive.sources()
    assert ((sources["low"] <= sources["share"]) & (sources["share"] <= sources["high"])).all()


@pytest.mark.parametrize(
    "days", [{"since": "2030"}, {"until": "1990"}, {"since": "2018-04", "until": "2018-03"}]
)
def test_days_without_an_article_are_told(archive, days):
    with pytest.raises(ValueError, match="between these days; days between 2018-01-01 and 2018-12-31"):
        archive.only(**days)


def test_vague_dates_stand_apart(archive):
    months = archive.over_time("sentences", every="month")
    assert months["month"].isna().sum() == 1
    assert [str(month)[:7] for month in months["month"].dropna()] == ["2018-03", "2018-04"]
    assert len(archive.only(since="2018-04").passages("sentences", most=None)["article_id"].unique()) == 1


def test_who_is_mentioned_and_never_heard(archive):
    assert "Bob Marsh" in archive.unheard()["actor"].tolist()
    assert "Ann Lee" not in archive.unheard()["actor"].tolist()


def test_labels_are_the_contested_words_and_no_other_mentions(archive):
    assert archive.labels()["label"].tolist() == ["regime", "regime"]


def test_a_word_that_only_begins_a_sentence_is_nobody_who_could_be_heard(tmp_path):
    told = (
        "Shots were fired at the gate. Police said three men fell. The union called a strike, Eva Orth said."
    )
    pd.DataFrame({"text": [told]}).to_csv(tmp_path / "a.csv", index=False)
    write_tables(tmp_path / "a.csv", tmp_path / "tables", format="parquet")
    assert "Shots" not in set(open_archive(tmp_path / "tables").unheard()["actor"])


def test_sources_are_counted_by_what_the_articles_alone_have(archive):
    assert set(archive.sources(by="event")["event"]) == {"flood"}


def test_figures_follow_each_other_with_their_sources(archive):
    figures = archive.figures("killed", event="flood")
    assert figures["low"].tolist() == [12, 30]
    assert figures["rises"].tolist() == [True, True]
    assert "hospital officials" in figures["source"].iloc[1]


def test_one_quotation_is_shown_as_each_cuts_it(archive):
    cut = archive.quotations()
    assert set(cut["article_id"]) == {"a0", "a1"}
    assert cut["quotation"].nunique() == 1


def test_words_are_found_in_one_voice(archive):
    assert archive.concordance("regime", voice="own")["article_id"].tolist() == ["a1"]
    assert archive.concordance("the regime", voice="quoted")["article_id"].tolist() == ["a2"]
    assert archive.concordance("old bri*")["text"].tolist() == ["old bridge", "old bridge"]
    assert "killed" in archive.collocations("people", least=1)["collocate"].tolist()
    assert archive.dispersion("regime")["articles"].tolist() == [2]
    keyness = archive.only(outlet="Belmar Times").keyness(archive.only(outlet="Arden Post"), least=1)
    assert {"log_ratio", "low", "high"} <= set(keyness.columns)


def test_tone_toward_somebody_counts_each_mention_once(archive):
    told = archive.toward("Ann Lee", every="year")
    mentions = archive.only(actor="Ann Lee").passages("people", most=None)
    assert (told["n"] + told["unsure"]).sum() == len(mentions) > 0


TWO = {
    "pronouns": (
        "Sam Reed spoke. He left.",
        "Sam Reed spoke. She left.",
        {"Sam Reed (he)", "Sam Reed (she)"},
    ),
    "ages": (
        "Sam Reed, 34, spoke in Arden.",
        "Sam Reed, 71, spoke in Belmar.",
        {"Sam Reed (born about 1984)", "Sam Reed (born about 1947)"},
    ),
    "fields": (
        "The striker Sam Reed scored twice.",
        "Bishop Sam Reed spoke in Belmar.",
        {"Sam Reed (sport)", "Sam Reed (faith)"},
    ),
    "an age a year later": ("Sam Reed, 34, spoke.", "Sam Reed, 35, spoke.", {"Sam Reed"}),
}


@pytest.mark.parametrize("what", TWO)
def test_two_people_of_one_name_are_told_apart(tmp_path, what):
    first, second, actors = TWO[what]
    texts = {"a": ("Post", first), "b": ("Times", second), "c": ("Times", "Sam Reed was not there.")}
    rows = [{"id": i, "outlet": o, "published": "2018-05-01", "text": t} for i, (o, t) in texts.items()]
    pd.DataFrame(rows).to_csv(tmp_path / "a.csv", index=False)
    write_tables(tmp_path / "a.csv", tmp_path / "tables", format="parquet")
    archive = open_archive(tmp_path / "tables")
    told = archive.ask("from actors where name = 'Sam Reed' order by article_id").set_index("article_id")
    assert set(told["actor"]) == actors
    assert told.loc["c", "actor"] == told.loc["b", "actor"]  # its outlet names no other
    assert (told.loc["c", "how"] == "outlet") == (len(actors) == 2)
    for actor in actors:
        assert set(archive.only(actor=actor).passages("people")["article_id"]) == set(
            told.index[told["actor"] == actor]
        )


def test_interval_of_a_balance_holds_the_balance(archive):
    from analysis import summarise_toward

    sides = ["positive"] * 3 + ["neutral"] * 2 + ["negative"] * 2
    for n in range(1, len(sides) + 1):
        for told in (sides[:n], sides[-n:]):
            row = summarise_toward(pd.DataFrame({"name": "Lee", "toward": told})).iloc[0]
            assert -1 <= row["low"] <= row["balance"] <= row["high"] <= 1
            assert row["low"] < row["high"]


def test_command_prints_every_passage_behind_a_number(archive, folder):
    from io import StringIO

    from click.testing import CliRunner

    from analysis.cli import main

    sources = archive.sources(by="outlet")
    for row in sources.to_dict("records"):
        asked = [f"{name}={row[name]}" for name in ("outlet", "actor", "speaker_kind")]
        done = CliRunner().invoke(main, ["passages", str(folder / "tables"), "spoken", *asked])
        assert done.exit_code == 0, done.output
        assert len(pd.read_csv(StringIO(done.output))) == row["n"]
    vague = CliRunner().invoke(main, ["passages", str(folder / "tables"), "sentences", "month="])
    assert set(pd.read_csv(StringIO(vague.output))["article_id"]) == {"a3"}
    for wrong in (
        ["colours"],
        ["spoken", "actor=Nobody"],
        ["spoken", "since=soon"],
        ["spoken", "colour=red"],
    ):
        done = CliRunner().invoke(main, ["passages", str(folder / "tables"), *wrong])
        assert done.exit_code == 2
        assert len(done.output.strip().splitlines()) == 1, done.output


WRONG = {
    "a name nobody bears": (lambda a: a.only(actor="Ann Leigh"), "Ann Lee"),
    "an outlet that is not there": (lambda a: a.only(outlet="Arden"), "Arden Post"),
    "a misspelt speaker": (lambda a: a.passages("quotes", speaker_name="Omar Kosta"), "Omar Costa"),
    "no date": (lambda a: a.only(since="soon"), "no date"),
    "no period": (lambda a: a.over_time("quotes", every="decade"), "no period"),
    "no column": (lambda a: a.sources(by="colour"), "no column"),
    "no table": (lambda a: a.passages("colours"), "no table"),
    "no such condition": (lambda a: a.only(colour="red"), "has a column 'colour'"),
    "not its own table": (lambda a: a.behind(a.coverage()), "where its numbers come from"),
    "no word": (lambda a: a.concordance(" "), "empty phrase"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_asked_wrongly_is_told_in_a_line(archive, what):
    ask, said = WRONG[what]
    with pytest.raises(ValueError, match=said):
        ask(archive)


@pytest.mark.parametrize(
    "value", ["soon", "2018-02-30", "2018-13", "2018-03-00", "5 March", "yesterday", "99999", "", None, 3.5]
)
def test_what_is_no_date_is_none(value):
    assert read_days(value) is None


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2018-03-02T23:30:00Z", "2018-03-02", "2018-03-02"),
        ("Fri, 02 Mar 2018 23:30:00 -0500", "2018-03-02", "2018-03-02"),
        ("February 2020", "2020-02-01", "2020-02-29"),
        ("2018", "2018-01-01", "2018-12-31"),
        ("03/04/2018", "2018-03-04", "2018-04-03"),
        ("2018-03/2018-05", "2018-03-01", "2018-05-31"),
    ],
)
def test_dates_are_days_or_what_they_may_mean(words, first, last):
    assert tuple(day.isoformat() for day in read_days(words)) == (first, last)


@pytest.mark.parametrize(
    ("names", "name", "actor"),
    [
        ({"Mohammed Hariri": 5, "Muhammad Hariri": 2}, "Muhammad Hariri", "Mohammed Hariri"),
        ({"Olena Zelenskyy": 5, "Olena Zelensky": 2}, "Olena Zelensky", "Olena Zelenskyy"),
        ({"Robert F. Marsh": 5, "Robert Marsh": 2}, "Robert Marsh", "Robert F. Marsh"),
        ({"José Núñez": 5, "Jose Nunez": 2}, "Jose Nunez", "José Núñez"),
        ({"Sofie Øverås": 5, "Sofie Overas": 2}, "Sofie Overas", "Sofie Øverås"),
        ({"Dan Berg": 5, "Don Berg": 2}, "Don Berg", "Don Berg"),
        ({"Ann Lee": 5, "Bob Lee": 4, "Lee": 2}, "Lee", "Lee"),
        ({"Ann Lee": 5, "Lee": 2}, "Lee", "Ann Lee"),
        ({"Abdi Noor": 5, "Nour": 2}, "Nour", "Nour"),
        ({"Abdi Noor": 5, "Noor": 2}, "Noor", "Abdi Noor"),
        ({"Muammar Gaddafi": 5, "Qaddafi": 2}, "Qaddafi", "Muammar Gaddafi"),
    ],
)
def test_names_are_one_where_they_can_be_told_to_be(names, name, actor):
    assert {link.name: link.actor for link in link_names(names)}[name] == actor


def test_half_written_parts_and_other_versions_are_told(folder, tmp_path):
    import shutil

    with pytest.raises(FileNotFoundError, match="not there"):
        open_archive(tmp_path / "none")
    with pytest.raises(ValueError, match="no Parquet table"):
        open_archive(tmp_path)
    (tmp_path / "articles.csv").touch()
    with pytest.raises(ValueError, match=r"as CSV; Parquet was expected.*--format parquet"):
        open_archive(tmp_path)
    out = tmp_path / "tables"
    shutil.copytree(folder / "tables", out)
    (out / ".unfinished").touch()
    with pytest.raises(ValueError, match="not finished"):
        open_archive(out)
    (out / ".unfinished").unlink()
    part = out / "quotes/part-00001.parquet"
    whole = part.read_bytes()
    part.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ValueError, match="half written"):
        open_archive(out)
    pd.DataFrame({"article_id": ["a"]}).to_parquet(part)
    with pytest.raises(ValueError, match="another version"):
        open_archive(out)
    shutil.copy(out / "people/part-00001.parquet", part)
    with pytest.raises(ValueError, match="of the table 'people'"):
        open_archive(out)
    part.write_bytes(whole)
    shutil.copy(part, part.with_name("part-00007.parquet"))
    with pytest.raises(ValueError, match="two mixed"):
        open_archive(out)


def test_page_answers_with_the_sentences_behind_each_number(folder, tmp_path):
    from click.testing import CliRunner

    from analysis.cli import main

    out = tmp_path / "archive.html"
    options = [
        "--out",
        str(out),
        "--actor",
        "Ann Lee",
        "--query",
        "regime",
        "--from",
        "2018",
        "--by",
        "outlet",
    ]
    done = CliRunner().invoke(main, ["archive", str(folder / "tables"), *options])
    assert done.exit_code == 0, done.output
    page = out.read_text("utf-8")
    assert "in 4 articles" not in page  # copies are articles too
    assert "Who says so, in 5 articles of 2 outlets?" in page
    for told in (
        "<strong>Ann Lee</strong>",
        "<mark>We will rebuild the old bridge by June,</mark>",
        "Bob Marsh",
    ):
        assert told in page, told
    assert "<script" not in page
    assert "00:00:00" not in page


def test_page_draws_the_steps_of_figures_and_the_words_that_set_an_outlet_apart(tmp_path):
    from analysis.show.archive import write_archive_page

    told = [(2, "police"), (9, "a doctor"), (5, "police"), (14, "the ministry")]
    rows = [
        {
            "id": f"a{n}",
            "published": f"2018-03-0{n + 1}",
            "outlet": "Post" if n % 2 else "Times",
            "event": "flood",
        }
        | {
            "text": f"At least {figure} people were killed, {source} said. "
            + ("The road was shut. ", "The dam held. ")[n % 2] * 8
        }
        for n, (figure, source) in enumerate(told)
    ]
    pd.DataFrame(rows).to_csv(tmp_path / "a.csv", index=False)
    write_tables(tmp_path / "a.csv", tmp_path / "tables", format="parquet")
    page = write_archive_page(tmp_path / "tables", tmp_path / "a.html").read_text("utf-8")
    chart = page.partition("How the figures rose: killed")[2].partition("</figure>")[0]
    assert [figure for figure, _ in told if f">2018-03-0{told.index((figure, _)) + 1}" in chart] == [2, 9, 14]
    assert "Which words set “Post” apart?" in page
    assert "<strong>dam</strong> 16 times here, 0 elsewhere" in page


def test_page_of_articles_that_state_neither_outlet_nor_day_says_so_once(tmp_path):
    from analysis.show.archive import write_archive_page

    texts = (
        "“We closed the gate,” Palmer Soap said. Palmer Soap plc praised the regime. The regime left.",
        "At least 12 people were killed, police said. Harbour was quiet. Palmer Soap praised Ines Prado, the mayor.",
    )
    pd.DataFrame({"text": texts}).to_csv(tmp_path / "a.csv", index=False)
    write_tables(tmp_path / "a.csv", tmp_path / "tables", format="parquet")
    page = write_archive_page(tmp_path / "tables", tmp_path / "a.html").read_text("utf-8")
    assert "Who says so, in 2 articles?" in page
    assert "2 articles state no day and are left out." in page
    assert not re.search("by outlet|0 outlets|not stated ·|1 passages|1 in the words of other[^s]", page)
    assert "How many sources have a name?" in page
    assert open_archive(tmp_path / "tables").unheard()["actor"].tolist() == ["Ines Prado"]


@pytest.mark.parametrize(
    ("option", "value"), [("--from", "soon"), ("--actor", "Nobody Here"), ("--by", "colour")]
)
def test_page_that_is_asked_wrongly_is_one_line(folder, tmp_path, option, value):
    from click.testing import CliRunner

    from analysis.cli import main

    command = ["archive", str(folder / "tables"), "--out", str(tmp_path / "a.html"), option, value]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2
    assert len(done.output.strip().splitlines()) == 1, done.output


def test_passages_need_a_value_for_each_column(folder):
    from click.testing import CliRunner

    from analysis.cli import main

    done = CliRunner().invoke(main, ["passages", str(folder / "tables"), "quotes", "speaker_name"])
    assert done.exit_code == 2
    assert "speaker_name=Ann" in done.output


def test_what_the_docs_say_runs(folder, monkeypatch):
    monkeypatch.chdir(folder)
    text, names = DOCS.read_text("utf-8"), {}
    for code in re.findall(r"```python\n(.+?)```", text, re.DOTALL):
        assert len(code.strip().splitlines()) <= 3
        exec(code, names)
    lines = re.findall(r"`(archive\.[^`]+)`", text.partition("| question |")[2].partition("\n\n")[0])
    assert len(lines) >= 16
    for line in lines:
        assert isinstance(eval(line, names), pd.DataFrame), line
