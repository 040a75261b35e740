"""The editors' guide: what it names exists, and how its pictures are taken."""
