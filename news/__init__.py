"""Articles, topics, and their feeds."""
