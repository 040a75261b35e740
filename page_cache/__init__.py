"""
Caches whole public pages, and responds with them before Django runs.

It is independent of the pages' content. `wsgi` responds: what is kept is in `policy`,
how it is rendered in `rendering` and `renewal`, where it is kept in `kept_pages`, and
how it is sent in `sending`. `kept_redirects` keeps where look-ups lead. Whether a copy
is fresh: database triggers (`triggers`) move the generation, a thread hears of that
(`watching`), and `generation` knows the rest. `request_cache` keeps what one page loads
while it is rendered.
"""
