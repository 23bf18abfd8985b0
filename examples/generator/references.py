"""Names that one file uses and no file explains: a spelling mistake in the texts would show here first."""

import glob
import json
import re

from .checking import parsed
from .tally import glue_keys, openmetadata_keys, snowflake_keys

DATASET = re.compile(r"dataset:\(urn:li:dataPlatform:(\w+),([^,]+),PROD\)")
ENTITY = re.compile(r"urn:li:(?:corpGroup|domain|glossaryTerm|glossaryNode|dataProduct):")


def known_tables(folder):
    """platform:name of every table that a technical export lists; accounts and services left off."""
    known = set(snowflake_keys(folder))
    known |= {f"glue:{key.split(':', 2)[2]}" for key in glue_keys(folder)}
    for fqn in openmetadata_keys(folder):
        name = fqn.split(".", 1)[1]
        known |= {f"postgres:{name}", f"mysql:{name}"}
    return known


def datahub_names(folder):
    """(urns that have a record, records with the aspect as one text)."""
    records = [record for path in sorted(glob.glob(f"{folder}/datahub/*.json")) for record in parsed(path)]
    return {record["entityUrn"] for record in records}, records


def urns(value):
    if isinstance(value, dict):
        for member in value.values():
            yield from urns(member)
    elif isinstance(value, list):
        for member in value:
            yield from urns(member)
    elif isinstance(value, str) and value.startswith("urn:li:"):
        yield value


def aspect(record):
    body = record["aspect"]
    return body["json"] if "json" in body else json.loads(body["value"])


def dangling(folder):
    tables = known_tables(folder)
    described, records = datahub_names(folder)
    found = set()
    for record in records:
        for urn in [record["entityUrn"], *urns(aspect(record))]:
            dataset = DATASET.search(urn)
            if dataset and dataset[1] != "kafka" and f"{dataset[1]}:{dataset[2]}" not in tables:
                found.add(urn)
            elif ENTITY.match(urn) and urn not in described:
                found.add(urn)
    for path in glob.glob(f"{folder}/dbt/*/manifest.json"):
        manifest = parsed(path)
        found |= {node for nodes in manifest["parent_map"].values() for node in nodes if node not in manifest["parent_map"]}
    return sorted(found)
