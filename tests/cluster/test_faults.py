"""Readers of two nodes, while one part after the other fails and editors publish."""

import pytest

from tests.cluster.faults import FAULTS, suffer


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_readers_get_what_is_public_and_nothing_else(cluster, fault):
    verdict = suffer(cluster, fault, fault.short)

    assert verdict.asked > 100
    assert str(verdict) == ""
