"""What a source's wording states: numbers, their exactness, their measure."""
