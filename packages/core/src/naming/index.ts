export * from "./dataset-uri.ts";
export * from "./slug.ts";
export * from "./without-secrets.ts";
