"""The editors' guide inside the admin."""
