"""Tone: what two dictionaries and one small model make of a passage."""
