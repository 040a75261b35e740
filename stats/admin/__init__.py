"""The admin of statistics and their values."""
