"""Varnish's rules for passing and caching must match those in Python."""

import re

import pytest

from hstf_site.caching import FOR_EVERYBODY, LASTING, NOT_KEPT, PARAMETERS
from hstf_site.health_check import PATHS
from page_cache.cache_key import LONGEST_QUERY, MOST_PARAMETERS
from tests.browser.sites import ROOT
from tests.deploy.programs import VCL


@pytest.fixture(scope="module")
def told():
    return VCL.read_text()


def test_known_parameters_are_those_of_the_page_cache(told):
    branches = re.findall(
        r'if \(req\.url ~ "(\S+)"\) \{\s+set req\.http\.X-Edge-Query = regsuball\(\s+'
        r'req\.http\.X-Edge-Query, "&\(\?!\(\?:([\w|]+)\)\(\?:=\|&\|\$\)\)\[\^&\]\*"',
        told,
    )

    assert [
        (paths.removeprefix("^"), frozenset(names.split("|")))
        for paths, names in branches
    ] == [(paths.pattern, names) for paths, names in PARAMETERS]


def test_made_up_parameters_are_those_of_the_page_cache(told):
    (names,) = re.findall(r'req\.url ~ "\[\?&\]\(([\w|]+)\)\(=\|&\|\$\)"', told)

    assert set(names.split("|")) == NOT_KEPT


def test_bounds_of_a_query_are_those_of_the_page_cache(told):
    (longest,) = re.findall(r'req\.url ~ "\\\?\.\{(\d+)\}"', told)
    (most,) = re.findall(r'req\.url ~ "\\\?\(\[\^&\]\*&\)\{(\d+)\}"', told)

    assert int(longest) == LONGEST_QUERY + 1
    assert int(most) == MOST_PARAMETERS


def test_pages_that_are_kept_longest_are_those_of_the_page_cache(told):
    (path,) = LASTING

    for request in ("req", "bereq"):
        (found,) = set(re.findall(rf'\b{request}\.url ~ "\^(/help[^"]*)"', told))
        assert found.startswith(f"{path}(/|")


def test_probes_ask_what_the_site_answers(told):
    assert set(re.findall(r'"GET (\S+) HTTP/1.1"', told)) == PATHS


def test_cache_that_follows_the_headers_is_a_minute_late_at_most():
    seconds = re.findall(r"(?:s-maxage|while-revalidate)=(\d+)", FOR_EVERYBODY)

    # A copy of the site is half a second late at most, and one of Varnish 0.3 seconds.
    assert sum(map(int, seconds)) + 1 <= 60


def test_editors_are_known_by_the_cookie_of_the_public_site(told):
    production = (ROOT / "hstf_site" / "settings" / "production.py").read_text()
    (name,) = re.findall(r'^SESSION_COOKIE_NAME = "(\S+)"', production, re.MULTILINE)

    assert f'Cookie ~ "({name}|' in told
