"""What the directory answers for a place, and the forms it is sent in."""
