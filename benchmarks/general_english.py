"""Write data/frequencies/general_english.csv: the 50,000 commonest English words and their rates per million.

Run by hand (`python benchmarks/general_english.py`, wordfreq comes with the extra `dev`), so that nobody who
only reads the news downloads 57 MB of frequencies. wordfreq's data are CC BY-SA 4.0 (see data/README.md).
"""

import csv
from pathlib import Path

import wordfreq

TARGET = Path(__file__).parent.parent / "data" / "frequencies" / "general_english.csv"
SIZE = 50_000


def main() -> None:
    frequencies = wordfreq.get_frequency_dict("en", wordlist="large")
    rates = {}
    for word, frequency in frequencies.items():
        if any(map(str.isalpha, word)) and word.isprintable():
            folded = word.replace("’", "'")
            rates[folded] = rates.get(folded, 0) + 1e6 * frequency
    commonest = sorted(rates, key=lambda word: (-rates[word], word))[:SIZE]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["word", "per_million"])
        rows.writerows([word, f"{float(f'{rates[word]:.3g}'):g}"] for word in commonest)


if __name__ == "__main__":
    main()
