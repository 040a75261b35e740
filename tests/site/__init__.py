"""The seeded site as a whole."""
