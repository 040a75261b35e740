"""
Caches whole public pages in memory, and responds with them before Django runs.

It is independent of the pages' content. Read `wsgi` first, then `cache_key`,
`cached_response`, `store`, `generation`, `invalidation` and `visibility`.
`request_cache` keeps what one page loads while it is rendered.
"""
