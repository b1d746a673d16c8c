import { groupBy } from "@begat/core";
import { sql } from "kysely";
import type { Transaction } from "../database.ts";
import type { Listed, Moment, State } from "./state.ts";

/** Which version is asked for: the latest one of datasets that is not later than a time, null for now. */
export interface Asked {
  readonly datasets: readonly number[];
  readonly time: number | null;
  /** Versions that it must not be. Those may be thousands, in a set that many share. */
  readonly without: ReadonlySet<number>;
}

/** The versions of a dataset that may differ from the database. */
interface Pending {
  readonly keys: ReadonlySet<number>;
  /** Those that have a place in time, the latest first. */
  readonly moments: readonly Moment[];
}

const NONE: Listed = { moments: [], areAll: true };

/** Later than any time. */
const NOW = Number.MAX_SAFE_INTEGER;

/** How many times more are looked at where all that were are left out. */
const MORE = 16;

const placeOf = (dataset: number, time: number | null): string => `${dataset} ${time}`;

/** The latest versions of datasets by some time: the database as the transaction has changed it. Made anew after each change. */
export class LatestVersions {
  readonly #transaction: Transaction;
  readonly #state: State;
  readonly #pending = new Map<number, Pending>();
  /** What was looked up for this change alone. */
  readonly #listed = new Map<string, Listed>();

  constructor(transaction: Transaction, state: State) {
    this.#transaction = transaction;
    this.#state = state;
  }

  /** The versions that are asked for, looked up at once. */
  async find(asked: readonly Asked[]): Promise<readonly (Moment | undefined)[]> {
    const distinct = [...new Set(asked)];
    await this.loadNewest(distinct.flatMap(({ datasets }) => datasets));
    let open: readonly Asked[] = distinct;
    for (let many = 1; ; many *= MORE) {
      open = open.filter((one) => one.datasets.some((dataset) => !this.#isTold(one, dataset)));
      if (open.length === 0) break;
      await this.#lookUp(open, many);
    }
    const found = new Map(distinct.map((one) => [one, this.#latest(one)]));
    return asked.map((one) => found.get(one));
  }

  /** Looks up the newest version of each of some datasets, and others that came at its time where those are few. */
  async loadNewest(datasets: readonly number[]): Promise<void> {
    const { newest, firstNewNode } = this.#state;
    const fresh = new Set(datasets.filter((dataset) => dataset < firstNewNode && !newest.has(dataset)));
    if (fresh.size === 0) return;
    const most = 2 * fresh.size;
    let rows = await this.#selectNewest([...fresh], most + 1);
    if (rows.length > most)
      rows = await this.#select(
        Array.from(fresh, (dataset) => [dataset, NOW] as const),
        1,
        [],
      );
    const found = groupBy(rows.toSorted(byTime), ({ parent }) => parent);
    for (const dataset of fresh) {
      const moments = found.get(dataset);
      newest.set(dataset, moments === undefined ? NONE : { moments, areAll: false });
    }
  }

  /** Much cheaper than the one of each, as long as a change has not brought thousands at one time. */
  async #selectNewest(datasets: readonly number[], limit: number): Promise<readonly Row[]> {
    const given = this.#transaction.dialect.rows(
      { parent: "number" },
      datasets.map((dataset) => [dataset]),
    );
    const { rows } = await sql<Row>`
      select version.parent, node.key, node.id, version.at from ${given} as given
      join version on version.parent = given.parent
        and version.at = (select max(at) from version as other where other.parent = given.parent)
      join node on node.key = version.node limit ${limit}`.execute(this.#transaction.sql);
    return rows;
  }

  #latest(asked: Asked): Moment | undefined {
    let latest: Moment | undefined;
    for (const dataset of asked.datasets) {
      const pending = this.#pendingOf(dataset);
      const made = pending.moments.find(
        ({ key, at }) => at <= (asked.time ?? NOW) && !asked.without.has(key),
      );
      for (const moment of [made, this.#storedFor(asked, dataset)])
        if (moment !== undefined && (latest === undefined || isLater(moment, latest))) latest = moment;
    }
    return latest;
  }

  /** Whether enough is known of the database to tell the version of a dataset that is asked for. */
  #isTold(asked: Asked, dataset: number): boolean {
    return (
      this.#listOf(dataset, asked.time)?.areAll === true || this.#storedFor(asked, dataset) !== undefined
    );
  }

  #storedFor({ time, without }: Asked, dataset: number): Moment | undefined {
    const { keys } = this.#pendingOf(dataset);
    return this.#listOf(dataset, time)?.moments.find(({ key }) => !keys.has(key) && !without.has(key));
  }

  #listOf(dataset: number, time: number | null): Listed | undefined {
    const { newest, latestBy, firstNewNode } = this.#state;
    if (dataset >= firstNewNode) return NONE;
    const place = placeOf(dataset, time);
    const known = this.#listed.get(place) ?? latestBy.get(place);
    if (known !== undefined) return known;
    const list = newest.get(dataset);
    const [first] = list?.moments ?? [];
    return first === undefined || time === null || first.at <= time ? list : undefined;
  }

  /** Lists `many` versions for each place at which too few are known. */
  async #lookUp(asked: readonly Asked[], many: number): Promise<void> {
    const places = new Map<string, readonly [dataset: number, time: number]>();
    for (const one of asked) {
      for (const dataset of one.datasets) {
        const place = placeOf(dataset, one.time);
        const isShort = (this.#listOf(dataset, one.time)?.moments.length ?? 0) < many;
        if (isShort && !this.#isTold(one, dataset)) places.set(place, [dataset, one.time ?? NOW]);
      }
    }
    if (places.size === 0) return;
    const moved = [...new Set(Array.from(places.values(), ([dataset]) => dataset))].flatMap((dataset) =>
      [...this.#pendingOf(dataset).keys].filter((key) => key < this.#state.firstNewNode),
    );
    const rows = await this.#select([...places.values()], many, moved);
    const found = groupBy(rows.toSorted(byTime), ({ parent, time }) => placeOf(parent, time));
    // What leaves nothing out serves the changes to come as well.
    const lists = moved.length === 0 ? this.#state.latestBy : this.#listed;
    for (const [place, [dataset, time]] of places) {
      const moments = found.get(placeOf(dataset, time)) ?? [];
      lists.set(place, { moments, areAll: moments.length < many });
    }
  }

  async #select(
    places: readonly (readonly [dataset: number, time: number])[],
    many: number,
    without: readonly number[],
  ): Promise<readonly (Row & { readonly time: number })[]> {
    const { sql: db, dialect } = this.#transaction;
    const counts = (version: string) =>
      without.length === 0 ? sql`` : sql`and not ${dialect.anyOf(sql.ref(`${version}.node`), without)}`;
    const given = dialect.rows({ parent: "number", time: "number" }, places);
    // Of many versions only the last ones in the index are looked at, and put in order with those of the same time.
    const listed = dialect.lateral(sql`
      select version.node as value from version join node on node.key = version.node
      where version.parent = given.parent and version.at <= given.time ${counts("version")}
        and version.at >= (select min(at) from (
          select one.at from version as one
          where one.parent = given.parent and one.at <= given.time ${counts("one")}
          order by one.at desc limit ${sql.lit(many)}) as latest)
      order by version.at desc, node.id desc limit ${sql.lit(many)}`);
    const { rows } = await sql<Row & { readonly time: number }>`
      select given.parent, given.time, node.key, node.id, version.at from ${given} as given
      cross join ${listed} as listed cross join ${dialect.nodeOf(sql.ref("listed.value"))}
      join version on version.parent = given.parent and version.node = node.key`.execute(db);
    return rows;
  }

  #pendingOf(dataset: number): Pending {
    const known = this.#pending.get(dataset);
    if (known !== undefined) return known;
    const rows = this.#state.versions.of(dataset);
    const moments = rows.flatMap(({ node, at }) =>
      at === null ? [] : [{ key: node, id: this.#state.nodeOfKey.get(node) as string, at }],
    );
    const pending = { keys: new Set(rows.map(({ node }) => node)), moments: moments.sort(byTime) };
    this.#pending.set(dataset, pending);
    return pending;
  }
}

interface Row extends Moment {
  readonly parent: number;
}

function isLater(one: Moment, other: Moment): boolean {
  return one.at === other.at ? one.id > other.id : one.at > other.at;
}

function byTime(one: Moment, other: Moment): number {
  return isLater(one, other) ? -1 : 1;
}
