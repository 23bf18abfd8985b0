"""The shape of dbt's manifest.json (version 12), catalog.json and run_results.json."""

import hashlib

from .files import rfc3339

SCHEMAS = "https://schemas.getdbt.com/dbt/"


def checksum(text):
    return hashlib.sha256(text.encode()).hexdigest()


class Project:
    """One dbt project on one warehouse; `generated` is the time of `dbt docs generate`."""

    def __init__(self, name, adapter, generated, version="1.10.13"):
        self.name = name
        self.adapter = adapter
        self.generated = generated
        self.version = version
        self.nodes = {}
        self.sources = {}
        self.exposures = {}
        self.metrics = {}
        self.groups = {}
        self.catalog = {}
        self.catalog_sources = {}
        self.results = []

    def metadata(self, artefact):
        stamp = rfc3339(self.generated).replace("Z", ".318204Z")
        body = {"dbt_schema_version": f"{SCHEMAS}{artefact}.json", "dbt_version": self.version, "generated_at": stamp,
                "invocation_id": "5d7c1b0e-6a44-4a55-9a0f-3f1c0f6f2b11", "env": {}}
        if artefact.startswith("manifest"):
            body.update({"project_name": self.name, "project_id": checksum(self.name)[:32], "user_id": None,
                         "send_anonymous_usage_stats": False, "adapter_type": self.adapter,
                         "quoting": {"database": False, "schema": False, "identifier": False, "column": None}})
        return body

    def relation(self, database, schema, name):
        return f'"{database}"."{schema}"."{name}"' if self.adapter == "athena" else f"{database}.{schema}.{name}"

    def columns(self, columns):
        """columns: (name, type, description, tags, meta)."""
        return {name: {"name": name, "description": description, "meta": meta, "data_type": kind or None, "constraints": [],
                       "quote": None, "config": {"meta": meta, "tags": list(tags)}, "tags": list(tags), "granularity": None,
                       "doc_blocks": []}
                for name, kind, description, tags, meta in columns}

    def created_at(self):
        return self.generated.timestamp() - 18.75

    def group(self, name, owner, mail, description=""):
        unique = f"group.{self.name}.{name}"
        self.groups[unique] = {"name": name, "resource_type": "group", "package_name": self.name, "path": "groups.yml",
                               "original_file_path": "models/groups.yml", "unique_id": unique,
                               "owner": {"email": mail, "name": owner}, "description": description or None, "config": {"meta": {}}}

    def source(self, source_name, database, schema, name, description="", columns=(), tags=(), meta=None, loader="fivetran"):
        unique = f"source.{self.name}.{source_name}.{name.lower()}"
        self.sources[unique] = {
            "database": database, "schema": schema, "name": name.lower(), "resource_type": "source", "package_name": self.name,
            "path": f"models/staging/{source_name}/_{source_name}__sources.yml",
            "original_file_path": f"models/staging/{source_name}/_{source_name}__sources.yml", "unique_id": unique,
            "fqn": [self.name, "staging", source_name, name.lower()], "source_name": source_name, "source_description": "",
            "loader": loader, "identifier": name, "quoting": {"database": None, "schema": None, "identifier": None, "column": None},
            "loaded_at_field": None, "freshness": {"warn_after": {"count": 24, "period": "hour"},
                                                   "error_after": {"count": None, "period": None}, "filter": None},
            "external": None, "description": description, "columns": self.columns(columns), "meta": meta or {}, "source_meta": {},
            "tags": list(tags), "config": {"enabled": True, "meta": meta or {}, "tags": list(tags)}, "patch_path": None,
            "unrendered_config": {}, "relation_name": self.relation(database, schema, name), "created_at": self.created_at(),
            "doc_blocks": []}
        return unique

    def model(self, name, folder, database, schema, description="", columns=(), depends=(), materialized="table", tags=(), meta=None,
              group=None, access="protected", enforced=False, comment=None, rows=None, kind="BASE TABLE", finished=None):
        unique = f"model.{self.name}.{name}"
        sql = f"select * from {depends[0].rsplit('.', 1)[1] if depends else 'seed'}"
        file_path = f"{folder}/{name}.sql"
        meta = meta or {}
        contract = {"enforced": enforced, "alias_types": True}
        self.nodes[unique] = {
            "database": database, "schema": schema, "name": name, "resource_type": "model", "package_name": self.name,
            "path": file_path, "original_file_path": f"models/{file_path}", "unique_id": unique,
            "fqn": [self.name, *folder.split("/"), name], "alias": name,
            "checksum": {"name": "sha256", "checksum": checksum(sql)},
            "config": {"enabled": True, "alias": None, "schema": None, "database": None, "tags": list(tags), "meta": meta,
                       "group": group, "materialized": materialized, "incremental_strategy": None, "contract": contract,
                       "docs": {"show": True, "node_color": None}, "access": access},
            "tags": list(tags), "description": description, "columns": self.columns(columns), "meta": meta, "group": group,
            "docs": {"show": True, "node_color": None}, "patch_path": f"{self.name}://models/{folder}/_models.yml",
            "build_path": None, "unrendered_config": {"materialized": materialized}, "created_at": self.created_at(),
            "relation_name": self.relation(database, schema, name), "raw_code": sql, "doc_blocks": [], "language": "sql",
            "refs": [{"name": node.rsplit(".", 1)[1], "package": None, "version": None} for node in depends
                     if node.startswith("model.")],
            "sources": [node.split(".")[2:] for node in depends if node.startswith("source.")], "metrics": [],
            "depends_on": {"macros": [], "nodes": list(depends)}, "compiled": True,
            "contract": {**contract, "checksum": None}, "access": access, "constraints": [], "version": None,
            "latest_version": None, "deprecation_date": None, "primary_key": []}
        stats = {"has_stats": {"id": "has_stats", "label": "Has Stats?", "value": rows is not None, "include": False,
                               "description": "Indicates whether there are statistics for this table"}}
        if rows is not None:
            stats["row_count"] = {"id": "row_count", "label": "Row Count", "value": rows, "include": True,
                                  "description": "An approximate count of rows in this table"}
        upper = self.adapter == "snowflake"
        self.catalog[unique] = {
            "metadata": {"type": kind, "schema": schema.upper() if upper else schema, "name": name.upper() if upper else name,
                         "database": database.upper() if upper else database, "comment": comment, "owner": "TRANSFORMER" if upper
                         else None},
            "columns": {(column.upper() if upper else column): {"type": native, "index": index,
                                                                "name": column.upper() if upper else column, "comment": None}
                        for index, (column, native, *_) in enumerate(columns, 1)},
            "stats": stats, "unique_id": unique}
        if finished:
            self.result(unique, "success", finished)
        return unique

    def test(self, model, column, kind="not_null", passed=True, finished=None):
        short = model.rsplit(".", 1)[1]
        name = f"{kind}_{short}_{column}"
        unique = f"test.{self.name}.{name}.{checksum(name)[:10]}"
        self.nodes[unique] = {
            "database": self.nodes[model]["database"], "schema": "dbt_test__audit", "name": name, "resource_type": "test",
            "package_name": self.name, "path": f"{name}.sql", "original_file_path": f"models/{short}.yml", "unique_id": unique,
            "fqn": [self.name, name], "alias": name, "checksum": {"name": "none", "checksum": ""},
            "config": {"enabled": True, "materialized": "test", "severity": "ERROR", "tags": [], "meta": {}}, "tags": [],
            "description": "", "columns": {}, "meta": {}, "created_at": self.created_at(), "relation_name": None,
            "depends_on": {"macros": [f"macro.dbt.test_{kind}"], "nodes": [model]}, "column_name": column,
            "attached_node": model, "test_metadata": {"name": kind, "kwargs": {"column_name": column}, "namespace": None}}
        if finished:
            self.result(unique, "pass" if passed else "fail", finished)
        return unique

    def exposure(self, name, title, kind, description, owner, mail, depends, url=None, maturity="high", meta=None, tags=()):
        unique = f"exposure.{self.name}.{name}"
        self.exposures[unique] = {
            "name": name, "resource_type": "exposure", "package_name": self.name, "path": "exposures.yml",
            "original_file_path": "models/exposures.yml", "unique_id": unique, "fqn": [self.name, name], "type": kind,
            "owner": {"email": mail, "name": owner}, "description": description, "label": title, "maturity": maturity,
            "meta": meta or {}, "tags": list(tags), "config": {"enabled": True, "meta": meta or {}}, "unrendered_config": {},
            "url": url, "depends_on": {"macros": [], "nodes": list(depends)},
            "refs": [{"name": node.rsplit(".", 1)[1], "package": None, "version": None} for node in depends], "sources": [],
            "metrics": [], "created_at": self.created_at()}
        return unique

    def metric(self, name, title, description, depends, meta=None, tags=(), group=None):
        unique = f"metric.{self.name}.{name}"
        self.metrics[unique] = {
            "name": name, "resource_type": "metric", "package_name": self.name, "path": "marts/_metrics.yml",
            "original_file_path": "models/marts/_metrics.yml", "unique_id": unique, "fqn": [self.name, "marts", name],
            "description": description, "label": title, "type": "simple",
            "type_params": {"measure": {"name": name, "filter": None, "alias": None}, "input_measures": [], "metrics": []},
            "filter": None, "metadata": None, "time_granularity": None, "meta": meta or {}, "tags": list(tags),
            "config": {"enabled": True, "group": group, "meta": meta or {}}, "unrendered_config": {}, "sources": [],
            "depends_on": {"macros": [], "nodes": list(depends)}, "refs": [], "metrics": [], "created_at": self.created_at(),
            "group": group}
        return unique

    def result(self, unique, status, finished):
        stamp = rfc3339(finished).replace("Z", ".204111Z")
        self.results.append({
            "status": status, "timing": [{"name": "compile", "started_at": stamp, "completed_at": stamp},
                                         {"name": "execute", "started_at": stamp, "completed_at": stamp}],
            "thread_id": "Thread-1 (worker)", "execution_time": 2.41, "adapter_response": {"_message": "SUCCESS 1"},
            "message": "SUCCESS 1" if status in ("success", "pass") else "Got 12 results, configured to fail if != 0",
            "failures": 12 if status == "fail" else 0 if status == "pass" else None, "unique_id": unique, "compiled": True,
            "relation_name": None, "batch_results": None})

    def edges(self):
        parents = {unique: list(node["depends_on"]["nodes"]) for group in (self.nodes, self.exposures, self.metrics)
                   for unique, node in group.items()}
        parents.update({unique: [] for unique in self.sources})
        children = {unique: [] for unique in parents}
        for unique, nodes in parents.items():
            for node in nodes:
                children.setdefault(node, []).append(unique)
        return parents, children

    def manifest(self):
        parents, children = self.edges()
        return {"metadata": self.metadata("manifest/v12"), "nodes": self.nodes, "sources": self.sources, "macros": {}, "docs": {},
                "exposures": self.exposures, "metrics": self.metrics, "groups": self.groups, "selectors": {}, "disabled": {},
                "parent_map": parents, "child_map": children,
                "group_map": {group["name"]: [] for group in self.groups.values()}, "saved_queries": {}, "semantic_models": {},
                "unit_tests": {}}

    def catalog_file(self):
        return {"metadata": self.metadata("catalog/v1"), "nodes": self.catalog, "sources": self.catalog_sources, "errors": None}

    def run_results(self):
        return {"metadata": self.metadata("run-results/v6"), "results": self.results, "elapsed_time": 412.8, "args": {}}
