"""The directory: look-up, regions, offices, contacts, national lines."""
