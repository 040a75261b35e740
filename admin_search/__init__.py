"""The search of the admin: one box for pages, records and files."""
