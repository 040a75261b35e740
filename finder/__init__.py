"""From what a reader types to the places it may mean, and what is nearest there."""
