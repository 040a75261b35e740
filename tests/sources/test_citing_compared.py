"""Two versions of a page, compared: what one cites and the other does not is seen."""

import json

import pytest
from bs4 import BeautifulSoup

from sources.citations.marks import CitedPassage
from sources.citations.rich_text import written
from tests.factories import SourceFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


def test_reviewer_sees_that_a_citation_has_changed(admin, home):
    source = SourceFactory(title="A report")
    page = StandardPageFactory(parent=home)
    versions = []
    for words in ("so it was", "so it <is> & so"):
        cited = written(CitedPassage(source.pk, words, ""))
        text = f"<p>It is so.{cited}</p>"
        value = {"heading": "One", "text": text}
        page.body = json.dumps([{"type": "section", "value": value, "id": "one"}])
        versions.append(page.save_revision().pk)

    url = f"/admin/pages/{page.pk}/revisions/compare/{versions[0]}...{versions[1]}/"
    html = BeautifulSoup(admin.get(url).content, "html.parser")

    assert "was" in html.select_one(".deletion").get_text()
    assert "<is>" in html.select_one(".addition").get_text()
    assert "[A report: “so it" in html.get_text()
