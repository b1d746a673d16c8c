import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { queryClient } from "../api/query-client.ts";
import { NAVIGATION } from "./navigation.ts";
import { savesData } from "./saves-data.ts";

const LOOK_EVERY_MS = 1_000;

/**
 * Fetches the pages of the navigation once the first one shows what it has: going to one of them waits for what it shows
 * alone. On a slow network they would take the room of what the first one waits for.
 */
export function usePagesAhead(): void {
  const router = useRouter();
  useEffect(() => {
    if (savesData()) return;
    const timer = setInterval(() => {
      if (router.state.status === "pending" || queryClient.isFetching() > 0) return;
      clearInterval(timer);
      for (const { to } of NAVIGATION) void router.loadRouteChunk(router.routesByPath[to]);
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
}
