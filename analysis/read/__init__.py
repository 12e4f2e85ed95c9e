"""Read: from a file, a folder, an address or a table to one row per article, and the lexicons."""
