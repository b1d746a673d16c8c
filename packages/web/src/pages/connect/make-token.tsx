import type { TokenMessage } from "@begat/client/browser";
import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { begat } from "../../api/session.ts";
import { Failure } from "../../parts/failure.tsx";

const SCOPES = [
  { value: "write", label: "read and write" },
  { value: "read", label: "read only" },
  { value: "owner", label: "owner: tokens and erasing too" },
] as const;

type Scope = TokenMessage["scope"];

const DAY_MS = 86_400_000;
const EXPIRIES = [
  { value: "90", label: "in 90 days" },
  { value: "30", label: "in 30 days" },
  { value: "365", label: "in a year" },
  { value: "", label: "never" },
];

interface MakeTokenProps {
  /** What it is made for, to tell one form from another. */
  readonly label: string;
  /** Whom it is for, unless somebody types another. */
  readonly name: string;
  readonly onToken: (token: string) => void;
}

/** Makes a token for somebody; it can be read this once. */
export function MakeToken({ label, name, onToken }: MakeTokenProps) {
  const [wanted, setWanted] = useState<Wanted>({ agent: name, scope: "write", days: "90" });
  const make = useMake(onToken);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    make.mutate({ ...wanted, agent: wanted.agent.trim() });
  };
  return (
    <form onSubmit={submit} aria-label={label}>
      <Group align="flex-end" gap="xs">
        <Fields wanted={wanted} onChange={setWanted} />
        <Button type="submit" size="xs" variant="default" loading={make.isPending}>
          Make a token
        </Button>
      </Group>
      {make.error !== null && <Failure error={make.error} what="No token was made" />}
    </form>
  );
}

interface Wanted {
  readonly agent: string;
  readonly scope: Scope;
  /** How many it lasts; empty for one that never ends. */
  readonly days: string;
}

function Fields({ wanted, onChange }: { wanted: Wanted; onChange: (wanted: Wanted) => void }) {
  return (
    <>
      <TextInput
        label="Token for"
        size="xs"
        required
        value={wanted.agent}
        onChange={({ currentTarget }) => onChange({ ...wanted, agent: currentTarget.value })}
      />
      <NativeSelect
        label="It may"
        size="xs"
        data={SCOPES}
        value={wanted.scope}
        onChange={({ currentTarget }) => onChange({ ...wanted, scope: currentTarget.value as Scope })}
      />
      <NativeSelect
        label="It ends"
        size="xs"
        data={EXPIRIES}
        value={wanted.days}
        onChange={({ currentTarget }) => onChange({ ...wanted, days: currentTarget.value })}
      />
    </>
  );
}

function useMake(onToken: (token: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ agent, scope, days }: Wanted) => {
      const expires =
        days === "" ? {} : { expires_at: new Date(Date.now() + Number(days) * DAY_MS).toISOString() };
      return begat().tokens.create({ agent, scope, ...expires });
    },
    onSuccess: ({ token }) => {
      void client.invalidateQueries({ queryKey: ["tokens"] });
      onToken(token);
    },
  });
}
