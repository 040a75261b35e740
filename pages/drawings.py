"""The drawings that editors can choose for a page, each with the same in words."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Drawing(models.TextChoices):
    """What a threat covers, drawn from squares and lines."""

    NARCOTICS = "narcotics", _("Four drugs, a border and a network")
    TRAFFICKING = "trafficking", _("Two networks across a border, broken up")
    WEAPONS = "weapons", _("Guns on their way, stopped")
    FINANCIAL_CRIMES = "financial-crimes", _("Three kinds of money, cut off")
    GANGS = "gangs", _("Eight groups, four of them across a border")
    FUSION = "fusion", _("Two fields that overlap")


# What each shows, for readers who cannot see it. Others find it under the drawing.
WORDS = {
    Drawing.NARCOTICS: _(
        "Fentanyl, cocaine, methamphetamine and heroin cross the border and go through "
        "a distribution network."
    ),
    Drawing.TRAFFICKING: _(
        "Two networks cross the border, one for trafficking and one for smuggling. "
        "Both are to be broken up. Children come first."
    ),
    Drawing.WEAPONS: _(
        "Illegal guns are intercepted on their way across the border and into "
        "communities."
    ),
    Drawing.FINANCIAL_CRIMES: _(
        "Illicit proceeds, laundering networks and terrorist financing pay for cartels "
        "and gangs. All three are to be cut off."
    ),
    Drawing.GANGS: _(
        "MS-13, Tren de Aragua, the Sinaloa Cartel and CJNG work across borders. "
        "Cartel del Noreste, La Nueva Familia Michoacana, the Gulf Cartel and Carteles "
        "Unidos are designated, too."
    ),
    Drawing.FUSION: _(
        "Intelligence data and federal investigations meet in the Interagency Fusion "
        "Cell."
    ),
}


@dataclass(frozen=True)
class Drawn:
    """A drawing as a template shows it."""

    template: str
    words: str | Promise


def drawn(key: str) -> Drawn | None:
    """Return the drawing of a key, or None for a key that has none."""
    if key not in Drawing.values:
        return None
    return Drawn(f"components/drawings/{key}.html", WORDS[Drawing(key)])
