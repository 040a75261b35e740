"""The form of a value, sent as a browser does."""

from tests.factories import SourceFactory, StatisticFactory

BASE = "/admin/snippets/stats/observation"


def typed(wording, **values):
    """What a browser sends of a form in which little was filled in."""
    return {
        "statistic": StatisticFactory(unit="arrests").pk,
        "as_published": wording,
        "source": SourceFactory().pk,
        "number": "",
        "upper_bound": "",
        "words": "",
        "qualifier": "",
        "period_precision": "not_stated",
        **values,
    }


def errors(admin, wording, **values):
    response = admin.post(f"{BASE}/add/", typed(wording, **values))
    assert response.status_code == 200, "was saved"
    return {field: found[0] for field, found in response.context["form"].errors.items()}
