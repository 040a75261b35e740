"""Who changed what: a line of JSON each, and old and new values in the history."""
