"""What the WSGI entry point does before the first request."""

import gc


def test_what_is_loaded_at_the_start_is_not_looked_through_again(db):
    from hstf_site import wsgi

    assert wsgi.application.app is wsgi.site
    # In a process that has just started, these are nearly all objects.
    assert gc.get_freeze_count() > 50_000
