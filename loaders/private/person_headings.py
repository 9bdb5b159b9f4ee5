"""Headings that stand above facts about one person, and those that stand above other things like them."""

import re
from functools import lru_cache

LONGEST_HEADING = 60

_CHILD = r"(?:child(?:ren)?|young person|young people|yp|pupil|student|learner|client|service user|baby|infant|sibling|care leaver|patient)(?: s|s)?"
_PARENT = r"(?:mother|father|mum|dad|parent|carer|foster carer|guardian|next of kin|grandparent)(?: s|s)?"
_NAME = r"(?:full |first |last |middle |given |family |preferred |legal |birth )?(?:name|names|forename|forenames|surname|initials)"
_NUMBER = r"(?:id|identifier|ref|reference|no|num|number|code)"
_SYSTEM = "(?:mosaic|lcs|ssd|ics|liquid ?logic|eclipse|azeus|care ?first|framework ?i|care ?director|protocol|capita one|synergy)"
# Beside these a "number" is more often how many.
_SERVICE = "(?:lac|cin|cp|cla|eh|ehm|chin)"
_OF = rf"(?:{_CHILD} )?"
_EPISODE = (
    "referral|episode|assessment|cp plan|plan|cpp|cin plan|s47|section 47|icpc|placement|poc|period of care|became looked after|entered care|care|"
    "lac|cla|cin|adoption|return home|visit|missing"
)
_EVENT_OF_A_CHILD = "of referral|entered care|became (?:looked after|lac|cla)|ceased|of last visit|of entry|placed|case (?:opened|closed)"

# What a heading is, by its words alone. The first that fits counts.
_KINDS: tuple[tuple[str, str], ...] = (
    ("date of birth", r"(?:.* )?(?:date of birth|birth ?date|dob|d o b|birthday|born|date born)(?: .*)?"),
    ("unique pupil number", r"(?:current |former |previous |child |pupil )?(?:upn|unique pupil (?:number|no|id))s?"),
    ("NHS number", r"(?:child |patient )?nhs (?:number|no|num|id)s?"),
    ("unique learner number", r"uln|unique learner (?:number|no)"),
    ("National Insurance number", r"n ?i (?:number|no)|nino|national insurance(?: (?:number|no))?"),
    ("name", rf"{_CHILD} {_NAME}|(?:full )?names? of (?:the )?(?:{_CHILD}|{_PARENT})|{_PARENT} {_NAME}|{_CHILD} known as"),
    ("parent", _PARENT),
    ("part of a name", (
        "forenames?|surname|first names?|last name|family name|given names?|middle names?|christian name|initials|previous surname"
    )),
    ("whole name", r"(?:full )?names?|surname (?:and )?forename|forename (?:and )?surname"),
    ("identifier", (
        rf"(?:unique )?{_CHILD} (?:unique )?{_NUMBER}|(?:child )?{_SYSTEM} {_NUMBER}|{_SERVICE} (?:id|identifier|ref|reference)|person {_NUMBER}|"
        "l ?a ?child id|pupil matching reference.*"
    )),
    ("case", rf"case {_NUMBER}"),
    ("child", "child|young person|pupil|student|service user|client|care leaver|mosaic|lcs"),
    ("home postcode", (
        "(?:.* )?(?:home|placement|child|pupil|family|parent|carer)(?: s)? (?:address )?post ?code|post ?code of (?:home|placement|child).*|"
        "home post|pl post"
    )),
    ("postcode", "post ?codes?"),
    ("sex", rf"{_OF}(?:sex|gender)(?: (?:code|identity|at birth|current|of child))?"),
    ("age", rf"{_OF}(?:current )?age(?: (?:in )?(?:years?|yrs))?|age (?:at|on|when|of) .*|age now|year of birth"),
    ("ethnicity", rf"{_OF}(?:ethnicity|ethnic(?: (?:group|origin|background|code|category))?)(?: code)?"),
    ("legal status", rf"{_OF}(?:current )?legal (?:status|basis|order)(?: code)?|care order|ls"),
    ("placement", (
        "place|(?:current |new )?placement(?: (?:type|code|provider|address|location|name|start|end|start date|end date|status|setting))?"
    )),
    ("asylum", "(?:is )?uasc(?: (?:y n|flag|status|indicator))?|unaccompanied(?: asylum.*)?"),
    ("need", (
        "(?:primary |main |presenting |sen |send |cin )?needs?(?: (?:code|type|category))?|category of (?:need|abuse|plan|registration)|"
        "disability|disabilities"
    )),
    ("worker", (
        "(?:allocated |current |named |lead )?(?:social worker|key ?worker|case ?worker|case holder|personal adviser)(?: (?:name|s name))?|"
        "allocated(?: to| worker)|iro"
    )),
    ("episode date", (
        f"(?:date of )?(?:{_EPISODE})(?: (?:start|end|started|ended|opened|closed|received|ceased|due))?(?: date)?|"
        f"(?:start|end) of (?:episode|care|plan|placement)|date (?:{_EVENT_OF_A_CHILD})|"
        "decom|dec|last (?:visit|seen)(?: date)?|date (?:last )?seen"
    )),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_ANY_KIND = re.compile("|".join(f"(?:{pattern})" for _, pattern in _KINDS))
ATTRIBUTES = ("sex", "age", "ethnicity", "legal status", "placement", "asylum", "need", "worker", "episode date")
IDENTIFIERS = ("identifier", "child", "unique pupil number", "NHS number", "unique learner number")

# Headings that stand in action plans and lists of services too: beside an identifier they say something of a child, alone they do not.
ALSO_ELSEWHERE = re.compile(
    r"needs?|allocated to|placement|place|ls|disabilit(?:y|ies)|(?:plan|care|visit|assessment|adoption|missing)(?: .*)?|dec|iro"
)

# Kinds that no sheet about organisations has; schools have a sex and ages too.
OF_PEOPLE = ("date of birth", "name", "part of a name", "parent", *IDENTIFIERS, "ethnicity", "legal status", "asylum")

STAFF = re.compile(
    r"\b(?:officer|lead|staff|manager|worker|owner|teacher|head ?teacher|governor|director|chair|practitioner|professional|author|assessor|iro|"
    r"reviewer|employee|auditor|inspector|councillor|member|coordinator|supervisor|adviser|advisor)s?\b"
)
# Columns that stand in lists of staff, contacts and members.
STAFF_COLUMN = re.compile(
    r"\b(?:job title|role|post|post title|position|e ?mail|telephone|tel|phone|mobile|extension|department|directorate|organisation|organization|"
    r"employer|line manager|payroll|grade|agency|body|board|representing|ward|party)\b"
)
TELEPHONE = re.compile(r"\b(?:tel|telephone|phone|mobile|mob|contact|fax|ext|landline|number to call)\b")
REFERENCE = re.compile(r"\b(?:ref|refs|reference|no|number|id|code|document|policy|invoice|version|order|key)\b")
ORGANISATION = re.compile(
    r"\b(?:school|urn|laestab|dfe number|establishment|provider|setting|nursery|academy|trust|hub|centre|center|office|organisation|organization|"
    r"children s homes?|registered manager|ukprn|site|venue|building|surgery|practice)\b"
)
EVENT = re.compile(
    r"\b(?:date|dates|due|start|started|end|ended|completed?|completion|inspection|inspected|review|reviewed|meeting|referral|received|publication|"
    r"published|updated?|period|target|deadline|closed?|opened|signed|last|next|from|to|as at|visit|created|modified|revised|agreed|approved|issued|"
    r"when|milestone|planned|actual|forecast|effective|month|quarter|year|week|day|time|on|by|timescale|expiry|expires|registered|registration|event|"
    r"joined|left|appointed)\b"
)
COUNT = re.compile(
    r"(?:.* )?(?:counts?|totals?|percent(?:age)?|pct|per cent|rates?|values?|headcount|population|numerator|denominator|frequency|figures?|children|"
    r"pupils|cases|plans|referrals|assessments|young people|enrolments?|volume|time period|geographic level|n|%)|%.*|"
    r"(?:number|no|count|num|percentage|rate|total)s? of .*|number|no"
)
# A column for a period: the cells below are figures, not facts of one child.
PERIOD = re.compile(
    r"(?:fy )?(?:19|20)\d\d(?: (?:\d{2}|\d{4}))?|q[1-4](?: .*)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: (?:\d{2}|\d{4}))?"
)
# Numbers that a single record may hold.
OF_ONE_CHILD = re.compile(r"\b(?:placements|moves|siblings|days|weeks|months|sessions|visits|workers|previous|in (?:family|household)|episodes)\b")
# Columns of a list that says what fields mean.
DICTIONARY = re.compile(r"\b(?:field|variable|data item|item|column|example|format|definition|description|data type|type|meaning|guidance|label)\b")

# Every heading of a kind above holds one of these, so a text without any of them need not be looked at further.
_HINTS = (
    "birth", "born", "dob", "d.o.b", "d o b", "d_o_b", "upn", "pupil", "nhs", "uln", "learner", "insurance", "nino", "ni n", "n.i", "n i", "ni_n",
    "child", "young", "yp", "student", "client", "user", "baby", "infant", "sibling", "leaver", "patient", "person", "name", "initials",
    "mother", "father", "mum", "dad", "parent", "carer", "guardian", "kin", "mosaic", "lcs", "lac", "cin", "cp", "cla", "ssd", "ics", "liquid",
    "eclipse", "azeus", "care", "framework", "protocol", "capita", "synergy", "eh", "case", "post", "sex", "gender", "age", "ethnic", "legal",
    "place", "ls", "uasc", "accompanied", "need", "category", "disab", "worker", "holder", "adviser", "allocated", "iro", "referral", "episode",
    "assessment", "plan", "s47", "section", "icpc", "poc", "adoption", "return", "visit", "missing", "entr", "placed", "ceased", "opened", "closed",
    "became", "dec", "seen",
)


def hints_in(text: str) -> list[str]:
    """Return the hints that occur in a text; a text without any of them holds no heading about a person."""
    small = text.lower()
    return [hint for hint in _HINTS if hint in small]


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_SIGNS = re.compile(r"[^a-z0-9%]+")


@lru_cache(maxsize=16_384)
def normalise(text: str) -> str:
    """Return a heading in small letters with single spaces and no signs but %: ``DateOfBirth*`` becomes ``date of birth``."""
    text = text.replace("(s)", "s")
    if not text[1:].islower():
        text = _CAMEL.sub(" ", text)
    return _SIGNS.sub(" ", text.lower()).strip()


@lru_cache(maxsize=16_384)
def kind_of(text: str) -> str:
    """Return what a heading is about, empty where it is about no person."""
    words = normalise(text)
    if not _ANY_KIND.fullmatch(words):
        return ""
    kind = next(kind for kind, pattern in _COMPILED if pattern.fullmatch(words))
    if kind in ("name", "parent", "part of a name") and STAFF.search(words):
        return ""
    if kind == "home postcode" and ORGANISATION.search(words):
        return "postcode"
    return kind
