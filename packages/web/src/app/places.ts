import { type Kind, kindIn } from "@begat/core";

/** The pages that show one node, by what stands before its id in the address. */
export type NodePage = "runs" | "datasets" | "jobs" | "models" | "nodes";

const PAGES: Readonly<Partial<Record<Kind, NodePage>>> = {
  Run: "runs",
  Dataset: "datasets",
  DatasetVersion: "datasets",
  Job: "jobs",
  JobRun: "jobs",
  Model: "models",
  ModelVersion: "models",
};

/** The route of a node's page, for links and for going there. */
export function placeOf(id: string) {
  const kind = kindIn(id);
  const page = (kind !== undefined && PAGES[kind]) || "nodes";
  return { to: `/${page}/$`, params: { _splat: id } } as const;
}

/** The address of a node's page, for links that are none of the router's. */
export function hrefOf(id: string): string {
  const { to, params } = placeOf(id);
  return `#${to.slice(0, -1)}${encodePath(params._splat)}`;
}

/** Characters of ids that need no encoding in an address, beside letters, digits and `-._~`. */
export const READABLE = [":", "@", "+", ",", "="] as const;

function encodePath(id: string): string {
  const plain = new RegExp(READABLE.map((char) => encodeURIComponent(char)).join("|"), "g");
  return id
    .split("/")
    .map((segment) => encodeURIComponent(segment).replace(plain, decodeURIComponent))
    .join("/");
}
