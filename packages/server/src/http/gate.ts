import { createHash, timingSafeEqual } from "node:crypto";
import { BegatError } from "@begat/core";
import type { FastifyRequest, onRequestHookHandler } from "fastify";
import { FailedTokens } from "./failed-tokens.ts";
import type { Access, Caller, Scope, TokensPort } from "./ports.ts";

/** Who may call a route: `public` asks nothing. */
export type Needed = Scope | "public";

declare module "fastify" {
  interface FastifyRequest {
    /** Set on every route but the public ones. */
    caller: Caller;
  }
}

const RANK: Readonly<Record<Scope, number>> = { read: 1, write: 2, owner: 3 };

/** Whoever reaches the loopback address. */
const LOCAL: Caller = { principal: "agent:local", scope: "owner" };

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;
const SAFE = new Set(["GET", "HEAD"]);

/** Decides who calls and whether they may. */
export class Gate {
  readonly #access: Access;
  readonly #tokens: TokensPort;
  readonly #failed = new FailedTokens();
  readonly #secret: Buffer | undefined;

  constructor(access: Access, tokens: TokensPort) {
    this.#access = access;
    this.#tokens = tokens;
    this.#secret = access.localSecret === undefined ? undefined : sha256(access.localSecret);
  }

  /** The hook of the routes that need a scope. */
  hook(needed: Needed): onRequestHookHandler {
    return (request, _reply, done) => {
      const { authorization } = request.headers;
      if (needed !== "public" && authorization !== undefined) {
        this.#bearer(request, authorization).then((caller) => done(admit(request, caller, needed)), done);
      } else done(this.#local(request, needed));
    };
  }

  #local(request: FastifyRequest, needed: Needed): Error | undefined {
    try {
      this.#checkHost(request);
      return needed === "public" ? undefined : admit(request, this.#withoutToken(request), needed);
    } catch (error) {
      return error as Error;
    }
  }

  /** A page of another site can make a name of its own resolve to this address (DNS rebinding); its Host betrays it. */
  #checkHost(request: FastifyRequest): void {
    if (this.#access.mode !== "loopback" || LOOPBACK.test(request.headers.host ?? "")) return;
    throw new BegatError(
      "forbidden",
      "host: this server answers to localhost and 127.0.0.1 only; behind a proxy it is started with --tokens",
      { field: "host" },
    );
  }

  #withoutToken(request: FastifyRequest): Caller {
    if (this.#access.mode !== "loopback") {
      throw new BegatError(
        "unauthenticated",
        "authorization: is missing; send Authorization: Bearer bgt_…, or give the client BEGAT_TOKEN (MLFLOW_TRACKING_TOKEN, OPENLINEAGE_API_KEY)",
      );
    }
    checkDirect(request);
    // A page of another site can send a form here, but not without its Origin.
    const { origin, host } = request.headers;
    if (origin === undefined || SAFE.has(request.method) || origin === `http://${host}`) return LOCAL;
    throw new BegatError("forbidden", `origin: pages of ${origin.slice(0, 200)} may not write here`, {
      field: "origin",
    });
  }

  async #bearer(request: FastifyRequest, authorization: string): Promise<Caller> {
    this.#checkHost(request);
    const token = tokenIn(authorization);
    if (token === undefined)
      throw new BegatError(
        "unauthenticated",
        "authorization: must be Bearer and a token, or Basic with the token as password",
      );
    if (this.#secret !== undefined && timingSafeEqual(sha256(token), this.#secret)) return LOCAL;
    const caller = await this.#tokens.verify(token);
    if (caller !== undefined) return caller;
    // Only after a failure: others behind the same address go on with their good tokens.
    this.#failed.check(request.ip);
    this.#failed.add(request.ip);
    throw new BegatError(
      "unauthenticated",
      "authorization: the token is unknown, expired or revoked; ask for a new one",
    );
  }
}

/** Whoever comes through a proxy of this machine need not be on it. */
function checkDirect({ headers }: FastifyRequest): void {
  const field = ["forwarded", "x-forwarded-for"].find((name) => headers[name] !== undefined);
  if (field === undefined) return;
  throw new BegatError(
    "forbidden",
    `${field}: a proxy brought this, and here whoever asks is the owner; start the server with --tokens`,
    { field },
  );
}

/** A bearer token, or the password of a client that knows only names and passwords. */
function tokenIn(authorization: string): string | undefined {
  const [, scheme = "", value = ""] = /^(Bearer|Basic) +(\S+)$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() !== "basic") return value === "" ? undefined : value;
  const password = /^[^:]*:(.+)$/s.exec(Buffer.from(value, "base64").toString())?.[1];
  return password;
}

function admit(request: FastifyRequest, caller: Caller, needed: Scope): Error | undefined {
  request.caller = caller;
  if (RANK[caller.scope] >= RANK[needed]) return undefined;
  return new BegatError(
    "forbidden",
    `${caller.principal} has the scope ${caller.scope}; this needs ${needed}`,
    { needed },
  );
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
