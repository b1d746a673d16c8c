/** The property that keeps when each other one was said last. */
export const STATED = "stated";

/** The property with the owners of a thing as its source said them last, all of them at once; the edges follow from it. */
export const OWNERS = "stated_owners";

/** The property with the tags of a thing and its columns as its source said them last, all of them at once; `tags` follow from it. */
export const TAGS = "stated_tags";

/** The properties that only the ledger needs: people are shown what they come to. */
export const LEDGER_PROPS: ReadonlySet<string> = new Set([STATED, OWNERS, TAGS]);

/** As many facets of OpenLineage does a node keep as they came. */
export const MOST_FACETS = 100;
