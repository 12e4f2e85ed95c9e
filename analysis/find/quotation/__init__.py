"""Quotation: what is said, by whom, in whose voice."""
