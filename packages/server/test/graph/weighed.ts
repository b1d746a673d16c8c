import type { KyselyPlugin } from "kysely";
import type { Scope } from "../../src/store/graph/scope.ts";

/** A scope, and how many characters its queries have handed over. */
export function weighed(scope: Scope): { readonly scope: Scope; weight(): number } {
  let weight = 0;
  const weigh: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      weight += JSON.stringify(result.rows).length;
      return result;
    },
  };
  return { scope: { ...scope, sql: scope.sql.withPlugin(weigh) }, weight: () => weight };
}
