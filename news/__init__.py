"""News articles, topics and feeds."""
