"""Numbers that belong to one person: how they are written and how their check digits are worked out."""

import re

# The letters of a unique pupil number: no I, O or S.
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
UPN = re.compile(r"(?<![A-Z0-9])[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z](?![A-Z0-9])", re.IGNORECASE)
# Digits 2 to 4 are the number of a local authority.
LOWEST_AUTHORITY, HIGHEST_AUTHORITY = 200, 999

TEN_DIGITS = re.compile(r"(?<![\d.])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d.])")
NHS_FIRST_DIGITS = "34679"

NATIONAL_INSURANCE = re.compile(r"(?<![A-Z0-9])([A-Z]{2})( ?)(\d{2}) ?(\d{2}) ?(\d{2}) ?([A-D])(?![A-Z0-9])", re.IGNORECASE)
_NI_NEVER_FIRST, _NI_NEVER_SECOND = "DFIQUV", "DFIOQUV"
_NI_NEVER_TOGETHER = ("BG", "GB", "NK", "KN", "TN", "NT", "ZZ")

# The United Kingdom's 124 postcode areas, and the letters that the second half may hold.
_POSTCODE_AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|FK|FY|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|"
    "IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|"
    "ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE|B|E|G|L|M|N|S|W"
)
POSTCODE = re.compile(
    rf"(?<![A-Z0-9])(?:{_POSTCODE_AREAS})(?:\d{{1,2}}|\d[A-Z]) ?\d[ABD-HJLNP-UW-Z]{{2}}(?![A-Z0-9])", re.IGNORECASE
)


def is_upn(text: str) -> bool:
    """Return whether thirteen characters are a unique pupil number: an authority's number in place and the check letter right.

    The check letter is the letter whose place is the sum of weight times value of the other twelve, weights 2 to 13, modulo 23.
    """
    letters = text.upper()
    if not LOWEST_AUTHORITY <= int(letters[1:4]) <= HIGHEST_AUTHORITY:
        return False
    values = [int(c) if c.isdigit() else UPN_LETTERS.index(c) for c in letters[1:]]
    return letters[0] == UPN_LETTERS[sum(weight * value for weight, value in enumerate(values, 2)) % 23]


def is_nhs_number(digits: str) -> bool:
    """Return whether ten digits are an NHS number in use in England: its first digit and its check digit (modulo 11) are right."""
    if digits[0] not in NHS_FIRST_DIGITS:
        return False
    check = 11 - _weighted(digits) % 11
    return check != 10 and int(digits[9]) == check % 11


def is_learner_number(digits: str) -> bool:
    """Return whether ten digits are a unique learner number: the last is ten less the weighted sum modulo 11."""
    rest = _weighted(digits) % 11
    return rest != 0 and digits[0] != "0" and int(digits[9]) == 10 - rest


def is_national_insurance_number(match: re.Match[str]) -> bool:
    """Return whether what `NATIONAL_INSURANCE` found begins with letters that are given out."""
    prefix = match[1].upper()
    return prefix[0] not in _NI_NEVER_FIRST and prefix[1] not in _NI_NEVER_SECOND and prefix not in _NI_NEVER_TOGETHER


def looks_like_a_year(match: re.Match[str]) -> bool:
    """Return whether the digits of what `NATIONAL_INSURANCE` found may be a year or financial year, as in a reference such as LA202526A."""
    digits = match[3] + match[4] + match[5]
    return not match[2] and digits.startswith(("19", "20"))


def _weighted(digits: str) -> int:
    return sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False))
