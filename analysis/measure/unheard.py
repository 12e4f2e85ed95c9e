"""Those whom an article names and never hears: who was asked without an answer, and who might have been.

It knows them by the words around a name, and names rather too few than a place or a page's writer.
"""

import re
from collections import Counter
from functools import cache

import pandas as pd

from ..find.text.inflection import bases
from ..find.text.tagger import known_tag
from ..read.lexicons import BUILT_IN
from .groups import need_tables

_OF_PERSONS = ("he", "him", "his", "himself", "she", "her", "hers", "herself")
_BEING = frozenset(("is", "are", "was", "were", "be", "been", "being"))
_WRITTEN_BY = re.compile(r"(?:.*\bby)?$", re.IGNORECASE)


def find_unheard(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Give those whom the article names and never quotes or retells: a mention of each, with `name, role, n, asked`.

    `asked` is what the article says of those who were asked and gave no answer ("did not respond to a request"),
    missing for others; such a mention may be a role. Others are persons that a role, a first name or a pronoun shows to
    be one, and bodies whose name has a word for one (the lexicon `organisations`): rather too few than a place. Who
    could not reply is left out: the dead, the article's outlet, writer and agency, media as such, what was only told or
    published something, and whatever only tells where somebody is or works ("in Hale", "Ann Lee of the institute"). It
    reads the lexicon `silence` in one sentence at a time.

    >>> from analysis import analyse, articles_from_text
    >>> text = "“It rained,” Ann Lee told the BBC. She praised Bob Marsh. The bank did not respond to calls."
    >>> find_unheard(analyse(articles_from_text(text)))[["name", "asked"]].astype(object).values.tolist()
    [['Bob Marsh', nan], ['bank', 'did not respond']]
    """
    need_tables(tables, ("sentences", "quotes", "people"))
    known = tables["people"].dropna(subset=["name"])
    known = known.assign(n=known["name"].map(known["name"].value_counts()).astype("int64"))
    phrases = tables["quotes"].reindex(columns=["speaker_name", "speaker"]).astype(object)
    speakers = phrases["speaker_name"].dropna().unique()
    roles = known.loc[known["name"].isin(speakers), "role"].dropna().unique()
    heard = "".join(f" {words} \n" for words in (*speakers, *roles))
    silent = known.loc[[f" {name} " not in heard for name in known["name"]]]
    asked = _asked(silent, tables["sentences"])
    silent = silent.assign(asked=pd.array(silent["name"].map(asked), dtype="str"))
    own = tables.get("articles", pd.DataFrame()).reindex(columns=["outlet", "byline"])
    printed_by = {str(name).lower() for name in own.astype(object).stack().dropna()}
    givers = tables.get("figures", pd.DataFrame(columns=["source"]))["source"]
    voices = "\n".join([*roles, *phrases["speaker"].dropna(), *givers.dropna()])
    able = _could_reply(known, set(filter(_is_body, silent["name"])), tables["sentences"])
    able -= {name for name in able if name.lower() in printed_by or speaks_for(name, voices)}
    silent = silent[(silent["mention"] == "name") & silent["name"].isin(able) | silent["asked"].notna()]
    once = ~silent["name"].str.replace(".", "").duplicated()  # "UN" and "U.N."
    return silent[once].reset_index(drop=True)


def _could_reply(people: pd.DataFrame, bodies: set[str], sentences: pd.DataFrame) -> set[str]:
    """The bodies and persons, without the dead, writers, whoever speaks all the same, and what only tells where, for
    whom, or who was told."""
    known = {row.sentence_id: (row.start, row.text, row.kind) for row in sentences.itertuples()}
    begun = sentences.loc[sentences["kind"] == "body", "start"].min()
    able = bodies | _called_he_or_she(people)
    gone: set[str] = set()
    aside: Counter[str] = Counter()
    edges = [set(zip(people["sentence_id"], people[at], strict=True)) for at in ("start", "end")]
    people = people[people["mention"] == "name"]
    for row in people.itertuples():
        start, text, kind = known.get(row.sentence_id, (0, "", "body"))
        before, behind, led, acts = _around(text, row.start - start, row.end - start)
        joined = row.name in bodies and _is_joined(before, led, acts)
        member = _is_member(row, row.name in bodies, behind, led, start, edges)
        aside[row.name] += any((joined, member, kind != "body", _is_told(row, led), _ends(led, "place")))
        above = kind == "heading" and 0 < start < begun
        if (above and _WRITTEN_BY.match(before)) or _is_silent(row, led, behind):  # "Ann Lee in Hale"
            gone.add(row.name)
        elif _is_person(row, acts):
            able.add(row.name)
    n = people["name"].value_counts()
    return able - gone - set(n.index[n == n.index.map(aside)])


def _called_he_or_she(people: pd.DataFrame) -> set[str]:
    meant = people.loc[people["text"].str.lower().isin(_OF_PERSONS), "name"].unique()
    return {name for name in meant if known_tag(name.lower()) == "-"}  # a card may be "Red"


def _around(text: str, start: int, end: int) -> tuple[str, str, str, bool]:
    """The words before a name and behind it, those before without "the", and whether it does something."""
    before, behind = text[: max(0, start)].rstrip(), text[max(0, end) :]
    acts = known_tag(re.split(r"[\s.,]", behind.lstrip(), maxsplit=1)[0]).startswith(("VB", "MD"))
    return before, behind, re.sub(r"\b[Tt]he$", "", before).rstrip(), acts


def _is_joined(before: str, led: str, acts: bool) -> bool:
    """Whether a body is no actor: "sent to the board", "in a Toyota", "the Foreign, Colonial & Trade Office"."""
    if acts or before.endswith(","):
        return before.endswith(",")
    return known_tag(led.rpartition(" ")[2].lower()) in ("IN", "TO", "DT", "PRP$") and not led.endswith(" by")


def _is_member(row, is_body: bool, behind: str, led: str, start: int, edges: list[set]) -> bool:
    """Whether a name only tells whose somebody is: "the union's Ann Lee", "Ann Lee of the institute"."""
    if is_body:
        return behind[:2] in ("’s", "'s") and (row.sentence_id, row.end + 3) in edges[0]
    return _ends(led, "member") and (row.sentence_id, start + led.rfind(" ")) in edges[1]


def _is_told(row, led: str) -> bool:
    return _ends(led, "told") and row.text.split()[0].lower() not in BUILT_IN.terms("first_names")


def _is_silent(row, led: str, behind: str) -> bool:
    """Whether the words around a name tell of a writer, of somebody dead, or of what is said after all."""
    tail = re.sub("^, [^,]{1,90},", "", behind)  # "Marsh, who left, denied it"
    writes = _ends(led, "writer") or _phrases("writer").search(str(row.role))
    dead = [_phrases("dead").match(words.lstrip(" ,").removeprefix("who ")) for words in (behind, tail)]
    says = led.endswith("ccording to") or _says(behind) or _says(tail)
    return bool(writes or says or any(dead) or _ends(led, "late"))


def _is_person(row, acts: bool) -> bool:
    """Whether a first name, a role or what it does shows a name of several words to be a person's, and no storm's."""
    words = row.name.lower().split()
    kinds = [BUILT_IN.categories["silence"].get(word) for word in words]
    if len(words) < 2 or "medium" in kinds or any(map(str.isdigit, row.name)):
        return False
    has_role = isinstance(row.role, str) and row.role not in row.name
    thing = "thing" in (kinds[0], kinds[-1])  # a law, a storm
    return words[0] in BUILT_IN.terms("first_names") or (not thing and (acts or has_role))


def _says(behind: str) -> bool:
    """Whether the words behind a name tell of speech: "used to say", but not "was accused"."""
    words = re.findall(r"[^\s,]+", behind.lower())[:3]
    verbs = BUILT_IN.terms("reporting_verbs")
    if any(word[0] in '“"‘' for word in words):  # "is “looking into it”"
        return True
    spoken = [any(base in verbs for base in bases(word, BUILT_IN)) for word in words]
    return any(spoken) and not _BEING.intersection(words[: spoken.index(True)])


def speaks_for(body: str, voices: str) -> bool:
    """Whether somebody in these lines of names and roles speaks for a body: "the board", "a board member"."""
    noun = re.split(r" (?:of|for|on) ", body)[0].rpartition(" ")[2]
    names = rf"{re.escape(body)}\b|^(?:(?:an?|the|its) )?{re.escape(noun)}\b"
    return bool(re.search(names, voices.replace(".", ""), re.IGNORECASE | re.MULTILINE))


def _is_body(name: str) -> bool:
    """Whether a name is that of a known body, or of two words or more with a word for one where its noun stands."""
    known, words = BUILT_IN.terms("organisations"), name.lower().split()
    noun = next((i for i, word in enumerate(words) if word in ("of", "for", "on")), len(words)) - 1
    kinds = [known[part].category for part in (name.lower(), words[noun]) if part in known]
    if any(BUILT_IN.categories["silence"].get(word) == "medium" for word in words) or (
        name.isupper() and noun
    ):
        return False  # "WESTERN BUREAU:"
    return "known" in kinds[:1] or (len(words) > 1 and not {"hint", "company"}.isdisjoint(kinds))


def _asked(people: pd.DataFrame, sentences: pd.DataFrame) -> dict[str, str]:
    """Give whom the sentences say to have given no answer, with the words that say so."""
    single, several = _phrases("no answer"), _phrases("neither answered")
    asked: dict[str, str] = {}
    telling = sentences["text"].str.contains(single) | sentences["text"].str.contains(several)
    said = {row.sentence_id: row for row in sentences[telling].itertuples()}
    for sentence_id, rows in people[people["sentence_id"].isin(said)].groupby("sentence_id", sort=False):
        sentence = said[sentence_id]
        for found in several.finditer(sentence.text):
            within = rows[rows["start"].between(sentence.start + found.start(), sentence.start + found.end())]
            asked |= dict.fromkeys(within["name"], found[0])
        for found in single.finditer(sentence.text):
            before = rows[rows["end"] <= sentence.start + found.start()]
            asked |= dict.fromkeys(before["name"].tail(1), found[0])
    return asked


def _ends(words: str, kind: str) -> bool:
    return bool(_phrases(kind, "$").search(words))


@cache
def _phrases(kind: str, end: str = "") -> re.Pattern:
    terms = [row.term for row in BUILT_IN.terms("silence").values() if row.category == kind]
    words = "|".join(r"\s".join(map(re.escape, term.split())) for term in terms)
    words = words.replace(r"\s\*", r"(?:\s\S+){0,4}?")
    return re.compile(rf"\b(?:{words})\b{end}", re.IGNORECASE)
