"""Lessons: packs to hand out, and what a class found, from articles and their tables."""
