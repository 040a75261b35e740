"""From understood words to entries of the index, and to their order."""
