"""What is loaded once for all answers stays what the database says."""

import pytest
from django.db import models

from page_cache.request_cache import loaded
from pages.models import HomePage
from tests.site.test_queries import PAGES


def records(value, found):
    """Collect the records that a loaded value holds, with all that hang on them."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            records(each, found)
    if isinstance(value, models.Model) and id(value) not in found:
        found[id(value)] = value
        state = vars(value)
        records([*state["_state"].fields_cache.values()], found)
        # The home page hangs on its site.
        records([state.get("current_observations"), state.get("specific")], found)


def stored(record):
    """Return the columns that were loaded of a record, as the database has them."""
    loaded_columns = vars(record)
    return {
        field.attname: field.get_prep_value(loaded_columns[field.attname])
        for field in record._meta.concrete_fields
        if field.attname in loaded_columns
    }


@pytest.mark.usefixtures("kept_between_answers")
def test_no_page_changes_a_record_that_others_read(site):
    for path in PAGES:
        site.get(path)

    found = {}
    records([value for _stamp, value in loaded.values()], found)
    assert len(found) > 50
    assert any(isinstance(record, HomePage) for record in found.values())
    changed = [
        str(record)
        for record in found.values()
        if stored(record) != stored(type(record)._base_manager.get(pk=record.pk))
    ]
    assert changed == []
