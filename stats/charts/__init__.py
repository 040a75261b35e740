"""Charts of the record: the position of each line, square and label."""
