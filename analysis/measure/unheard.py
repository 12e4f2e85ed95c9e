"""Those whom an article names and never hears: who was asked without an answer, and who might have been.

It knows them by the words around a name, and names rather too few than a place or a page's writer.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import compress

import pandas as pd

from ..find.text.clauses import BE
from ..find.text.inflection import bases
from ..read.lexicons import BUILT_IN
from ..resources import pattern
from ..tables import Tables, need_tables

_LISTED = r"(?:\s[^.;]{1,120}(?:,| and)(?: (?:his|her|their) \w+)?|(?:\s(?!by\b)[a-z\d][\w-]*){1,3})?$"
"""What stands between a word for the dead and a name: "named as Ann Lee, 40, and her son", "murder of 17-year-old"."""
Key = tuple[str, str]  # article_id and name


def find_unheard(tables: Tables) -> pd.DataFrame:
    """Give those whom an article names and never quotes or retells: a mention of each, with `name, role, n, asked`.

    `asked` is what the article says of those who were asked and gave no answer ("did not respond to a request"), whose
    mention may be a role or a body. Others are persons that a role or a first name shows to be one, named in two
    sentences or where something is held against somebody: rather too few than a place. Left out is who could not reply:
    the dead, the article's outlet, writer and agency, and who was only told something; and whose words those near the
    name may be, where nobody tells whose they are. It reads the lexicon `silence`, a sentence at a time.

    >>> from analysis import analyse, articles_from_text
    >>> text = "“It rained,” Ann Lee told the BBC. She blamed Bob Marsh. The bank did not respond to calls."
    >>> find_unheard(analyse(articles_from_text(text)))[["name", "asked"]].astype(object).values.tolist()
    [['Bob Marsh', nan], ['bank', 'did not respond']]
    """
    return first_silent(label_heard(tables))


def first_silent(people: pd.DataFrame) -> pd.DataFrame:
    """Give one mention of each who is not heard, of what `label_heard` gives: where they are asked, or the first."""
    named = people["telling"] & (people["mention"] == "name")
    silent = people[~people["heard"].fillna(True) & (people["asked"].notna() | named)]
    silent = silent.iloc[silent["asked"].isna().argsort(kind="stable")]  # where it is asked tells most
    alike = [silent["article_id"], silent["name"].str.replace(".", "")]  # "UN" and "U.N."
    once = silent[~pd.concat(alike, axis=1).duplicated()].sort_index(ignore_index=True)
    return once.drop(columns=["able", "heard", "telling"])


def label_heard(tables: Tables) -> pd.DataFrame:
    """Give the mentions of everybody with a name, with `n` (how many each has), `asked`, `able`, `telling` and `heard`.

    `asked` is what such a mention is told to have left unanswered, `able` whether that name was asked or might have
    been heard, as `find_unheard` tells; `heard` is True of who is, False of who was able, else missing.
    `telling` is False of whom it names once, in passing.
    """
    need_tables(tables, ("sentences", "quotes", "people"))
    people = tables["people"].dropna(subset=["name"])
    keys = list(zip(people["article_id"], people["name"], strict=True))
    count = Counter(keys)
    people = people.assign(n=[count[key] for key in keys], asked=_unanswered(people, tables["sentences"]))
    shown, gone, says = _signs(people, tables["sentences"])
    asked, named, spoken = set(compress(keys, people["asked"].notna())), set(), says
    voices = _voices(tables, people)
    for key in count:
        name, lines = key[1], voices[key[0]]
        if f" {name} " in lines or f"\n {name.rpartition(' ')[0]} \n" in lines:  # "Acme" is "Acme Ltd"
            named.add(key)
        elif speaks_for(name, lines):
            spoken.add(key)
    gone |= set(compress(keys, people["sentence_id"].isin(beside_unknown(tables))))
    able, heard = asked | ((shown & count.keys()) - gone), named | (spoken - asked)
    told = [True if key in heard else False if key in able else None for key in keys]
    telling = _telling(people, tables["sentences"].query("kind == 'body'"))
    signs = {"able": [key in able for key in keys], "telling": [key in telling for key in keys]}
    return people.assign(**signs, heard=pd.array(told, dtype="boolean"))


def _unanswered(people: pd.DataFrame, sentences: pd.DataFrame) -> pd.Series:
    """What sentences tell of those who were asked and gave no answer, at the mentions in them."""
    single, several = _phrases("no answer"), _phrases("neither answered")
    asked = pd.Series(None, people.index, dtype=object)
    who = people[people["voice_kind"].ne("direct") & ~people["name"].str.match(r"\d|an? \w+$")]
    for begin, text, sentence_id in zip(*map(sentences.get, ("start", "text", "sentence_id")), strict=True):
        for found in several.finditer(text):
            within = who["start"].between(begin + found.start(), begin + found.end())
            asked[who.index[within & (who["sentence_id"] == sentence_id)]] = found[0]
        for found in single.finditer(text):
            aside = pattern("aside").search(text[: found.start()])
            before, last = who[who["end"] <= begin + (aside or found).start()], None
            for row in before[before["sentence_id"] == sentence_id][::-1].itertuples():
                led = text[: row.start - begin].rstrip().removesuffix(" the")
                inside = _ends_in(led, "place") or _ends_in(led, "member")
                if last is not None and not pattern("joined").fullmatch(text[row.end - begin : last - begin]):
                    break
                if last is not None or not inside:  # not "now at a rival"
                    asked[row.Index], last = found[0], row.start
    return asked


def _telling(people: pd.DataFrame, body: pd.DataFrame) -> set[Key]:
    """Who is named in two sentences of the body, or in one that holds something against somebody."""
    staked, places = _phrases("at stake").search, defaultdict[Key, set](set)
    texts: dict[str, str] = dict(zip(body["sentence_id"], body["text"], strict=True))
    for row in people[people["mention"] == "name"].itertuples():
        places[row.article_id, row.name] |= {row.sentence_id} & texts.keys()
    return {key for key, at in places.items() if len(at) > 1 or any(staked(texts[one]) for one in at)}


def beside_unknown(tables: Tables, more: Iterable[str] = ()) -> set[str]:
    """The sentences of the paragraphs in which somebody speaks whom nobody tells, or only a description: "the Finn";
    of those with `more` sentences; and of the paragraphs before and behind them."""
    speech = tables["quotes"].astype(object).itertuples()
    unknown = {*more, *(quote.sentence_id for quote in speech if _is_unknown(quote))}
    places = tables["sentences"][["sentence_id", "article_id", "paragraph"]].to_numpy(object)
    near = {(article, n + d) for one, article, n in places if one in unknown for d in (-1, 0, 1)}
    return {one for one, article, n in places if (article, n) in near}


def _is_unknown(quote) -> bool:
    """Whether no name and no group is told to speak: neither "a friend" nor "the board", "doctors"."""
    if not isinstance(quote.speaker_name, str):
        return quote.kind in ("direct", "mixed")
    name = quote.speaker_name.lower()
    group = _noun(name) in BUILT_IN.terms("group_nouns") or _noun(name).endswith("s")
    return quote.speaker_kind in ("unnamed", "role") and not (group or name.startswith(("a ", "an ", "one ")))


def _noun(name: str) -> str:
    return re.split(r" (?:of|for|on) ", name)[0].rpartition(" ")[2]


def _voices(tables: Tables, people: pd.DataFrame) -> dict[str, str]:
    """By article, the lines of names, roles and phrases of those who speak, who give figures, and who wrote it."""
    lines: dict[str, str] = defaultdict(str)
    columns = {"quotes": ["speaker_name", "speaker"], "figures": ["source"], "articles": ["outlet", "byline"]}
    for table, names in columns.items():
        rows = tables.get(table, pd.DataFrame()).reindex(columns=["article_id", "status", *names])
        rows = rows[rows["status"] != "not said"].drop(columns="status")
        for article, *words in rows.itertuples(index=False):
            lines[article] += "".join(f"\n {word} \n" for word in words if isinstance(word, str))
    roles = people[["article_id", "name", "role"]].dropna().drop_duplicates()
    for article, name, role in roles.itertuples(index=False):
        lines[article] += f"\n {role} \n" * (f"\n {name} \n" in lines[article])
    return lines


def _signs(people: pd.DataFrame, sentences: pd.DataFrame) -> tuple[set[Key], set[Key], set[Key]]:
    """Whom a mention shows to be able to speak, who cannot reply, and who speaks after all."""
    known = {row.sentence_id: row for row in sentences.astype(object).itertuples()}
    shown, gone, says = set(), set(), set()
    for row in people[people["sentence_id"].isin(known)].astype(object).itertuples():
        key, sentence = (row.article_id, row.name), known[row.sentence_id]
        before = sentence.text[: row.start - sentence.start].rstrip()
        behind = sentence.text[row.end - sentence.start :]
        led = re.sub(r"\b[Tt]he$", "", before).rstrip()
        tails = behind, pattern("apposition").sub("", behind, count=1)  # "Marsh, who left, denied it"
        if any(_phrases("dead").match(pattern("and then").sub("", words)) for words in tails):
            gone.add(key)
        if row.mention != "name":
            if _phrases("proxy").match(behind.lstrip()) or (row.voice_kind != "own" and _says(behind)):
                says.add(key)  # "its lawyer said", in others' words "he told police"
            continue
        if _is_other(row, led):
            gone.add(key)
        if led.endswith("ccording to") or any(map(_says, tails)) or _phrases("answer").search(behind):
            says.add(key)
        if not _ends_in(led, "place") and _is_person(row, before != led, led.lower().split()[-1:]):
            shown.add(key)
    return shown, gone, says


def _is_other(row, led: str) -> bool:
    """Whether a mention is that of the dead, of whoever wrote, or a name given to something."""
    kinds = any(_ends_in(led, kind) for kind in ("writer", "given")) or _phrases("late", _LISTED).search(led)
    return bool(kinds or _phrases("writer").search(str(row.role)))


def _is_person(row, with_article: bool, near: list[str]) -> bool:
    """Whether a name of several words is shown to be a person's by a first name or a role."""
    words = row.name.lower().split()
    role = row.role.lower().split() if isinstance(row.role, str) and row.role not in row.name else []
    kinds = [*map(BUILT_IN.categories["silence"].get, (*words, *role[-1:], *near))]  # "newspaper O Rio"
    known, no_person = BUILT_IN.terms("organisations"), row.name.isupper() or any(map(str.isdigit, row.name))
    if len(words) < 2 or "medium" in kinds or no_person or words[-1] in known or row.name.lower() in known:
        return False
    first = words[0] in BUILT_IN.terms("first_names")
    named_so = "thing" in (kinds[0], *kinds[len(words) - 1 :])  # a law, a storm
    return all((first, role)) if with_article or named_so else first or bool(role)  # "the Ann Lee" that sails


def _says(behind: str) -> bool:
    """Whether the words behind a name tell of speech: "used to say", but not "was accused"."""
    words = re.split(r"[,.;]|\b(?:and|who|while)\b", behind.lower().lstrip(" ,"))[0].split()[:6]
    verbs = BUILT_IN.terms("reporting_verbs")
    if any(word[0] in '“"‘' for word in words):  # "is “looking into it”"
        return True
    spoken = [any(base in verbs for base in bases(word, BUILT_IN)) for word in words]
    return any(spoken) and not BE.intersection(words[: spoken.index(True)])


def speaks_for(body: str, voices: str) -> bool:
    """Whether somebody in these lines of names and roles speaks for a body: "the board", "a board member"."""
    lines = _plain(voices)
    return _plain(body)[1:] in lines or _plain(_noun(body)) in lines


@lru_cache(maxsize=64)
def _plain(lines: str) -> str:
    """Each line in small letters without signs or article, between a line end and a blank."""
    words, bare = re.sub(r"[^\w\n]+", " ", lines.replace(".", "").lower()), pattern("article before").sub
    return "".join(f"\n{bare('', line.strip())} " for line in words.split("\n") if line.strip())


def _ends_in(words: str, kind: str) -> bool:
    """Whether words end in a phrase of a kind."""
    return bool(_phrases(kind, "$").search(words[-60:]))


@cache
def _phrases(kind: str, end: str = "") -> re.Pattern:
    """Give the phrases of a kind as one pattern; `*` in one stands for up to four words."""
    terms = [row.term for row in BUILT_IN.rows("silence") if row.category == kind]
    words = "|".join(r"\s".join(map(re.escape, term.split())) for term in terms)
    words = words.replace(r"\s\*", r"(?:\s\S+){0,4}?").replace("'", "[’']")
    return re.compile(rf"(?<!\w)(?:{words})\b{end}", re.IGNORECASE)
