"""Sends the runs of a small pipeline with the official client: python openlineage-client.py URL COMPRESSION RUN..."""

import sys
from datetime import datetime, timedelta, timezone

from openlineage.client import OpenLineageClient
from openlineage.client.event_v2 import InputDataset, Job, JobEvent, OutputDataset, Run, RunEvent, RunState
from openlineage.client.facet_v2 import (
    column_lineage_dataset,
    data_quality_assertions_dataset,
    dataset_version_dataset,
    error_message_run,
    output_statistics_output_dataset,
    ownership_job,
    parent_run,
    schema_dataset,
    source_code_location_job,
    sql_job,
)
from openlineage.client.transport.http import ApiKeyTokenProvider, HttpCompression, HttpConfig, HttpTransport

URL, COMPRESSION, KEY, DAG, LOAD, FAILED = sys.argv[1:]
PRODUCER = "https://example.com/pipeline"
START = datetime(2026, 4, 28, 10, 0, 0, tzinfo=timezone.utc)
WAREHOUSE = "postgres://db.example.com:5432"

config = HttpConfig(url=URL)
if COMPRESSION == "gzip":
    config.compression = HttpCompression.GZIP
if KEY != "-":
    config.auth = ApiKeyTokenProvider({"apiKey": KEY})
client = OpenLineageClient(transport=HttpTransport(config))


def schema(*names):
    return schema_dataset.SchemaDatasetFacet(
        fields=[schema_dataset.SchemaDatasetFacetFields(name=name, type="VARCHAR") for name in names]
    )


def emit(state, minute, run, name, inputs=(), outputs=(), run_facets=None, job_facets=None):
    client.emit(
        RunEvent(
            eventType=state,
            eventTime=(START + timedelta(minutes=minute)).isoformat(),
            run=Run(runId=run, facets=run_facets or {}),
            job=Job(namespace="airflow", name=name, facets=job_facets or {}),
            producer=PRODUCER,
            inputs=list(inputs),
            outputs=list(outputs),
        )
    )


parent = {
    "parent": parent_run.ParentRunFacet(
        run=parent_run.Run(runId=DAG), job=parent_run.Job(namespace="airflow", name="orders")
    )
}
load_job = {
    "sql": sql_job.SQLJobFacet(query="insert into mart.orders select id from raw.orders"),
    "ownership": ownership_job.OwnershipJobFacet(owners=[ownership_job.Owner(name="team-data", type="MAINTAINER")]),
    "sourceCodeLocation": source_code_location_job.SourceCodeLocationJobFacet(
        type="git",
        url="https://example.com/orders.git",
        repoUrl="https://example.com/orders.git",
        version="693e35482bc2e526ced2b5f9f76ef83dec6ec691",
    ),
}
raw = InputDataset(
    namespace="s3a://lake",
    name="raw/orders",
    facets={
        "schema": schema("id", "status"),
        "version": dataset_version_dataset.DatasetVersionDatasetFacet(datasetVersion="4967254321987654321"),
    },
    inputFacets={
        "dataQualityAssertions": data_quality_assertions_dataset.DataQualityAssertionsDatasetFacet(
            assertions=[data_quality_assertions_dataset.Assertion(assertion="not_null", success=False, column="id")]
        )
    },
)
mart = OutputDataset(
    namespace=WAREHOUSE,
    name="shop.mart.orders",
    facets={
        "schema": schema("id"),
        "columnLineage": column_lineage_dataset.ColumnLineageDatasetFacet(
            fields={
                "id": column_lineage_dataset.Fields(
                    inputFields=[
                        column_lineage_dataset.InputField(
                            namespace="s3://lake",
                            name="raw/orders",
                            field="id",
                            transformations=[
                                column_lineage_dataset.Transformation(type="DIRECT", subtype="IDENTITY")
                            ],
                        )
                    ]
                )
            }
        ),
    },
    outputFacets={
        "outputStatistics": output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet(rowCount=7, size=99)
    },
)
report = {"namespace": WAREHOUSE, "name": "shop.mart.orders"}

emit(RunState.START, 0, DAG, "orders")
emit(RunState.START, 1, LOAD, "orders.load", [raw], [mart], parent, load_job)
emit(RunState.COMPLETE, 2, LOAD, "orders.load", [raw], [mart], parent, load_job)
emit(RunState.START, 3, FAILED, "orders.report", [InputDataset(**report)], [], parent)
error = {"errorMessage": error_message_run.ErrorMessageRunFacet(message="no disk", programmingLanguage="PYTHON")}
emit(RunState.FAIL, 4, FAILED, "orders.report", [InputDataset(**report)], [], {**parent, **error})
emit(RunState.COMPLETE, 5, DAG, "orders")
client.emit(
    JobEvent(
        eventTime=START.isoformat(),
        job=Job(namespace="airflow", name="orders.static"),
        producer=PRODUCER,
        inputs=[InputDataset(**report)],
    )
)
client.close()
