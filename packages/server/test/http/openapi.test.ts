import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { documentOf } from "../../src/http/openapi.ts";
import { NATIVE_ROUTES } from "../../src/http/routes.ts";

const document = JSON.parse(JSON.stringify(documentOf(NATIVE_ROUTES, "0.0.0-test"))) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
};

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1", async () => {
    const result = await new Validator().validate(structuredClone(document));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
  });

  it("has every route, and nothing else", () => {
    const described = Object.entries(document.paths).flatMap(([url, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${url}`),
    );
    expect(described.sort()).toEqual(NATIVE_ROUTES.map(({ method, url }) => `${method} ${url}`).sort());
  });

  it("refers only to what it has", () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(50);
    for (const [, section, name] of references) {
      expect(document.components[section as string]).toHaveProperty(name as string);
    }
  });

  it("names its operations once", () => {
    const ids = [...JSON.stringify(document).matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(NATIVE_ROUTES.length);
  });

  it.each([
    ["/artifacts/sha256/{hex}", "get", ["206", "404", "416", "431"]],
    ["/artifacts/sha256/{hex}", "put", ["202", "413", "422"]],
    ["/compare", "get", ["400", "404", "431"]],
    ["/path", "get", ["404"]],
    ["/ledger/proofs", "get", ["404"]],
    ["/ledger/erase", "post", ["404"]],
    ["/metadata/run", "post", ["404", "409", "413"]],
    ["/health", "get", ["431"]],
  ])("names what %s answers to %s", (url, method, statuses) => {
    for (const status of statuses)
      expect(document.paths[url]?.[method]).toHaveProperty(["responses", status]);
  });

  it("asks for a body but where an empty one is an empty file", () => {
    const requires = (url: string) => document.paths[url]?.post;
    expect(requires("/artifacts")).toMatchObject({ requestBody: { required: false } });
    expect(requires("/metadata/run")).toMatchObject({ requestBody: { required: true } });
    expect(requires("/metadata/batch")).toMatchObject({ requestBody: { required: true } });
  });

  it("gives an example with every message", () => {
    for (const { url, example } of NATIVE_ROUTES.filter((route) => route.readsBody)) {
      expect(document.paths[url]?.post).toMatchObject({
        requestBody: { content: { "application/json": { example } } },
      });
    }
  });
});
