"""The business side of the catalog: DataHub knows people, domains, products, words, topics, boards and who uses what."""

from .. import datahub
from ..files import write_json_array
from . import columns, domains, glossary, people, streams_and_boards
from .company import (CORE, DIRECTORY, COLUMN_TERMS, MART, MODELS, NOW, RAW, STAGED, ago, chance)

CERTIFIED_TAG = "__default_gold"
CRITICALITY = ("low", "high", "critical")
SENSITIVITY = ("public", "confidential", "restricted")
WEEK = (0.9, 1.2, 1.25, 1.15, 1.1, 0.5, 0.4)  # Monday to Sunday
BUSIEST = 22  # tables with a count for each day; the others carry the ready-made figure of 30 days

POPULAR = {
    "agg_daily_sales": ["select calendar_date, sum(net_sales) from commerce.mart.agg_daily_sales group by 1 order by 1 desc limit 14",
                        "select channel, sum(gmv) from commerce.mart.agg_daily_sales where calendar_date = current_date - 1 group by 1"],
    "fct_customer_orders": ["select count(*) from commerce.core.fct_customer_orders where placed_at >= current_date - 7"],
    "dim_article": ["select * from merchandise.core.dim_article where article_id = 'NF-40217'"],
    "inventory_daily": ["select location_id, sum(available_units) from supply.mart.inventory_daily group by 1"],
    "fct_repair_jobs": ["select fault_code, count(*) from circular.core.fct_repair_jobs group by 1 order by 2 desc"],
}


def owner_urn(name):
    return datahub.group_urn(name) if DIRECTORY.is_team(name) else datahub.user_urn(name)


def by_day(total):
    """A month of daily counts that add up to `total`, with weekends that look like weekends."""
    days = [(NOW.toordinal() - 30 + day) % 7 for day in range(30)]
    weights = [WEEK[(day + 6) % 7] for day in days]
    counts = [int(total * weight / sum(weights)) for weight in weights]
    counts[-3] += total - sum(counts)
    return counts


def tell_people(sink):
    for team, name, text in people.TEAMS:
        sink.group(team, name, f"{team}@{people.MAIL}", text, DIRECTORY.members(team))
    for name, (full_name, title, team, active) in DIRECTORY.people.items():
        sink.user(name, full_name, DIRECTORY.mail(name), title, DIRECTORY.display(team), [team], active)


def tell_domains(sink):
    for path, owner, text in domains.DOMAINS:
        sink.domain(path, text, [(owner_urn(owner), "business")])


def tell_glossary(sink):
    for node in sorted({path.split("/")[0] for _, path, _, _ in glossary.TERMS}):
        sink.node(f"{node} words", f"What people in {node} mean when they say it.")
    owners = {path: owner for path, owner, _ in domains.DOMAINS}
    for name, domain, synonyms, text in glossary.TERMS:
        sink.term(name, text, [word.strip() for word in synonyms.split(",") if word.strip()], f"{domain.split('/')[0]} words", domain,
                  [(owner_urn(owners[domain]), "data_steward")])


def level(flags, known):
    return next((flag for flag in flags if flag in known), None)


def tell_levels(sink, kind, urn, flags):
    values = {}
    if criticality := level(flags, CRITICALITY):
        values["criticality"] = criticality
    if sensitivity := level(flags, SENSITIVITY):
        values["sensitivity"] = sensitivity
    if values:
        sink.structured(kind, urn, values)
    if "gold" in flags:
        sink.tags(kind, urn, [CERTIFIED_TAG])


def tell_products(sink):
    for name, domain, owner, criticality, sensitivity, certification, told_by, text in domains.PRODUCTS:
        if told_by != "datahub":
            continue
        tables = [model for model in CORE + MART if model.domain == domain and not model.has("plain") and not model.has("dead")]
        topics = [datahub.dataset_urn("kafka", cells[0]) for cells in streams_and_boards.TOPICS
                  if cells[1] == domain and "dead" not in cells[5]]
        ports = [model.urn() for model in tables if model.has("gold")] or [model.urn() for model in tables[:1]]
        urn = sink.product(name, domain, text, [(owner_urn(owner), "business")], [model.urn() for model in tables] + topics, ports)
        stated = {"criticality": criticality, "sensitivity": sensitivity}
        if certification:
            stated["certification"] = certification
        sink.structured("dataProduct", urn, stated)
        if certification == "certified":
            sink.tags("dataProduct", urn, [CERTIFIED_TAG])


def tell_topics(sink):
    for name, domain, owner, names, _, flags, text in streams_and_boards.TOPICS:
        urn = datahub.dataset_urn("kafka", name)
        sink.properties(urn, name, description=text, modified=ago(days=70), custom={"Partitions": "24", "Replication Factor": "3"})
        sink.sub_type(urn, "Topic")
        sink.schema(urn, f"{name}-value", [datahub.field(
            column, columns.AVRO[columns.kind(column)], columns.text(column) if chance(0.5, name, column) else "",
            ["PII"] if columns.tag(column) else [], nullable=position > 2) for position, column in enumerate(names.split())])
        sink.in_domain("dataset", urn, domain)
        sink.owners("dataset", urn, [(owner_urn(owner), "technical")])
        tell_levels(sink, "dataset", urn, flags.split())
        if "dead" in flags:
            sink.deprecated(urn, "Use commerce.orders.order-placed.v2.", ago(days=-59), actor=owner)


def tell_model(sink, model):
    urn = model.urn()
    name = model.name.upper()
    place = f"{model.database}/schemas/{model.schema}/table/{name}"
    sink.properties(urn, name, f"{model.database}.{model.schema}.{name}", url=f"https://app.snowflake.example/nf/#/data/databases/{place}",
                    created=ago(days=650))
    sink.in_domain("dataset", urn, model.domain)
    if not model.has("hidden"):
        sink.owners("dataset", urn, [(owner_urn(model.owner), "business" if model.schema == "MART" else "technical")])
    tell_levels(sink, "dataset", urn, model.flags)
    sink.refreshed(urn, model.refreshed)
    terms = [(column, "", ["PII"] if columns.tag(column) else [], [COLUMN_TERMS[column]] if column in COLUMN_TERMS else [])
             for column in model.columns if column in COLUMN_TERMS or columns.tag(column)]
    if terms:
        sink.edited_fields(urn, terms)
    if model.has("dead"):
        sink.deprecated(urn, model.description, ago(days=30), actor=model.owner)
    if model.has("critical") and model.description and chance(0.5, model.name):
        sink.edited_description(urn, model.description, ago(days=90))


def tell_use(sink, model, daily):
    urn = model.urn()
    fans = [name for name, (_, _, _, active) in DIRECTORY.people.items() if active and chance(0.12, model.name, name)]
    if daily:
        sink.usage(urn, by_day(model.queries), model.users, fans[:3], POPULAR.get(model.name, ()))
        return
    sink.aspect("dataset", urn, "usageFeatures", {
        "queryCountLast30Days": model.queries, "uniqueUserCountLast30Days": model.users, "usageCountLast30Days": model.queries,
        "topUsersLast30Days": [datahub.user_urn(name) for name in fans[:3]]})


def tell_boards(sink):
    for tool, name, title, domain, owner, tables, views, users, days, flags, text in streams_and_boards.DASHBOARDS:
        urn = sink.dashboard(tool, name, title, text, f"https://looker.northfold.example/{name.replace('.', '/')}", ago(days=int(days)),
                             [MODELS[table].urn() for table in tables.split()])
        sink.in_domain("dashboard", urn, domain)
        if "hidden" not in flags:
            sink.owners("dashboard", urn, [(owner_urn(owner), "business")])
        tell_levels(sink, "dashboard", urn, flags.split())
        if "dead" in flags:
            sink.deprecated(urn, text, kind="dashboard", actor=owner)
        if int(views) > 3000:
            sink.dashboard_views(urn, by_day(int(views)), int(users))
        else:
            sink.aspect("dashboard", urn, "usageFeatures", {"viewCountLast30Days": int(views),
                                                            "uniqueUserCountLast30Days": int(users)})


def tell_lineage(sink):
    """What no single system sees: topic or operational table to lake, lake to warehouse."""
    topics = {}
    for cells in streams_and_boards.TOPICS:
        for key in cells[4].split():
            topics.setdefault(key, []).append(datahub.dataset_urn("kafka", cells[0]))
    for table in RAW.values():
        sources = topics.get(table.key, []) + ([table.home_urn()] if table.service else [])
        if sources:
            sink.upstreams(table.urn(), sources, [(table.home_urn(), column, column) for column in table.columns[:3]]
                           if table.service else ())
    for staged in STAGED.values():
        sink.upstreams(staged.landing_urn(), [staged.source.urn()],
                       [(staged.source.urn(), column, column.upper()) for column in staged.source.columns])
    for model in CORE + MART:
        if model.has("plain") or not model.depends:
            continue
        parents = [MODELS[name] for name in model.depends if name in MODELS]
        pairs = [(parent.urn(), column, column) for parent in parents for column in model.columns if column in parent.columns]
        if pairs:
            sink.upstreams(model.urn(), [parent.urn() for parent in parents], pairs[:12])


def write(folder):
    structure = datahub.FileSink(NOW, "northfold-structure-2026_11_02")
    tell_people(structure)
    tell_domains(structure)
    tell_glossary(structure)
    tell_products(structure)
    write_json_array(f"{folder}/datahub/structure.json", structure.records)

    assets = datahub.FileSink(NOW, "northfold-assets-2026_11_02")
    tell_topics(assets)
    known = [model for model in CORE + MART if not model.has("plain")]
    for model in known:
        tell_model(assets, model)
    tell_boards(assets)
    tell_lineage(assets)
    write_json_array(f"{folder}/datahub/assets.json", assets.records)

    usage = datahub.FileSink(NOW, "northfold-usage-2026_11_02")
    busiest = sorted(known, key=lambda model: -model.queries)[:BUSIEST]
    for model in known:
        tell_use(usage, model, model in busiest)
    write_json_array(f"{folder}/datahub/usage.json", usage.records)
