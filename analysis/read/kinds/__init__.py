"""Kinds of file: one reader for each family, from bytes to records."""
