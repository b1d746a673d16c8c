export * from "./dataset-uri.ts";
export * from "./slug.ts";
