"""What somebody does in a browser to import a list."""

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

LIST = "/admin/snippets/regions/region/"
CONTACT_LIST = "/admin/snippets/regions/contactchannel/"
OFFICE_LIST = "/admin/snippets/regions/office/"


def upload(client, content, path=LIST, name="list.csv"):
    file = SimpleUploadedFile(name, content)
    response = client.post(f"{path}import/", {"file": file})
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "html.parser")


def apply(client, page, path=LIST):
    ticket = page.find("input", attrs={"name": "ticket"})["value"]
    return client.post(f"{path}import/apply/", {"ticket": ticket}, follow=True)


def words(part):
    return " ".join(part.get_text(" ").split())
