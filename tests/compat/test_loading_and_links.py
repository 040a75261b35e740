"""What is found once is right for each model and each address."""

from modelcluster import models as modelcluster
from wagtail.models import pages

from compat import page_addresses
from regions.models import Office, Region
from stats.models import Statistic


def names(model):
    return {
        each.get_accessor_name() for each in modelcluster.get_all_child_relations(model)
    }


def test_each_model_has_its_own_children_asked_by_record_or_by_class():
    assert "coverages" in names(Office)
    assert names(Office) == names(Office())
    assert names(Region) != names(Statistic)
    assert modelcluster.get_all_child_m2m_relations(Office) == []


def test_fields_of_a_model_are_gone_through_once(monkeypatch):
    Office()  # the first of this process
    asked = []
    found = Office._meta.get_fields
    monkeypatch.setattr(
        Office._meta, "get_fields", lambda *args: asked.append(1) or found(*args)
    )

    Office()

    assert asked == []


def test_urls_are_asked_once_for_each_address(monkeypatch):
    asked = []
    monkeypatch.setattr(
        page_addresses, "reverse", lambda view, args: asked.append(view) or "/found/"
    )

    for _link in range(2):
        found = [pages.reverse("wagtail_serve", args=(n,)) for n in ("a-1/", "a-2/")]

    assert found == ["/found/", "/found/"]
    assert len(asked) == 2
    page_addresses.found.cache_clear()
