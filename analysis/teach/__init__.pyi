from .class_measures import summarise_class as summarise_class
from .class_page import read_answers as read_answers
from .class_page import write_class as write_class
from .lessons import list_lessons as list_lessons
from .lessons import show_checks as show_checks
from .lessons import show_own_text as show_own_text
from .lessons import show_rating_sheet as show_rating_sheet
from .pages import write_pack as write_pack
