"""What people mean by what they type: their words, places, and cries for help."""
