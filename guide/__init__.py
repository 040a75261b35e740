"""The editors' guide: chapters of `docs/guide/` inside the admin. No tables."""
