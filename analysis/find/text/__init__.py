"""Text: the shared reading of one text, its sentences, tokens, tags and noun phrases."""
