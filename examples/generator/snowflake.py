"""The shape of the SNOWFLAKE.ACCOUNT_USAGE views TABLES, COLUMNS and TAG_REFERENCES, downloaded as CSV."""

from .files import write_csv

TABLES = ("TABLE_ID TABLE_NAME TABLE_SCHEMA_ID TABLE_SCHEMA TABLE_CATALOG_ID TABLE_CATALOG TABLE_OWNER TABLE_TYPE IS_TRANSIENT "
          "CLUSTERING_KEY ROW_COUNT BYTES RETENTION_TIME SELF_REFERENCING_COLUMN_NAME REFERENCE_GENERATION "
          "USER_DEFINED_TYPE_CATALOG USER_DEFINED_TYPE_SCHEMA USER_DEFINED_TYPE_NAME IS_INSERTABLE_INTO IS_TYPED COMMIT_ACTION "
          "CREATED LAST_ALTERED LAST_DDL LAST_DDL_BY DELETED AUTO_CLUSTERING_ON COMMENT OWNER_ROLE_TYPE").split()
COLUMNS = ("COLUMN_ID COLUMN_NAME TABLE_ID TABLE_NAME TABLE_SCHEMA TABLE_CATALOG ORDINAL_POSITION COLUMN_DEFAULT IS_NULLABLE "
           "DATA_TYPE CHARACTER_MAXIMUM_LENGTH NUMERIC_PRECISION NUMERIC_SCALE COMMENT DELETED").split()
TAG_REFERENCES = ("TAG_DATABASE TAG_SCHEMA TAG_ID TAG_NAME TAG_VALUE OBJECT_DATABASE OBJECT_SCHEMA OBJECT_ID OBJECT_NAME "
                  "OBJECT_DELETED DOMAIN COLUMN_ID COLUMN_NAME APPLY_METHOD").split()


def worksheet_time(when):
    """How Snowsight writes a TIMESTAMP_LTZ into a download."""
    return when.strftime("%Y-%m-%d %H:%M:%S.000 +0000")


def column(name, kind, comment="", nullable=True, tags=()):
    return {"name": name, "type": kind, "comment": comment, "nullable": nullable, "tags": tags}


class Account:
    """Collects tables and hands out the numeric ids that join the views to each other."""

    def __init__(self):
        self.tables = []
        self.columns = []
        self.tags = []
        self.ids = {}

    def identifier(self, *path):
        return self.ids.setdefault(path, 1024 + 2 * len(self.ids))

    def table(self, database, schema, name, columns, owner="TRANSFORMER", kind="BASE TABLE", rows=None, created=None, altered=None,
              comment="", tags=(), deleted=None):
        table_id = self.identifier(database, schema, name)
        when = worksheet_time(altered) if altered else ""
        self.tables.append({
            "TABLE_ID": table_id, "TABLE_NAME": name,
            "TABLE_SCHEMA_ID": self.identifier(database, schema), "TABLE_SCHEMA": schema,
            "TABLE_CATALOG_ID": self.identifier(database), "TABLE_CATALOG": database,
            "TABLE_OWNER": owner, "TABLE_TYPE": kind, "IS_TRANSIENT": "NO",
            "ROW_COUNT": "" if rows is None else rows, "BYTES": "" if rows is None else rows * 96,
            "RETENTION_TIME": 1, "IS_INSERTABLE_INTO": "NO" if "VIEW" in kind else "YES", "IS_TYPED": "NO",
            "CREATED": worksheet_time(created) if created else "", "LAST_ALTERED": when, "LAST_DDL": when,
            "LAST_DDL_BY": "DBT_SERVICE" if altered else "", "DELETED": worksheet_time(deleted) if deleted else "",
            "AUTO_CLUSTERING_ON": "NO", "COMMENT": comment, "OWNER_ROLE_TYPE": "ROLE" if owner else "",
        })
        for position, entry in enumerate(columns, 1):
            self.add_column(database, schema, name, table_id, position, entry)
        for key, value in tags:
            self.add_tag(database, schema, name, table_id, key, value)

    def add_column(self, database, schema, name, table_id, position, entry):
        column_id = self.identifier(database, schema, name, entry["name"])
        is_text = entry["type"] in ("TEXT", "VARCHAR")
        is_number = entry["type"] == "NUMBER"
        self.columns.append({
            "COLUMN_ID": column_id, "COLUMN_NAME": entry["name"], "TABLE_ID": table_id, "TABLE_NAME": name,
            "TABLE_SCHEMA": schema, "TABLE_CATALOG": database, "ORDINAL_POSITION": position,
            "IS_NULLABLE": "YES" if entry["nullable"] else "NO", "DATA_TYPE": entry["type"],
            "CHARACTER_MAXIMUM_LENGTH": 16777216 if is_text else "", "NUMERIC_PRECISION": 38 if is_number else "",
            "NUMERIC_SCALE": 0 if is_number else "", "COMMENT": entry["comment"],
        })
        for key, value in entry["tags"]:
            self.add_tag(database, schema, name, table_id, key, value, column_id, entry["name"])

    def add_tag(self, database, schema, name, table_id, key, value, column_id=None, column_name=None):
        self.tags.append({
            "TAG_DATABASE": "GOVERNANCE", "TAG_SCHEMA": "TAGS", "TAG_ID": self.identifier("GOVERNANCE", "TAGS", key),
            "TAG_NAME": key, "TAG_VALUE": value, "OBJECT_DATABASE": database, "OBJECT_SCHEMA": schema, "OBJECT_ID": table_id,
            "OBJECT_NAME": name, "DOMAIN": "COLUMN" if column_id else "TABLE", "COLUMN_ID": column_id or "",
            "COLUMN_NAME": column_name or "", "APPLY_METHOD": "MANUAL",
        })

    def write(self, folder):
        write_csv(f"{folder}/TABLES.csv", TABLES, self.tables)
        write_csv(f"{folder}/COLUMNS.csv", COLUMNS, self.columns)
        if self.tags:
            write_csv(f"{folder}/TAG_REFERENCES.csv", TAG_REFERENCES, self.tags)
