"""What stands before and after a page."""

import datetime

from core.mentions import mentions
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    StandardPageFactory,
)


def steps(html):
    links = html.select("a[rel=prev], a[rel=next]")
    return {link["rel"][0]: link["href"] for link in links}


def test_articles_of_one_day_keep_one_order(home, read):
    index = NewsIndexPageFactory(parent=home)
    day = datetime.date(2026, 5, 1)
    old, middle, new = (NewsPageFactory(parent=index, date=day) for _ in range(3))

    assert steps(read(new.url)) == {"next": middle.url}
    assert steps(read(middle.url)) == {"prev": new.url, "next": old.url}
    assert steps(read(old.url)) == {"prev": middle.url}


def test_former_agency_names_the_public_pages_that_chose_it(home, read):
    index = AgencyIndexPageFactory(parent=home)
    agency = AgencyPageFactory(parent=index, is_retired=True)
    body = [("agencies", {"heading": "Who", "agencies": [agency]})]
    shown = StandardPageFactory(parent=home, title="Shown", body=body)
    StandardPageFactory(parent=home, title="Draft", body=body, live=False)
    StandardPageFactory(parent=home, title="Other", body=[])

    assert [page.title for page in mentions(agency)] == ["Shown"]
    assert read(agency.url).select_one(".mentions a")["href"] == shown.url
