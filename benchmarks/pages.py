"""How much longer a saved page takes to read than trafilatura alone takes with its metadata.

`python benchmarks/pages.py FOLDER_OF_PAGES` reads every .html of a folder both ways, in turn, and prints the
ratio of the sums; without a folder, 40 pages made here of invented sentences, menus and scripts, every second with a
quotation in a block of its own.
"""

import json
import random
import sys
import time
from pathlib import Path
from statistics import median

from trafilatura import bare_extraction

from analysis.read.pages import read_page

SENTENCES = (
    "The river rose in the night and by noon the lower streets of Holm were under water.",
    "“We had no warning,” said Odette Varga, who has been the mayor of the town since May.",
    "Engineers closed the old bridge after finding cracks in two of its main beams.",
    "Nobody was hurt, the police said, but forty houses on the coast lost their roofs.",
)


def made_pages(number: int = 40) -> list[bytes]:
    """Give pages as newspapers make them: menus, an article, related links, scripts; seeded."""
    chance = random.Random(5)
    pages = []
    for page in range(number):
        links = "".join(f"<li><a href='/n/{n}'>Another story from the town, {n}</a></li>" for n in range(80))
        body = "".join(
            f"<p class='text'>{' '.join(chance.choices(SENTENCES, k=4))}</p>"
            for _ in range(chance.randrange(8, 40))
        )
        body += f"<blockquote><p>{SENTENCES[0]}</p></blockquote>" if page % 2 else ""
        about = {"@type": "NewsArticle", "headline": f"Story {page}", "datePublished": "2020-03-03T08:00:00Z"}
        pages.append(
            f"<!doctype html><html><head><title>Story {page} | The Lantern</title>"
            f"<meta property='og:site_name' content='The Lantern'><meta name='author' content='Ida Brandt'>"
            f"<script type='application/ld+json'>{json.dumps(about)}</script>"
            f"<style>{'a{color:red}' * 400}</style></head>"
            f"<body><nav><ul>{links}</ul></nav><main><article><h1>Story {page}</h1>{body}</article></main>"
            f"<aside><ul>{links}</ul></aside><script>{'var x = 1; ' * 2000}</script></body></html>".encode()
        )
    return pages


def alone(data: bytes) -> None:
    """Read one page as trafilatura does, with what it states of itself, its date as quickly as it can."""
    dates = {"extensive_search": False, "original_date": True}
    bare_extraction(
        data.decode("utf-8", "replace"),
        with_metadata=True,
        include_comments=False,
        date_extraction_params=dates,
    )


def ours(data: bytes) -> None:
    """Read one page as this program does; what it refuses was read all the same."""
    try:
        read_page(data)
    except ValueError:
        return


def measure(pages: list[bytes], rounds: int = 5) -> list[tuple[float, float]]:
    """Give the seconds of processor that all pages take alone and with ours, for each round."""
    found = []
    for _ in range(rounds):
        seconds = dict.fromkeys((alone, ours), 0.0)
        for data in pages:
            for read in seconds:
                begun = time.process_time()
                read(data)
                seconds[read] += time.process_time() - begun
        found.append((seconds[alone], seconds[ours]))
    return found


if __name__ == "__main__":
    chosen = [path.read_bytes() for folder in sys.argv[1:] for path in sorted(Path(folder).rglob("*.html"))]
    pages = chosen or made_pages()
    measure(pages[:3], 1)  # what is loaded once
    ratios = [mine / theirs for theirs, mine in measure(pages)]
    print(
        f"{len(pages)} pages: {median(ratios):.2f} times trafilatura with metadata "
        f"({min(ratios):.2f} to {max(ratios):.2f})"
    )
