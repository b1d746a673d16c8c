/** Which of what was deleted is looked for. */
export const VIEWS = { 1: "ACTIVE_ONLY", 2: "DELETED_ONLY", 3: "ALL" } as const;
