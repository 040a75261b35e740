"""What can be found: an entry for each thing that readers can see."""
