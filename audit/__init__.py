"""Who changed what: one line of JSON each, and old and new words in the history."""
