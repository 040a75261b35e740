"""Places as people write them: ZIP codes, cities, counties, states. No database."""
