"""Hooks are registered by importing the module in which they stand."""

from audit import history  # noqa: F401
