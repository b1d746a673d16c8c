/** The media type of the manifest of a tree. */
export const TREE_TYPE = "application/vnd.begat.tree+json";

/** The most bytes the manifest of a tree may have. */
export const MAX_TREE_BYTES = 256 * 1024 * 1024;

/** How every manifest begins and ends. */
export const TREE_HEAD = '{"files":[';
export const TREE_TAIL = '],"tree":1}';
