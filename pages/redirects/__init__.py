"""
Redirects that lead on in one step, and never in a circle.

Wagtail keeps them and makes them when a page is renamed or moved; what it stores is not
touched. Where one leads in the end is found out each time somebody asks.
"""
