import { Kbd, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { use } from "react";
import classes from "./find-box.module.css";
import { OpenFinder } from "./open-finder.ts";

/** The box of the header: on a phone no more than its icon. */
export function FindButton() {
  const { palette } = use(OpenFinder);
  return (
    <UnstyledButton className={classes.button} onClick={palette} aria-label="Find anything">
      <IconSearch size={16} />
      <span className={classes.words}>Find anything</span>
      <Kbd size="xs" className={classes.key}>
        /
      </Kbd>
    </UnstyledButton>
  );
}

/** The same as a part of a page: it looks like the field that it opens, and says what can be typed there. */
export function FindBox() {
  const { palette } = use(OpenFinder);
  return (
    <UnstyledButton className={classes.box} onClick={palette}>
      <IconSearch size={18} aria-hidden />
      <span className={classes.what}>Search by id, name, alias or text</span>
      <span className={classes.keys} aria-hidden>
        <Kbd>/</Kbd> or <Kbd>Ctrl K</Kbd>
      </span>
    </UnstyledButton>
  );
}
