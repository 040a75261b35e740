"""The record page: corrections and their feed, downloads, disagreements."""
