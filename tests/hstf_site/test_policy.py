"""What a browser may load on a page: only this site's own files."""

import pytest


@pytest.mark.parametrize("path", ["/", "/search/", "/nope/", "/record.csv"])
def test_public_answers_carry_a_policy_without_exceptions(home, client, path):
    policy = client.get(path)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy + ";"
    assert "style-src 'self';" in policy + ";"
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_editors_side_is_left_to_wagtail(client, db):
    assert "Content-Security-Policy" not in client.get("/admin/login/")
