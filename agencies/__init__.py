"""Member agencies and their roster."""
