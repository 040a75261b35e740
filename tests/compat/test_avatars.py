import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.django_db


def test_account_page_takes_no_picture(admin):
    html = BeautifulSoup(admin.get("/admin/account/").content, "html.parser")

    assert html.find("input", {"name": "name_email-first_name"})
    assert not html.find("input", {"type": "file"})
