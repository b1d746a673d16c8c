import type { Token } from "@begat/client/browser";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { tokensQuery } from "../../api/queries.ts";
import { begat } from "../../api/session.ts";
import { useCaller, useMay } from "../../api/use-caller.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Instant } from "../../parts/instant.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Loading } from "../../parts/loading.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { Section } from "../../parts/section.tsx";
import { Snippet } from "../../parts/snippet.tsx";
import { type Column, VirtualTable } from "../../parts/virtual-table.tsx";
import { MakeToken } from "./make-token.tsx";

interface TokensProps {
  /** The token that was just made. */
  readonly made: string | undefined;
  readonly onToken: (token: string) => void;
}

/** The tokens there are, for who may see them. */
export function Tokens(props: TokensProps) {
  const caller = useCaller();
  if (useMay("owner")) return <AllTokens {...props} />;
  return (
    <Section title="Tokens">
      <Loaded query={caller} what="Who you are could not be read" loading={<Loading lines={1} />}>
        {() => (
          <Text size="sm" c="dimmed">
            Only an owner sees and makes tokens. Ask whoever runs this server for one.
          </Text>
        )}
      </Loaded>
    </Section>
  );
}

/** Who has a token, when it was used last, and the way to end it. */
function AllTokens({ made, onToken }: TokensProps) {
  const tokens = useQuery(tokensQuery());
  const [ending, setEnding] = useState<Token>();
  return (
    <Section title="Tokens">
      <Loaded query={tokens} what="The tokens could not be read" loading={<Loading lines={1} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              There is none yet. What a program sends with a token is recorded under the name that the token
              is for.
            </Text>
          ) : (
            <VirtualTable
              label="Tokens"
              rows={items}
              rowKey={({ id }) => id}
              columns={columnsFor(setEnding)}
            />
          )
        }
      </Loaded>
      <Stack gap="sm" mt="sm">
        <MakeToken label="Make a token" name="" onToken={onToken} />
        {made !== undefined && <Snippet label="The new token; it cannot be read again" code={made} />}
      </Stack>
      <Revoke key={ending?.id} token={ending} onDone={() => setEnding(undefined)} />
    </Section>
  );
}

function columnsFor(onRevoke: (token: Token) => void): readonly Column<Token>[] {
  return [
    { key: "agent", header: "For", width: 200, cell: ({ agent }) => <NodeLink id={agent} /> },
    { key: "id", header: "Begins with", width: 140, cell: ({ id }) => <code>{id}…</code> },
    { key: "scope", header: "May", width: 80, cell: ({ scope }) => scope },
    { key: "made", header: "Made", width: 130, cell: ({ created_at }) => <Instant at={created_at} /> },
    {
      key: "used",
      header: "Last used",
      width: 130,
      cell: ({ last_used_at }) => <Instant at={last_used_at} />,
    },
    { key: "ends", header: "Ends", width: 130, cell: (token) => <Ends token={token} /> },
    {
      key: "revoke",
      header: "Revoke",
      width: 110,
      cell: (token) => <RevokeButton token={token} onClick={() => onRevoke(token)} />,
    },
  ];
}

function Ends({ token: { expires_at, revoked_at } }: { token: Token }) {
  if (revoked_at !== null) return <>revoked</>;
  return expires_at === null ? <>never</> : <Instant at={expires_at} />;
}

function RevokeButton({ token, onClick }: { token: Token; onClick: () => void }) {
  if (token.revoked_at !== null) return null;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      color="red"
      onClick={onClick}
      aria-label={`Revoke the token ${token.id} of ${token.agent}`}
    >
      Revoke
    </Button>
  );
}

/** Asks once more, for a program that works with the token stops. */
function Revoke({ token, onDone }: { token: Token | undefined; onDone: () => void }) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: (id: string) => begat().tokens.revoke(id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["tokens"] });
      onDone();
    },
  });
  return (
    <Dialog isOpen={token !== undefined} onClose={onDone} title="Revoke this token?">
      {token !== undefined && (
        <Stack gap="md">
          <Text size="sm">
            What uses {token.id}… of {token.agent} is refused within five seconds. This cannot be undone.
          </Text>
          {revoke.error !== null && <Failure error={revoke.error} what="It was not revoked" />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onDone} data-autofocus>
              Keep it
            </Button>
            <Button
              color="red"
              variant="outline"
              loading={revoke.isPending}
              onClick={() => revoke.mutate(token.id)}
            >
              Revoke
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
