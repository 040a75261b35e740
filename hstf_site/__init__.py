"""Wiring: settings, URLs, middleware."""
