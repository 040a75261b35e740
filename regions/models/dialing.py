"""Turns a published number or address into the link that dials or writes to it."""

import re
import unicodedata
from collections.abc import Callable

from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import NumberParseException, convert_alpha_characters_in_number

from core.text_cleanup import artifact, tidied

COUNTRY = "US"  # stands for all of the North American plan, territories included
SHORT_CODE = r"[0-9]{3,6}"
PLAIN_NUMBER = r"[0-9+().-]+"
RELAY = "711"  # connects people who type with any number; not the number of an office
# Three-digit numbers that work nationwide.
SERVICES = {*(f"{first}11" for first in range(2, 10)), "988"}


class NotDialableError(ValueError):
    """This cannot be dialed."""


def phone_number(published: str) -> PhoneNumber:
    """
    Read a number as published, letters included: 1-877-4-HSI-TIP.

    Raise NotDialableError unless all of it is a valid number.
    """
    if artifact(published):  # in 2.02555E+9, the E could be read as a key
        raise NotDialableError(published)
    try:
        number = PhoneNumber.from_string(tidied(published), region=COUNTRY)
    except NumberParseException as error:
        raise NotDialableError(published) from error
    read = f"{number.country_code}{number.national_number}{number.extension or ''}"
    if not number.is_valid() or not is_within(digits_of(published), read):
        raise NotDialableError(published)
    return number


def digits_of(text: str) -> str:
    """Return its digits as ASCII, except a zero in brackets: +44 (0)20 …."""
    found = (unicodedata.digit(sign, None) for sign in text.replace("(0)", ""))
    return "".join(str(digit) for digit in found if digit is not None)


def is_within(some: str, digits: str) -> bool:
    """Return whether `digits` contains all of these, in this order."""
    left = iter(digits)
    return all(digit in left for digit in some)


def is_relay(published: str) -> bool:
    """Return whether it is the code of the relay service, however it is written."""
    return digits_of(published) == RELAY


def tel_for_digits(digits: str) -> str:
    """Return the link that dials digits; empty unless they are a whole number."""
    return f"tel:{digits}" if digits in SERVICES else tel(digits)


def is_same_number(published: str, digits: str) -> bool:
    """Return whether digits dial the published number, perhaps among other words."""
    try:
        return phone_number(published).as_e164 == phone_number(digits).as_e164
    except NotDialableError:
        keys = convert_alpha_characters_in_number(published)
        return digits in digits_of(published) or digits in digits_of(keys)


def tel(published: str) -> str:
    try:
        number = phone_number(published)
    except NotDialableError:
        return ""
    extension = f";ext={number.extension}" if number.extension else ""
    return f"tel:{number.as_e164}{extension}"


def short_code_link(published: str) -> str:
    is_short = re.fullmatch(SHORT_CODE, published) and not is_relay(published)
    return f"tel:{published}" if is_short else ""


def sms(words: str) -> str:
    """
    Return the link that opens a text message, or nothing.

    Only if the published text has one plain number: a guess could send a call for
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


LINKS: dict[str, Callable[[str], str]] = {
    "phone": tel,
    "tty": tel,
    "short_code": short_code_link,
    "text": sms,
    "email": "mailto:{}".format,
}


def link_to(kind: str, published: str) -> str:
    """Return the link for a kind of channel; empty if none is safe."""
    return LINKS.get(kind, str)(published)
