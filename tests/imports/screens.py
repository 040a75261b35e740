"""What somebody does in a browser to import a list."""

from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from imports.models import ImportBatch
from tests.imports.lists import TASK_FORCES, as_file

LIST = "/admin/snippets/regions/region/"
CONTACT_LIST = "/admin/snippets/regions/contactchannel/"
IMPORTS = "/admin/imports/"
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


def person(name, role="Reviewer"):
    user = User.objects.create_user(name, f"{name}@example.org", last_name=name.title())
    user.groups.add(Group.objects.get(name=role))
    browser = Client()
    browser.force_login(user)
    browser.user = user
    return browser


def parsed(response, status=200):
    assert response.status_code == status, response.status_code
    return BeautifulSoup(response.content, "html.parser")


def send(browser, rows, name="spring.csv", importer=TASK_FORCES, path=LIST):
    page = upload(browser, as_file(importer, rows), path, name)
    apply(browser, page, path)
    return ImportBatch.objects.order_by("pk").last()


def address(batch, action=""):
    return f"{IMPORTS}{batch.pk}/{action}"


ACTIONS = ["approve/", "send-back/", "withdraw/"]


def look(browser, batch):
    return parsed(browser.get(address(batch)))


def ticket_on(page):
    found = page.find("input", attrs={"name": "ticket"})
    return found["value"] if found else None


def press_approve(browser, batch, page=None):
    page = page or look(browser, batch)
    return browser.post(
        address(batch, "approve/"), {"ticket": ticket_on(page)}, follow=True
    )


def press_send_back(browser, batch, reason="The second row has an old number."):
    return browser.post(address(batch, "send-back/"), {"reason": reason}, follow=True)


def state(batch):
    return ImportBatch.objects.get(pk=batch.pk).state


def panel(browser, name):
    page = parsed(browser.get("/admin/"))
    found = page.find(id=f"{name}-section")
    return words(found) if found else ""
