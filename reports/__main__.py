"""A pack from the command line, for a scheduled job: ``python -m reports --out FILE.pptx``. Nothing is sent anywhere."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

from analysis.disclosure import THRESHOLD
from analysis.plans import order_plans
from loaders.reading import Refused
from loaders.templates import write_plan
from reports.contents import SECTIONS, build_pack
from reports.ground import Ground, Wanted, find_version, gather
from store import Store, UnreachableError, open_store

ENDINGS = (".pptx", ".docx", ".xlsx")


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong, without the list of everything that could be written."""

    def error(self, message: str) -> NoReturn:
        print(f"{message[:1].upper()}{message[1:].rstrip('.')}; python -m reports --help lists what can be asked for.", file=sys.stderr)
        sys.exit(2)


def read_day(text: str) -> date:
    """Return a day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{text} is no day: write it as 2026-09-30") from problem


def read_arguments(given: Sequence[str]) -> argparse.Namespace:
    """Return the arguments; ends with one sentence where they make no sense."""
    parser = _Parser(prog="python -m reports", description=(__doc__ or "").split(":")[0] + ".")
    parser.add_argument("--out", required=True, type=Path, help="file to write: .pptx (slides), .docx (committee report) or .xlsx (tables)")
    parser.add_argument("--tracker", action="store_true", help="with .xlsx: the plan as a clean tracker, to be worked on and uploaded again")
    parser.add_argument("--council", default="", help="whose pack; may be left out where the store has one council")
    parser.add_argument("--plan", default="", help="which plan; left out, the one with the latest version, as on the pages")
    parser.add_argument("--as-at", type=read_day, help="the version as at this day (YYYY-MM-DD) instead of the newest")
    parser.add_argument("--today", type=read_day, help="the day to judge ages on (YYYY-MM-DD), for rehearsing a meeting")
    parser.add_argument("--partner", action="store_true", help="leave out what officers wrote themselves; small numbers are hidden in every file")
    parser.add_argument("--sections", default="", help=f"only these, divided by commas: {', '.join(SECTIONS)}")
    parser.add_argument("--template", type=Path, help="the council's own .potx or .pptx, for slides")
    parser.add_argument("--database", help="address of the store; left out, the dashboard's own")
    arguments = parser.parse_args(given)
    if arguments.out.suffix.lower() not in ENDINGS:
        parser.error(f"--out must end in {', '.join(ENDINGS)}.")
    if arguments.template and arguments.out.suffix.lower() != ".pptx":
        parser.error("--template is for slides, so --out must end in .pptx.")
    if arguments.tracker and (arguments.out.suffix.lower() != ".xlsx" or arguments.partner):
        parser.error("--tracker writes an .xlsx and holds everything, so it has no partner version.")
    return arguments


def choose_one(kind: str, asked: str, there: list[str]) -> str:
    """Return what was asked for, or the only one there is.

    Raises
    ------
    LookupError
        It is not there, or there are several and none was named.
    """
    if asked and asked not in there:
        raise LookupError(f"There is no {kind} {asked}; there are {', '.join(there) or 'none'}.")
    if not asked and len(there) != 1:
        raise LookupError(f"Say which {kind} with --{kind}: there are {', '.join(there)}." if there else f"There is no {kind} in the store yet.")
    return asked or there[0]


def read_threshold() -> int:
    """Return up to which count figures are hidden: the usual, or what DASHBOARD_SMALL_NUMBER says."""
    said = os.environ.get("DASHBOARD_SMALL_NUMBER", str(THRESHOLD))
    if not said.isdecimal():
        raise ValueError(f"DASHBOARD_SMALL_NUMBER is {said}, which is no whole number.")
    return int(said)


def collect(store: Store, arguments: argparse.Namespace) -> Ground:
    """Return what the pack is built from."""
    council = choose_one("council", arguments.council, store.councils())
    plans = order_plans(store.versions(council=council, kind="plan"))
    plan = choose_one("plan", arguments.plan or next(iter(plans), ""), plans)
    version, moment, day = find_version(store, council, plan, arguments.as_at)
    today = arguments.today or day or datetime.now(tz=UTC).astimezone().date()
    until = None if moment is None else store.versions_until(moment)
    return gather(store, Wanted(council, plan, version, until, today, moment, arguments.partner, threshold=read_threshold()))


def write(ground: Ground, arguments: argparse.Namespace) -> bytes:
    """Return the file that was asked for."""
    ending = arguments.out.suffix.lower()
    if arguments.tracker:
        return write_plan(ground.tables)
    pack = build_pack(ground, [key.strip() for key in arguments.sections.split(",") if key.strip()])
    if ending == ".pptx":
        from reports.powerpoint import build_powerpoint

        template = arguments.template.read_bytes() if arguments.template else None
        return build_powerpoint(pack, template, arguments.template.name if arguments.template else "The template")
    if ending == ".docx":
        from reports.word import build_word

        return build_word(ground, pack)
    from reports.workbook import build_workbook

    return build_workbook(ground, pack)


def main(given: Sequence[str]) -> int:
    """Write one file. Returns 2 with one sentence where it cannot be done."""
    arguments = read_arguments(given)
    try:
        with closing(open_store(arguments.database)) as store:
            data = write(collect(store, arguments), arguments)
        arguments.out.write_bytes(data)
    except OSError as problem:
        print(f"{problem.filename} cannot be read or written: {problem.strerror}.", file=sys.stderr)
        return 2
    except (LookupError, Refused, ValueError, UnreachableError) as problem:
        print(problem.args[0] if isinstance(problem, KeyError) else problem, file=sys.stderr)
        return 2
    print(f"{arguments.out} is written ({len(data):,} bytes).")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
