"""Loads the content of `fixtures/` without ever overwriting an editor's work."""
