"""Small helpers for templates: drawings and display, no queries."""
