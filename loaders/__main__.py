"""``python -m loaders FILE``: read a file and print what was made of it.

Exit code 0 where the file was read, 2 with one plain sentence on standard error where it was not.
"""

import json
import logging
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_USAGE = "Give one file to read: python -m loaders FILE, with --json for everything as JSON or --profile ANSWERS.json for answers given earlier."
_REFUSED = 2
_MOST_LISTED = 30

_TITLES = (("title", "Title"), ("version", "Version"), ("as_at", "As at"), ("council", "Council"))
_SEVERITIES = {"error": "Could not be read", "warning": "Doubtful", "note": "Note"}


class _UsageError(Exception):
    """The command was not understood. Its text is one plain sentence."""


def main(arguments: list[str]) -> int:
    """Run the command and return its exit code."""
    # Standard error is for the one sentence alone.
    logging.getLogger("loaders").addHandler(logging.NullHandler())
    try:
        path, as_json, profile = _understand(arguments)
    except _UsageError as error:
        return _refuse(str(error))
    from loaders.apart.isolate import read_apart

    with read_apart(path, Path(path).name, profile, form="json") as answer:
        if answer.outcome != "read":
            return _refuse(answer.sentence)
        try:
            if as_json:
                with (answer.folder / "reading.json").open("rb") as file:
                    shutil.copyfileobj(file, sys.stdout.buffer)
                sys.stdout.buffer.write(b"\n")
            else:
                sys.stdout.buffer.write("".join(f"{line}\n" for line in describe(answer.report)).encode("utf-8", "replace"))
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            # Whoever was reading (head, less) has seen enough.
            sys.stderr.close()
    return 0


def _refuse(sentence: str) -> int:
    sys.stderr.buffer.write(" ".join(sentence.split()).encode("utf-8", "replace") + b"\n")
    return _REFUSED


def _understand(arguments: list[str]) -> tuple[str, bool, dict[str, str]]:
    files: list[str] = []
    as_json, profile = False, {}
    rest = iter(arguments)
    for argument in rest:
        if argument == "--json":
            as_json = True
        elif argument == "--profile":
            profile = _read_profile(next(rest, ""))
        elif argument.startswith("--"):
            raise _UsageError(_USAGE)
        else:
            files.append(argument)
    if len(files) != 1:
        raise _UsageError(_USAGE)
    return files[0], as_json, profile


def _read_profile(name: str) -> dict[str, str]:
    try:
        answers = json.loads(Path(name).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        answers = None
    if not isinstance(answers, dict) or not all(isinstance(value, str) for value in answers.values()):
        raise _UsageError("The answers after --profile are not a JSON file of questions and answers: check the file's name and contents.")
    return answers


def describe(report: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a reading report for a person.

    Parameters
    ----------
    report : dict
        What `Reading.report` gives, with ``records`` (rows by table) and ``plans`` (the plan's own title, version and date).
    """
    yield f"{report['file']}: {report['kind']}"
    for key, label in _TITLES:
        if report.get("plans", {}).get(key):
            yield f"  {label}: {report['plans'][key]}"
    rows = report["rows"]
    yield ""
    yield f"Rows: {rows['found']} found = {rows['loaded']} loaded + {len(rows['explained'])} explained"
    for why, count in Counter(item["why"] for item in rows["explained"]).most_common(_MOST_LISTED):
        yield f"  {count:>5}  {why}"
    yield from _describe_tables(report)
    yield from _describe_problems(report["problems"])
    if report["questions"]:
        yield ""
        yield f"Questions to answer: {len(report['questions'])}"
        for question in report["questions"][:_MOST_LISTED]:
            yield f"  {question['id']}: {question['text']} (in use: {question['suggested'] or 'nothing'})"


def _describe_tables(report: dict[str, Any]) -> Iterator[str]:
    records = {name: count for name, count in report.get("records", {}).items() if count}
    if records:
        yield ""
        yield "Records"
        for name, count in records.items():
            yield f"  {count:>7}  {name}"
    if report["mapping"]:
        yield ""
        yield "Headings"
        seen = dict.fromkeys((item["heading"], item["field"], item["how"]) for item in report["mapping"])
        for heading, field, how in seen:
            became = f" -> {field} ({how})" if field else f": {how}"
            yield f"  {' '.join(heading.split())}{became}"
    if report["status_map"]:
        yield ""
        yield "Status"
        for word, status in report["status_map"].items():
            yield f"  {' '.join(word.split())} -> {status}"


def _describe_problems(problems: list[dict[str, str]]) -> Iterator[str]:
    if not problems:
        return
    yield ""
    yield f"To look at: {len(problems)}"
    for item in problems[:_MOST_LISTED]:
        where = " ".join(part for part in (item["sheet"], item["cell"]) if part)
        found = " ".join(item["found"].split())[:80]
        expected = f": {item['expected']}" if item["expected"] else ""
        yield f"  {_SEVERITIES.get(item['severity'], item['severity'])} - {where + ': ' if where else ''}{found}{expected}"
    if len(problems) > _MOST_LISTED:
        yield f"  and {len(problems) - _MOST_LISTED} more (--json lists them all)"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
