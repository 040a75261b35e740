"""Statistics and their published values: how they are read, worded and drawn."""
