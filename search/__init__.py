"""The search: an index of what readers can see, and how their words are understood."""
