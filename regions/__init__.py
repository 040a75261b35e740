"""The regional directory: jurisdictions, documented task forces, national lines."""
