"""Whom to call, for what people type, judged by hand."""
