import type { Receipt } from "@begat/core";
import type { Io } from "./io.ts";
import { cut, plain } from "./render/plain.ts";
import { createStyle, PLAIN, type Style } from "./render/style.ts";
import { type Column, renderTable, type TableOptions } from "./render/table.ts";

/** Where a command writes: answers to stdout, everything else to stderr. */
export class Terminal {
  readonly json: boolean;
  /** For stdout. */
  readonly style: Style;
  /** For stderr. */
  readonly errorStyle: Style;
  readonly io: Io;
  #progress = false;

  constructor(io: Io, json: boolean) {
    this.io = io;
    this.json = json;
    const colours = (io.env.NO_COLOR ?? "") === "" && io.env.TERM !== "dumb";
    this.style = colours && io.stdout.isTTY === true ? createStyle(true) : PLAIN;
    this.errorStyle = colours && io.stderr.isTTY === true ? createStyle(true) : PLAIN;
  }

  /** Writes a piece of the answer. */
  print(text: string): void {
    this.#clear();
    this.io.stdout.write(text.endsWith("\n") || text === "" ? text : `${text}\n`);
  }

  /** With `--json` the value as JSON, otherwise what `show` makes of it. */
  answer<T>(value: T, show: (value: T) => void): void {
    if (this.json) this.print(JSON.stringify(value, null, 2));
    else show(value);
  }

  /** Answers with a receipt: what was said, its status and entry; its warnings go to stderr. */
  receipt(receipt: Pick<Receipt, "status" | "seq" | "warnings">, said: string): void {
    this.answer(receipt, ({ status, seq }) => this.print(`${said}  ${status}, entry ${seq}`));
    for (const { message } of receipt.warnings)
      this.note(`${this.errorStyle.warn("warning:")} ${plain(message)}`);
  }

  /** How tables are laid out: to the width of a terminal, in full for a pipe. */
  get layout(): TableOptions {
    const width = this.io.stdout.isTTY === true ? this.io.stdout.columns : undefined;
    return { style: this.style, width };
  }

  table<T>(columns: readonly Column<T>[], rows: readonly T[]): void {
    this.print(renderTable(columns, rows, this.layout));
  }

  /** Says something beside the answer, on stderr. */
  note(text: string): void {
    this.#clear();
    this.io.stderr.write(`${text}\n`);
  }

  /** Says how far long work is: one line that changes, on a terminal only. */
  progress(text: string): void {
    if (this.io.stderr.isTTY !== true) return;
    const { columns } = this.io.stderr;
    // A longer text would begin a line of its own, which stays.
    this.io.stderr.write(`\r\u001b[2K${columns ? cut(text, columns - 1) : text}`);
    this.#progress = true;
  }

  #clear(): void {
    if (this.#progress) this.io.stderr.write("\r\u001b[2K");
    this.#progress = false;
  }

  /** Takes the line of progress away. */
  done(): void {
    this.#clear();
  }
}
