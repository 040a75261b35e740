"""Dated milestones."""
