"""The promises: ODCS contracts, one of the older Data Contract Specification, and two that are not kept."""

from .. import contracts, yaml_text
from ..files import write_text
from . import columns, people
from .company import DIRECTORY, MODELS

LOGICAL = dict(s="string", i="integer", d="number", f="number", t="date", D="date", b="boolean", j="object")
ACCOUNT = "nf-prod.eu-north-1"


def properties(names, required=2, kinds=columns.SNOWFLAKE):
    out = []
    for position, name in enumerate(names):
        tag = columns.tag(name)
        out.append(contracts.prop(name, LOGICAL[columns.kind(name)], kinds[columns.kind(name)], columns.text(name), position < required,
                                  position == 0, ("restricted" if tag == "PII.Payment" else "confidential") if tag else None,
                                  position == 0, ["pii"] if tag else []))
    return out


def table(name, limit=9, extra=()):
    model = MODELS[name]
    return contracts.table(name, name.upper(), model.description.split("\n")[0], properties(model.columns[:limit]) + list(extra))


def warehouse(identifier, title, version, domain, product, purpose, database, schema, tables, owner, steward, sla, **more):
    return contracts.contract(identifier, title, version, domain, product, purpose,
                              [contracts.snowflake_server(ACCOUNT, database, schema)], tables,
                              [(DIRECTORY.mail(owner), "Owner", "2025-03-01"), (DIRECTORY.mail(steward), "Data Steward", "2025-03-01")],
                              sla, **more)


def agreements():
    """File stem to contract."""
    return {
        "customer-orders": warehouse(
            "c0a3f6f2-7f0e-4f61-9b36-0d2d6c7e1a01", "Customer Orders", "3.2.0", "Commerce/Orders", "Customer Orders",
            "Paid orders of all channels and their lines, for reporting, forecasting and anything that counts orders.", "COMMERCE", "CORE",
            [table("fct_customer_orders", 12), table("fct_order_lines", 8)], "tomas.brandt", "wanjiru.kamau",
            [("latency", 3, "h", "fct_customer_orders.placed_at"), ("frequency", 1, "h", None), ("retention", 10, "y", None)],
            usage="Join lines on order_id. Do not count rows of the staging views.", limitations="No test orders, no staff purchases.",
            tags=["orders", "sales"], roles=[("COMMERCE_READER", "Order Desk")], support="#order-desk",
            created="2025-03-01T09:00:00+00:00"),
        "returns": warehouse(
            "c0a3f6f2-7f0e-4f61-9b36-0d2d6c7e1a02", "Returns and Refunds", "2.0.0", "Commerce/Orders/Returns", "Returns and Refunds",
            "Switchbacks with their reason, for quality talks with makers.", "COMMERCE", "CORE",
            [table("fct_returns", 11, [contracts.prop(
                "return_channel", "string", "TEXT", "How it came back: parcel, basecamp or pick-up point", required=True)])],
            "wanjiru.kamau", "tomas.brandt", [("latency", 8, "h", None)], tags=["returns"], support="#switchbacks"),
        "stock-position": warehouse(
            "c0a3f6f2-7f0e-4f61-9b36-0d2d6c7e1a03", "Stock Position", "1.4.1", "Supply Chain/Inventory", "Stock Position",
            "Stock by day and location, for planners and for the reorder service.", "SUPPLY", "MART",
            [table("inventory_daily", 7)], "freya.holm", "miguel.santos",
            [("latency", 24, "h", "inventory_daily.snapshot_date"), ("frequency", 1, "d", None),
             ("timeOfAvailability", "06:00+01:00", None, None)], tags=["stock"], support="#stock-desk"),
        "payment-settlements": warehouse(
            "c0a3f6f2-7f0e-4f61-9b36-0d2d6c7e1a04", "Payment Settlements", "1.0.3", "Finance/Payments", "Payment Settlements",
            "Payments and payouts that agree to the cent.", "FINANCE", "CORE", [table("fct_payments"), table("fct_settlements", 7)],
            "viktor.petrov", "ravi.menon", [("latency", 2, "d", None), ("retention", 11, "y", None)],
            limitations="Only for people in Finance and Risk.", roles=[("FINANCE_RESTRICTED", "Financial Controller")]),
        "trailhead-members": warehouse(
            "c0a3f6f2-7f0e-4f61-9b36-0d2d6c7e1a05", "Trailhead Members", "2.3.0", "Customer/Trailhead", "Trailhead Members",
            "Who is a member, in which tier.", "CUSTOMER", "CORE", [table("dim_member", 8)], "jules.fontaine", "noor.haddad",
            [("latency", 12, "h", None)], usage="Join fct_consent before you write to anybody.", tags=["members", "loyalty"]),
        "mend-repairs": warehouse(
            "c0a3f6f2-7f0e-4f61-9b36-0d2d6c7e1a06", "Mend Repairs", "1.1.0", "Circular/Repair", "Mend Repairs",
            "Repair jobs, for the warranty team and the emissions report.", "CIRCULAR", "CORE",
            [contracts.table("fct_repair_jobs", "FCT_REPAIR_JOBS", "One row for each job.", properties(
                ["job_id", "customer_id", "item_serial", "workshop_code"]) + [
                    contracts.prop("fault_code", "integer", "NUMBER", "What is broken, as a number of the fault list", required=True),
                    contracts.prop("repair_cost", "number", "NUMBER", "Labour and parts, euro")])],
            "bjorn.hauge", "sam.achterberg", [("latency", 1, "d", None)], support="#mend"),
        "price-history": warehouse(
            "c0a3f6f2-7f0e-4f61-9b36-0d2d6c7e1a07", "Price History", "1.0.0", "Commerce/Pricing", "Price History",
            "Prices as the law wants them kept.", "COMMERCE", "CORE", [table("fct_price_history", 9)], "oskar.nyberg", "daniel.osei",
            [("latency", 1, "d", None), ("retention", 6, "y", None)], tags=["omnibus"]),
        "campaign-performance": warehouse(
            "c0a3f6f2-7f0e-4f61-9b36-0d2d6c7e1a08", "Campaign Performance", "0.9.0", "Marketing/Campaigns", "Campaign Performance",
            "Cost and attributed orders, still being discussed.", "MARKETING", "MART", [table("campaign_performance", 8)], "priya.nair",
            "marek.zielinski", [("latency", 1, "d", None)], status="draft"),
        "general-ledger": warehouse(
            "c0a3f6f2-7f0e-4f61-9b36-0d2d6c7e1a09", "General Ledger", "4.0.0", "Finance/Ledger", "General Ledger",
            "Postings and balances as closed.", "FINANCE", "MART", [table("trial_balance", 6)], "dorothea.lang", "ravi.menon",
            [("frequency", 1, "d", None), ("latency", 24, "h", None), ("endOfSupport", "2031-12-31", None, None)]),
        "order-events-v1": contracts.contract(
            "c0a3f6f2-7f0e-4f61-9b36-0d2d6c7e1a10", "Order Events, first version", "1.0.0", "Commerce/Orders", "Customer Orders",
            "Replaced by version 2 of the topic.",
            [{"server": "kafka-prod", "type": "kafka", "host": "kafka.northfold.example:9092", "format": "avro"}],
            [contracts.table("OrderPlaced", "commerce.orders.order-placed.v1", "An order was placed.",
                             properties(["order_id", "customer_id", "order_total"], kinds=columns.AVRO), kind="topic")],
            [(DIRECTORY.mail("per.aasen"), "Owner", "2022-01-01"), (DIRECTORY.mail("leo.marchetti"), "Owner", "2024-06-01")],
            status="deprecated"),
        "parcel-cairns": contracts.contract(
            "c0a3f6f2-7f0e-4f61-9b36-0d2d6c7e1a11", "Parcel Cairns", "1.2.0", "Supply Chain/Shipping", "Parcel Journey",
            "Each scan of each parcel within a minute.",
            [{"server": "kafka-prod", "type": "kafka", "host": "kafka.northfold.example:9092", "format": "avro"}],
            [contracts.table("CairnScanned", "shipping.parcel.cairn-scanned.v1", "A carrier scanned a parcel.",
                             properties(["parcel_id", "cairn_code", "scanned_at"], 3, columns.AVRO), kind="topic")],
            [(DIRECTORY.mail("yusuf.demir"), "Owner", "2024-01-15")], support="#parcel-desk"),
    }


def team_as_object(contract):
    """From version 3.1 on the team is an object with a name and members."""
    body = dict(contract)
    body["apiVersion"] = "v3.1.0"
    body["team"] = {"name": "Product Content", "description": "Keeps the catalogue", "members": contract["team"]}
    return body


def article_catalogue():
    return team_as_object(warehouse(
        "c0a3f6f2-7f0e-4f61-9b36-0d2d6c7e1a12", "Article Catalogue", "5.1.0", "Merchandise/Catalogue", "Article Catalogue",
        "The golden record of articles and variants.", "MERCHANDISE", "CORE", [table("dim_article", 8), table("dim_variant", 6)],
        "clara.whitfield", "daniel.osei", [("latency", 6, "h", None), ("generalAvailability", "2023-05-01T00:00:00Z", None, None)],
        tags=["master-data"], support="#catalogue"))


def web_sessions():
    """An older contract, still in the Data Contract Specification."""
    fields = ["session_id", "device_type", "session_started_at", "session_seconds", "page_views", "converted"]
    names = dict(s="text", i="long", d="decimal", f="double", t="timestamp", D="date", b="boolean", j="object")
    return {
        "dataContractSpecification": "1.1.0", "id": "web-sessions",
        "info": {"title": "Web Sessions", "version": "1.0.2", "status": "active", "owner": "Web Insight",
                 "description": "Visits to site and app, cut into sessions.\nDevices without consent are counted, not followed.",
                 "contact": {"name": DIRECTORY.display("sofia.lund"), "email": f"sofia.lund@{people.MAIL}"}},
        "servers": {"production": {"type": "athena", "environment": "prod", "catalog": "awsdatacatalog", "schema": "processed_web",
                                   "regionName": "eu-north-1", "stagingDir": "s3://northfold-athena-results/"}},
        "terms": {"usage": "Conversion and navigation studies.", "limitations": "Not for following single persons.",
                  "noticePeriod": "P3M"},
        "models": {"session": {"type": "table", "description": "One row for each session.", "fields": {
            name: {"type": names[columns.kind(name)], "description": columns.text(name), "required": position < 2,
                   **({"primaryKey": True, "unique": True} if position == 0 else {})}
            for position, name in enumerate(fields)}}},
        "servicelevels": {"freshness": {"description": "Sessions of yesterday are there at six", "threshold": "25h",
                                        "timestampField": "session.session_started_at"},
                          "retention": {"description": "Thirteen months", "period": "P13M", "unlimited": False}},
        "tags": ["web", "sessions"],
    }


def write(folder):
    for stem, contract in {**agreements(), "article-catalogue": article_catalogue()}.items():
        write_text(f"{folder}/contracts/{stem}.odcs.yaml", yaml_text.dump(contract))
    write_text(f"{folder}/contracts/web-sessions.datacontract.yaml", yaml_text.dump(web_sessions()))
