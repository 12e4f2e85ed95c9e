"""How often the name that an article gives is found for a speaker, where the speaker's place in the text is given.

    python -m benchmarks.mentions MEASURES [--part check] [--limit N]

MEASURES is the folder with `score_quotes.py` and its articles, which are not part of this repository. This is what
`find_quotes` does with a speaker whose place is right: a name is right where it shares its last word with the
printed speaker or with one of the coreferent names of the labels, which for pronouns are themselves automatic.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from analysis.find.text.document import Document
from analysis.find.who.speakers import mentions_in, name_speaker, overlapping


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("measures", type=Path)
    parser.add_argument("--part", default="check", choices=("check", "tune"))
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    sys.path.insert(0, str(options.measures))
    import score_quotes

    right, all_ = Counter(), Counter()
    for article in score_quotes.load(options.part, options.limit):
        document = Document(article["text"])
        people = document.part(mentions_in)
        for attribution in article["gold"]:
            speaker, start, end = (attribution[k] for k in ("speaker", "speaker_start", "speaker_end"))
            if not speaker or start is None:
                continue
            pronoun = score_quotes.is_pron(speaker)
            if pronoun and not attribution["names"]:
                continue
            kind = "pronoun" if pronoun else "named" if score_quotes.is_named(speaker) else "nominal"
            printed = article["text"][start:end]
            name, _ = name_speaker(document.parse, start, end, overlapping(people, start, end))
            found = {"speaker": name or (None if pronoun else printed)}
            all_[kind] += 1
            right[kind] += score_quotes.speaker_match(found, attribution)[1]
    for kind in sorted(all_):
        print(f"{kind:8} {right[kind] / all_[kind]:6.1%} of {all_[kind]}")
    print(f"{'all':8} {right.total() / all_.total():6.1%} of {all_.total()}")


if __name__ == "__main__":
    main()
