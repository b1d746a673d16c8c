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
    "https://h/x?design=1&tokens=2",
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
