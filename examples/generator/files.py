"""Writing the export files: stable bytes, UTF-8, one line feed at the end."""

import csv
import io
import json
import os
from datetime import datetime, timezone


def moment(text):
    """The time that an RFC 3339 text in UTC names: '2026-11-02T09:00:00Z'."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)


def seconds(when):
    return int(when.timestamp())


def millis(when):
    return seconds(when) * 1000


def rfc3339(when):
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def write_text(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write(text if text.endswith("\n") else text + "\n")


def write_json(path, value, indent=1):
    write_text(path, json.dumps(value, ensure_ascii=False, indent=indent))


def write_json_array(path, records):
    """One record a line inside an array: still one JSON document, yet a change shows as one changed line."""
    body = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    write_text(path, "[\n" + body + "\n]")


def write_json_lines(path, records):
    write_text(path, "\n".join(json.dumps(record, ensure_ascii=False) for record in records))


def write_csv(path, header, rows):
    """Rows are dicts; a column that a row leaves out is an empty cell."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=header, restval="", lineterminator="\n", extrasaction="raise")
    writer.writeheader()
    writer.writerows(rows)
    write_text(path, out.getvalue())
