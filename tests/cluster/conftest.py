"""One running cluster, to which one fault happens after the other."""

import os

import pytest

from tests.cluster.whole import Cluster, missing

IS_REQUIRED = os.environ.get("CLUSTER_TESTS") == "required"


def do_without(why):
    """Skip, unless these tests are required: CI."""
    if IS_REQUIRED:
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    if "PYTEST_XDIST_WORKER" in os.environ:
        do_without("needs the machine for itself: pytest tests/cluster, or make faults")
    if packages := missing():
        do_without(f"not installed: {' '.join(packages)}")
    with Cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running
