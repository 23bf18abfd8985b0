"""The shape of OpenMetadata list answers (`GET /api/v1/tables?fields=...` and its sisters)."""

import uuid

from .files import millis

HOST = "https://openmetadata.{company}/api/v1"


def identifier(kind, name):
    """Stable ids, so that a second run writes the same bytes."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{kind}/{name}"))


def quoted(part):
    return f'"{part}"' if "." in part else part


def qualified(*parts):
    return ".".join(quoted(part) for part in parts)


def label(fqn):
    """A tag label; 'Glossary:Term' style names are glossary terms, all others classifications."""
    glossary = fqn.startswith("Glossary:")
    name = fqn.removeprefix("Glossary:")
    return {"tagFQN": name, "name": name.rsplit(".", 1)[1] if "." in name else name, "description": "",
            "source": "Glossary" if glossary else "Classification", "labelType": "Manual", "state": "Confirmed"}


def column(name, kind, description="", tags=(), children=None, position=None, display=None, title=None):
    body = {"name": name, "dataType": kind, "dataTypeDisplay": display or kind.lower(), "tags": [label(tag) for tag in tags]}
    if title:
        body["displayName"] = title
    if description:
        body["description"] = description
    if children:
        body["children"] = children
    if position:
        body["ordinalPosition"] = position
    return body


def answer(entities):
    return {"data": entities, "paging": {"offset": 0, "limit": 1000, "total": len(entities)}}


class Server:
    def __init__(self, now, company):
        self.now = now
        self.host = HOST.format(company=company)

    def reference(self, kind, name, fqn=None, display=None):
        body = {"id": identifier(kind, fqn or name), "type": kind, "name": name, "fullyQualifiedName": fqn or name}
        if display:
            body["displayName"] = display
        body["deleted"] = False
        return body

    def entity(self, kind, collection, fqn, name, display=None, description="", updated=None, owners=(), domain=None, products=(),
               tags=(), usage=None, certification=None, extra=None, deleted=False):
        """usage: (queries or views in a month, percentile); owners: (kind, name, display) triples."""
        body = {"id": identifier(kind, fqn), "name": name}
        if display:
            body["displayName"] = display
        body["fullyQualifiedName"] = fqn
        if description:
            body["description"] = description
        body.update({"version": 0.3, "updatedAt": millis(updated or self.now), "updatedBy": "ingestion-bot",
                     "href": f"{self.host}/{collection}/{identifier(kind, fqn)}"})
        body["owners"] = [self.reference(owner_kind, owner, display=full) for owner_kind, owner, full in owners]
        body["tags"] = [label(tag) for tag in tags]
        if domain:
            body["domains"] = [self.reference("domain", domain.rsplit("/", 1)[-1], domain.replace("/", "."))]
        body["dataProducts"] = [self.reference("dataProduct", product) for product in products]
        if usage:
            monthly, percentile = usage
            body["usageSummary"] = {
                "dailyStats": {"count": monthly // 30, "percentileRank": percentile},
                "weeklyStats": {"count": monthly * 7 // 30, "percentileRank": percentile},
                "monthlyStats": {"count": monthly, "percentileRank": percentile},
                "date": self.now.strftime("%Y-%m-%d")}
        if certification:
            body["certification"] = {"tagLabel": label(certification), "appliedDate": millis(updated or self.now)}
        body["deleted"] = deleted
        body.update(extra or {})
        return body

    def table(self, service, database, schema, name, columns, service_type="Postgres", refreshed=None, accessed=None, kind="Regular",
              **common):
        """`refreshed` and `accessed` are the life cycle times; the record's own time is `updated`."""
        fqn = qualified(service, database, schema, name)
        extra = {"tableType": kind, "columns": columns, "serviceType": service_type,
                 "database": self.reference("database", database, qualified(service, database)),
                 "databaseSchema": self.reference("databaseSchema", schema, qualified(service, database, schema)),
                 "service": self.reference("databaseService", service)}
        life_cycle = {}
        if refreshed:
            life_cycle["updated"] = {"timestamp": millis(refreshed), "accessedByAProcess": "airflow"}
        if accessed:
            life_cycle["accessed"] = {"timestamp": millis(accessed)}
        if life_cycle:
            extra["lifeCycle"] = life_cycle
        extra.update(common.pop("extra", None) or {})
        return self.entity("table", "tables", fqn, name, extra=extra, **common)

    def user(self, name, full_name, mail, teams=()):
        return {"id": identifier("user", name), "name": name, "fullyQualifiedName": name, "displayName": full_name,
                "email": mail, "version": 0.1, "updatedAt": millis(self.now), "updatedBy": "admin",
                "href": f"{self.host}/users/{identifier('user', name)}", "isBot": False, "isAdmin": False,
                "teams": [self.reference("team", team) for team in teams], "deleted": False}
