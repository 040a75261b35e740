"""The directory as CSV, JSON and vCard; `serializers` says what is in them."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from record.downloads import csv_download
from record.structured_data import LICENSE_URL
from regions.answer.answer import DirectoryAnswer, answer_for, published_channels
from regions.answer.directory import whole_directory
from regions.answer.entries import DirectoryEntry, directory_entry
from regions.answer.serializers import FIELDS, answer_data, directory_data, rows
from regions.answer.vcard import VCardVersion, vcards
from regions.models import (
    Coverage,
    Jurisdiction,
    Office,
    OfficeCoverage,
    Region,
    RegionCoverage,
)


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


def jurisdiction_vcard(
    request: HttpRequest, slug: str, version: str = VCardVersion.NEW
) -> HttpResponse:
    """Respond with the cards of all that a place's answer names."""
    found = answer_at(slug).on_cards
    for model, coverage in ((Region, RegionCoverage), (Office, OfficeCoverage)):
        owners = [each.owner for each in found if isinstance(each.owner, model)]
        prefetch_related_objects(owners, all_coverages(coverage))
    return as_vcards(slug, found, version)


def office_vcard(
    request: HttpRequest, slug: str, version: str = VCardVersion.OLD
) -> HttpResponse:
    owners = Office.objects.published().select_related("agency", "state")
    return owner_vcard(owners, OfficeCoverage, slug, version)


def task_force_vcard(
    request: HttpRequest, slug: str, version: str = VCardVersion.OLD
) -> HttpResponse:
    owners = Region.objects.published().select_related("state")
    return owner_vcard(owners, RegionCoverage, slug, version)


def owner_vcard(
    owners: QuerySet[Any], coverage: type[Coverage], slug: str, version: str
) -> HttpResponse:
    told = owners.prefetch_related(
        published_channels("channels"), all_coverages(coverage)
    )
    return as_vcards(
        slug, [directory_entry(get_object_or_404(told, slug=slug))], version
    )


def all_coverages(coverage: type[Coverage]) -> Any:
    places = coverage._default_manager.select_related("jurisdiction")
    return Prefetch("coverages", places)


def as_vcards(name: str, entries: list[DirectoryEntry], version: str) -> HttpResponse:
    """Respond only if there is a phone number or an e-mail address."""
    cards = vcards(entries, localdate(), VCardVersion(version))
    if not cards:
        raise Http404
    return HttpResponse(
        cards,
        content_type="text/vcard; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.vcf"'},
    )


def directory_csv(request: HttpRequest) -> HttpResponse:
    content = directory_data(whole_directory(), localdate())
    return csv_download("regions", FIELDS, rows(content))


def directory_json(request: HttpRequest) -> HttpResponse:
    return as_json(directory_data(whole_directory(), localdate()))
