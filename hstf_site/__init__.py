"""The wiring of the site; nobody imports it."""
