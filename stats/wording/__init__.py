"""What the words of a source state: numbers, how exact they are, their measure."""
