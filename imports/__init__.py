"""Uploaded lists of the directory: preview, approval, import."""
