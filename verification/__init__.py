"""Which contacts are due for a check, and confirming those that did not change."""
