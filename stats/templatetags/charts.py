"""Drawings of values: squares to count, structures, bars and steps."""

from django import template

from stats.charts.bars import bars
from stats.charts.key_figure import key_figure
from stats.charts.step_chart import step_chart
from stats.charts.structures import glyph
from stats.charts.unit_chart import drawn_to_count

register = template.Library()

register.filter(bars)
register.filter(drawn_to_count)
register.filter(key_figure)
register.filter(step_chart)
register.simple_tag(glyph)
