"""Framing: labels, lexicon terms, catchphrases and passives."""
