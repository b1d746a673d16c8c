import { BegatError, type EdgeAssertion, kindOfId, mayJoin } from "@begat/core";

/** Throws `invalid` for a relation that does not join such things. */
export function checkKinds({ rel, from, to }: EdgeAssertion): void {
  const source = kindOfId(from);
  const target = kindOfId(to);
  if (mayJoin(rel, source, target)) return;
  throw new BegatError("invalid", `${rel} cannot join a ${source} (${from}) to a ${target} (${to})`, {
    field: "rel",
    from,
    to,
  });
}

export function joinedToItself({ rel, from, to }: EdgeAssertion): BegatError {
  const message = `to: ${to} cannot be ${rel} itself; name another`;
  return new BegatError("conflict", message, { field: "to", from, to });
}
