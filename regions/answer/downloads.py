"""The directory as CSV, JSON and vCard; `serializers` says what is in them."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from record.downloads import csv_download
from record.structured_data import LICENSE_URL
from regions.answer.answer import DirectoryAnswer, answer_for
from regions.answer.directory import whole_directory
from regions.answer.serializers import FIELDS, answer_data, directory_data, rows
from regions.answer.vcard import vcards
from regions.models import Jurisdiction


def answer_at(slug: str) -> DirectoryAnswer:
    return answer_for(get_object_or_404(Jurisdiction, slug=slug))


def as_json(content: dict[str, Any]) -> JsonResponse:
    about = {
        "license": LICENSE_URL,
        "fields": settings.PUBLIC_URL + "/about/methods/",
    }
    return JsonResponse(about | content, json_dumps_params={"ensure_ascii": False})


def jurisdiction_csv(request: HttpRequest, slug: str) -> HttpResponse:
    return csv_download(slug, FIELDS, rows(answer_data(answer_at(slug))))


def jurisdiction_json(request: HttpRequest, slug: str) -> HttpResponse:
    return as_json(answer_data(answer_at(slug)))


def jurisdiction_vcard(request: HttpRequest, slug: str) -> HttpResponse:
    """Respond only if there is a phone number or an e-mail address."""
    cards = vcards(answer_at(slug))
    if not cards:
        raise Http404
    return HttpResponse(
        cards,
        content_type="text/vcard; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{slug}.vcf"'},
    )


def directory_csv(request: HttpRequest) -> HttpResponse:
    content = directory_data(whole_directory(), localdate())
    return csv_download("regions", FIELDS, rows(content))


def directory_json(request: HttpRequest) -> HttpResponse:
    return as_json(directory_data(whole_directory(), localdate()))
