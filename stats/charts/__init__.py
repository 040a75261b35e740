"""Drawings of what the record holds: where each line, square and label stands."""
