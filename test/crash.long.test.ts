process.env.BEGAT_CRASH_ROUNDS = "1000";
await import("./crash.test.ts");
