"""What editors teach the search."""
