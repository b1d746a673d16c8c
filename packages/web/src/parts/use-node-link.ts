import { useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { hrefOf, placeOf } from "../app/places.ts";

/**
 * What a link to the page of a node is made of. There are hundreds on a page: one of the router's would look at its address
 * anew whenever that of the page changes.
 */
export function useNodeLink(id: string) {
  const router = useRouter();
  return {
    href: hrefOf(id),
    onClick: (event: MouseEvent): void => {
      if (opensElsewhere(event)) return;
      event.preventDefault();
      void router.navigate(placeOf(id));
    },
  };
}

/** Whether the browser itself opens the link, in another tab or window. */
function opensElsewhere({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean {
  return button !== 0 || ctrlKey || metaKey || shiftKey || altKey;
}
