"""What all tellers share: the day of the sample, names of things in each system, and a chance that is the same at each run."""

import zlib
from datetime import timedelta

from .. import datahub
from ..files import moment
from . import columns, raw, warehouse
from .people import Directory

NOW = moment("2026-11-02T09:00:00Z")
DIRECTORY = Directory()
ACCOUNT_NAMES = {"210987654321": "lake-retail", "641203987755": "lake-operations"}

# Columns whose meaning the glossary explains.
COLUMN_TERMS = {
    "lifetime_value": "Customer Lifetime Value", "net_sales": "Net Sales", "gmv": "Gross Merchandise Value",
    "average_order_value": "Average Order Value", "conversion_rate": "Conversion Rate", "on_hand_units": "Stock on Hand",
    "available_units": "Available to Promise", "cairn_code": "Cairn", "sell_through_pct": "Sell-Through",
    "nps_score": "Net Promoter Score", "fte": "Full-Time Equivalent", "hs_code": "HS Code", "settlement_id": "Settlement",
    "tier": "Tier", "points_balance": "Trail Points", "footfall_count": "Footfall", "avoided_kg_co2": "Avoided Emissions",
    "churn_risk": "Churn", "condition_grade": "Condition Grade", "cost_centre": "Cost Centre", "return_id": "Switchback",
    "basecamp_id": "Basecamp", "consent_given": "Consent", "stockout_days": "Stockout", "markdown_pct": "Markdown",
    "abandoned_baskets": "Abandoned Basket", "season_code": "Season", "lane_code": "Lane", "job_id": "Mend Job",
}

# Raw tables whose domain is not that of their system.
RAW_DOMAINS = {
    "shop.order_header": "Commerce/Orders", "shop.order_line": "Commerce/Orders", "shop.return_request": "Commerce/Orders/Returns",
    "shop.coupon": "Commerce/Pricing", "shop.gift_card": "Finance/Payments", "shop.customer_account": "Customer/Identity",
    "shop.customer_address": "Customer/Identity", "loyalty.consent": "Customer/Identity", "pim.price_list": "Commerce/Pricing",
    "payments.chargeback": "Finance/Payments/Fraud", "payments.fraud_review": "Finance/Payments/Fraud",
    "wms.stock_level": "Supply Chain/Inventory", "wms.stock_snapshot": "Supply Chain/Inventory",
    "wms.stock_adjustment": "Supply Chain/Inventory", "wms.shipment": "Supply Chain/Shipping",
    "wms.return_inspection": "Commerce/Orders/Returns", "carriers.parcel": "Supply Chain/Shipping",
    "carriers.tracking_scan": "Supply Chain/Shipping", "carriers.customs_declaration": "Supply Chain/Shipping/Customs",
    "sap.ekko_purchase_order": "Merchandise/Suppliers", "sap.ekpo_purchase_line": "Merchandise/Suppliers",
    "sap.lfa1_supplier": "Merchandise/Suppliers", "marketing.guide_article": "Marketing/Content",
    "mend.resale_intake": "Circular/Resale", "mend.resale_listing": "Circular/Resale", "hr.shift": "People/Rota",
}


def ago(**span):
    return NOW - timedelta(**span)


def chance(share, *key):
    """True for about `share` of all keys, and always the same for one key."""
    return zlib.crc32("/".join(key).encode()) % 1000 < share * 1000


def pick(options, *key):
    return options[zlib.crc32("/".join(key).encode()) % len(options)]


class RawTable:
    def __init__(self, cells):
        self.system, self.name, rows, hours, names, self.description = cells
        self.rows, self.hours, self.columns = int(rows), int(hours), names.split()
        self.database, self.account, system_domain, self.team, self.service, self.home = raw.SYSTEMS[self.system]
        self.key = f"{self.system}.{self.name}"
        self.domain = RAW_DOMAINS.get(self.key, system_domain)
        self.refreshed = ago(hours=self.hours, minutes=7)

    def urn(self):
        return datahub.dataset_urn("glue", f"{self.database}.{self.name}")

    def home_urn(self):
        """The table of the operational database that this one is a copy of."""
        return datahub.dataset_urn("mysql" if "mysql" in self.service else "postgres", f"{self.home}.{self.name}")

    def sensitivity(self):
        if self.system == "hr" or any(columns.tag(name) == "PII.Payment" for name in self.columns):
            return "restricted"
        return "confidential" if any(columns.tag(name) for name in self.columns) else "internal"


class Model:
    """A table or view of CORE or MART."""

    def __init__(self, cells, schema):
        (self.database, self.name, self.domain, self.owner, rows, hours, queries, users, names, depends, flags,
         self.description) = cells
        self.schema, self.rows, self.hours = schema, int(rows), int(hours)
        self.queries, self.users = int(queries), int(users)
        self.columns, self.depends, self.flags = names.split(), depends.split(), flags.split()
        self.refreshed = ago(hours=self.hours, minutes=18)

    def has(self, flag):
        return flag in self.flags

    def one_of(self, *flags):
        return next((flag for flag in flags if flag in self.flags), None)

    def urn(self):
        return datahub.dataset_urn("snowflake", f"{self.database}.{self.schema}.{self.name}".lower())


class Staged:
    """A raw table as it stands in LANDING, and the staging view over it."""

    def __init__(self, database, source):
        self.database, self.source = database, source
        self.landing = f"{source.system}_{source.name}".upper()
        self.name = f"stg_{source.system}__{source.name}"
        self.refreshed = source.refreshed

    def landing_urn(self):
        return datahub.dataset_urn("snowflake", f"{self.database}.landing.{self.landing}".lower())

    def description(self):
        return pick(["Cleaned {0} of the {1} system: names unified, times in UTC, deleted rows taken out.",
                     "One to one from {0} ({1}), types repaired, nothing joined.",
                     "{0} as it comes from {1}, last version of each row only.", ""], self.name
                    ).format(self.source.name.replace("_", " "), self.source.system)


RAW = {table.key: table for table in map(RawTable, raw.TABLES)}
CORE = [Model(cells, "CORE") for cells in warehouse.CORE]
MART = [Model(cells, "MART") for cells in warehouse.MART]
MODELS = {model.name: model for model in CORE + MART}
STAGED = {staged.name: staged for database, keys in warehouse.STAGED.items()
          for staged in (Staged(database, RAW[key]) for key in keys.split())}
