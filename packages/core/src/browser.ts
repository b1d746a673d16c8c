// What runs in a browser too: nothing here imports a module of Node.
export * from "./canonical-json.ts";
export * from "./change.ts";
export * from "./error.ts";
export * from "./filter/index.ts";
export * from "./graph.ts";
export * from "./ids.ts";
export * from "./json-text.ts";
export * from "./kinds.ts";
export * from "./props.ts";
export * from "./relations.ts";
export * from "./strict-json.ts";
