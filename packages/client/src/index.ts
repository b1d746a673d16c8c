export { BegatApi } from "./begat-api.ts";
export * from "./types.ts";
