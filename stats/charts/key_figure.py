"""One statistic by itself, as squares to count."""

from typing import Any

from stats.charts.unit_chart import unit_chart
from stats.charts.values import countable

MOST_SQUARES = 1500


def key_figure(statistic: Any) -> dict[str, Any]:
    """
    Return the first value of a statistic, and its drawing if it has a number.

    A square stands for one, ten, a hundred and so on: few enough to be told apart.
    """
    value = statistic.current_observations[0]
    reach = max(countable(value.number) or 0, countable(value.upper_bound) or 0)
    per_square = 1
    while reach / per_square > MOST_SQUARES:
        per_square *= 10
    drawing = unit_chart(
        value.number, per_square, upper=value.upper_bound, qualifier=value.qualifier
    )
    return {"value": value, "drawing": drawing}
