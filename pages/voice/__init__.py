"""Reads finished pages as visitors do, and finds what docs/style.md rules out."""
