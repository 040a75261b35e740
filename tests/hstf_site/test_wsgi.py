"""What the door for the server does before anybody asks."""

import gc


def test_what_is_loaded_at_the_start_is_not_looked_through_again(db):
    from hstf_site import wsgi

    assert wsgi.application.app is wsgi.site
    # Of a process that has just begun, these are nearly all objects.
    assert gc.get_freeze_count() > 50_000
