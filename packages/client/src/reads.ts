import { type EventOptions, eventsOf, type LedgerEvent } from "./events.ts";
import { type Page, Pages } from "./pages.ts";
import type { Query } from "./query-string.ts";
import { TokensApi } from "./tokens.ts";
import type { Transport } from "./transport.ts";
import type * as t from "./types.ts";

/** Every question that can be put to a server, and what its owner may do. */
export class Reads {
  readonly url: string;
  readonly tokens: TokensApi;
  protected readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
    this.url = transport.url;
    this.tokens = new TokensApi(transport);
  }

  /** A node by its id, a pointer such as `ds:users@latest`, or an alias. */
  node(id: string, query?: t.QueryOf<"getNodesId">): Promise<t.NodeDetail> {
    return this.#get(`/nodes/${encodeURIComponent(id)}`, query);
  }

  /** Every revision of a node, newest first. */
  history(id: string, query?: t.QueryOf<"getHistoryId">): Pages<t.History> {
    return this.#pages(`/history/${encodeURIComponent(id)}`, query);
  }

  /** The versions of a dataset or model, newest first. */
  versions(id: string, query?: t.QueryOf<"getVersionsId">): Pages<t.Versions> {
    return this.#pages(`/versions/${encodeURIComponent(id)}`, query);
  }

  /** Datasets that were read and that nobody is known to have written, with those that they may be the same as. */
  unlinked(query?: t.QueryOf<"getUnlinked">): Pages<t.UnlinkedPage> {
    return this.#pages("/unlinked", query);
  }

  /** What a node came from, or what came from it; with `fields: "id"` the nodes as ids alone, with `"graph"` what a drawing needs. */
  lineage(
    id: string,
    query: t.QueryOf<"getLineageId"> & { readonly fields: "id" },
  ): Promise<t.Lineage<string>>;
  lineage(
    id: string,
    query?: Omit<t.QueryOf<"getLineageId">, "fields"> & { readonly fields?: "graph" },
  ): Promise<t.Lineage>;
  lineage(id: string, query?: t.QueryOf<"getLineageId">): Promise<t.Lineage | t.Lineage<string>> {
    return this.#get(`/lineage/${encodeURIComponent(id)}`, query);
  }

  /** What a change of a node reaches. */
  impact(id: string, query?: t.QueryOf<"getImpactId">): Promise<t.Impact> {
    return this.#get(`/impact/${encodeURIComponent(id)}`, query);
  }

  /** How one node came from another. */
  path(from: string, to: string, query?: Omit<t.QueryOf<"getPath">, "from" | "to">): Promise<t.Path> {
    return this.#get("/path", { from, to, ...query });
  }

  /** What it takes to repeat a run, and what is missing for it. */
  reproduce(id: string): Promise<t.Reproduction> {
    return this.#get(`/reproduce/${encodeURIComponent(id)}`);
  }

  /** Runs by metrics, params, tags, data and models: await a page, or iterate over all. */
  runs(query: t.QueryOf<"getRuns"> & { readonly columns: readonly string[] }): Pages<t.RunPage<t.RunRow>>;
  runs(query?: Omit<t.QueryOf<"getRuns">, "columns" | "newest_columns">): Pages<t.RunPage>;
  runs(query?: t.QueryOf<"getRuns">): Pages<t.RunPage | t.RunPage<t.RunRow>> {
    return this.#pages("/runs", query);
  }

  /** Runs counted by the values of a param, a tag or a property, the largest groups first. */
  runGroups(by: string, query?: Omit<t.QueryOf<"getRunsGroups">, "by">): Promise<t.RunGroups> {
    return this.#get("/runs/groups", { by, ...query });
  }

  /** Names that metrics, params, tags or properties have. */
  names(
    space: t.QueryOf<"getNames">["space"],
    query?: Omit<t.QueryOf<"getNames">, "space">,
  ): Promise<t.Distinct> {
    return this.#get("/names", { space, ...query });
  }

  /** Values that a field has, such as `tags.team`. */
  values(field: string, query?: Omit<t.QueryOf<"getValues">, "field">): Promise<t.Distinct> {
    return this.#get("/values", { field, ...query });
  }

  /** Runs side by side. */
  compare(ids: readonly string[]): Promise<t.Comparison> {
    return this.#get("/compare", { ids });
  }

  /** What was deployed at an instant, or is now. */
  production(query?: t.QueryOf<"getProduction">): Promise<t.Production> {
    return this.#get("/production", query);
  }

  /** Nodes of any kind by tag, property and time: await a page, or iterate over all. */
  find(query?: t.QueryOf<"getFind">): Pages<t.NodePage> {
    return this.#pages("/find", query);
  }

  /** Datasets with their names, owners and latest version: await a page, or iterate over all. */
  datasets(query?: t.QueryOf<"getDatasets">): Pages<t.DatasetPage> {
    return this.#pages("/datasets", query);
  }

  /** Models with their pointers, and what was measured of the versions that these stand at. */
  models(query?: t.QueryOf<"getModels">): Pages<t.ModelPage> {
    return this.#pages("/models", query);
  }

  /** Jobs with their last runs. */
  jobs(query?: t.QueryOf<"getJobs">): Pages<t.JobPage> {
    return this.#pages("/jobs", query);
  }

  /** The versions of a dataset or model in brief, the one that came to be last first. */
  timeline(id: string, query?: t.QueryOf<"getTimelineId">): Pages<t.VersionTimeline> {
    return this.#pages(`/timeline/${encodeURIComponent(id)}`, query);
  }

  /** The runs of a job in brief, the one that was recorded last first. */
  jobRuns(id: string, query?: Omit<t.QueryOf<"getTimelineId">, "until">): Pages<t.JobRuns> {
    return this.#pages(`/timeline/${encodeURIComponent(id)}`, query);
  }

  /** Full-text search. */
  search(q: string, query?: Omit<t.QueryOf<"getSearch">, "q">): Promise<t.SearchHits> {
    return this.#get("/search", { q, ...query });
  }

  /** The metrics of a run, a job run or a deployment. */
  metrics(id: string): Promise<t.Metrics> {
    return this.#get(`/runs/${encodeURIComponent(id)}/metrics`);
  }

  /** The history of one metric, or its part between two steps; thinned out to about `points` with its extremes kept. */
  curve(id: string, name: string, query?: Omit<t.QueryOf<"getRunsIdMetrics">, "name">): Promise<t.Curve> {
    return this.#get(`/runs/${encodeURIComponent(id)}/metrics`, { name, ...query });
  }

  /** The same of up to 100 runs, each thinned out; runs without the metric are left out. */
  curves(
    ids: readonly string[],
    name: string,
    query?: Omit<t.QueryOf<"getCurves">, "ids" | "name">,
  ): Promise<t.Curves> {
    return this.#get("/curves", { ids, name, ...query });
  }

  /** Entries of the ledger, oldest first unless `order` is `desc`: await a page, or iterate over all. */
  ledger(query?: t.QueryOf<"getLedger">): Pages<t.EntryPage> {
    return new Pages((after) => this.#get("/ledger", { ...query, ...(after !== undefined && { after }) }));
  }

  /** Events that were refused and why, the newest first. */
  rejected(query: t.QueryOf<"getRejected"> = {}): Pages<t.RejectedPage> {
    return this.#pages("/rejected", query);
  }

  /** The newest checkpoint, a C2SP signed note. */
  checkpoint(): Promise<string> {
    return this.transport.text({ method: "GET", path: "/ledger/checkpoint", idempotent: true });
  }

  /** The proof that an entry is in the ledger (`seq`), or that an older ledger is its beginning (`first`). */
  proof(query: t.QueryOf<"getLedgerProof">): Promise<t.Proof> {
    return this.#get("/ledger/proof", query);
  }

  /** The proofs that up to 100 entries are in the ledger. */
  proofs(query: t.QueryOf<"getLedgerProofs">): Promise<t.Proofs> {
    return this.#get("/ledger/proofs", query);
  }

  /** The key that checkpoints are checked with, a C2SP verifier key. */
  async verifier(): Promise<string> {
    return (await this.transport.text({ method: "GET", path: "/ledger/key", idempotent: true })).trim();
  }

  /** The last entry that came by each wire. */
  sources(): Promise<t.Sources> {
    return this.#get("/sources");
  }

  /** How many nodes of each kind there are, each counted up to `most`. */
  counts(): Promise<t.Counts> {
    return this.#get("/counts");
  }

  /** Erases the payload of an entry for good; its proofs stay. Only an owner may. */
  erase(seq: number, reason: string): Promise<t.Receipt> {
    return this.transport.json({
      method: "POST",
      path: "/ledger/erase",
      json: { seq, reason },
      idempotent: false,
    });
  }

  /** Ledger entries as they come, until `signal` is aborted. */
  events(options: EventOptions = {}): AsyncGenerator<LedgerEvent> {
    return eventsOf(this.transport, options);
  }

  /** Every kind of node and every relation. */
  schema(): Promise<t.Schema> {
    return this.#get("/schema");
  }

  /** Whom this client speaks for, and what it may do. */
  whoami(): Promise<t.Caller> {
    return this.#get("/whoami");
  }

  /** Whether the server can answer. */
  health(): Promise<t.Health> {
    return this.#get("/health");
  }

  /** The OpenAPI document of the server. */
  openapi(): Promise<Readonly<Record<string, unknown>>> {
    return this.#get("/openapi.json");
  }

  #get<T>(path: string, query: Query = {}): Promise<T> {
    return this.transport.json({ method: "GET", path, query, idempotent: true });
  }

  #pages<P extends Page<unknown>>(path: string, query: Query = {}): Pages<P> {
    return new Pages((cursor) => this.#get(path, { ...query, ...(cursor !== undefined && { cursor }) }));
  }
}
