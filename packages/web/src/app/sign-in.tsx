import { Button, Code, Container, Group, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { queryClient } from "../api/query-client.ts";
import { signIn } from "../api/session.ts";
import logo from "../begat.svg";
import { Failure } from "../parts/failure.tsx";
import { focusOn } from "../parts/focus-on.ts";

/** Asks for a token: what a server on any address but the loopback wants of every caller. */
export function SignIn() {
  const [token, setToken] = useState("");
  const attempt = useMutation({ mutationFn: signIn });

  // What the one before was shown is not for the next one.
  useEffect(() => queryClient.clear(), []);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    attempt.mutate(token.trim());
  };

  return (
    <Container component="main" size="xs" py="10vh">
      <form onSubmit={submit}>
        <Stack>
          <Asked />
          <PasswordInput
            label="Token"
            placeholder="bgt_…"
            autoComplete="off"
            required
            withAsterisk={false}
            ref={focusOn}
            value={token}
            onChange={({ currentTarget }) => setToken(currentTarget.value)}
          />
          {attempt.error !== null && <Failure error={attempt.error} what="That did not work" />}
          <Button type="submit" loading={attempt.isPending}>
            Sign in
          </Button>
          <Text size="xs" c="dimmed">
            The token is kept in this tab alone, until it is closed or you sign out.
          </Text>
        </Stack>
      </form>
    </Container>
  );
}

/** What is asked for, and who has it. */
function Asked() {
  return (
    <>
      <Group gap="sm">
        <img src={logo} alt="" width={32} height={32} />
        <Title order={1} size="h3">
          Sign in to Begat
        </Title>
      </Group>
      <Text size="sm">
        This server asks every caller for a token. Whoever runs it makes one with{" "}
        <Code>begat token create --agent NAME --scope write</Code>
      </Text>
    </>
  );
}
