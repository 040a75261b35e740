"""Dated milestones and their chart."""
