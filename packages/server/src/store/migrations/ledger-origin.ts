/** Entries by the wire that they came by, and by who sent them. */
export function ledgerOrigin(): readonly string[] {
  return [
    `create index ledger_source on ledger (source, seq)`,
    `create index ledger_actor on ledger (actor, seq)`,
  ];
}
