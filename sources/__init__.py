"""The documents that published facts cite, and topics on which they disagree."""
