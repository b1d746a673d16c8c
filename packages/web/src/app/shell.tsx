import {
  ActionIcon,
  AppShell,
  Burger,
  Group,
  NavLink,
  ScrollArea,
  Text,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKeyboard, IconLogout, IconMoon, IconSun } from "@tabler/icons-react";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { use, useEffect } from "react";
import { signOut } from "../api/session.ts";
import { useCaller } from "../api/use-caller.ts";
import { useSession } from "../api/use-session.ts";
import logo from "../begat.svg";
import { SkipTo } from "../parts/skip-to.tsx";
import { FindButton } from "./find-box.tsx";
import { Finding } from "./finding.tsx";
import { NAVIGATION } from "./navigation.ts";
import { OpenFinder } from "./open-finder.ts";
import classes from "./shell.module.css";
import { usePagesAhead } from "./use-pages-ahead.ts";

/** What stands around every page. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: going to another page closes the menu
  useEffect(close, [path]);
  usePagesAhead();
  return (
    <Finding>
      <AppShell
        header={{ height: 52 }}
        navbar={{ width: 208, breakpoint: "sm", collapsed: { mobile: !isOpen } }}
        padding="md"
      >
        <SkipTo place="main">Skip to the content</SkipTo>
        <AppShell.Header className={classes.header}>
          <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Navigation" />
          <Head />
        </AppShell.Header>
        <AppShell.Navbar p="xs" aria-label="Pages" className={classes.navbar} data-open={isOpen}>
          <AppShell.Section grow component={ScrollArea}>
            <Pages path={path} />
          </AppShell.Section>
          <Who />
        </AppShell.Navbar>
        <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
          <Outlet />
        </AppShell.Main>
      </AppShell>
    </Finding>
  );
}

function Head() {
  return (
    <>
      <Link to="/" className={classes.brand}>
        <img src={logo} alt="" width={24} height={24} />
        <Text component="span" fw={700}>
          Begat
        </Text>
      </Link>
      <FindButton />
      <Group gap="xs" wrap="nowrap">
        <KeysButton />
        <SchemeSwitch />
        <SignOut />
      </Group>
    </>
  );
}

function Pages({ path }: { path: string }) {
  return NAVIGATION.map((place) => (
    <NavLink
      key={place.to}
      label={place.label}
      className={classes.place}
      leftSection={<place.icon size={18} stroke={1.75} />}
      active={isWithin(path, place.to)}
      renderRoot={(props) => <Link to={place.to} {...props} />}
    />
  ));
}

function isWithin(path: string, place: string): boolean {
  return place === "/" ? path === "/" : path === place || path.startsWith(`${place}/`);
}

/** What those who sign in may do, so that what is not offered is no riddle. */
const MAY = {
  read: "may only read: ask whoever runs this server for a token that may write",
  write: "may read and write",
  owner: "may do everything",
};

function Who() {
  const { data: caller } = useCaller();
  if (caller === undefined) return null;
  return (
    <AppShell.Section className={classes.who}>
      <Text size="xs" c="dimmed">
        {caller.agent} {MAY[caller.scope]}.
      </Text>
    </AppShell.Section>
  );
}

function KeysButton() {
  const { help } = use(OpenFinder);
  return (
    <Tooltip label="Keys (?)" withArrow>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Keys" onClick={help} visibleFrom="sm">
        <IconKeyboard size={18} />
      </ActionIcon>
    </Tooltip>
  );
}

function SchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme() === "dark";
  const label = isDark ? "Use light colours" : "Use dark colours";
  return (
    <Tooltip label={label} withArrow>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        onClick={() => setColorScheme(isDark ? "light" : "dark")}
      >
        {isDark ? <IconSun size={18} /> : <IconMoon size={18} />}
      </ActionIcon>
    </Tooltip>
  );
}

function SignOut() {
  const { hasToken } = useSession();
  if (!hasToken) return null;
  return (
    <Tooltip label="Sign out" withArrow>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Sign out" onClick={signOut}>
        <IconLogout size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
