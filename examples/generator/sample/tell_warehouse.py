"""The warehouse as Snowflake tells it (ACCOUNT_USAGE) and as dbt tells it."""

from .. import dbt, snowflake
from ..files import write_json
from . import columns, warehouse
from .company import CORE, DIRECTORY, MART, MODELS, NOW, RAW, STAGED, ago, chance

ROLES = {"LANDING": "LOADER", "STAGING": "TRANSFORMER", "CORE": "TRANSFORMER", "MART": "TRANSFORMER", "SANDBOX": "ANALYST"}

# name | title | model | description
METRICS = [
    ("orders_placed", "Orders Placed", "fct_customer_orders", "Number of paid orders."),
    ("units_per_order", "Units per Order", "fct_order_lines", "Pieces by order."),
    ("refund_days", "Days to Refund", "fct_returns", "Median days from request to refund."),
    ("visitors", "Visitors", "fct_footfall", "People through the door."),
    ("late_parcels", "Late Parcels", "fct_parcels", "Share of parcels after the promised day."),
    ("stock_units", "Stock Units", "fct_stock_snapshot", "Pieces on hand at midnight."),
    ("chargeback_rate", "Chargeback Rate", "fct_chargebacks", "Disputed payments by all payments."),
    ("repair_cost_average", "Average Repair Cost", "fct_repair_jobs", "Mean cost of a Mend job, euro."),
]

# name | title | kind | owner | models | description
EXPOSURES = [
    ("trading_mail", "Morning Trading Mail", "application", "ingrid.solheim", ["agg_daily_sales"],
     "The mail of half past seven with yesterday's sales. Sent by a script under somebody's desk until 2024."),
    ("reorder_service", "Reorder Service", "application", "freya.holm", ["inventory_daily", "fct_demand_forecast"],
     "Orders goods from the warehouses for the basecamps every night."),
    ("clv_training", "Lifetime Value Training", "ml", "theo.papadakis", ["fct_customer_orders", "dim_customer"],
     "Training run of the lifetime value model."),
    ("returns_deep_dive", "Returns Deep Dive", "notebook", "wanjiru.kamau", ["fct_returns", "dim_article"],
     "Why do boots come back twice as often as jackets?"),
    ("shop_feed", "Shop Feed", "application", "daniel.osei", ["article_search_export"], "Feeds the search of the web shop."),
    ("auditor_portal", "Auditor Portal", "application", "dorothea.lang", ["trial_balance", "fct_postings"],
     "What the auditors may see, for the eight weeks in which they may."),
]


def table_tags(model):
    tags = []
    if level := model.one_of("public", "confidential", "restricted"):
        tags.append(("SENSITIVITY", level))
    if level := model.one_of("low", "high", "critical"):
        tags.append(("CRITICALITY", level))
    return tags


def column_tags(name):
    return [("PII", columns.tag(name).split(".")[1].lower())] if columns.tag(name) else []


def warehouse_columns(names, key, describe=0.6):
    return [snowflake.column(name.upper(), columns.SNOWFLAKE[columns.kind(name)],
                             columns.text(name) if chance(describe, key, name) else "", nullable=position > 1,
                             tags=column_tags(name)) for position, name in enumerate(names)]


def write_snowflake(folder):
    account = snowflake.Account()
    for staged in STAGED.values():
        source = staged.source
        account.table(staged.database, "LANDING", staged.landing, warehouse_columns(source.columns, staged.landing, 0), ROLES["LANDING"],
                      "EXTERNAL TABLE", source.rows, ago(days=880), source.refreshed, f"Reads s3, see Glue {source.database}")
        account.table(staged.database, "STAGING", staged.name.upper(), warehouse_columns(source.columns, staged.name, 0.2),
                      ROLES["STAGING"], "VIEW", None, ago(days=700), ago(days=11), "")
    for model in CORE + MART:
        first_line = model.description.split("\n")[0]
        account.table(model.database, model.schema, model.name.upper(), warehouse_columns(model.columns, model.name),
                      ROLES[model.schema], "VIEW" if model.has("view") else "BASE TABLE", None if model.has("view") else model.rows,
                      ago(days=650), model.refreshed, first_line if chance(0.8, model.name) else "", table_tags(model))
    for place, name, names, hours, comment in warehouse.LEFTOVERS:
        database, schema = place.split(".")
        account.table(database, schema, name, warehouse_columns(names.split(), name, 0), ROLES.get(schema, "DEVELOPER"), "BASE TABLE",
                      12044, ago(hours=int(hours) + 30), ago(hours=int(hours)), comment)
    account.table("COMMERCE", "SANDBOX", "TMP_CYBER_MONDAY", warehouse_columns(["order_id"], "", 0), "ANALYST", "BASE TABLE", 10,
                  ago(days=340), ago(days=339), "", deleted=ago(days=20))
    account.write(folder)


def staging_models(project):
    for staged in STAGED.values():
        source = staged.source
        landing = project.source(source.system, staged.database, "LANDING", staged.landing, source.description if
                                 chance(0.3, staged.landing) else "", loader="snowpipe")
        known = [(name, columns.SNOWFLAKE[columns.kind(name)], columns.text(name) if chance(0.5, staged.name, name) else "", (), {})
                 for name in source.columns]
        project.model(staged.name, f"staging/{source.system}", staged.database, "STAGING", staged.description(), known, [landing],
                      "view", tags=["staging"], meta={"domain": source.domain}, kind="VIEW", finished=ago(hours=4))


def built_from(project, model):
    """The unique ids of what a model reads, its parents first."""
    return [f"model.{project.name}.{name}" for name in model.depends]


def warehouse_models(project):
    for model in CORE + MART:
        meta = {"domain": model.domain}
        if not model.has("hidden"):
            meta["owner"] = DIRECTORY.mail(model.owner)
        if any(columns.tag(name) for name in model.columns):
            meta["contains_pii"] = True
        known = [(name, columns.SNOWFLAKE[columns.kind(name)], columns.text(name),
                  ["pii"] if columns.tag(name) else [], {"pii_category": columns.tag(name).split(".")[1].lower()}
                  if columns.tag(name) else {}) for name in model.columns]
        unique = project.model(
            model.name, f"{model.schema.lower()}/{model.database.lower()}", model.database, model.schema, model.description, known,
            built_from(project, model), "view" if model.has("view") else "table", tags=[model.schema.lower(), *(
                ["deprecated"] if model.has("dead") else [])], meta=meta, group=model.database.lower(),
            access="public" if model.has("gold") else "protected", enforced=model.has("gold") and model.has("critical"),
            rows=model.rows, kind="VIEW" if model.has("view") else "BASE TABLE", finished=model.refreshed)
        if not model.has("dead"):
            project.test(unique, model.columns[0], "not_null", True, model.refreshed)
        if model.schema == "CORE":
            project.test(unique, model.columns[0], "unique", not chance(0.08, model.name), model.refreshed)


def write_dbt(folder):
    project = dbt.Project("northfold_warehouse", "snowflake", ago(hours=4))
    for database, domain in warehouse.DATABASES.items():
        project.group(database.lower(), f"{domain} data team", f"{database.lower()}-data@northfold.example")
    staging_models(project)
    warehouse_models(project)
    for name, title, model, description in METRICS:
        project.metric(name, title, description, [f"model.{project.name}.{model}"],
                       {"domain": MODELS[model].domain, "owner": DIRECTORY.mail(MODELS[model].owner)})
    for name, title, kind, owner, models, description in EXPOSURES:
        project.exposure(name, title, kind, description, DIRECTORY.display(owner), DIRECTORY.mail(owner),
                         [f"model.{project.name}.{model}" for model in models], f"https://wiki.northfold.example/{name}")
    write_json(f"{folder}/manifest.json", project.manifest())
    write_json(f"{folder}/catalog.json", project.catalog_file())
    write_json(f"{folder}/run_results.json", project.run_results())


def write(folder):
    write_snowflake(f"{folder}/snowflake")
    write_dbt(f"{folder}/dbt/warehouse")
