"""Take an article or the name of a ready lesson; write the pack: the student's page, the teacher's, the worksheet.

It cannot see whether a lesson went well.
"""

from __future__ import annotations

from pathlib import Path

from ..corpus import analyse
from ..output import choose_page, write_page
from ..read.lexicons import Lexicons
from .lessons import read_lesson
from .student import student_page
from .teacher import teacher_page
from .worksheet import worksheet_page

_PAGES = {"student": student_page, "teacher": teacher_page, "worksheet": worksheet_page}


def write_pack(
    source: str | Path,
    out: str | Path = "pack",
    force: bool = False,
    lexicons: Lexicons | None = None,
    **reading,
) -> list[Path]:
    """Write student.html, teacher.html and worksheet.html on one article into a folder and give their paths.

    `source` is the name of a ready lesson (`list_lessons`), or what `read_articles` takes, as is `reading`. The pages
    need no network. Raises ValueError where there is not exactly one article, or where a page would take the place
    of another file, unless `force` is given.
    """
    lesson = read_lesson(source, **reading)
    places = {name: choose_page(out, name, [lesson.name, lesson.text], force) for name in _PAGES}
    tables = analyse(lesson.articles, lexicons)
    return [write_page(places[name], page(lesson, tables)) for name, page in _PAGES.items()]
