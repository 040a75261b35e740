"""What a writer does first, so that words nobody has looked at are in the record."""
