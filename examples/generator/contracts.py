"""The shape of ODCS version 3 contracts (Bitol), as plain dicts for the YAML writer."""


def prop(name, logical, physical, description="", required=False, key=False, classification=None, critical=False, tags=(), title=None):
    body = {"name": name}
    if title:
        body["businessName"] = title
    body.update({"logicalType": logical, "physicalType": physical, "required": required})
    if key:
        body.update({"primaryKey": True, "primaryKeyPosition": 1})
    if description:
        body["description"] = description
    if classification:
        body["classification"] = classification
    if critical:
        body["criticalDataElement"] = True
    if tags:
        body["tags"] = list(tags)
    return body


def snowflake_server(account, database, schema, environment="prod"):
    return {"server": f"snowflake-{environment}", "type": "snowflake", "environment": environment, "account": account,
            "database": database, "schema": schema}


def contract(identifier, name, version, domain, product, purpose, servers, schema, team, sla=(), status="active", usage=None,
             limitations=None, tags=(), roles=(), support=None, created=None, custom=None):
    """team: (username, role, since) triples; sla: (property, value, unit, element) rows, unit and element may be None."""
    description = {"purpose": purpose}
    if usage:
        description["usage"] = usage
    if limitations:
        description["limitations"] = limitations
    body = {"apiVersion": "v3.0.2", "kind": "DataContract", "id": identifier, "name": name, "version": version, "status": status,
            "domain": domain, "dataProduct": product, "description": description}
    if tags:
        body["tags"] = list(tags)
    body["servers"] = servers
    body["schema"] = schema
    body["team"] = [{"username": user, "role": role, "dateIn": since} for user, role, since in team]
    if sla:
        body["slaProperties"] = []
        for key, value, unit, element in sla:
            row = {"property": key, "value": value}
            if unit:
                row["unit"] = unit
            if element:
                row["element"] = element
            body["slaProperties"].append(row)
    if roles:
        body["roles"] = [{"role": role, "access": "read", "firstLevelApprovers": approver} for role, approver in roles]
    if support:
        body["support"] = [{"channel": support, "tool": "slack"}]
    if created:
        body["contractCreatedTs"] = created
    if custom:
        body["customProperties"] = [{"property": key, "value": value} for key, value in custom.items()]
    return body


def table(name, physical, description, properties, title=None, tags=(), kind="table", grain=None):
    body = {"name": name, "physicalName": physical, "logicalType": "object", "physicalType": kind}
    if title:
        body["businessName"] = title
    body["description"] = description
    if grain:
        body["dataGranularityDescription"] = grain
    if tags:
        body["tags"] = list(tags)
    body["properties"] = properties
    return body
