"""The two data lakes: AWS Glue, Lake Formation, and the dbt projects that run on Athena there."""

import base64
import json

from .. import dbt, glue
from ..files import seconds, write_json
from . import columns, streams_and_boards
from .company import ACCOUNT_NAMES, NOW, RAW, ago, chance

DATABASES = {
    "raw_shop": "Copies of the web shop's tables.", "raw_pos": "Tills, doors and stores.", "raw_web": "Events of site and app.",
    "raw_loyalty": "The Trailhead club.", "raw_service": "Help desk.", "raw_marketing": "Ad platforms, mails, magazine.",
    "raw_pim": "Article master.", "raw_payments": "Webhooks and payout files of the providers.", "raw_wms": "Warehouse system.",
    "raw_carriers": "Parcels and scans.", "raw_sap": "Tables of the ERP under their own names. Bring a dictionary.",
    "raw_mend": "Workshops and resale.", "raw_locker": "Rental lockers.", "raw_hr": "Staff. Closed.",
    "shared_reference": "Small tables that everybody needs.", "ops_audit": "The lake's own log books.",
    "processed_supply": "Built by dbt from the warehouse and carrier tables.", "processed_circular": "Built by dbt.",
    "processed_web": "Sessions and search words, built by dbt.",
}

# database | name | columns | query | account
VIEWS = [
    ("raw_shop", "v_open_orders", "order_id customer_id order_status placed_at",
     "select order_id, customer_id, order_status, placed_at from raw_shop.order_header where delivered_at is null", "210987654321"),
    ("raw_pos", "v_receipts_today", "receipt_id basecamp_id gross_amount",
     "select receipt_id, basecamp_id, gross_amount from raw_pos.receipt where placed_at >= current_date", "210987654321"),
    ("raw_wms", "v_negative_stock", "location_id variant_id on_hand_units",
     "select location_id, variant_id, on_hand_units from raw_wms.stock_level where on_hand_units < 0", "641203987755"),
    ("raw_carriers", "v_lost_parcels", "parcel_id carrier_code promised_on",
     "select parcel_id, carrier_code, promised_on from raw_carriers.parcel where delivered_at is null", "641203987755"),
]


def glue_columns(names, describe=0.7, key=""):
    return [glue.column(name, columns.GLUE[columns.kind(name)], columns.text(name) if chance(describe, key, name) else "")
            for name in names if name != "ingest_date"]


def raw_table(table):
    partitions = [glue.column("ingest_date", "string")] if "ingest_date" in table.columns else []
    return glue.table(table.account, table.database, table.name, glue_columns(table.columns, key=table.key),
                      f"s3://northfold-{ACCOUNT_NAMES[table.account]}/{table.database}/{table.name}/", ago(days=900), table.refreshed,
                      table.description, partitions, "json" if table.system in ("web", "payments") else "parquet", table.rows,
                      crawler=f"{table.database}-crawler" if chance(0.5, table.key) else None,
                      parameters={"transient_lastDdlTime": str(seconds(table.refreshed))})


def lake_table(cells):
    database, name, account, _, _, names, _, hours, description = cells
    refreshed = ago(hours=int(hours))
    return glue.table(account, database, name, glue_columns(names.split(), 0.3, name),
                      f"s3://northfold-{ACCOUNT_NAMES[account]}/{database}/{name}/", ago(days=300), refreshed,
                      description if chance(0.5, name) else "", created_by="role/dbt-athena",
                      parameters={"table_type": "ICEBERG", "transient_lastDdlTime": str(seconds(refreshed))})


def view(cells):
    database, name, names, query, account = cells
    presto = {"originalSql": query, "catalog": "awsdatacatalog", "schema": database, "columns": [
        {"name": column, "type": columns.ATHENA[columns.kind(column)]} for column in names.split()]}
    encoded = base64.b64encode(json.dumps(presto).encode()).decode()
    return glue.table(account, database, name, glue_columns(names.split(), 0), "", ago(days=200), ago(days=40),
                      view_sql=f"/* Presto View: {encoded} */")


def odd_ones():
    """What every grown catalog holds: a table its crawler lost, and a link to a table of the other account."""
    gone = glue.table("210987654321", "raw_shop", "order_header_2019", glue_columns(["order_id", "order_total", "placed_at"], 0),
                      "s3://northfold-lake-retail/raw_shop/order_header_2019/", ago(days=2200), ago(days=1300), crawler="raw_shop-crawler",
                      parameters={"DEPRECATED_BY_CRAWLER": "1650000000000"})
    link = {"Name": "basecamp", "DatabaseName": "shared_reference", "CreateTime": glue.cli_time(ago(days=100)),
            "UpdateTime": glue.cli_time(ago(days=100)), "Retention": 0, "IsRegisteredWithLakeFormation": False,
            "TargetTable": {"CatalogId": "210987654321", "DatabaseName": "raw_pos", "Name": "basecamp"},
            "CatalogId": "641203987755", "CreatedBy": "arn:aws:iam::641203987755:role/lake-admin"}
    return [("210987654321", "raw_shop", gone), ("641203987755", "shared_reference", link)]


def write_glue(folder):
    files = {}
    for table in RAW.values():
        files.setdefault((table.account, table.database), []).append(raw_table(table))
    for cells in streams_and_boards.LAKE_MODELS:
        files.setdefault((cells[2], cells[0]), []).append(lake_table(cells))
    for cells in VIEWS:
        files[(cells[4], cells[0])].append(view(cells))
    for account, database, table in odd_ones():
        files[(account, database)].append(table)
    for (account, database), tables in files.items():
        write_json(f"{folder}/{ACCOUNT_NAMES[account]}/{database}.json", {"TableList": tables})
    for account, name in ACCOUNT_NAMES.items():
        names = sorted(database for of, database in files if of == account)
        write_json(f"{folder}/{name}/databases.json", {"DatabaseList": [
            {"Name": database, "Description": DATABASES[database], "LocationUri": f"s3://northfold-{name}/{database}/",
             "CreateTime": glue.cli_time(ago(days=950)), "CatalogId": account} for database in names]})


def write_lake_formation(folder):
    for account, name in ACCOUNT_NAMES.items():
        entries = []
        for table in RAW.values():
            if table.account != account or table.system.startswith(("reference", "ops")):
                continue
            personal = [(column, [("pii", columns.tag(column).split(".")[1].lower())]) for column in table.columns
                        if columns.tag(column)]
            entries.append(glue.tagged_table(
                account, table.database, table.name, [("layer", "raw"), ("team", table.team)],
                [("domain", table.domain), ("sensitivity", table.sensitivity())], personal))
        write_json(f"{folder}/{name}.json", {"TableList": entries})


def write_dbt(folder):
    for account, name in ACCOUNT_NAMES.items():
        project = dbt.Project(name.replace("-", "_"), "athena", ago(hours=3), "1.9.4")
        for cells in streams_and_boards.LAKE_MODELS:
            database, model, of, domain, owner, names, sources, hours, description = cells
            if of != account:
                continue
            depends = [project.source(RAW[key].system, "awsdatacatalog", RAW[key].database, RAW[key].name,
                                      loader="airflow") for key in sources.split()]
            project.model(model, database, "awsdatacatalog", database, description,
                          [(column, columns.ATHENA[columns.kind(column)], columns.text(column), (), {}) for column in names.split()],
                          depends, "table", tags=["iceberg"], meta={"owner": f"{owner}@northfold.example", "domain": domain},
                          finished=ago(hours=int(hours)))
        write_json(f"{folder}/{name}/manifest.json", project.manifest())
        write_json(f"{folder}/{name}/catalog.json", project.catalog_file())


def write(folder):
    write_glue(f"{folder}/glue")
    write_lake_formation(f"{folder}/lake-formation")
    write_dbt(f"{folder}/dbt")
