export { BegatError } from "@begat/core";
export { Artifacts, type ByteRange, type Bytes, type Stored } from "./artifacts.ts";
export { BegatApi } from "./begat-api.ts";
export type { EventOptions, LedgerEvent } from "./events.ts";
export { type Page, Pages } from "./pages.ts";
export type { Publish, PublishOptions } from "./publish.ts";
export type { BegatOptions } from "./settings.ts";
export type * from "./types.ts";
