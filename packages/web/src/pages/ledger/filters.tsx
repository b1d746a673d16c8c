import { kindIn, SOURCES } from "@begat/core";
import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { sourceName } from "../../parts/entry-words.ts";
import { leaveFocus } from "../../parts/leave-focus.ts";
import type { LedgerSearch } from "./search.ts";

/** Chooses which entries are shown: by the wire that they came by, or by one id, of who recorded or of what is described. */
export function Filters({ shown }: { shown: Omit<LedgerSearch, "entry"> }) {
  const navigate = useNavigate();
  const show = (search: LedgerSearch): void => void navigate({ to: "/ledger", search });
  const asked = shown.actor ?? shown.node ?? "";
  return (
    <Group align="flex-end" gap="sm" mb="sm">
      <NativeSelect
        label="Came by"
        size="xs"
        value={shown.source ?? ""}
        onChange={({ currentTarget }) =>
          show({ source: SOURCES.find((source) => source === currentTarget.value) })
        }
        data={[
          { value: "", label: "Any way" },
          ...SOURCES.map((source) => ({ value: source, label: sourceName(source) })),
        ]}
      />
      <IdField asked={asked} show={show} />
    </Group>
  );
}

function IdField({ asked, show }: { asked: string; show: (search: LedgerSearch) => void }) {
  const [text, setText] = useState(asked);
  const [before, setBefore] = useState(asked);
  // Not by a key: the field that sent it keeps the focus.
  if (asked !== before) {
    setBefore(asked);
    setText(asked);
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const id = text.trim();
    if (id === "") show({});
    else show(kindIn(id) === "Agent" ? { actor: id } : { node: id });
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="xs">
        <TextInput
          label="About a node, or recorded by an agent"
          placeholder="run:…, ds:…, agent:…"
          size="xs"
          w={300}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default">
          Show
        </Button>
        {asked !== "" && (
          <Button ref={leaveFocus} size="xs" variant="subtle" onClick={() => show({})}>
            Show all
          </Button>
        )}
      </Group>
    </form>
  );
}
