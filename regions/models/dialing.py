"""Turns a published number or address into the link that dials or writes to it."""

import re
import unicodedata
from collections.abc import Callable

from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import NumberParseException, convert_alpha_characters_in_number

from core.text_cleanup import artifact, tidied

SHORT_CODE = r"[0-9]{3,6}"


def phone_number(published: str) -> PhoneNumber | None:
    """
    Read a number as published, letters included: 1-877-4-HSI-TIP.

    Return None unless all of it is a valid number.
    """
    if artifact(published):  # in 2.02555E+9, the E could be read as a key
        return None
    try:
        # "US" stands for all of the North American plan, territories included.
        number = PhoneNumber.from_string(tidied(published), region="US")
    except NumberParseException:
        return None
    read = iter(
        f"{number.country_code}{number.national_number}{number.extension or ''}"
    )
    # `in` reads on: all published digits must be there, in this order.
    is_whole = all(digit in read for digit in digits_of(published))
    return number if number.is_valid() and is_whole else None


def digits_of(text: str) -> str:
    """Return its digits as ASCII, except a zero in brackets: +44 (0)20 …."""
    found = (unicodedata.digit(sign, None) for sign in text.replace("(0)", ""))
    return "".join(str(digit) for digit in found if digit is not None)


def is_relay(published: str) -> bool:
    """
    Return whether it is the code of the relay service, however it is written.

    The service connects people who type with any number; it is no office's number.
    """
    return digits_of(published) == "711"


def tel_for_digits(digits: str) -> str:
    """Return the link that dials digits; empty unless they are a whole number."""
    is_nationwide = re.fullmatch("[2-9]11|988", digits)
    return f"tel:{digits}" if is_nationwide else tel(digits)


def is_same_number(published: str, digits: str) -> bool:
    """Return whether digits dial the published number, perhaps among other words."""
    one, other = phone_number(published), phone_number(digits)
    if one and other:
        return bool(one.as_e164 == other.as_e164)
    keys = convert_alpha_characters_in_number(published)
    return digits in digits_of(published) or digits in digits_of(keys)


def tel(published: str) -> str:
    number = phone_number(published)
    if number is None:
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
    if not re.fullmatch(r"[0-9+().-]+", numbers[0]):
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
