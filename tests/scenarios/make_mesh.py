#!/usr/bin/env python3
"""Writes the fixture MESH of the scenario tests as export files of the tools that would tell these facts.

Run it from anywhere; it rewrites mesh/, mesh_without_t9/ and mesh_two_accounts/ beside it, with the same bytes each time.
The names T1 to T13, P1 to P4, G1 and K1 are those of the table in README.md.
"""

import os
import shutil
import sys
from datetime import timedelta

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "examples"))

from generator import contracts, datahub, dbt, glue, openmetadata, snowflake, yaml_text  # noqa: E402
from generator.checking import check_folder  # noqa: E402
from generator.files import moment, write_csv, write_json, write_json_array, write_json_lines, write_text  # noqa: E402

NOW = moment("2026-11-01T00:00:00Z")
ORDERS = datahub.dataset_urn("snowflake", "prod.sales.fct_customer_orders")
BACKUP = datahub.dataset_urn("snowflake", "prod.sales.fct_customer_orders_bkp")
DEV_ORDERS = datahub.dataset_urn("snowflake", "dev.sales.fct_customer_orders", "DEV")
LEFTOVER = "tmp_orders_20240101"
LEFTOVER_URN = datahub.dataset_urn("snowflake", f"prod.sales.{LEFTOVER}")
PRODUCT_DIMENSION = datahub.dataset_urn("snowflake", "prod.sales.dim_product")
CARDS = datahub.dataset_urn("snowflake", "prod.fin.card_numbers")
REGION = datahub.dataset_urn("glue", "sales_lake.SalesRegion")
TOPIC = datahub.dataset_urn("kafka", "orders.customer-order-created.v1")
ANA, BO, CY = (datahub.user_urn(name) for name in ("ana", "bo", "cy"))


def ago(**span):
    return NOW - timedelta(**span)


def write_snowflake(folder, with_t9):
    account = snowflake.Account()
    column = snowflake.column
    account.table("PROD", "SALES", "FCT_CUSTOMER_ORDERS", [  # T1
        column("order_id", "NUMBER", "Number of the order, as printed on the receipt", nullable=False),
        column("customer_id", "NUMBER", "Who placed the order", nullable=False),
        column("orderTotal", "NUMBER", "Amount paid in euro, with tax", nullable=False),
        column("email_address", "TEXT", "Where the receipt was sent", nullable=False, tags=[("PII", "")]),
    ], rows=48210334, created=ago(days=700), altered=ago(hours=1),
        comment="One row for each order that a customer placed and paid, web shop and stores together.")
    account.table("PROD", "SALES", "FCT_CUSTOMER_ORDERS_BKP", [  # T2
        column("order_id", "NUMBER"), column("customer_id", "NUMBER"), column("order_total", "NUMBER"),
    ], rows=31007112, created=ago(days=401), altered=ago(days=400), comment="Copy made before the move to the new shop.")
    account.table("DEV", "SALES", "FCT_CUSTOMER_ORDERS", [  # T3
        column("order_id", "NUMBER"), column("customer_id", "NUMBER"), column("orderTotal", "NUMBER"),
    ], owner="DEVELOPER", rows=1000, created=ago(days=90), altered=ago(days=3), comment="A thousand rows to develop against.")
    account.table("PROD", "RAW", "wide_events", [], owner="LOADER", rows=912004551, created=ago(days=365),  # T7
                  altered=ago(days=2), comment="One row for each visit, one column for each thing the page can measure.")
    account.table("PROD", "SALES", "dim_product", [  # T8
        column("product_id", "NUMBER"), column("product_name", "TEXT"), column("list_price", "NUMBER"),
    ], owner="", rows=8120, created=ago(days=500))
    account.table("PROD", "SALES", LEFTOVER, [  # T9
        column("order_id", "NUMBER"), column("load_batch", "TEXT"),
    ], owner="LOADER", rows=5000, created=ago(days=670), altered=ago(days=670), comment="Left over from a backfill.")
    account.table("PROD", "WEB", "HTTPServerLogs2", [  # T10
        column("requestTime", "TIMESTAMP_NTZ"), column("userID", "TEXT", "The account that was signed in"),
        column("statusCode", "NUMBER"),
    ], owner="LOADER", rows=77120043, created=ago(days=200), altered=ago(days=1), comment="Access log of the second web cluster.")
    account.table("PROD", "FIN", "card_numbers", [  # T11
        column("token", "TEXT", "What the payment provider returned", nullable=False), column("last_four", "TEXT"),
    ], owner="VAULT", rows=2204118, created=ago(days=600), altered=ago(days=5), comment="Payment tokens, for the vault only.")
    if not with_t9:  # dropped last, so that all other numeric ids stay what they were
        account.tables = [row for row in account.tables if row["TABLE_NAME"] != LEFTOVER]
        account.columns = [row for row in account.columns if row["TABLE_NAME"] != LEFTOVER]
    account.write(f"{folder}/snowflake")
    write_csv(f"{folder}/snowflake/COLUMNS_RAW.csv",
              "TABLE_CATALOG TABLE_SCHEMA TABLE_NAME COLUMN_NAME ORDINAL_POSITION IS_NULLABLE DATA_TYPE COMMENT".split(),
              [{"TABLE_CATALOG": "PROD", "TABLE_SCHEMA": "RAW", "TABLE_NAME": "wide_events", "COLUMN_NAME": f"c{number:04}",
                "ORDINAL_POSITION": number, "IS_NULLABLE": "YES", "DATA_TYPE": "FLOAT"} for number in range(1, 3001)])


def write_glue(folder):
    region = glue.table("111122223333", "sales_lake", "SalesRegion", [  # T4
        glue.column("region_code", "string", "Two letters"), glue.column("region_name", "string"),
        glue.column("revenue", "decimal(18,2)", "Euro, by month"),
    ], "s3://example-sales-lake/region/", ago(days=300), ago(days=12), "Revenue by sales region and month.",
        partitions=[glue.column("month", "string")], rows=1440)
    write_json(f"{folder}/glue/sales_lake.json", {"TableList": [region]}, indent=4)


def tell_structure(sink):
    for name, full_name in (("ana", "Ana Ruiz"), ("bo", "Bo Lindqvist"), ("cy", "Cy Okafor")):
        sink.user(name, full_name, f"{name}@example.com")
    sink.domain("Sales", "Everything from the basket to the returned parcel.", [(ANA, "business")])
    sink.domain("Sales/Orders", "Orders and what was bought.", [(ANA, "business")])
    sink.domain("Sales/Returns", "What came back.", [(ANA, "business")])
    sink.domain("Finance", "Money in and out.", [(BO, "business")])
    sink.domain("Finance/Payments", "How customers pay.", [(BO, "business")])
    sink.domain("Sales Ops", "The people who run the sales floor.", [(CY, "business")])
    sink.domain("Marketing", "Campaigns and the web site.", [(CY, "business")])


def tell_products(sink):
    first = sink.product("Customer Orders", "Sales/Orders", "All orders of all channels, ready to analyse.",  # P1
                         [(ANA, "business")], [ORDERS, TOPIC], ports=[ORDERS])
    sink.structured("dataProduct", first, {"criticality": "high", "sensitivity": "confidential", "certification": "certified"})
    second = sink.product("Payments Ledger", "Finance/Payments", "Every payment and how it was settled.",  # P2
                          [(BO, "business")], [CARDS])
    sink.structured("dataProduct", second, {"criticality": "high"})
    third = sink.product("Returns 360", "Sales/Returns", "Why parcels come back.", [(ANA, "business")])  # P3
    sink.structured("dataProduct", third, {"criticality": "low"})
    sink.product("Ops Roster", "Sales Ops", "Who works when, by store.", [(CY, "business")])  # P4


def tell_assets(sink):
    sink.properties(TOPIC, "orders.customer-order-created.v1", description="Sent when the shop has accepted a basket.")  # T5
    sink.sub_type(TOPIC, "Topic")
    sink.schema(TOPIC, "orders.customer-order-created.v1-value",
                [datahub.field("orderNumber", "long"), datahub.field("placedAt", "timestamp-millis")])
    sink.in_domain("dataset", TOPIC, "Sales/Orders")
    sink.owners("dataset", TOPIC, [(ANA, "technical")])
    weekly = sink.dashboard("looker", "dashboards.17", "Weekly Orders", "Orders by week and store; uses fct_customer_orders",  # T6
                            "https://looker.example.com/dashboards/17", ago(days=9), [ORDERS])
    sink.tags("dashboard", weekly, ["tier_1"])
    sink.in_domain("dashboard", weekly, "Marketing")
    sink.owners("dashboard", weekly, [(CY, "business")])
    sink.dashboard_views(weekly, [3000] * 30, 410)
    sink.owners("dataset", REGION, [(ANA, "technical")])
    term = "Customer Lifetime Value"  # G1
    sink.term(term, "What a customer is expected to spend over all the years of the relation.", ["CLV", "LTV"],
              domain="Marketing", owners=[(ANA, "business")])
    sink.edited_fields(ORDERS, [("orderTotal", "", [], [term]), ("email_address", "", ["PII"], [])])


def tell_use(sink, with_t9):
    sink.usage(ORDERS, [701, 655, 742, 810, 768, 700, 624], 120, ["ana", "bo", "cy"])  # 5000 in the week
    sink.usage(BACKUP, [1, 0, 0, 2, 0, 0, 0], 1)
    sink.usage(DEV_ORDERS, [0, 0, 0, 0, 0, 2, 0], 1)
    sink.usage(REGION, [2, 1, 0, 3, 2, 1, 1], 3)
    sink.refreshed(ORDERS, ago(hours=1))
    sink.refreshed(BACKUP, ago(days=400))
    sink.deprecated(BACKUP, "Read FCT_CUSTOMER_ORDERS instead.")
    sink.upstreams(ORDERS, [TOPIC, PRODUCT_DIMENSION], [(TOPIC, "orderNumber", "order_id")])
    sink.upstreams(REGION, [ORDERS])
    sink.upstreams(CARDS, [ORDERS])
    if with_t9:
        sink.upstreams(LEFTOVER_URN, [ORDERS])


def write_datahub(folder, with_t9):
    sink = datahub.FileSink(NOW, "datahub-file-sink")
    tell_structure(sink)
    tell_products(sink)
    tell_assets(sink)
    tell_use(sink, with_t9)
    write_json_array(f"{folder}/datahub/datahub.json", sink.records)


def write_contract(folder):
    prop = contracts.prop
    agreement = contracts.contract(  # K1
        "6b0f2a34-95f1-4a6d-8b59-0f1f1b7d7f01", "Customer Orders contract", "1.2.0", "Sales/Orders", "Customer Orders",
        "What readers of the customer orders can rely on.", [contracts.snowflake_server("ab12345", "PROD", "SALES")],
        [contracts.table("fct_customer_orders", "FCT_CUSTOMER_ORDERS", "One row for each paid order.", [
            prop("order_id", "integer", "NUMBER", "Number of the order", required=True, key=True),
            prop("customer_id", "integer", "NUMBER", "Who placed the order", required=True),
            prop("orderTotal", "number", "NUMBER", "Amount paid", required=True),
            prop("email_address", "string", "TEXT", "Where the receipt was sent", required=True, classification="confidential"),
        ])],
        [("ana@example.com", "Owner", "2025-01-01")], sla=[("latency", 24, "h", "fct_customer_orders")])
    write_text(f"{folder}/contracts/customer_orders.odcs.yaml", yaml_text.dump(agreement))


def write_openmetadata(folder):
    server = openmetadata.Server(NOW, "example.com")
    column = openmetadata.column
    customers = server.table("crm_mysql", "crm", "ventas", "clientes_españa", [  # T12
        column("id_cliente", "INT", "Número de cliente", position=1), column("ciudad", "VARCHAR", position=2),
    ], service_type="Mysql", description="Pedidos de clientes en España", updated=ago(days=20),
        owners=[("user", "cy", "Cy Okafor")], domain="Marketing")
    write_json(f"{folder}/openmetadata/tables.json", openmetadata.answer([customers]))
    write_json(f"{folder}/openmetadata/users.json", openmetadata.answer([server.user("cy", "Cy Okafor", "cy@example.com")]))


def write_by_hand(folder):
    write_json_lines(f"{folder}/waymark/finance.jsonl", [{  # T13
        "id": "postgres:treasury.ref.security_master", "type": "table", "name": "security_master", "platform": "postgres",
        "database": "treasury", "schema": "ref", "environment": "prod", "domain": "Finance", "products": ["Payments Ledger"],
        "description": "Securities that the treasury may hold.", "owners": [{"name": "Bo Lindqvist", "mail": "bo@example.com"}],
        "columns": [{"name": "sec_code", "type": "text", "nullable": False, "description": "证券代码"},
                    {"name": "market", "type": "text", "description": "交易市场"}],
        "updated": "2026-10-25T06:00:00Z"}])


MESH_CONFIG = """\
# The fixture of the scenario tests; written by make_mesh.py.
now: 2026-11-01T00:00:00Z
sources:
  - {name: snowflake, path: "snowflake/*.csv"}
  - {name: glue, path: "glue/*.json"}
  - {name: datahub, path: "datahub/*.json"}
  - {name: contracts, path: "contracts/*.yaml"}
  - {name: openmetadata, path: "openmetadata/*.json"}
  - {name: by-hand, path: "waymark/*.jsonl"}
rules:
  - match: {platform: snowflake, database: DEV}
    set: {environment: dev}
  - match: {platform: snowflake, database: PROD}
    set: {environment: prod}
  - match: {platform: snowflake, schema: SALES}
    set: {domain: Sales/Orders}
  - match: {platform: snowflake, schema: RAW}
    set: {domain: Sales, layer: raw}
  - match: {platform: snowflake, schema: WEB}
    set: {domain: Marketing}
  - match: {platform: snowflake, schema: FIN}
    set: {domain: Finance/Payments}
  - match: {platform: glue, database: sales_lake}
    set: {domain: Sales/Orders}
  - match: {platform: snowflake, database: PROD, schema: FIN, name: card_numbers}
    access: {level: restricted, groups: [finance]}
"""


def write_mesh(folder, with_t9):
    write_snowflake(folder, with_t9)
    write_glue(folder)
    write_datahub(folder, with_t9)
    write_contract(folder)
    write_openmetadata(folder)
    write_by_hand(folder)
    write_text(f"{folder}/waymark.yaml", MESH_CONFIG)


ACCOUNTS_CONFIG = """\
# Four assets out of seven records: one table told by Glue and dbt on Athena, one told by Snowflake, dbt and DataHub,
# and one name that stands in two AWS accounts for two tables.
now: 2026-11-01T00:00:00Z
sources:
  - {name: glue-orders, path: "glue/111122223333.json"}
  - {name: glue-finance, path: "glue/444455556666.json"}
  - {name: dbt-athena, path: "dbt_athena/*.json"}
  - {name: snowflake, path: "snowflake/*.csv"}
  - {name: dbt-snowflake, path: "dbt_snowflake/*.json"}
  - {name: datahub, path: "datahub/*.json"}
rules:
  - match: {instance: "111122223333"}
    set: {domain: Sales/Orders}
  - match: {instance: "444455556666"}
    set: {domain: Finance}
"""


def write_dbt(folder, project):
    write_json(f"{folder}/manifest.json", project.manifest())
    write_json(f"{folder}/catalog.json", project.catalog_file())


def write_two_accounts(folder):
    created, updated = ago(days=200), ago(days=1)
    lines = [glue.column("order_id", "bigint"), glue.column("line_number", "int"), glue.column("sku", "string")]
    customers = [glue.column("customer_id", "bigint"), glue.column("full_name", "string")]
    for account, tables in (("111122223333", [("order_lines", lines, "Lines of all orders."), ("customers", customers, "Shoppers.")]),
                            ("444455556666", [("customers", customers, "Companies that are billed.")])):
        write_json(f"{folder}/glue/{account}.json", {"TableList": [
            glue.table(account, "sales_lake", name, columns, f"s3://example-{account}/{name}/", created, updated, text)
            for name, columns, text in tables]}, indent=4)
    athena = dbt.Project("lake_models", "athena", NOW)
    athena.model("order_lines", "orders", "awsdatacatalog", "sales_lake", "Lines of all orders, cleaned and deduplicated by dbt.",
                 [("order_id", "bigint", "Which order", (), {}), ("line_number", "integer", "", (), {}),
                  ("sku", "varchar", "What was bought", (), {})])
    write_dbt(f"{folder}/dbt_athena", athena)
    account = snowflake.Account()
    account.table("PROD", "SALES", "FCT_ORDERS", [snowflake.column("ORDER_ID", "NUMBER", nullable=False),
                                                  snowflake.column("ORDER_TOTAL", "NUMBER")],
                  rows=100, created=created, altered=updated, comment="Orders")
    account.write(f"{folder}/snowflake")
    warehouse = dbt.Project("warehouse", "snowflake", NOW)
    warehouse.model("fct_orders", "marts", "PROD", "sales", "Orders, one row each, as the finance team counts them.",
                    [("order_id", "NUMBER", "Number of the order", (), {}), ("order_total", "NUMBER", "With tax", (), {})])
    write_dbt(f"{folder}/dbt_snowflake", warehouse)
    sink = datahub.FileSink(NOW, "datahub-file-sink")
    urn = datahub.dataset_urn("snowflake", "prod.sales.fct_orders")
    sink.properties(urn, "FCT_ORDERS", "PROD.SALES.FCT_ORDERS", "Edited in the catalog: all orders since 2019.")
    sink.schema(urn, "prod.sales.fct_orders", [datahub.field("order_id", "NUMBER(38,0)"), datahub.field("order_total", "NUMBER(38,0)")])
    sink.user("ana", "Ana Ruiz", "ana@example.com")
    sink.owners("dataset", urn, [(ANA, "business")])
    sink.usage(urn, [10, 20, 30], 4)
    write_json_array(f"{folder}/datahub/datahub.json", sink.records)
    write_text(f"{folder}/waymark.yaml", ACCOUNTS_CONFIG)


def main():
    for name, write in (("mesh", lambda folder: write_mesh(folder, True)),
                        ("mesh_without_t9", lambda folder: write_mesh(folder, False)),
                        ("mesh_two_accounts", write_two_accounts)):
        folder = os.path.join(HERE, name)
        shutil.rmtree(folder, ignore_errors=True)
        write(folder)
        files, size = check_folder(folder)
        print(f"{name}: {files} files, {size // 1024} KB, all readable")


if __name__ == "__main__":
    main()
