"""Figures: numbers as intervals, and the casualty figures among them."""
