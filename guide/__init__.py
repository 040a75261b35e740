"""The editors' guide: chapters of `docs/guide/` inside of the admin. No tables."""
