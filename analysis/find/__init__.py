"""Find: from the articles' text to evidence, rows that say where in the text they stand."""
