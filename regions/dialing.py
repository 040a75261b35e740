"""Turns a published number or address into the link that dials or writes to it."""

import re

from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import NumberParseException

COUNTRY = "US"  # stands for all of the North American plan, territories included
SHORT_CODE = r"[0-9]{3,6}"
PLAIN_NUMBER = r"[0-9+().-]+"


class NotDialableError(ValueError):
    """Nobody could dial this."""


def phone_number(published: str) -> PhoneNumber:
    """
    Read a number as published, letters included: 1-877-4-HSI-TIP.

    Raise NotDialableError unless it is a valid number.
    """
    try:
        number = PhoneNumber.from_string(published, region=COUNTRY)
    except NumberParseException as error:
        raise NotDialableError(published) from error
    if not number.is_valid():
        raise NotDialableError(published)
    return number


def link_to(kind: str, published: str) -> str:
    """Give the address of a link for a kind of channel; empty where none is safe."""
    if kind in {"phone", "tty"}:
        return tel(published)
    if kind == "short_code":
        return f"tel:{published}" if re.fullmatch(SHORT_CODE, published) else ""
    if kind == "text":
        return sms(published)
    if kind == "email":
        return f"mailto:{published}"
    return published


def tel(published: str) -> str:
    try:
        number = phone_number(published)
    except NotDialableError:
        return ""
    extension = f";ext={number.extension}" if number.extension else ""
    return f"tel:{number.as_e164}{extension}"


def sms(words: str) -> str:
    """
    Give the address of a link that opens a text message, or nothing.

    Only where the published words hold one plain number: a guess could send a call for
    help to a stranger.
    """
    numbers = [
        word.rstrip(".,;:") for word in words.split() if any(map(str.isdigit, word))
    ]
    if len(numbers) != 1:
        return ""
    if re.fullmatch(SHORT_CODE, numbers[0]):
        return f"sms:{numbers[0]}"
    if not re.fullmatch(PLAIN_NUMBER, numbers[0]):
        return ""  # letters may be words as well as keys
    return tel(numbers[0]).replace("tel:", "sms:")
