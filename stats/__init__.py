"""Statistics, their observations, and the record that shows them."""
