import { Anchor, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useSession } from "../../api/use-session.ts";
import { ConnectLink } from "../../parts/connect-link.tsx";
import { firstRunCommand } from "../../parts/first-run-command.ts";
import { Snippet } from "../../parts/snippet.tsx";
import classes from "./home.module.css";

/** The first page of an empty record: three ways to send the first thing. */
export function FirstSteps() {
  const { hasToken } = useSession();
  const url = location.origin;
  return (
    <Stack gap="lg">
      <Text maw={640}>
        Nothing is recorded here yet. Send one thing, by whichever way is nearest to you: this page shows it
        the moment that it comes.
      </Text>
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
        <Way title="You train with MLflow">
          <Snippet label="MLflow" code={`export MLFLOW_TRACKING_URI=${url}\npython train.py`} />
          <Text size="sm">Your script stays as it is: runs, metrics, artifacts and models come here.</Text>
        </Way>
        <Way title="You move data">
          <Snippet label="OpenLineage" code={`export OPENLINEAGE_URL=${url}\ndbt-ol run`} />
          <Text size="sm">
            Airflow, Spark, dbt, Flink: whatever speaks OpenLineage.{" "}
            <Anchor
              size="sm"
              underline="always"
              renderRoot={(props) => <Link to="/connect" search={{ source: "airflow" }} {...props} />}
            >
              The lines for each
            </Anchor>
          </Text>
        </Way>
        <Way title="You want to see it now">
          <Snippet label="curl" code={firstRunCommand(hasToken)} />
          <Text size="sm">A training run, its data and its result, in one message.</Text>
        </Way>
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        <OtherWays hasToken={hasToken} />
      </Text>
    </Stack>
  );
}

function OtherWays({ hasToken }: { hasToken: boolean }) {
  if (hasToken)
    return (
      <>
        This server asks for a token, which an owner makes under <ConnectLink />.
      </>
    );
  return (
    <>
      All the other ways, with a token where one is needed, are under <ConnectLink />.
    </>
  );
}

function Way({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className={classes.way}>
      <Title order={2} size="h5">
        {title}
      </Title>
      {children}
    </section>
  );
}
