"""A library of which one module is wanted is left as it is found: whole for whoever imports it, before or after."""

import subprocess
import sys

import pytest

WHOLE = """
import nltk, nltk.tokenize
assert nltk.word_tokenize and nltk.tokenize.RegexpTokenizer and nltk.chunk and nltk.corpus and nltk.FreqDist
from nltk.tokenize.punkt import PunktSentenceTokenizer
assert PunktSentenceTokenizer is nltk.tokenize.PunktSentenceTokenizer
assert PunktSentenceTokenizer().tokenize("It rained. Nobody minded.") == ["It rained.", "Nobody minded."]
from textblob import TextBlob
assert TextBlob("a good day").sentiment.polarity == 0.7
"""
OURS = """
from analysis import analyse, articles_from_text, count_words
tables = analyse(articles_from_text("“A sad day,” Ann Lee said. It rained."))
assert len(tables["quotes"]) == 1 and len(tables["sentences"]) == 2
assert "rained" in count_words(tables["tokens"], word="stem")["word"].tolist()
"""
LEFT_OUT = (
    'import sys; assert not {"nltk", "textblob", "scipy"} & {name.partition(".")[0] for name in sys.modules}'
)


@pytest.mark.parametrize(
    "steps", [(OURS, LEFT_OUT), (OURS, WHOLE, OURS), (WHOLE, OURS, WHOLE)], ids=["ours", "after", "before"]
)
def test_a_library_that_we_use_one_module_of_is_whole_for_others(steps):
    subprocess.run([sys.executable, "-c", "\n".join(steps)], check=True, timeout=60)
