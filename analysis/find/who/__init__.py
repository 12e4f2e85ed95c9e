"""Who: people, groups and institutions, by name, role and pronoun."""
