"""The map of the United States: its projection, its marks and their labels."""
