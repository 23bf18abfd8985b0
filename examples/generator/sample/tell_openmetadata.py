"""The operational side: OpenMetadata describes the databases of the shop, the workshops and the lockers, and Airflow."""

from .. import openmetadata
from ..files import millis, write_json
from . import columns, domains, people, streams_and_boards
from .company import DIRECTORY, NOW, RAW, ago, chance

TIERS = {"critical": "Tier.Tier1", "high": "Tier.Tier2", "medium": "Tier.Tier3", "low": "Tier.Tier4"}
PERSONAL = {"PII.Email": "PII.Sensitive", "PII.Name": "PII.Sensitive", "PII.Address": "PII.Sensitive", "PII.Phone": "PII.Sensitive",
            "PII.Birthdate": "PII.Sensitive", "PII.Payment": "PII.Sensitive"}
TABLE_TIERS = {"shop.order_header": "Tier.Tier1", "shop.order_line": "Tier.Tier1", "shop.customer_account": "Tier.Tier1",
               "loyalty.member": "Tier.Tier2", "pim.article": "Tier.Tier1", "pim.variant": "Tier.Tier1",
               "pim.price_list": "Tier.Tier2", "wms.stock_level": "Tier.Tier1", "wms.shipment": "Tier.Tier2",
               "mend.job": "Tier.Tier2", "locker.rental": "Tier.Tier3", "shop.wish_list": "Tier.Tier5"}
CERTIFIED = {"mend.job": "Certification.Gold", "pim.article": "Certification.Gold", "wms.stock_level": "Certification.Silver"}
TERMS = {"job_id": "Glossary:Northfold.Mend Job", "condition_grade": "Glossary:Northfold.Condition Grade",
         "locker_id": "Glossary:Northfold.Loan Locker", "variant_id": "Glossary:Northfold.Variant",
         "points_balance": "Glossary:Northfold.Trail Points"}


def reference(name):
    return ("team" if DIRECTORY.is_team(name) else "user", name, DIRECTORY.display(name))


def product_of(domain):
    return [name for name, path, _, _, _, _, told_by, _ in domains.PRODUCTS if path == domain and told_by == "openmetadata"]


def column(name, position, key):
    tags = [PERSONAL.get(columns.tag(name), "PII.NonSensitive")] if columns.tag(name) else []
    if name in TERMS:
        tags.append(TERMS[name])
    return openmetadata.column(name, columns.OPENMETADATA[columns.kind(name)],
                               columns.text(name) if chance(0.75, key, name) else "", tags, position=position)


def tables(server):
    out = []
    for table in RAW.values():
        if not table.service:
            continue
        database, schema = table.home.split(".")
        monthly = 40 + table.rows % 3700 if table.rows % 7 else 12
        out.append(server.table(
            table.service, database, schema, table.name,
            [column(name, position, table.key) for position, name in enumerate(table.columns, 1)],
            service_type="Mysql" if "mysql" in table.service else "Postgres",
            description=table.description.split(". ")[0] if table.description and chance(0.8, table.key) else "",
            updated=ago(days=30 + table.rows % 200), refreshed=ago(minutes=4 + table.rows % 50),
            accessed=ago(hours=table.rows % 90), owners=[reference(table.team)] if chance(0.9, table.key, "owner") else [],
            domain=table.domain, products=product_of(table.domain),
            tags=[TABLE_TIERS[table.key]] if table.key in TABLE_TIERS else [], usage=(monthly, float(table.rows % 97)),
            certification=CERTIFIED.get(table.key),
            extra={"sourceUrl": f"https://db.northfold.example/{table.service}/{table.name}"}))
    return out


def topics(server):
    out = []
    for name, domain, owner, names, tier, text in streams_and_boards.CIRCULAR_TOPICS:
        fqn = openmetadata.qualified("kafka_circular", name)
        fields = [{"name": part, "dataType": "STRING" if columns.kind(part) == "s" else "LONG" if columns.kind(part) == "i" else "UNION",
                   "description": columns.text(part), "tags": []} for part in names.split()]
        out.append(server.entity("topic", "topics", fqn, name, description=text, updated=ago(days=60), owners=[reference(owner)],
                                 domain=domain, products=product_of(domain), tags=[tier], extra={
                                     "service": server.reference("messagingService", "kafka_circular"), "serviceType": "Kafka",
                                     "partitions": 6, "replicationFactor": 3, "retentionTime": 604800000.0,
                                     "cleanupPolicies": ["delete"], "messageSchema": {
                                         "schemaType": "JSON", "schemaText": "", "schemaFields": [
                                             {"name": "Event", "dataType": "RECORD", "children": fields}]}}))
    return out


def dashboards(server):
    out = []
    for name, title, domain, owner, views, tier, certification, text in streams_and_boards.CIRCULAR_DASHBOARDS:
        out.append(server.entity(
            "dashboard", "dashboards", f"superset_circular.{name}", name, title, text, ago(days=int(views) % 120), [reference(owner)],
            domain, product_of(domain), [tier], (int(views), float(int(views) % 99)), certification or None, {
                "service": server.reference("dashboardService", "superset_circular"), "serviceType": "Superset", "charts": [],
                "sourceUrl": f"https://superset.northfold.example/superset/dashboard/{name}/"}))
    return out


def pipelines(server):
    out = []
    for name, title, domain, owner, tasks, cron, text in streams_and_boards.PIPELINES:
        steps = tasks.split()
        ended = ago(minutes=12 + len(name) * 9)
        failed = name == "snapshot_stock"
        out.append(server.entity(
            "pipeline", "pipelines", f"airflow_prod.{name}", name, title, text, ago(days=len(title) * 3), [reference(owner)], domain,
            extra={"service": server.reference("pipelineService", "airflow_prod"), "serviceType": "Airflow", "scheduleInterval": cron,
                   "sourceUrl": f"https://airflow.northfold.example/dags/{name}/grid",
                   "pipelineStatus": {"timestamp": millis(ended), "executionStatus": "Failed" if failed else "Successful",
                                      "taskStatus": []},
                   "tasks": [{"name": step, "displayName": step.replace("_", " ").capitalize(), "taskType": "PythonOperator",
                              "downstreamTasks": steps[index + 1:index + 2],
                              "sourceUrl": f"https://airflow.northfold.example/dags/{name}/grid?task_id={step}"}
                             for index, step in enumerate(steps)]}))
    return out


def structure(server):
    roots = ("Supply Chain", "Circular")
    told = [row for row in domains.DOMAINS if row[0].split("/")[0] in roots]
    trees = [server.entity("domain", "domains", path.replace("/", "."), path.rsplit("/", 1)[-1], description=text,
                           owners=[reference(owner)], extra={"domainType": "Aggregate", **(
                               {"parent": server.reference("domain", path.split("/")[-2], path.rpartition("/")[0].replace("/", "."))}
                               if "/" in path else {})}) for path, owner, text in told]
    products = [server.entity("dataProduct", "dataProducts", name, name, name, text, owners=[reference(owner)], domain=path,
                              tags=[TIERS[criticality]], certification="Certification.Gold" if certification == "certified" else None,
                              extra={"experts": [], "assets": []})
                for name, path, owner, criticality, _, certification, told_by, text in domains.PRODUCTS if told_by == "openmetadata"]
    return trees, products


def lineage():
    """The list of edges that the lineage loader of the project takes."""
    edges = [("mend_pg.mend.public.job", "21"), ("mend_pg.mend.public.job", "22"), ("mend_pg.mend.public.part_stock", "23"),
             ("mend_pg.mend.public.resale_listing", "24"), ("locker_pg.locker.public.locker", "25"),
             ("locker_pg.locker.public.rental", "26"), ("wms_pg.wms.core.pick_task", "28")]
    return [{"from": {"fqn": source, "type": "table"}, "to": {"fqn": f"superset_circular.{board}", "type": "dashboard"},
             "edge_meta": {}} for source, board in edges]


def write(folder):
    server = openmetadata.Server(NOW, people.MAIL)
    trees, products = structure(server)
    active = [(name, cells) for name, cells in DIRECTORY.people.items() if cells[3]]
    users = [server.user(name, full_name, DIRECTORY.mail(name), [team]) for name, (full_name, _, team, _) in active]
    place = f"{folder}/openmetadata"
    for name, entities in (("tables", tables(server)), ("topics", topics(server)), ("dashboards", dashboards(server)),
                           ("pipelines", pipelines(server)), ("domains", trees), ("dataProducts", products), ("users", users)):
        write_json(f"{place}/{name}.json", openmetadata.answer(entities))
    write_json(f"{place}/lineage.json", lineage())
