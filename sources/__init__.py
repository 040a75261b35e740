"""The documents that every published fact cites, and where they disagree."""
