import fc from "fast-check";

// A gate must judge the change and not its luck: it sets one seed, and every other run draws a new one.
const seed = process.env.BEGAT_TEST_SEED;
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
