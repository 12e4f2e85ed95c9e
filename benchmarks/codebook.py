"""The codebook of all tables as a page: `make codebook` writes docs/codebook.md from `data/codebook.csv`.

python -m benchmarks.codebook > docs/codebook.md
"""

from analysis import describe_table
from analysis.tables import COLUMNS, SCHEMA_VERSION


def codebook_page() -> str:
    """Give the codebook of all tables as a page of Markdown: docs/codebook.md.

    >>> codebook_page().splitlines()[0]
    '# Codebook'
    """
    lines = ["# Codebook", "", f"What each column of each table means (schema {SCHEMA_VERSION}). In Python: "]
    lines[-1] += '`describe_table("quotes")`. Written from `data/codebook.csv` by `make codebook`.'
    for table in COLUMNS:
        lines += ["", f"## {table}", "", "| column | type | meaning | values |", "|---|---|---|---|"]
        lines += [f"| {' | '.join(row)} |" for row in describe_table(table).fillna("").values.tolist()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(codebook_page(), end="")
