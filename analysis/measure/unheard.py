"""Those whom an article names and never hears: who was asked without an answer, and who might have been.

It knows them by the words around a name, and names rather too few than a place or a page's writer.
"""

import re
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import compress

import pandas as pd

from ..find.text.clauses import BE
from ..find.text.inflection import bases
from ..find.text.tagger import known_tag
from ..read.lexicons import BUILT_IN
from ..tables import Tables
from .groups import need_tables
from .unanswered import ends_in, phrases, unanswered

_OF_PERSONS = ("he", "him", "his", "himself", "she", "her", "hers", "herself")
_LISTED = r"(?:\s[^.;]{1,120}(?:,| and)(?: (?:his|her|their) \w+)?)?$"  # "named as Ann Lee, 40, and her son"
_WRITTEN_BY = re.compile(r"(?:.*\bby)?$", re.IGNORECASE)
_SIGNED = re.compile(r"[(—–-]\s*$")
_NAMES = r"(?:the )?[A-Z][\w’'.&-]*(?: (?:of|for|the|and|[A-Z&][\w’'.-]*))*"
_NOTE = r"(?: \([^)]{1,40}\))?"
_APPOSED = re.compile(rf"{_NOTE}(?:, [^,]{{1,90}},| (?:and|or) {_NAMES}{_NOTE})?")
_ARTICLE = re.compile("^(?:an?|the|its) ")
Key = tuple[str, str]  # article_id and name


def find_unheard(tables: Tables) -> pd.DataFrame:
    """Give those whom an article names and never quotes or retells: a mention of each, with `name, role, n, asked`.

    `asked` is what the article says of those who were asked and gave no answer ("did not respond to a request"), whose
    mention may be a role. Others are persons that a role, a first name or a pronoun shows to be one, and bodies (the
    lexicon `organisations`) that do something: rather too few than a place. Left out is who could not reply: the dead,
    the article's outlet, writer and agency, media as such, what was only told or published something, and whatever only
    tells where somebody is or works ("Ann Lee of the institute"). It reads the lexicon `silence`, a sentence at a time.

    >>> from analysis import analyse, articles_from_text
    >>> text = "“It rained,” Ann Lee told the BBC. She praised Bob Marsh. The bank did not respond to calls."
    >>> find_unheard(analyse(articles_from_text(text)))[["name", "asked"]].astype(object).values.tolist()
    [['Bob Marsh', nan], ['bank', 'did not respond']]
    """
    return first_silent(label_heard(tables)).drop(columns=["able", "heard"])


def first_silent(people: pd.DataFrame) -> pd.DataFrame:
    """Give one mention of each who is not heard, of what `label_heard` gives: where they are asked, or the first."""
    silent = people[~people["heard"].fillna(True) & (people["asked"].notna() | (people["mention"] == "name"))]
    silent = silent.iloc[silent["asked"].isna().argsort(kind="stable")]  # where it is asked tells most
    alike = [silent["article_id"], silent["name"].str.replace(".", "")]  # "UN" and "U.N."
    return silent[~pd.concat(alike, axis=1).duplicated()].sort_index(ignore_index=True)


def label_heard(tables: Tables) -> pd.DataFrame:
    """Give the mentions of everybody with a name, with `n` (how many each has), `asked`, `able` and `heard`.

    `asked` is what such a mention is told to have left unanswered, `able` whether a name might have been heard, as
    `find_unheard` tells; `heard` is True of who is, False of who was asked or able, and missing where none can tell.
    """
    need_tables(tables, ("sentences", "quotes", "people"))
    people = tables["people"].dropna(subset=["name"])
    keys = list(zip(people["article_id"], people["name"], strict=True))
    count = Counter(keys)
    people = people.assign(n=[count[key] for key in keys], asked=unanswered(people, tables["sentences"]))
    shown, gone, says = _signs(people, tables["sentences"])
    asked, named, spoken = set(compress(keys, people["asked"].notna())), set(), says
    voices = _voices(tables, people)
    requests = dict.fromkeys(people["article_id"], "")
    for article, name in asked:
        requests[article] += f"\n{name}"  # "a spokesman for the bank", of whom nobody need ask more
    for key in count:
        name, lines = key[1], voices.get(key[0], "")
        first = name.rpartition(" ")[0]  # "Acme" is "Acme Ltd"
        if f" {name} " in lines or f"\n {first} \n" in lines:
            named.add(key)
        elif speaks_for(name, lines + requests[key[0]]):
            spoken.add(key)
    nobody = tables["quotes"].query("speaker_name.isna() and kind in ('direct', 'mixed')")["sentence_id"]
    open_ended = (ids := tables["sentences"]["sentence_id"]).isin(nobody)
    near = set(ids[open_ended | open_ended.shift(-1) | open_ended.shift()])  # whose words these may be
    gone |= set(compress(keys, people["sentence_id"].isin(near)))
    able, heard = (shown & count.keys()) - gone, named | (spoken - asked)
    told = [True if key in heard else False if key in able | asked else None for key in keys]
    return people.assign(able=[key in able for key in keys], heard=pd.array(told, dtype="boolean"))


def _voices(tables: Tables, people: pd.DataFrame) -> dict[str, str]:
    """By article, the lines of names, roles and phrases of those who speak, who give figures, and who wrote it."""
    told: dict[str, set] = defaultdict(set)
    columns = {"quotes": ["speaker_name", "speaker"], "figures": ["source"], "articles": ["outlet", "byline"]}
    for table, names in columns.items():
        rows = tables.get(table, pd.DataFrame()).reindex(columns=["article_id", "status", *names])
        for article, status, *words in rows.astype(object).itertuples(index=False):
            told[article].update(words if table != "quotes" or status != "not said" else [])
    for article, name, role in people[["article_id", "name", "role"]].astype(object).itertuples(index=False):
        if name in told[article]:
            told[article].add(role)
    return {
        article: "".join(f"\n {line} \n" for line in lines if isinstance(line, str))
        for article, lines in told.items()
    }


def _signs(people: pd.DataFrame, sentences: pd.DataFrame) -> tuple[set[Key], set[Key], set[Key]]:
    """Whom a mention shows to be able to speak, who cannot reply, and who speaks after all."""
    known = {row.sentence_id: row for row in sentences.astype(object).itertuples()}
    begun = sentences[sentences["kind"] == "body"].groupby("article_id")["start"].min()
    ended = set(zip(people["sentence_id"], people["end"], strict=True))
    shown, outside, gone, says = set(), set(), set(), set()
    for row in people[people["sentence_id"].isin(known)].astype(object).itertuples():
        key, sentence = (row.article_id, row.name), known[row.sentence_id]
        before = sentence.text[: row.start - sentence.start].rstrip()
        behind = sentence.text[row.end - sentence.start :]
        led = re.sub(r"\b[Tt]he$", "", before).rstrip()
        tails = behind, _APPOSED.sub("", behind, count=1)  # "Marsh, who left, denied it"
        if any(phrases("dead").match(words.lstrip(" ,").removeprefix("who ")) for words in tails):
            gone.add(key)
        if row.mention != "name":
            if _may_be_person(row):
                shown.add(key)
            if phrases("proxy").match(behind.lstrip()):  # "its lawyer said"
                says.add(key)
            continue
        by_line = _is_by_line(sentence, before, begun.get(row.article_id, 0))
        if by_line or _is_other(row, led, behind):
            gone.add(key)
        if led.endswith("ccording to") or any(map(_says, tails)):
            says.add(key)
        behind_name = (row.sentence_id, sentence.start + led.rfind(" ")) in ended
        if sentence.kind == "body" and _is_outside(row, led, behind_name):
            outside.add(key)
        if _is_shown(row, before, led, tails):
            shown.add(key)
    return shown & outside, gone, says


def _is_by_line(sentence, before: str, body: int) -> bool:
    """Whether words between the title and the body tell who wrote it."""
    above = sentence.kind == "heading" and 0 < sentence.start < body
    return above and bool(_WRITTEN_BY.match(before))


def _is_outside(row, led: str, behind_name: bool) -> bool:
    """Whether a name is neither a place, nor told something, nor that of which somebody named is a member."""
    member = behind_name and ends_in(led, "member")  # "Ann Lee of the institute"
    told = ends_in(led, "told") and row.text.split()[0].lower() not in BUILT_IN.terms("first_names")
    return not (member or told or ends_in(led, "place"))


def _is_other(row, led: str, behind: str) -> bool:
    """Whether a mention is that of the dead, of whoever wrote or asked, a signature, or a name given to something."""
    kinds = any(ends_in(led, kind) for kind in ("writer", "given")) or phrases("late", _LISTED).search(led)
    signed = _SIGNED.search(led) and not re.search(r"\w", behind)  # "(Ann Lee)"
    asks = row.n == 1 and phrases("interviewer").match(behind.lstrip())
    return bool(kinds or signed or asks or phrases("writer").search(str(row.role)))


def _may_be_person(row) -> bool:
    """Whether somebody called "he" is a person indeed: of one word only where a first name or a role says so too."""
    word = row.name.lower()
    whole = " " in word or word in BUILT_IN.terms("first_names") or isinstance(row.role, str)
    thing = _kind(word.rpartition(" ")[2]) in ("thing", "medium")  # "Lincoln Elementary"
    whole = whole and row.text.lower() in _OF_PERSONS and not thing
    return whole and known_tag(word) == "-" and not row.name.isupper() and word.replace(" ", "").isalpha()


def _is_shown(row, before: str, led: str, tails: tuple[str, str]) -> bool:
    """Whether a body acts, or a name of several words is a person's by a first name, a role or what it does."""
    firsts = (re.split(r"[\s.,]", words.lstrip(), maxsplit=1)[0] for words in tails)
    acts = any(known_tag(word).startswith(("VB", "MD")) for word in firsts)
    acts &= known_tag(led.rpartition(" ")[2].lower()) not in ("IN", "TO", "DT", "PRP$")  # "a Toyota"
    if _is_body(row.name):
        clipped = re.search(r"\s[A-Z][\w’'-]*$|,$", before)  # "the Foreign, Colonial & Trade Office"
        return led.endswith(" by") or (acts and not clipped)
    return _names_person(row, acts, before != led, led.lower().split()[-1:])


def _names_person(row, acts: bool, with_article: bool, near: list[str]) -> bool:
    words = row.name.lower().split()
    role = row.role.lower().split() if isinstance(row.role, str) and row.role not in row.name else []
    kinds = [_kind(word) for word in (*words, *role[-1:], *near)]  # "newspaper O Rio"
    if len(words) < 2 or "medium" in kinds or row.name.isupper() or any(map(str.isdigit, row.name)):
        return False
    first = words[0] in BUILT_IN.terms("first_names")
    named_so = "thing" in (kinds[0], *kinds[len(words) - 1 :])  # a law, a storm
    if with_article or named_so:  # "the Ann Lee" that sails
        return first and bool(role)
    return first or bool(role) or (acts and not words[-1].endswith(("ers", "ans", "ites")))  # a people


def _kind(word: str) -> str | None:
    return BUILT_IN.categories["silence"].get(word)


def _says(behind: str) -> bool:
    """Whether the words behind a name tell of speech: "used to say", but not "was accused"."""
    words = re.findall(r"[^\s,]+", behind.lower())[:3]
    verbs = BUILT_IN.terms("reporting_verbs")
    if any(word[0] in '“"‘' for word in words):  # "is “looking into it”"
        return True
    spoken = [any(base in verbs for base in bases(word, BUILT_IN)) for word in words]
    return any(spoken) and not BE.intersection(words[: spoken.index(True)])


def speaks_for(body: str, voices: str) -> bool:
    """Whether somebody in these lines of names and roles speaks for a body: "the board", "a board member"."""
    noun, lines = re.split(r" (?:of|for|on) ", body)[0].rpartition(" ")[2], _plain(voices)
    return _plain(body)[1:] in lines or _plain(noun) in lines


@lru_cache(maxsize=64)
def _plain(lines: str) -> str:
    """Each line in small letters without signs or article, between a line end and a blank."""
    words = re.sub(r"[^\w\n]+", " ", lines.replace(".", "").lower())
    return "".join(f"\n{_ARTICLE.sub('', line.strip())} " for line in words.split("\n") if line.strip())


def _is_body(name: str) -> bool:
    """Whether a name is that of a known body, or of two words or more with a word for one where its noun stands."""
    known, words = BUILT_IN.terms("organisations"), name.lower().split()
    noun = next((i for i, word in enumerate(words) if word in ("of", "for", "on")), len(words)) - 1
    kinds = [known[part].category for part in (name.lower(), words[noun]) if part in known]
    if "medium" in map(_kind, words) or (name.isupper() and noun):
        return False  # "WESTERN BUREAU:"
    return "known" in kinds[:1] or (len(words) > 1 and not {"hint", "company"}.isdisjoint(kinds))
