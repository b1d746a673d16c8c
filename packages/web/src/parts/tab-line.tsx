import { type MantineSpacing, Scroller, Tabs } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import classes from "./tab-line.module.css";

interface TabLineProps {
  /** What the tabs choose among, for who does not see it. */
  readonly label: string;
  readonly mb?: MantineSpacing;
  readonly children: ReactNode;
}

// The arrow keys go from tab to tab, and bring each into view.
const FOR_POINTERS = { "aria-hidden": true, tabIndex: -1 } as const;

/** Tabs in one line, which scrolls where it does not fit. The one that an address chooses is in view. */
export function TabLine({ label, children, ...props }: TabLineProps) {
  const list = useRef<HTMLDivElement>(null);
  const router = useRouter();
  useEffect(() => {
    const show = (): void => showChosen(list.current);
    show();
    // The router has put what was scrolled back to where it was.
    return router.subscribe("onRendered", show);
  }, [router]);
  return (
    <Scroller
      classNames={{ container: classes.container as string, content: classes.content as string }}
      controlSize={32}
      draggable={false}
      startControlProps={FOR_POINTERS}
      endControlProps={FOR_POINTERS}
      {...props}
    >
      <Tabs.List ref={list} aria-label={label} className={classes.list as string}>
        {children}
      </Tabs.List>
    </Scroller>
  );
}

function showChosen(list: HTMLElement | null): void {
  const tab = list?.querySelector<HTMLElement>("[aria-selected=true]");
  const scroller = list?.closest(`.${classes.container}`);
  if (tab != null && scroller != null)
    scroller.scrollLeft = tab.offsetLeft - (scroller.clientWidth - tab.offsetWidth) / 2;
}
