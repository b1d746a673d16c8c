import { randomInt } from "node:crypto";

const QUALITIES = [
  "brisk",
  "calm",
  "clever",
  "eager",
  "fair",
  "gentle",
  "keen",
  "lucid",
  "merry",
  "noble",
  "patient",
  "quiet",
  "steady",
  "sunny",
  "swift",
  "wise",
];
const ANIMALS = [
  "badger",
  "crane",
  "dolphin",
  "falcon",
  "finch",
  "fox",
  "hare",
  "heron",
  "lynx",
  "otter",
  "owl",
  "raven",
  "seal",
  "stork",
  "swan",
  "wren",
];

/** A name for a run that was given none, such as `calm-otter-417`. */
export function randomName(): string {
  const pick = (words: readonly string[]) => words[randomInt(words.length)];
  return `${pick(QUALITIES)}-${pick(ANIMALS)}-${randomInt(1000)}`;
}
