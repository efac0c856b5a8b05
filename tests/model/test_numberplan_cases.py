"""Who is who, by country: the ways to write a number that telephony programs get wrong.

Each line says what the PBX's country is (``--`` where it is not known), what is dialled to get
outside (``-`` for nothing), two ways to write a number, and how sure it is that they are one line.
Extensions are 200 to 299, 2000 to 2099 and 8000 to 8099 throughout.
"""

from __future__ import annotations

import pytest

from ctiapp.model.number import Number
from ctiapp.model.numberplan import Confidence, NumberPlan, blocks

EXTENSIONS = blocks(
    str(number) for number in (*range(200, 300), *range(2000, 2100), *range(8000, 8100))
)

SAME = """
# Germany: a trunk zero, numbers of any length, zero to get outside
DE 0 | +49 89 1234567 | 089 1234567 | line
DE 0 | +49 89 1234567 | 0049 89 1234567 | line
DE 0 | +49 (0)89 1234567 | 0891234567 | line
DE 0 | 0049 (0) 89/1234567 | +49891234567 | suffix
DE - | 0049 (0) 89/1234567 | +49891234567 | line
DE 0 | 0 089 1234567 | +49 89 1234567 | line
DE 0 | 0 0049 89 1234567 | +49 89 1234567 | line
DE 0 | 00 49 89 1234567 | 0 0 89 1234567 | line
DE 0 | 0151 23456789 | +49 151 23456789 | line
DE 0 | 0 0151 23456789 | 0049151-23456789 | suffix
DE 0 | 00 1 512 345 6789 | +1 512 345 6789 | suffix
DE 0 | 0 00 1 512 345 6789 | +1 512 345 6789 | line
DE 0 | +49 151 23456789 | 151 23456789 | line
DE 0 | +49 89 1234567 | 89 1234567 | suffix
DE 0 | +49 89 1234567 | 49891234567 | suffix
DE 0 | +49 89 1234567 | 1234567 | suffix
DE - | 0 089 1234567 | +49 89 1234567 | suffix
DE 0 | +49 89 1234567 | +49 89 1234568 | none
DE 0 | +49 89 1234567 | +49 40 1234567 | none
DE 0 | 089 1234567 | 040 1234567 | none
DE 0 | +49 89 1234567 | +43 89 1234567 | none
DE 0 | 089 1234567 | +41 89 1234567 | none
DE 0 | +49 89 1232001 | 2001 | none
DE 0 | 089 2001 | 2001 | none
DE 0 | 0 2001 | 2001 | none
DE 0 | +49 89 123201 | 201 | none
DE 0 | +49 89 12345 | 12345 | none
DE 0 | 0 04921 12345 | +49 4921 12345 | suffix
DE 0 | 0 04921 12345 | +49 2112345 | suffix
DE 0 | 110 | 0891234110 | none
DE 0 | 112 | +49 89 1234112 | none
DE 0 | 0 112 | +49 89 10112 | none
DE 0 | 112 | 112 | exact
# what is no number, or nobody's
DE 0 | Unknown | Unknown | none
DE 0 | anonymous | +49 89 1234567 | none
DE 0 | anonymous@anonymous.invalid | anonymous | none
DE 0 | No Caller ID | Blocked | none
DE 0 | 0000000000 | 0000000000 | none
DE 0 | *97 | *97 | none
DE 0 | *21*0891234567# | 0891234567 | none
DE 0 | #31#0891234567 | +49891234567 | none
DE 0 | sip:anna@pbx.example | anna | exact
DE 0 | Anna | anna | exact
DE 0 | anna | anna2 | none
DE 0 | sip:0891234567@pbx.example | +49 89 1234567 | line
DE 0 | tel:+49-89-1234567 | 089 1234567 | line
DE 0 | +49 89 1234567 ext. 55 | 089 1234567 | line
DE 0 | +49 89 1234567,,55# | 089 1234567 | line
# how it is written
DE 0 | +49 89 1234567 | +49\u00a089\u00a01234567 | exact
DE 0 | +49 89 1234567 | ＋４９ ８９ １２３４５６７ | exact
DE 0 | 089 1234567 | ٠٨٩ ١٢٣٤٥٦٧ | exact
DE 0 | +49 89 1234567 | \u202a+49 89 1234567\u202c | exact
DE 0 | +49 89 1234567 | +49.89.123\u201145\u201167 | exact
DE 0 | 089 1234567 | 089\u200b1234567 | exact
# Austria: main numbers as short as the extensions behind them are long
AT 0 | +43 1 5880 | 01 5880 | line
AT 0 | +43 1 58801 | +43 1 5880 | none
AT 0 | 0 0664 1234567 | +43 664 1234567 | line
# Switzerland
CH 0 | 044 668 18 00 | +41 44 668 18 00 | line
CH 0 | 0 044 668 18 00 | 0041446681800 | line
CH 0 | +41 44 668 18 00 | +41 (0)44 668 18 00 | line
# Italy: the zero belongs to the number
IT 0 | 06 69812345 | +39 06 69812345 | line
IT 0 | 06 69812345 | +39 (0)6 69812345 | line
IT 0 | 0 06 69812345 | 0039 06 69812345 | line
IT 0 | 06 69812345 | +39 6 69812345 | none
IT 0 | 02 69812345 | +39 06 69812345 | none
IT 0 | 347 1234567 | +39 347 1234567 | line
IT 0 | 0 347 1234567 | +39 347 1234567 | line
# United Kingdom: a trunk zero, nine to get outside
GB 9 | 020 7946 0018 | +44 20 7946 0018 | line
GB 9 | 9 020 7946 0018 | +44 20 7946 0018 | line
GB 9 | 9 00 44 20 7946 0018 | +44 (0)20 7946 0018 | line
GB 9 | +44 (0) 7911 123456 | 07911 123456 | line
GB 9 | 9 07911 123456 | 7911 123456 | line
GB - | 9 020 7946 0018 | +44 20 7946 0018 | suffix
GB 9 | 7946 0018 | +44 20 7946 0018 | suffix
GB 9 | 0161 496 0018 | 020 7946 0018 | none
GB 9 | 020 7946 8001 | 8001 | none
GB 9 | 999 | 0207 946 0999 | none
# United States, Canada: 10 digits, 1 before them, 011 to go abroad
US 9 | (206) 555-0100 | +1 206-555-0100 | line
US 9 | 1 206 555 0100 | (206) 555-0100 | line
US 9 | 9 206 555 0100 | +12065550100 | line
US 9 | 9 1 206 555 0100 | 206.555.0100 | line
US 9 | 12065550100 | +12065550100 | line
US 9 | 011 49 89 1234567 | +49 89 1234567 | line
US 9 | 9 011 49 89 1234567 | 0049 89 1234567 | line
US 9 | 9 011 44 20 7946 0018 | +44 (0)20 7946 0018 | line
US - | 9 206 555 0100 | +12065550100 | suffix
US 9 | 555-0100 | +1 206 555 0100 | suffix
US 9 | 9 555-0100 | +1 206 555 0100 | suffix
US 9 | (206) 555-0100 | (425) 555-0100 | none
US 9 | 911 | +1 206 555 0911 | none
US 9 | 9 911 | 911 | none
US 9 | 206 | (425) 555-0206 | none
US 9 | 2001 | +1 206 555 2001 | none
US 9 | 1-800-FLOWERS | +1 800 356 9377 | none
US 9 | 917 555 0100 | +1 917 555 0100 | line
CA 9 | 9 416 555 0100 | +1 (416) 555-0100 | line
CA 9 | 1-416-555-0100 | 4165550100 | line
# China: zero and area, mobiles without it
CN 0 | 010 8765 4321 | +86 10 8765 4321 | line
CN 0 | 0592-5503301 | +86 592 5503301 | line
CN 0 | 0 0592-5503301 | 0086 592 5503301 | line
CN 0 | 138 0013 8000 | +86 138 0013 8000 | line
CN 0 | 0 138 0013 8000 | +86 13800138000 | line
CN 9 | 9 0 138 0013 8000 | 8613800138000 | suffix
CN 9 | 9 138 0013 8000 | 0086 138 0013 8000 | line
CN 0 | 8613800138000 | 13800138000 | suffix
CN 0 | 5503301 | 0592 5503301 | suffix
CN 0 | 8765 4321 | 010 8765 4321 | suffix
CN 0 | 021 8765 4321 | 010 8765 4321 | none
CN 0 | 0592 5503301 | 0591 5503301 | none
CN 0 | 2001 | 0592 5502001 | none
CN 0 | 110 | 0592 5503110 | none
CN 0 | 10086 | 138 0001 0086 | none
CN 0 | （０５９２）５５０３３０１ | +86 592 550 3301 | line
CN 0 | 400 123 4567 | +86 400 123 4567 | line
# France: the zero goes after the country's code
FR 0 | 01 23 45 67 89 | +33 1 23 45 67 89 | line
FR 0 | 0 01 23 45 67 89 | +33 (0)1 23 45 67 89 | line
FR 0 | 06 12 34 56 78 | 0033 6 12 34 56 78 | line
FR 0 | 01 23 45 67 89 | 02 23 45 67 89 | none
# Spain: nothing before the number
ES 0 | 912 345 678 | +34 912 345 678 | line
ES 0 | 0 912 345 678 | 0034 912 345 678 | line
ES 0 | 612 345 678 | 912 345 678 | none
# Japan: 010 to go abroad
JP 0 | 03-1234-5678 | +81 3-1234-5678 | line
JP 0 | 090-1234-5678 | +81 90 1234 5678 | line
JP 0 | 0 03-1234-5678 | +81 3 1234 5678 | line
JP 0 | 010 49 89 1234567 | +49 89 1234567 | line
JP 0 | 03-1234-5678 | 06-1234-5678 | none
# Brazil: the carrier's code between zero and area
BR 0 | (11) 2345-6789 | +55 11 2345-6789 | line
BR 0 | 0 11 2345-6789 | +55 11 2345-6789 | line
BR 0 | 0 21 11 2345-6789 | +55 11 2345-6789 | line
BR 0 | 0 15 (11) 98765-4321 | +55 11 98765-4321 | line
BR 0 | 00 21 49 89 1234567 | +49 89 1234567 | line
BR 0 | 2345-6789 | +55 11 2345-6789 | suffix
BR 0 | (11) 2345-6789 | (21) 2345-6789 | none
# Australia: 0011 to go abroad
AU 0 | (02) 9374 4000 | +61 2 9374 4000 | line
AU 0 | 0412 345 678 | +61 412 345 678 | line
AU 0 | 0 0412 345 678 | +61 (0)412 345 678 | line
AU 0 | 0011 49 89 1234567 | +49 89 1234567 | line
AU 0 | 0 0011 49 89 1234567 | 0049 89 1234567 | line
AU 0 | 9374 4000 | +61 2 9374 4000 | suffix
AU 0 | (02) 9374 4000 | (03) 9374 4000 | none
AU 0 | 000 | +61 2 9374 4000 | none
# India
IN 0 | 098765 43210 | +91 98765 43210 | line
IN 0 | 98765 43210 | +91 98765 43210 | line
IN 0 | 0 098765 43210 | 0091 98765 43210 | line
IN 0 | 022 2345 6789 | +91 22 2345 6789 | line
IN 0 | 022 2345 6789 | 011 2345 6789 | none
# Russia: 8 within the country, 8 10 abroad
RU 9 | 8 (495) 123-45-67 | +7 495 123-45-67 | line
RU 9 | 9 8 (495) 123-45-67 | +7 495 123-45-67 | line
RU 9 | 8 10 49 89 1234567 | +49 89 1234567 | line
RU 9 | 9 8 10 49 89 1234567 | +49 89 1234567 | line
RU 9 | 7 495 123 45 67 | +7 495 123-45-67 | suffix
RU 9 | 495 123 45 67 | +7 495 123-45-67 | suffix
RU 9 | 123-45-67 | +7 495 123-45-67 | suffix
RU 9 | 8 (495) 123-45-67 | 8 (812) 123-45-67 | none
# Hong Kong, Singapore: no area at all
HK 9 | 2123 4567 | +852 2123 4567 | line
HK 9 | 9 2123 4567 | 00852 2123 4567 | line
HK 9 | 2123 4567 | +853 2123 4567 | none
SG 9 | 6123 4567 | +65 6123 4567 | line
# Luxembourg: numbers shorter than the end by which others are looked up
LU 0 | 27 12 34 | +352 27 12 34 | line
LU 0 | 0 27 12 34 | +352 27 12 34 | line
# the country is not known
-- - | 089 1234567 | +49 89 1234567 | suffix
-- - | 0049 89 1234567 | +49 89 1234567 | line
-- - | +49 (0)89 1234567 | 0049 (0)89 1234567 | line
-- - | 49891234567 | +49 89 1234567 | suffix
-- - | 12345678 | +49 89 12345678 | suffix
-- - | 1234567 | +49 89 1234567 | none
-- - | 02 12345678 | +49 89 12345678 | none
-- 0 | 0 089 1234567 | 089 1234567 | suffix
-- - | 2001 | +49 89 1232001 | none
-- - | 49891234567 | 0891234567 | suffix
-- - | 7749891234567 | 0891234567 | none
"""

E164 = """
DE 0 | 0 089 1234567 | +49891234567
DE 0 | +49 (0)89 1234567 | +49891234567
DE 0 | 2001 | -
DE 0 | 1234567 | -
DE 0 | 110 | -
DE 0 | 0 112 | -
DE 0 | *21*0891234567# | -
DE 0 | Unknown | -
DE 0 | anna | -
IT 0 | 06 69812345 | +390669812345
IT 0 | +39 06 69812345 | +390669812345
US 9 | 9 011 49 89 1234567 | +49891234567
US 9 | 206 555 0100 | +12065550100
US 9 | 555 0100 | -
GB 9 | 9 020 7946 0018 | +442079460018
CN 0 | 0 138 0013 8000 | +8613800138000
CN 0 | 0592-5503301 | +865925503301
BR 0 | 0 15 (11) 98765-4321 | +5511987654321
AU 0 | 0011 49 89 1234567 | +49891234567
RU 9 | 9 8 10 49 89 1234567 | +49891234567
RU 9 | 8 (495) 123-45-67 | +74951234567
JP 0 | 03-1234-5678 | +81312345678
FR 0 | 0 01 23 45 67 89 | +33123456789
IN 0 | 98765 43210 | +919876543210
LU 0 | 27 12 34 | +352271234
-- - | 0049 89 1234567 | +49891234567
-- - | 089 1234567 | -
"""


def lines(table: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in line.split("|")]
        for line in table.strip().splitlines()
        if not line.startswith("#")
    ]


def plan_of(text: str) -> NumberPlan:
    country, prefix = text.split()
    return NumberPlan(
        None if country == "--" else country, "" if prefix == "-" else prefix, (), EXTENSIONS
    )


@pytest.mark.parametrize(("plan", "first", "second", "expected"), lines(SAME))
def test_two_ways_to_write_it(plan: str, first: str, second: str, expected: str) -> None:
    """Whichever of both rings."""
    a, b = Number.of(first), Number.of(second)
    read = plan_of(plan)

    wanted = None if expected == "none" else Confidence(expected)

    assert (read.compare(a, b), read.compare(b, a)) == (wanted, wanted)


@pytest.mark.parametrize(("plan", "written", "expected"), lines(E164))
def test_what_it_is_worldwide(plan: str, written: str, expected: str) -> None:
    assert plan_of(plan).line(Number.of(written)).e164 == (None if expected == "-" else expected)


def test_the_table_is_as_wide_as_the_world() -> None:
    """So that nobody shortens it by accident."""
    table = lines(SAME)

    assert len(table) >= 120
    assert len({line[0].split()[0] for line in table}) >= 15
