import type { Transport } from "./transport.ts";
import type { NewToken, Token, TokenMessage, Tokens } from "./types.ts";

/** The tokens of a server; only its owner may use them. */
export class TokensApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Makes a token; it is shown this once. */
  create(request: TokenMessage): Promise<NewToken> {
    return this.#transport.json({ method: "POST", path: "/tokens", json: request, idempotent: false });
  }

  /** Every token, without its secret. */
  list(): Promise<Tokens> {
    return this.#transport.json({ method: "GET", path: "/tokens", idempotent: true });
  }

  /** Revokes the token whose first characters are `id`, as the list shows them. */
  revoke(id: string): Promise<Token> {
    const path = `/tokens/${encodeURIComponent(id)}`;
    return this.#transport.json({ method: "DELETE", path, idempotent: true });
  }
}
