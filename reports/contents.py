"""The pack's contents, in the board's order: gathered once and written to any file, or shown on the wall."""

from collections.abc import Callable, Sequence

import pandas as pd

from reports import change_sections, closing_sections, impact_section, measure_sections, plan_sections
from reports.ground import Ground
from reports.parts import Pack, Section
from reports.writing import write_day

Build = Callable[[Ground], Section]
# In the order of the meeting: key, what it is called, how it is built.
SECTIONS: dict[str, tuple[str, Build]] = {
    "overview": ("Overview", plan_sections.build_overview),
    "changes": ("Since the last board", change_sections.build_changes),
    "themes": ("Themes", plan_sections.build_themes),
    "agencies": ("Agencies", plan_sections.build_agencies),
    "timeline": ("Timeline", plan_sections.build_timeline),
    "recommendations": ("Recommendations", plan_sections.build_recommendations),
    "measures": ("Measures", measure_sections.build_measures),
    "exceptions": ("Measures that stand out", measure_sections.build_exceptions),
    "impact": ("Delivery beside impact", impact_section.build_impact),
    "questions": ("Challenge questions", impact_section.build_questions),
    "next": ("Statutory clock, events and risks", closing_sections.build_next),
    "appendix": ("Appendix: method, age of data, rows", closing_sections.build_appendix),
}
# What partners are shown unless somebody chooses otherwise: no measure by itself, no risks.
PARTNER_SECTIONS = ("overview", "themes", "agencies", "timeline", "recommendations", "measures", "appendix")
# Two versions side by side can give a hidden number away, and questions quote what officers wrote.
NOT_FOR_PARTNERS = ("changes", "questions")


def build_pack(ground: Ground, chosen: Sequence[str] = (), progress: Callable[[int, int, str], None] | None = None) -> Pack:
    """Gather the contents of a pack.

    Parameters
    ----------
    ground : Ground
    chosen : sequence of str
        Keys of ``SECTIONS``; they come in the board's order whatever order they are given in. Empty for all, and in a partner version
        for ``PARTNER_SECTIONS``.
    progress : callable, optional
        Told before each section how many are done, of how many, and its name.

    Raises
    ------
    ValueError
        A section that does not exist.
    """
    unknown = sorted(set(chosen) - set(SECTIONS))
    if unknown:
        raise ValueError(f"There is no section {', '.join(unknown)}; there are {', '.join(SECTIONS)}.")
    partner = ground.wanted.partner
    keys = [key for key in SECTIONS if key in (chosen or (PARTNER_SECTIONS if partner else tuple(SECTIONS)))]
    if partner:
        keys = [key for key in keys if key not in NOT_FOR_PARTNERS]
    sections = []
    for number, key in enumerate(keys):
        label, build = SECTIONS[key]
        if progress is not None:
            progress(number, len(keys), label)
        sections.append(build(ground))
    return Pack(
        council=ground.wanted.council,
        title=_title(ground),
        subtitle=_subtitle(ground),
        footer=_footer(ground),
        today=ground.today,
        partner=ground.wanted.partner,
        sections=tuple(sections),
    )


def _title(ground: Ground) -> str:
    stated = ground.version["title"]
    return str(stated) if pd.notna(stated) else ground.wanted.plan


def _subtitle(ground: Ground) -> tuple[str, ...]:
    version = ground.version
    label = f"Version {version['label']}, as at" if pd.notna(version["label"]) else "As at"
    lines = [f"{ground.wanted.council}: pack for the board", f"{label} {write_day(ground.as_at)}", closing_sections.describe_source(ground)]
    if ground.wanted.partner:
        lines.append("Partner version: small numbers of children are hidden, and what officers wrote in their own words is left out")
    return tuple(lines)


def _footer(ground: Ground) -> str:
    text = f"{ground.wanted.council}, as at {write_day(ground.as_at)}, upload {ground.version['version_id']}"
    return f"{text}, partner version" if ground.wanted.partner else text


def list_sections(partner: bool) -> dict[str, str]:
    """Return the sections that can be chosen: key and what each is called."""
    return {key: label for key, (label, _) in SECTIONS.items() if not (partner and key in NOT_FOR_PARTNERS)}
