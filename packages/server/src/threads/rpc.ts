import type { MessagePort, Worker } from "node:worker_threads";
import { BegatError, type ErrorCode, type ErrorDetails } from "@begat/core";

/** What a thread can be asked: functions by name. */
export type Handlers = Readonly<Record<string, (...args: never[]) => Promise<unknown>>>;

interface Call {
  readonly call: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

type Answer =
  | { readonly call: number; readonly value: unknown }
  | { readonly call: number; readonly error: WireError };

interface WireError {
  readonly code?: ErrorCode;
  readonly message: string;
  readonly details?: ErrorDetails;
  readonly stack?: string;
}

/** Answers the calls that come by a port. */
export function serve(port: MessagePort, handlers: Handlers): void {
  port.on("message", async ({ call, name, args }: Call) => {
    try {
      const handler = handlers[name] as (...args: readonly unknown[]) => Promise<unknown>;
      port.postMessage({ call, value: await handler(...args) } satisfies Answer);
    } catch (error) {
      port.postMessage({ call, error: toWire(error) } satisfies Answer);
    }
  });
}

function toWire(error: unknown): WireError {
  if (error instanceof BegatError)
    return { code: error.code, message: error.message, details: error.details };
  return error instanceof Error
    ? { message: error.message, stack: error.stack ?? "" }
    : { message: String(error) };
}

function fromWire({ code, message, details, stack }: WireError): Error {
  if (code !== undefined) return new BegatError(code, message, details);
  return Object.assign(new Error(message), stack === undefined ? {} : { stack });
}

/** What ended a thread has lost its class on the way, and has kept the rest. */
function revived(error: Error & WireError): Error {
  return error.name === "BegatError" ? fromWire(error) : error;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The other end of `serve`: calls to a worker thread as promises. */
export class Remote<H extends Handlers> {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;
  #ended: Error | undefined;
  #onEnd: (why: Error) => void = () => {};
  #onQuiet: (() => void)[] = [];

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", (answer: Answer) => this.#settle(answer));
    worker.on("error", (error) => this.#end(revived(error as Error & WireError)));
    worker.on("exit", () => this.#end(stopping()));
  }

  /** Why the thread is no more; undefined while it lives. */
  get ended(): Error | undefined {
    return this.#ended;
  }

  /** Tells when the thread ends, whatever ends it. */
  onEnd(listener: (why: Error) => void): void {
    this.#onEnd = listener;
  }

  /** How many calls wait for their answer. */
  get pending(): number {
    return this.#waiting.size;
  }

  /** Waits until no call waits for its answer. */
  quiet(): Promise<void> {
    return this.pending === 0 ? Promise.resolve() : new Promise((resolve) => this.#onQuiet.push(resolve));
  }

  call<N extends keyof H & string>(name: N, ...args: Parameters<H[N]>): Promise<Awaited<ReturnType<H[N]>>> {
    if (this.#ended !== undefined) return Promise.reject(stopping());
    const call = ++this.#calls;
    return new Promise((resolve, reject) => {
      this.#worker.postMessage({ call, name, args } satisfies Call);
      this.#waiting.set(call, { resolve: resolve as (value: unknown) => void, reject });
    });
  }

  terminate(): Promise<number> {
    return this.#worker.terminate();
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.call);
    this.#waiting.delete(answer.call);
    if ("error" in answer) waiting?.reject(fromWire(answer.error));
    else waiting?.resolve(answer.value);
    this.#tellQuiet();
  }

  #end(error: Error): void {
    if (this.#ended === undefined) this.#onEnd(error);
    this.#ended ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    this.#tellQuiet();
  }

  #tellQuiet(): void {
    if (this.pending > 0) return;
    for (const resolve of this.#onQuiet.splice(0)) resolve();
  }
}

function stopping(): BegatError {
  return new BegatError("unavailable", "a thread of the server has ended; try again later");
}
