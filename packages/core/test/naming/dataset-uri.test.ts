import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseId } from "../../src/ids.ts";
import { datasetUri, normaliseUri, officialName } from "../../src/naming/dataset-uri.ts";
import { datasetIdOf, jobIdOf } from "../../src/naming/slug.ts";

describe("the URI of a dataset", () => {
  it.each([
    ["s3://lake", "raw/users", "s3://lake/raw/users"],
    ["s3a://lake", "/raw/users/", "s3://lake/raw/users"],
    ["s3n://Lake/", "raw/users//", "s3://lake/raw/users"],
    ["postgres://DB.example.com:5432", "shop.public.Orders", "postgres://db.example.com/shop.public.Orders"],
    ["postgresql://db.example.com", "shop.public.Orders", "postgres://db.example.com/shop.public.Orders"],
    ["postgres://db:5433", 'shop."public"."orders"', "postgres://db:5433/shop.public.orders"],
    ["snowflake://Org-Account", "PROD.CRM.USERS", "snowflake://org-account/prod.crm.users"],
    ["bigquery", "`proj`.data.Users", "bigquery/proj.data.Users"],
    ["kafka://b:9092,a:9092", "clicks", "kafka://a,b/clicks"],
    ["hdfs://nn:8020", "/warehouse/x", "hdfs://nn/warehouse/x"],
    ["hdfs://nn:9000", "/warehouse/x", "hdfs://nn:9000/warehouse/x"],
    ["abfss://box@acct.dfs.core.windows.net", "x/y", "abfss://box@acct.dfs.core.windows.net/x/y"],
    ["file", "/data/./in/../users.csv", "file:///data/users.csv"],
    ["file:", "/data/users.csv", "file:///data/users.csv"],
    ["FILE:///", "data/users.csv", "file:///data/users.csv"],
    ["file:/data/warehouse", "shop.orders", "file:///data/warehouse/shop.orders"],
    ["file:///data/warehouse", "shop.orders", "file:///data/warehouse/shop.orders"],
    ["profile", "users", "profile/users"],
    ["file://nas01", "/data/users.csv", "file://nas01/data/users.csv"],
    ["arn:aws:glue:eu-west-1:123", "table/sales/orders", "arn:aws:glue:eu-west-1:123/table/sales/orders"],
    ["azurecosmos://h/dbs/shop", "colls/orders", "azurecosmos://h/dbs/shop/colls/orders"],
    ["jdbc:postgresql://me:secret@DB:5432", "shop.public.orders", "postgres://db/shop.public.orders"],
    ["sqlserver://DB:1433;pwd=s@c/ret", "shop.dbo.orders", "sqlserver://db/shop.dbo.orders"],
    ["s3://lake", "users.csv?X-Amz-Signature=abc&versionId=3", "s3://lake/users.csv?versionId=3"],
    ["s3://lake", 'raw/[1] "a"', 's3://lake/raw/[1] "a"'],
    ["postgres://db", '"/orders"', "postgres://db//orders"],
    ["food_delivery", "public.orders", "food_delivery/public.orders"],
  ])("of %s and %s is %s", (namespace, name, uri) => {
    expect(datasetUri(namespace, name)).toBe(uri);
  });

  it("is the same for a location", () => {
    expect(normaliseUri("s3a://lake/raw/users/")).toBe(datasetUri("s3://lake", "raw/users"));
    expect(normaliseUri("/data/users.csv")).toBe(datasetUri("file", "/data/users.csv"));
    expect(normaliseUri("file:/data/users.csv")).toBe(datasetUri("file", "/data/users.csv"));
    expect(normaliseUri("file://localhost/data/users.csv")).toBe(datasetUri("file", "/data/users.csv"));
    expect(normaliseUri("postgresql://me:secret@db:5432/shop.public.orders")).toBe(
      datasetUri("postgres://db", "shop.public.orders"),
    );
    expect(normaliseUri("jdbc:postgresql://me:secret@db:5432/shop.public.orders")).toBe(
      datasetUri("postgres://db", "shop.public.orders"),
    );
    for (const other of ["data/users.csv", "https://docs/jdbc:mysql://db"])
      expect(normaliseUri(other)).toBe(other);
  });

  it("has one spelling: normalising it again changes nothing", () => {
    const namespaces = fc.oneof(
      fc.constantFrom(
        "s3a://B",
        "postgres://H:5432",
        "snowflake://A",
        "file",
        "file:/tmp/x",
        "kafka://b:9092,a",
      ),
      fc.webUrl({ validSchemes: ["s3", "hive", "https", "hdfs"] }),
    );
    fc.assert(
      fc.property(namespaces, fc.string({ unit: "grapheme", minLength: 1 }), (namespace, name) => {
        fc.pre(/[^/\s]/.test(name));
        const uri = datasetUri(namespace, name);
        expect(normaliseUri(uri)).toBe(uri);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ["", "x", "namespace"],
    [" ", "x", "namespace"],
    ["s3://lake", " ", "name"],
  ])("refuses the empty parts of %j and %j", (namespace, name, field) => {
    expect(() => datasetUri(namespace, name)).toThrow(
      expect.objectContaining({ message: `${field}: must not be empty`, details: { field } }),
    );
  });
});

describe("the official name of a location", () => {
  it.each([
    ["s3a://lake/users.csv", "s3://lake", "users.csv"],
    ["postgresql://me:secret@DB/shop.public.orders", "postgres://db:5432", "shop.public.orders"],
    ["postgres://db:5433/shop.public.orders", "postgres://db:5433", "shop.public.orders"],
    ["kafka://a,b:9093/clicks", "kafka://a:9092,b:9093", "clicks"],
    ["hdfs://nameservice/warehouse/x", "hdfs://nameservice", "/warehouse/x"],
    ["abfss://box@acct.dfs.core.windows.net/x/y", "abfss://box@acct.dfs.core.windows.net", "/x/y"],
    ["snowflake://org-account/prod.crm.users", "snowflake://org-account", "prod.crm.users"],
    ["/data/users.csv", "file", "/data/users.csv"],
    ["file://nas01/data/users.csv", "file://nas01", "/data/users.csv"],
    ["bigquery/shop.sales.Orders", "bigquery", "shop.sales.Orders"],
    ["arn:aws:glue:eu-west-1:123/table/sales/orders", "arn:aws:glue:eu-west-1:123", "table/sales/orders"],
    ["pubsub/topic:shop:clicks", "pubsub", "topic:shop:clicks"],
    ["azurecosmos://h/dbs/shop/colls/orders", "azurecosmos://h/dbs/shop", "colls/orders"],
    ["kafka://[::1]/clicks", "kafka://[::1]:9092", "clicks"],
    ["postgres:///shop.public.orders", "postgres://", "shop.public.orders"],
  ])("%s is in %s %s, which is the same dataset here", (location, namespace, name) => {
    expect(officialName(location)).toEqual({ namespace, name });
    expect(datasetUri(namespace, name)).toBe(normaliseUri(location));
  });

  it.each(["data/users.csv", "bigquery/users.csv", "s3://lake", "s3://lake/", "file:///", ""])(
    "%s has none",
    (location) => {
      expect(officialName(location)).toBeUndefined();
    },
  );
});

describe("the id of a dataset", () => {
  it.each([
    ["s3://lake/raw/users", "ds:s3/lake/raw/users"],
    ["postgres://db.example.com/shop.public.orders", "ds:postgres/db.example.com/shop.public.orders"],
    ["postgres://db:5433/x", "ds:postgres/db%3A5433/x"],
    ["file:///data/users.csv", "ds:file/data/users.csv"],
    ["file://nas01/data/users.csv", "ds:file/%25%25nas01/data/users.csv"],
    ["bigquery/proj.data.Users", "ds:bigquery/proj.data.Users"],
    ["s3://lake/../x", "ds:s3/lake/%7E../x"],
    // Two names of one dataset: docs/identity.md.
    ["postgres://db//orders", "ds:postgres/db/orders"],
    ["s3://lake/raw//users", "ds:s3/lake/raw/users"],
  ])("of %s is %s", (uri, id) => {
    expect(datasetIdOf(uri)).toBe(id);
  });

  it("of any text is an id of a dataset with room for a version", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 1000 }), (text) => {
        const id = datasetIdOf(text);
        expect(parseId(id).kind).toBe("Dataset");
        expect(id.length).toBeLessThan(420);
      }),
    );
  });

  it("tells long URIs apart", () => {
    const long = `s3://lake/${"é".repeat(300)}`;
    expect(datasetIdOf(`${long}a`)).not.toBe(datasetIdOf(`${long}b`));
  });

  it("of a job has its namespace before its name", () => {
    expect(jobIdOf("airflow", "orders.load")).toBe("job:airflow/orders.load");
    expect(jobIdOf("spark://host:7077", "app")).toBe("job:spark/host%3A7077/app");
  });
});
