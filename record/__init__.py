"""The record page: statistics by their sources, changes, downloads, disagreements."""
