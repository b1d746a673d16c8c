import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { NAVIGATION } from "./navigation.ts";
import { savesData } from "./saves-data.ts";

/** As long as a first page has for itself. */
const FIRST_PAGE_MS = 1_000;

/** Fetches the pages of the navigation a moment after the first one: going to one of them waits for what it shows alone. */
export function usePagesAhead(): void {
  const router = useRouter();
  useEffect(() => {
    if (savesData()) return;
    const timer = setTimeout(() => {
      for (const { to } of NAVIGATION) void router.loadRouteChunk(router.routesByPath[to]);
    }, FIRST_PAGE_MS);
    return () => clearTimeout(timer);
  }, [router]);
}
