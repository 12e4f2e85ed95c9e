"""Framing: labels, lexicon terms and catchphrases."""
