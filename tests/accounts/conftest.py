"""Run on-commit callbacks at once, because a test is one transaction."""

import pytest
from django.db import transaction


@pytest.fixture(autouse=True)
def committed(monkeypatch):
    def at_once(function, using=None, robust=False):
        function()

    monkeypatch.setattr(transaction, "on_commit", at_once)
