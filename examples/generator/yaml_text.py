"""A small YAML writer for plain dicts, lists, texts, numbers, booleans and nothing else."""

import json
import re

PLAIN = re.compile(r"^[A-Za-z_/][A-Za-z0-9_ ./@+()-]*$")
RESERVED = {"true", "false", "yes", "no", "on", "off", "null", "y", "n", "~"}


def scalar(value):
    if value is None:
        return ""
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    plain = PLAIN.match(value) and value.lower() not in RESERVED and not value.endswith(" ")
    return value if plain else json.dumps(value, ensure_ascii=False)


def block(text, indent):
    pad = " " * indent
    return "|\n" + "\n".join((pad + line).rstrip() for line in text.rstrip("\n").split("\n"))


def entry(prefix, value, indent):
    """The lines of one 'key: value' or '- value', whose nested lines stand at `indent`."""
    if isinstance(value, dict) and value or isinstance(value, list) and value:
        return [prefix.rstrip()] + lines(value, indent)
    if isinstance(value, dict):
        return [prefix + "{}"]
    if isinstance(value, list):
        return [prefix + "[]"]
    if isinstance(value, str) and "\n" in value:
        return [prefix + block(value, indent)]
    return [(prefix + scalar(value)).rstrip()]


def lines(value, indent=0):
    pad = " " * indent
    out = []
    if isinstance(value, dict):
        for key, member in value.items():
            out += entry(pad + scalar(key) + ": ", member, indent + 2)
        return out
    for member in value:
        if isinstance(member, dict) and member:
            nested = lines(member, indent + 2)
            out += [pad + "- " + nested[0].lstrip()] + nested[1:]
        else:
            out += entry(pad + "- ", member, indent + 2)
    return out


def dump(value):
    return "\n".join(lines(value)) + "\n"
