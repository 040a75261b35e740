"""What statistics of one table or group have in common."""

from types import SimpleNamespace

from record.templatetags.provenance import shared_provenance


def statistic(source, period="Six weeks"):
    first = SimpleNamespace(
        source_id=source, period_text=period, as_of=None, is_year_inferred=False
    )
    return SimpleNamespace(current_observations=[first])


def test_provenance_is_said_once_only_where_it_is_the_same_for_all():
    assert shared_provenance([statistic(1), statistic(1)]).source_id == 1
    assert shared_provenance([statistic(1), statistic(2)]) is None
    assert shared_provenance([statistic(1), statistic(1, "July")]) is None
    assert shared_provenance([]) is None
