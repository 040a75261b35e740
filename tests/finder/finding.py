"""What a look-up found, as tests compare it."""

from finder.look_up import look_up
from finder.outcomes import Found, NotInDirectory, Offered


def found(text):
    """Return the one address, or the kind of the outcome and the places it offers."""
    outcome = look_up(text)
    if isinstance(outcome, Found):
        return outcome.address
    assert isinstance(outcome, NotInDirectory | Offered)
    if isinstance(outcome, NotInDirectory):
        return outcome.address
    return type(outcome), [choice.name for choice in outcome.choices]


def state_of(text):
    """Return the place to which a look-up leads, whatever stands first there."""
    leads_to = found(text)
    return leads_to.partition("?")[0] if isinstance(leads_to, str) else leads_to
