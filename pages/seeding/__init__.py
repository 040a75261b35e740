"""Loads the content of `fixtures/` without ever treading on an editor's work."""
