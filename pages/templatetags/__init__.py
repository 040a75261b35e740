"""Small helpers for the templates of this room."""
