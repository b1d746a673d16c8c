import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutSecrets } from "../../src/naming/without-secrets.ts";

describe("a URI without secrets", () => {
  it.each([
    ["postgres://me:secret@db/shop", "postgres://db/shop"],
    ["postgres://me@db/shop", "postgres://db/shop"],
    ["postgres://me:se/cr@et@db:5432/shop", "postgres://db:5432/shop"],
    ["jdbc:postgresql://me:secret@db/shop", "jdbc:postgresql://db/shop"],
    [
      "jdbc:postgresql://db/shop?user=me&password=secret&ssl=true",
      "jdbc:postgresql://db/shop?user=me&ssl=true",
    ],
    [
      "jdbc:sqlserver://db:1433;databaseName=shop;password=secret",
      "jdbc:sqlserver://db:1433;databaseName=shop",
    ],
    [
      "jdbc:postgresql://db/shop?user=me&sslpassword=secret&ssl=true",
      "jdbc:postgresql://db/shop?user=me&ssl=true",
    ],
    [
      "jdbc:mysql://db/shop?user=me&password2=secret&trustCertificateKeyStorePassword=secret",
      "jdbc:mysql://db/shop?user=me",
    ],
    ["jdbc:mysql://(host=db,user=me,password=secret)/shop", "jdbc:mysql://(host=db,user=me,)/shop"],
    [
      "jdbc:sqlserver://db:1433;user=me@corp;pwd=s@c&r#t?;databaseName=shop",
      "jdbc:sqlserver://db:1433;user=me@corp;databaseName=shop",
    ],
    [
      "jdbc:sqlserver://a:1433,b;password={s;cr}}et};keyStoreSecret=secret;x=/a:b@c",
      "jdbc:sqlserver://a:1433,b;x=/a:b@c",
    ],
    [
      "jdbc:sqlserver://[::1]:1433;user=me@corp;accessToken=secret",
      "jdbc:sqlserver://[::1]:1433;user=me@corp",
    ],
    [
      "jdbc:snowflake://acct.example.com?user=me@corp.com&token=secret&private_key_file_pwd=secret&db=SHOP",
      "jdbc:snowflake://acct.example.com?user=me@corp.com&db=SHOP",
    ],
    [
      "jdbc:databricks://h:443/default;httpPath=/sql/1;UID=token;PWD=secret",
      "jdbc:databricks://h:443/default;httpPath=/sql/1;UID=token",
    ],
    [
      "jdbc:databricks://h:443;Auth_AccessToken=secret;OAuth2Secret=secret;ConnCatalog=main",
      "jdbc:databricks://h:443;ConnCatalog=main",
    ],
    [
      "Driver={ODBC Driver 18};Server=tcp:db,1433;Uid=me;Pwd={s;cret};",
      "Driver={ODBC Driver 18};Server=tcp:db,1433;Uid=me",
    ],
    [`Server=db;Password="s;cret";Database=shop`, "Server=db;Database=shop"],
    [
      "mssql+pyodbc:///?odbc_connect=SERVER%3Ddb%3BPWD%3D%7Bs%3Bcret%7D%3BDATABASE%3Dshop&a=1",
      "mssql+pyodbc:///?odbc_connect=SERVER%3Ddb%3BDATABASE%3Dshop&a=1",
    ],
    ["AccountName=a;AccountKey=secret==;EndpointSuffix=x", "AccountName=a;EndpointSuffix=x"],
    [
      "Endpoint=sb://h/;SharedAccessKeyName=n;SharedAccessKey=secret=",
      "Endpoint=sb://h/;SharedAccessKeyName=n",
    ],
    ["BlobEndpoint=https://h;SharedAccessSignature=sv=1&ss=b&sig=secret", "BlobEndpoint=https://h"],
    ["https://h/x?client_secret=secret&api_key=secret&private_token=secret&v=2", "https://h/x?v=2"],
    ["jdbc:oracle:thin:me/secret@//db:1521/shop", "jdbc:oracle:thin:@//db:1521/shop"],
    ["https://h/x?X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-Security-Token=c", "https://h/x"],
    [
      "https://h/x?X-Amz-Date=20261127T100000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&versionId=3",
      "https://h/x?versionId=3",
    ],
    ["https://h/x?X-Goog-Algorithm=a&X-Goog-Date=b&X-Goog-Expires=c&X-Goog-Signature=d", "https://h/x"],
    ["https://h/x?AWSAccessKeyId=a&Expires=1795806503&Signature=b", "https://h/x"],
    ["https://h/x?GoogleAccessId=a&Expires=1795806503&Signature=b", "https://h/x"],
    ["https://h/x?a=1&x-goog-signature=b#part", "https://h/x?a=1#part"],
    ["https://h/x?sv=1&sig=b&access_token=c&token=d&b=2", "https://h/x?b=2"],
    ["https://h/x?sv=1&st=2&se=3&sr=b&sp=r&skoid=4&sig=c&snapshot=5", "https://h/x?snapshot=5"],
    ["https://h/x?sv=1&ss=b&srt=sco&sp=r&se=2&sig=c", "https://h/x"],
    ["https://h/x?sv=1&si=readers&sr=c&sig=c", "https://h/x"],
    ["https://h/x?Expires=1&Signature=2&Key-Pair-Id=3", "https://h/x"],
    [
      "https://h/x?symbol=SPY&expires=2026-12-18&signature=x&se=3",
      "https://h/x?symbol=SPY&expires=2026-12-18&signature=x&se=3",
    ],
    ["abfss://box@acct.dfs.core.windows.net/x?sig=b", "abfss://box@acct.dfs.core.windows.net/x"],
  ])("%s is %s", (uri, plain) => {
    expect(withoutSecrets(uri)).toBe(plain);
  });

  it.each([
    "s3://lake/users@v1",
    "http://h:8080/@scope/x",
    "kafka://a:9092,b:9092/clicks@eu",
    "http://[::1]:80/x@y",
    "file:///C:/users@v1",
    "file://C:/users@v1",
    "https://h/x?design=1&tokens=2&page_token=3&pwdlast=4&ss=5",
    "https://h?mail=me@example.com",
    "s3://lake/users/token=5;x/part,key=6",
    "https://h/x?",
    "https://h/x?a=1&#part",
    "food_delivery",
    "me@example.com",
  ])("%s stays as it is", (uri) => {
    expect(withoutSecrets(uri)).toBe(uri);
  });

  it("has no password, whatever characters are in it", () => {
    const password = fc
      .string({ unit: "grapheme-ascii", minLength: 1 })
      // An @ before a slash is where the host begins: what follows is told from a path by nothing.
      .filter((text) => /^[^/?#\d][^?#]*$/.test(text) && !/@.*\//.test(text));
    fc.assert(
      fc.property(password, (secret) => {
        expect(withoutSecrets(`postgres://me:${secret}@db/shop`)).toBe("postgres://db/shop");
      }),
    );
  });
});
