import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { NAVIGATION } from "./navigation.ts";

/** As long as a first page has for itself. */
const FIRST_PAGE_MS = 1_000;

/** Fetches the pages of the navigation once the first one is there: going to one of them waits for what it shows alone. */
export function usePagesAhead(): void {
  const router = useRouter();
  useEffect(() => {
    const timer = setTimeout(() => {
      // What fails is fetched again when the page is gone to.
      for (const { to } of NAVIGATION) router.loadRouteChunk(router.routesByPath[to])?.catch(() => undefined);
    }, FIRST_PAGE_MS);
    return () => clearTimeout(timer);
  }, [router]);
}
