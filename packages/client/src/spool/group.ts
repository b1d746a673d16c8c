import { subjectOf } from "../own-id.ts";
import type { MessageName } from "../types.ts";

/** The most messages of one request. */
const GROUP_MESSAGES = 1000;

/** About the most characters of one request. */
const GROUP_CHARACTERS = 4 * 1024 * 1024;

/**
 * What may go out together: no two messages about the same subject. When the answer gets lost, the request is sent
 * again; two states of one subject would then come back in their order, and be recorded as two more revisions.
 */
export class Group {
  readonly #subjects = new Set<string>();
  #messages = 0;
  #characters = 0;

  /** Adds messages if they fit, all or none. The first ones always do. */
  add(subjects: readonly string[], characters: number): boolean {
    if (this.#messages > 0 && !this.#fits(subjects, characters)) return false;
    for (const subject of subjects) this.#subjects.add(subject);
    this.#messages += subjects.length;
    this.#characters += characters;
    return true;
  }

  #fits(subjects: readonly string[], characters: number): boolean {
    return (
      this.#messages + subjects.length <= GROUP_MESSAGES &&
      this.#characters + characters <= GROUP_CHARACTERS &&
      !subjects.some((subject) => this.#subjects.has(subject))
    );
  }
}

/** Splits messages into groups, in order. */
export function grouped<M extends readonly [name: MessageName, body: object]>(
  messages: readonly M[],
): readonly (readonly M[])[] {
  const groups: M[][] = [];
  let group: Group | undefined;
  for (const message of messages) {
    const [name, body] = message;
    const subjects = [subjectOf(name, body) ?? ""];
    const { length } = JSON.stringify(body);
    if (group?.add(subjects, length) === true) {
      groups.at(-1)?.push(message);
      continue;
    }
    group = new Group();
    group.add(subjects, length);
    groups.push([message]);
  }
  return groups;
}
