"""
What a visitor gets at an address: status, type, title, and every visible word.

It knows no module of the site, so that it runs on any version.
"""

from bs4 import BeautifulSoup
from django.test import Client

TEXT = ("text/", "application/json", "application/xml", "application/atom+xml")


def answer(address):
    response = Client().get(address)
    kind = response.get("Content-Type", "").partition(";")[0]
    found = {"status": response.status_code, "type": kind}
    if "Location" in response:
        return found | {"to": response["Location"]}
    if not kind.startswith((*TEXT, "application/rss+xml")):
        return found
    body = b"".join(response) if response.streaming else response.content
    if kind != "text/html":
        return found | {"text": words(body.decode())}
    page = BeautifulSoup(body, "html.parser")
    for hidden in page(["script", "style", "template"]):
        hidden.decompose()
    heads = {"title": page.title, "h1": page.h1}
    said = {name: words(tag.get_text(" ")) for name, tag in heads.items() if tag}
    return found | said | {"text": words(page.get_text(" "))}


def words(text):
    return " ".join(text.split())
