"""From what a reader types to the places that it may mean."""
