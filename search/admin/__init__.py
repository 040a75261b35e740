"""The admin of the search, and the search of the admin."""
