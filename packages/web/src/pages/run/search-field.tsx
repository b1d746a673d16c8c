import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { contains } from "../../parts/containing.ts";
import { useTyped } from "../../parts/use-typed.ts";

const route = getRouteApi("/runs/$");

/** A field that narrows the tables beneath it by name; the address keeps what is in it. */
export function SearchField({ label }: { label: string }) {
  const [text, type] = useTyped("q");
  return (
    <TextInput
      my="sm"
      size="xs"
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} />}
      value={text}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  );
}

/** Those whose name has what is searched for. */
export function useNameSearch<T>(named: readonly (readonly [name: string, value: T])[]) {
  const { q = "" } = route.useSearch();
  return named.filter(([name]) => contains(name, q));
}
