"""Settings of a site whose visitors all come to a government host over HTTPS."""

from hstf_site.settings.local import *  # noqa: F403 - settings extend others

OFFICIAL_SITE = True
ALLOWED_HOSTS = ["www.hstf.example.gov"]
MIDDLEWARE = ["tests.browser.official_settings.as_official", *MIDDLEWARE]  # noqa: F405 - theirs


def as_official(get_response):
    """Say what a proxy would that terminates HTTPS."""

    def respond(request):
        request.META["HTTP_HOST"] = ALLOWED_HOSTS[0]
        request.META["SERVER_PORT"] = "443"
        request.environ["wsgi.url_scheme"] = "https"
        return get_response(request)

    return respond
