"""The directory's answer for a place, and its output formats."""
