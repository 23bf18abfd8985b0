"""The shape of a DataHub file sink: one metadata change proposal for each aspect of each entity."""

import json
import re
from datetime import timedelta

from .files import millis

OWNERSHIP = "urn:li:ownershipType:__system__"
FIELD_TYPES = [("int|number|decimal|float|double|long", "NumberType"), ("bool", "BooleanType"), ("time|date", "TimeType"),
               ("array", "ArrayType"), ("struct|record|variant|object", "RecordType")]


def dataset_urn(platform, name, environment="PROD"):
    return f"urn:li:dataset:(urn:li:dataPlatform:{platform},{name},{environment})"


def dashboard_urn(tool, name):
    return f"urn:li:dashboard:({tool},{name})"


def user_urn(name):
    return f"urn:li:corpuser:{name}"


def group_urn(name):
    return f"urn:li:corpGroup:{name}"


def domain_urn(path):
    return "urn:li:domain:" + re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")


def term_urn(name):
    return "urn:li:glossaryTerm:" + name.replace(" ", "")


def product_urn(name):
    return "urn:li:dataProduct:" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def field_type(native):
    for pattern, name in FIELD_TYPES:
        if re.search(pattern, native.lower()):
            return {"type": {f"com.linkedin.schema.{name}": {}}}
    return {"type": {"com.linkedin.schema.StringType": {}}}


def field(name, native, description="", tags=(), terms=(), nullable=True, key=False):
    body = {"fieldPath": name, "nullable": nullable}
    if description:
        body["description"] = description
    body.update({"type": field_type(native), "nativeDataType": native, "recursive": False, "isPartOfKey": key})
    if tags:
        body["globalTags"] = {"tags": [{"tag": f"urn:li:tag:{tag}"} for tag in tags]}
    if terms:
        body["glossaryTerms"] = {"terms": [{"urn": term_urn(term)} for term in terms],
                                 "auditStamp": {"time": 0, "actor": user_urn("datahub")}}
    return body


class FileSink:
    """Collects proposals; `now` is the time of the ingestion run."""

    def __init__(self, now, run):
        self.now = now
        self.run = run
        self.records = []

    def aspect(self, kind, urn, name, value, as_text=False):
        body = {"value": json.dumps(value, ensure_ascii=False), "contentType": "application/json"} if as_text else {"json": value}
        self.records.append({
            "entityType": kind, "entityUrn": urn, "changeType": "UPSERT", "aspectName": name, "aspect": body,
            "systemMetadata": {"lastObserved": millis(self.now), "runId": self.run, "lastRunId": "no-run-id-provided"},
        })

    def stamp(self, when=None, actor="datahub"):
        return {"time": millis(when or self.now), "actor": user_urn(actor)}

    # -- people and structure ---------------------------------------------------------------------------------------------

    def user(self, name, full_name, mail, title="", department="", groups=(), active=True):
        first, _, last = full_name.partition(" ")
        info = {"customProperties": {}, "active": active, "displayName": full_name, "firstName": first, "lastName": last,
                "fullName": full_name, "email": mail, "system": False}
        if title:
            info["title"] = title
        if department:
            info["departmentName"] = department
        self.aspect("corpuser", user_urn(name), "corpUserKey", {"username": name})
        self.aspect("corpuser", user_urn(name), "corpUserInfo", info)
        if groups:
            self.aspect("corpuser", user_urn(name), "groupMembership", {"groups": [group_urn(group) for group in groups]})

    def group(self, name, display, mail, description="", members=()):
        info = {"displayName": display, "email": mail, "admins": [], "members": [user_urn(member) for member in members],
                "groups": []}
        if description:
            info["description"] = description
        self.aspect("corpGroup", group_urn(name), "corpGroupKey", {"name": name})
        self.aspect("corpGroup", group_urn(name), "corpGroupInfo", info)

    def owners(self, kind, urn, owners):
        """owners: (urn, 'business' | 'technical' | 'data_steward') pairs."""
        self.aspect(kind, urn, "ownership", {
            "owners": [{"owner": owner, "type": "NONE", "typeUrn": f"{OWNERSHIP}{role}_owner" if role != "data_steward"
                        else f"{OWNERSHIP}data_steward", "source": {"type": "MANUAL"}} for owner, role in owners],
            "ownerTypes": {}, "lastModified": self.stamp()})

    def domain(self, path, description="", owners=()):
        parent, _, name = path.rpartition("/")
        info = {"name": name, "description": description, "created": self.stamp()}
        if parent:
            info["parentDomain"] = domain_urn(parent)
        urn = domain_urn(path)
        self.aspect("domain", urn, "domainKey", {"id": urn.rsplit(":", 1)[1]})
        self.aspect("domain", urn, "domainProperties", info)
        if owners:
            self.owners("domain", urn, owners)

    def in_domain(self, kind, urn, path):
        self.aspect(kind, urn, "domains", {"domains": [domain_urn(path)]})

    def tags(self, kind, urn, names):
        self.aspect(kind, urn, "globalTags", {"tags": [{"tag": f"urn:li:tag:{name}"} for name in names]})

    def terms(self, kind, urn, names):
        self.aspect(kind, urn, "glossaryTerms", {"terms": [{"urn": term_urn(name)} for name in names], "auditStamp": self.stamp()})

    def structured(self, kind, urn, values):
        """values: {property: text}, stored under the company's own prefix."""
        self.aspect(kind, urn, "structuredProperties", {"properties": [
            {"propertyUrn": f"urn:li:structuredProperty:{name}", "values": [{"string": value}]} for name, value in values.items()]},
            as_text=True)

    def product(self, name, domain, description, owners, assets=(), ports=()):
        """assets and ports are dataset urns; a port is an asset that others are meant to read."""
        urn = product_urn(name)
        members = [{"destinationUrn": asset, "created": self.stamp(), **({"outputPort": True} if asset in ports else {})}
                   for asset in assets]
        self.aspect("dataProduct", urn, "dataProductKey", {"id": urn.rsplit(":", 1)[1]})
        self.aspect("dataProduct", urn, "dataProductProperties",
                    {"customProperties": {}, "name": name, "description": description, "assets": members}, as_text=True)
        self.in_domain("dataProduct", urn, domain)
        if owners:
            self.owners("dataProduct", urn, owners)
        return urn

    # -- data sets --------------------------------------------------------------------------------------------------------

    def properties(self, urn, name, qualified=None, description="", url=None, created=None, modified=None, custom=None):
        body = {"customProperties": custom or {}, "name": name, "tags": []}
        if qualified:
            body["qualifiedName"] = qualified
        if description:
            body["description"] = description
        if url:
            body["externalUrl"] = url
        if created:
            body["created"] = {"time": millis(created)}
        if modified:
            body["lastModified"] = {"time": millis(modified)}
        self.aspect("dataset", urn, "datasetProperties", body)

    def sub_type(self, urn, name, kind="dataset"):
        self.aspect(kind, urn, "subTypes", {"typeNames": [name]})

    def schema(self, urn, name, fields):
        platform = re.search(r"urn:li:dataPlatform:[^,]+", urn).group(0)
        self.aspect("dataset", urn, "schemaMetadata", {
            "schemaName": name, "platform": platform, "version": 0, "created": {"time": 0, "actor": user_urn("unknown")},
            "lastModified": {"time": 0, "actor": user_urn("unknown")}, "hash": "",
            "platformSchema": {"com.linkedin.schema.OtherSchema": {"rawSchema": ""}}, "fields": fields})

    def edited_fields(self, urn, entries):
        """What people added to columns in the user interface: (column, description, tags, terms)."""
        infos = []
        for path, description, tags, terms in entries:
            info = {"fieldPath": path}
            if description:
                info["description"] = description
            if tags:
                info["globalTags"] = {"tags": [{"tag": f"urn:li:tag:{tag}"} for tag in tags]}
            if terms:
                info["glossaryTerms"] = {"terms": [{"urn": term_urn(term)} for term in terms], "auditStamp": self.stamp()}
            infos.append(info)
        self.aspect("dataset", urn, "editableSchemaMetadata",
                    {"created": self.stamp(), "lastModified": self.stamp(), "editableSchemaFieldInfo": infos})

    def edited_description(self, urn, text, when):
        self.aspect("dataset", urn, "editableDatasetProperties",
                    {"created": self.stamp(when), "lastModified": self.stamp(when), "description": text})

    def upstreams(self, urn, sources, column_pairs=()):
        """column_pairs: (source urn, source column, column of this data set)."""
        body = {"upstreams": [{"auditStamp": self.stamp(), "dataset": source, "type": "TRANSFORMED"} for source in sources]}
        if column_pairs:
            body["fineGrainedLineages"] = [
                {"upstreamType": "FIELD_SET", "upstreams": [f"urn:li:schemaField:({source},{source_column})"],
                 "downstreamType": "FIELD", "downstreams": [f"urn:li:schemaField:({urn},{target})"], "confidenceScore": 1.0}
                for source, source_column, target in column_pairs]
        self.aspect("dataset", urn, "upstreamLineage", body)

    def refreshed(self, urn, when, actor="airflow"):
        self.aspect("dataset", urn, "operation", {
            "timestampMillis": millis(self.now), "partitionSpec": {"partition": "FULL_TABLE_SNAPSHOT", "type": "FULL_TABLE"},
            "actor": user_urn(actor), "operationType": "INSERT", "sourceType": "DATA_PLATFORM", "lastUpdatedTimestamp": millis(when)})

    def usage(self, urn, queries_by_day, users, top_users=(), top_queries=()):
        """One bucket for each of the last days, oldest first; `users` distinct people on the busiest day."""
        midnight = self.now.replace(hour=0, minute=0, second=0)
        busiest = max(range(len(queries_by_day)), key=lambda day: queries_by_day[day])
        for day, queries in enumerate(queries_by_day):
            people = users if day == busiest else min(users, queries, max(1, users * 3 // 4))
            self.aspect("dataset", urn, "datasetUsageStatistics", {
                "timestampMillis": millis(midnight - timedelta(days=len(queries_by_day) - day)),
                "eventGranularity": {"unit": "DAY", "multiple": 1},
                "partitionSpec": {"partition": "FULL_TABLE_SNAPSHOT", "type": "FULL_TABLE"},
                "uniqueUserCount": people, "totalSqlQueries": queries, "topSqlQueries": list(top_queries),
                "userCounts": [{"user": user_urn(user), "count": max(1, queries // (4 + rank))}
                               for rank, user in enumerate(top_users[:people])],
                "fieldCounts": []})

    def deprecated(self, urn, note, when=None, kind="dataset", actor="datahub"):
        body = {"deprecated": True, "note": note, "actor": user_urn(actor)}
        if when:
            body["decommissionTime"] = millis(when)
        self.aspect(kind, urn, "deprecation", body)

    # -- dashboards and glossary ------------------------------------------------------------------------------------------

    def dashboard(self, tool, name, title, description, url, modified, datasets=()):
        urn = dashboard_urn(tool, name)
        self.aspect("dashboard", urn, "dashboardKey", {"dashboardTool": tool, "dashboardId": name})
        self.aspect("dashboard", urn, "dashboardInfo", {
            "customProperties": {}, "externalUrl": url, "title": title, "description": description, "charts": [],
            "datasets": list(datasets), "dashboards": [], "dashboardUrl": url,
            "lastModified": {"created": self.stamp(modified), "lastModified": self.stamp(modified)}})
        return urn

    def dashboard_views(self, urn, views_by_day, users):
        midnight = self.now.replace(hour=0, minute=0, second=0)
        for day, views in enumerate(views_by_day):
            self.aspect("dashboard", urn, "dashboardUsageStatistics", {
                "timestampMillis": millis(midnight - timedelta(days=len(views_by_day) - day)),
                "eventGranularity": {"unit": "DAY", "multiple": 1},
                "partitionSpec": {"partition": "FULL_TABLE_SNAPSHOT", "type": "FULL_TABLE"},
                "viewsCount": views, "uniqueUserCount": users})

    def term(self, name, definition, synonyms=(), node=None, domain=None, owners=()):
        urn = term_urn(name)
        info = {"name": name, "definition": definition, "termSource": "INTERNAL",
                "customProperties": {"synonyms": ", ".join(synonyms)} if synonyms else {}}
        if node:
            info["parentNode"] = f"urn:li:glossaryNode:{node.replace(' ', '')}"
        self.aspect("glossaryTerm", urn, "glossaryTermKey", {"name": urn.rsplit(":", 1)[1]})
        self.aspect("glossaryTerm", urn, "glossaryTermInfo", info)
        if domain:
            self.in_domain("glossaryTerm", urn, domain)
        if owners:
            self.owners("glossaryTerm", urn, owners)
        return urn

    def node(self, name, definition):
        urn = f"urn:li:glossaryNode:{name.replace(' ', '')}"
        self.aspect("glossaryNode", urn, "glossaryNodeInfo", {"customProperties": {}, "name": name, "definition": definition})
