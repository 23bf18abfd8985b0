"""The shape of `aws glue get-tables` and of `aws lakeformation search-tables-by-lf-tags`."""

PARQUET = {
    "InputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
    "OutputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
    "SerializationLibrary": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
}
JSON = {
    "InputFormat": "org.apache.hadoop.mapred.TextInputFormat",
    "OutputFormat": "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
    "SerializationLibrary": "org.openx.data.jsonserde.JsonSerDe",
}


def cli_time(when):
    """AWS CLI version 2 prints local time with an offset; these were exported on a machine in UTC."""
    return when.strftime("%Y-%m-%dT%H:%M:%S+00:00")


def column(name, kind, comment=""):
    return {"Name": name, "Type": kind, "Comment": comment} if comment else {"Name": name, "Type": kind}


def table(account, database, name, columns, location, created, updated, description="", partitions=(), file_format="parquet",
          rows=None, crawler=None, created_by="role/glue-etl", parameters=None, view_sql=None):
    serde = JSON if file_format == "json" else PARQUET
    extra = {"classification": file_format, "compressionType": "none", "typeOfData": "file"}
    if rows is not None:
        extra.update({"recordCount": str(rows), "averageRecordSize": "148", "sizeKey": str(rows * 148)})
    if crawler:
        extra["UPDATED_BY_CRAWLER"] = crawler
    extra.update(parameters or {})
    body = {"Name": name, "DatabaseName": database}
    if description:
        body["Description"] = description
    body.update({
        "Owner": "owner" if crawler else "hadoop",
        "CreateTime": cli_time(created),
        "UpdateTime": cli_time(updated),
        "LastAccessTime": cli_time(created),
        "Retention": 0,
        "StorageDescriptor": {
            "Columns": list(columns),
            "Location": location,
            "InputFormat": serde["InputFormat"],
            "OutputFormat": serde["OutputFormat"],
            "Compressed": False,
            "NumberOfBuckets": -1,
            "SerdeInfo": {
                "SerializationLibrary": serde["SerializationLibrary"],
                "Parameters": {"serialization.format": "1"},
            },
            "BucketColumns": [],
            "SortColumns": [],
            "Parameters": {},
            "StoredAsSubDirectories": False,
        },
        "PartitionKeys": list(partitions),
        "TableType": "EXTERNAL_TABLE",
        "Parameters": extra,
        "CreatedBy": f"arn:aws:iam::{account}:{created_by}",
        "IsRegisteredWithLakeFormation": True,
        "CatalogId": account,
        "VersionId": "3",
    })
    if view_sql:
        body.update({"TableType": "VIRTUAL_VIEW", "ViewOriginalText": view_sql, "ViewExpandedText": "/* Presto View */"})
        body["Parameters"] = {"presto_view": "true", "comment": "Presto View"}
    return body


def lf_tags(account, pairs):
    return [{"CatalogId": account, "TagKey": key, "TagValues": [value]} for key, value in pairs]


def tagged_table(account, database, name, database_tags, table_tags, column_tags):
    """One entry of the Lake Formation answer; column_tags is a list of (column, [(key, value)])."""
    entry = {
        "Table": {"CatalogId": account, "DatabaseName": database, "Name": name},
        "LFTagOnDatabase": lf_tags(account, database_tags),
        "LFTagsOnTable": lf_tags(account, table_tags),
        "LFTagsOnColumns": [{"Name": column_name, "LFTags": lf_tags(account, pairs)} for column_name, pairs in column_tags],
    }
    return {key: value for key, value in entry.items() if value}
