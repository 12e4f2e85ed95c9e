from .corpus import analyse as analyse
from .find.quotes import find_quotes as find_quotes
from .find.sentences import split_sentences as split_sentences
from .find.tokens import find_tokens as find_tokens
from .read.articles import articles_from_text as articles_from_text
from .read.articles import read_articles as read_articles
from .read.lexicons import read_lexicon as read_lexicon
