export * from "./browser.ts";
export * from "./naming/dataset-uri.ts";
export * from "./naming/slug.ts";
