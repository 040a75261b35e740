"""What waits for a commit is done at once: a test lies inside of one transaction."""

import pytest
from django.db import transaction


@pytest.fixture(autouse=True)
def committed(monkeypatch):
    def at_once(function, using=None, robust=False):
        function()

    monkeypatch.setattr(transaction, "on_commit", at_once)
