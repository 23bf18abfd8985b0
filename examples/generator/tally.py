"""Counting what the written files tell of, from the files alone and not from what they were made of."""

import glob
import re

from .checking import parsed


def dataset_key(urn):
    platform, name = re.match(r"urn:li:dataset:\(urn:li:dataPlatform:([^,]+),(.+),[A-Z]+\)", urn).groups()
    return f"{platform}:{name.lower()}"


def glue_keys(folder):
    for path in glob.glob(f"{folder}/glue/**/*.json", recursive=True):
        for table in parsed(path).get("TableList", []):
            if "TargetTable" not in table and "DEPRECATED_BY_CRAWLER" not in table["Parameters"]:
                yield f"glue:{table['CatalogId']}:{table['DatabaseName']}.{table['Name']}"


def snowflake_keys(folder):
    for path in glob.glob(f"{folder}/snowflake/TABLES.csv"):
        header, *rows = parsed(path)
        for row in (dict(zip(header, cells)) for cells in rows):
            if not row["DELETED"]:
                yield f"snowflake:{row['TABLE_CATALOG']}.{row['TABLE_SCHEMA']}.{row['TABLE_NAME']}".lower()


def datahub_keys(folder):
    """Topics, dashboards and terms; the tables that DataHub tells of stand in Snowflake and Glue too."""
    for path in glob.glob(f"{folder}/datahub/*.json"):
        for record in parsed(path):
            kind, urn = record["entityType"], record["entityUrn"]
            if kind in ("dashboard", "glossaryTerm") or "dataPlatform:kafka" in urn:
                yield dataset_key(urn) if kind == "dataset" else urn


def openmetadata_keys(folder):
    for name in ("tables", "topics", "dashboards", "pipelines"):
        for path in glob.glob(f"{folder}/openmetadata/{name}.json"):
            yield from (entity["fullyQualifiedName"] for entity in parsed(path)["data"])


def dbt_keys(folder):
    for path in glob.glob(f"{folder}/dbt/*/manifest.json"):
        manifest = parsed(path)
        yield from manifest["exposures"]
        yield from manifest["metrics"]


def other_keys(folder):
    for path in glob.glob(f"{folder}/by-hand/*.jsonl"):
        yield from (record["id"] for record in parsed(path) if record["type"] != "data_product")
    yield from glob.glob(f"{folder}/open-data/*.yaml")
    yield from glob.glob(f"{folder}/contracts/*.yaml")


def datahub_entities(folder, kind):
    return {record["entityUrn"] for path in glob.glob(f"{folder}/datahub/*.json") for record in parsed(path)
            if record["entityType"] == kind}


def product_names(folder):
    names = {record["name"] for path in glob.glob(f"{folder}/by-hand/*.jsonl") for record in parsed(path)
             if record["type"] == "data_product"}
    names |= {entity["name"] for path in glob.glob(f"{folder}/openmetadata/dataProducts.json") for entity in parsed(path)["data"]}
    return names | datahub_entities(folder, "dataProduct")


def tally(folder):
    readers = {"AWS Glue": glue_keys, "Snowflake": snowflake_keys, "DataHub": datahub_keys, "OpenMetadata": openmetadata_keys,
               "dbt": dbt_keys, "by hand, open data, contracts": other_keys}
    found = {name: len(set(keys(folder))) for name, keys in readers.items()}
    return {**{f"assets first told by {name}": number for name, number in found.items()}, "assets": sum(found.values()),
            "data products": len(product_names(folder)), "domains": len(datahub_entities(folder, "domain")),
            "people": len(datahub_entities(folder, "corpuser")), "teams": len(datahub_entities(folder, "corpGroup")),
            "contracts": len(glob.glob(f"{folder}/contracts/*.yaml"))}
