/** Which of what was deleted is looked for, and how the store is asked for it. */
export const HIDDEN = { ACTIVE_ONLY: false, DELETED_ONLY: "only", ALL: true } as const;

export type View = keyof typeof HIDDEN;
