import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";

const route = getRouteApi("/runs/$");

/** A field that narrows the tables beneath it by name; the address keeps what is in it. */
export function SearchField({ label }: { label: string }) {
  const { q = "" } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState(q);
  const change = (next: string): void => {
    setText(next);
    void navigate({ search: (before) => ({ ...before, q: next === "" ? undefined : next }), replace: true });
  };
  return (
    <TextInput
      mt="lg"
      size="xs"
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} />}
      value={text}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}

/** Those whose name has what is searched for, in upper or lower case. */
export function useNameSearch<T>(named: readonly (readonly [name: string, value: T])[]) {
  const { q = "" } = route.useSearch();
  const wanted = q.trim().toLowerCase();
  return wanted === "" ? named : named.filter(([name]) => name.toLowerCase().includes(wanted));
}
