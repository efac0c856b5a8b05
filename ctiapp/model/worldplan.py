"""What is known of the world's numbering plans: a number as its country reads it. Pure.

It comes from ``phonenumbers``, which is loaded when a number is first asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a number.

    Attributes:
        e164: the line, from ``+`` on.
        sure: nothing of the number is missing: it cannot be a local number of some area as well.
    """

    e164: str
    sure: bool


def read(text: str, country: str | None, *, existing: bool = False) -> Reading | None:
    """Read digits, with or without ``+``, as a country does; None where they cannot be read.

    What begins with ``+`` says itself what it is, and need only be as long as numbers are there
    (``existing``: it must be in use); all else must be in use, since much can be read into it.
    """
    import phonenumbers as pn

    try:
        parsed = pn.parse(text, country, keep_raw_input=True)
    except pn.NumberParseException:
        parsed = None
    if text.startswith("+"):
        if parsed is None:
            return None
        fits = pn.is_valid_number(parsed) if existing else pn.is_possible_number(parsed)
        return Reading(_e164(parsed), sure=True) if fits else None
    if parsed is not None and pn.is_valid_number(parsed):
        return Reading(_e164(parsed), _whole(text, parsed))
    # Trunks write 00 before a country's code in countries, too, where something else is dialled.
    return read(f"+{text[2:]}", None, existing=True) if text.startswith("00") else None


def read_ahead() -> None:
    """Load the rules of every country: some 50 ms in all, and a megabyte.

    Else a country's are read from the disk when somebody from there first rings, while that ring
    waits. May run in another thread.
    """
    import phonenumbers as pn

    for country in pn.SUPPORTED_REGIONS:
        pn.PhoneMetadata.metadata_for_region(country)


def split(e164: str) -> tuple[str, str]:
    """The country's code, and what follows it; no code is the beginning of another."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    for length in (1, 2, 3):
        if int(e164[1 : 1 + length]) in COUNTRY_CODE_TO_REGION_CODE:
            return e164[1 : 1 + length], e164[1 + length :]
    return "", e164[1:]


def is_country_code(digits: str) -> bool:
    """Whether some country's numbers begin so."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    return len(digits) <= 3 and int(digits) in COUNTRY_CODE_TO_REGION_CODE


def code_of(country: str) -> str:
    """What a country's numbers begin with after ``+``; ``0`` where there is no such country."""
    from phonenumbers import country_code_for_region

    return str(country_code_for_region(country))


def subscriber(e164: str) -> str | None:
    """What is dialled within the area; None where the number belongs to none (a mobile)."""
    import phonenumbers as pn

    parsed = pn.parse(e164)
    area = pn.length_of_geographical_area_code(parsed)
    return pn.national_significant_number(parsed)[area:] if area else None


def country_of(e164: str) -> str | None:
    """The country of a line (ISO 3166); None where its code is shared by all, or not in use."""
    import phonenumbers as pn

    region = pn.region_code_for_number(pn.parse(e164))
    return region if region is not None and len(region) == 2 and region.isalpha() else None


def _e164(parsed: PhoneNumber) -> str:
    import phonenumbers as pn

    return pn.format_number(parsed, pn.PhoneNumberFormat.E164)


def _whole(text: str, parsed: PhoneNumber) -> bool:
    """Whether nothing is missing: where a zero belongs before the area, a local number lacks it."""
    import phonenumbers as pn

    source = parsed.country_code_source
    if source == pn.CountryCodeSource.FROM_NUMBER_WITHOUT_PLUS_SIGN:
        return parsed.country_code == 1  # there it is what is dialled within the country, too
    if source != pn.CountryCodeSource.FROM_DEFAULT_COUNTRY:
        return True
    if text != pn.national_significant_number(parsed):
        return True
    if pn.number_type(parsed) == pn.PhoneNumberType.MOBILE:
        return True
    national = pn.format_number(parsed, pn.PhoneNumberFormat.NATIONAL)
    return "".join(char for char in national if char.isdecimal()) == text
