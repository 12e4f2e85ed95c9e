"""Take the picture of the report that the README shows: the upper part of the highlighted article.

    python -m benchmarks.picture [--out benchmarks/report.png]

Needs chromium (on Debian: apt-get install chromium) and the extra `browser`.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from analysis import write_report

ROOT = Path(__file__).parent.parent
WIDTH, HEIGHT = 820, 800
_UNSTUCK = """() => document.querySelectorAll("*").forEach(
    (part) => { if (getComputedStyle(part).position === "sticky") part.style.position = "static" })"""


def take_picture(out: Path) -> None:
    """Write the report on the first article and photograph where the marked article begins."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        raise SystemExit(
            "There is no chromium: install it (on Debian: apt-get install chromium) and try again."
        )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        report = write_report(ROOT / "data/articles/sochi.txt", folder)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 1000}, device_scale_factor=1.5)
        page.goto(report.as_uri())
        page.evaluate(_UNSTUCK)
        top = page.locator(".who-article").bounding_box()["y"] - 16
        area = {"x": 0, "y": top, "width": WIDTH, "height": HEIGHT}
        page.screenshot(path=out, full_page=True, clip=area)
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks/report.png")
    out = parser.parse_args().out
    take_picture(out)
    print(out)


if __name__ == "__main__":
    main()
