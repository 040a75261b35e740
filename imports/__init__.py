"""Uploads of the directory: read, looked at by a second person, then applied."""
