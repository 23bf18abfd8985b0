"""What no other system has, as Waymark JSON lines, and the open data sets that Northfold uses."""

from .. import yaml_text
from ..files import rfc3339, write_json_lines, write_text
from . import columns, domains, open_data, streams_and_boards
from .company import DIRECTORY, ago, chance

QUALITY = {"ml_model": (9, 0), "metric": (3, 0)}


def owner(name):
    return {"name": DIRECTORY.display(name), "mail": DIRECTORY.mail(name), "kind": "business"}


def other(cells):
    (kind, identifier, name, title, domain, of, product, upstream, criticality, sensitivity, queries, users, names, text) = cells
    body = {"id": identifier, "type": kind, "name": name, "title": title, "environment": "prod", "description": text, "domain": domain,
            "owners": [owner(of)], "criticality": criticality, "sensitivity": sensitivity, "tags": [kind.replace("_", "-")]}
    if product:
        body["products"] = [product]
    if upstream:
        body["upstream"] = upstream.split()
    if names:
        body["columns"] = [{"name": column, "type": columns.GLUE[columns.kind(column)], "description": columns.text(column)}
                           for column in names.split()]
    if queries or users:
        body["usage"] = {"queries_30d": int(queries or 0), "users_30d": int(users or 0)}
    if kind in QUALITY:
        passed, failed = QUALITY[kind]
        body["quality"] = {"passed": passed, "failed": failed + chance(0.2, identifier)}
    body.update({"created": rfc3339(ago(days=500)), "updated": rfc3339(ago(hours=20 + len(title) * 3)),
                 "url": f"https://wiki.northfold.example/{identifier.replace(':', '/')}"})
    if kind == "ml_model":
        body["platform"] = "mlflow"
        body["extra"] = {"stage": "production", "framework": "xgboost" if chance(0.5, name) else "pytorch"}
    if chance(0.4, identifier):
        body["certification"] = "certified"
    return body


def product(cells):
    name, domain, of, criticality, sensitivity, certification, _, text = cells
    body = {"id": f"product:{name.lower().replace(' ', '-')}", "type": "data_product", "name": name, "domain": domain,
            "description": text, "owners": [owner(of)], "criticality": criticality, "sensitivity": sensitivity}
    if certification:
        body["certification"] = certification
    return body


def write_open_data(folder):
    for stem, body in open_data.SETS.items():
        write_text(f"{folder}/{stem}.yaml", yaml_text.dump(body))


def write(folder):
    told = [cells for cells in streams_and_boards.OTHERS]
    for file, kinds in (("models", ("ml_model", "dataset", "pipeline")), ("metrics", ("metric",)), ("reports", ("report", "file"))):
        write_json_lines(f"{folder}/by-hand/{file}.jsonl", [other(cells) for cells in told if cells[0] in kinds])
    write_json_lines(f"{folder}/by-hand/products.jsonl", [product(cells) for cells in domains.PRODUCTS if cells[6] == "waymark"])
    write_open_data(f"{folder}/open-data")
