"""Measure: from evidence to small tables of numbers, each with its n and its uncertainty."""
