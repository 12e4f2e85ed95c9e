"""An archive: tables of many articles that can be asked: who is quoted, by whom, when, and in which words."""
