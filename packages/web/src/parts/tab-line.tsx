import { type MantineSpacing, Scroller, Tabs } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import classes from "./tab-line.module.css";

interface TabLineProps {
  /** What the tabs choose among, for who does not see it. */
  readonly label: string;
  /** The value of the tab that is chosen. */
  readonly chosen: string;
  readonly mb?: MantineSpacing;
  readonly children: ReactNode;
}

// The arrow keys go from tab to tab, and bring each into view.
const FOR_POINTERS = { "aria-hidden": true, tabIndex: -1 } as const;

/** Tabs in one line, which scrolls where it does not fit; the chosen one is in view. */
export function TabLine({ label, chosen, children, ...props }: TabLineProps) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is chosen
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>("[aria-selected=true]");
    const scroller = list.current?.parentElement?.parentElement;
    if (tab != null && scroller != null)
      scroller.scrollLeft = tab.offsetLeft - (scroller.clientWidth - tab.offsetWidth) / 2;
  }, [chosen]);
  return (
    <Scroller
      classNames={{ container: classes.container as string, content: classes.content as string }}
      controlSize={32}
      draggable={false}
      {...props}
      startControlProps={FOR_POINTERS}
      endControlProps={FOR_POINTERS}
    >
      <Tabs.List ref={list} aria-label={label} className={classes.list as string}>
        {children}
      </Tabs.List>
    </Scroller>
  );
}
