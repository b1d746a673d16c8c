import type { NodeDetail } from "@begat/client/browser";
import { parentOf, parseId } from "@begat/core";
import { Stack, Text } from "@mantine/core";
import { Checks } from "../../parts/checks.tsx";
import { Id } from "../../parts/id.tsx";
import { Instant } from "../../parts/instant.tsx";
import { KeyValues } from "../../parts/key-values.tsx";
import { NodeHead } from "../../parts/node-head.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { OtherProps } from "../../parts/other-props.tsx";
import { Related, RelatedSection } from "../../parts/related.tsx";
import { Section } from "../../parts/section.tsx";
import { Deployments } from "./deployments.tsx";
import { Signature } from "./signature.tsx";
import { TrainedOn } from "./trained-on.tsx";
import { VersionMetrics } from "./version-metrics.tsx";
import classes from "./version-view.module.css";

const SHOWN = ["name", "description", "digest", "signature"];

/** A version of a model: what made it from what, what it takes and answers, and where it serves. */
export function VersionView({ node }: { node: NodeDetail }) {
  const model = parentOf(parseId(node.id));
  return (
    <>
      <NodeHead node={node} />
      {typeof node.props.description === "string" && <Text maw={720}>{node.props.description}</Text>}
      <Section title="About">
        <KeyValues items={factsOf(node, model)} />
      </Section>
      <div className={classes.first}>
        <MadeBy node={node} />
        {model !== undefined && (
          <Section title="Metrics">
            <VersionMetrics version={node.id} at={node.at} model={model} />
          </Section>
        )}
      </div>
      <RelatedSection title="Derived from" node={node} direction="upstream" rel="derived-from" />
      <Section title="Signature">
        <Signature node={node} />
      </Section>
      <Section title="Artifacts">
        <Related node={node} direction="upstream" rel="has-artifact" none="Its bytes are not kept here." />
      </Section>
      <Section title="Checks">
        <Checks node={node} />
      </Section>
      {model !== undefined && (
        <Section title="Deployments">
          <Deployments model={model} version={node.id} />
        </Section>
      )}
      <RelatedSection title="Used by" node={node} direction="downstream" rel="used" />
      <OtherProps props={node.props} shown={SHOWN} />
    </>
  );
}

function MadeBy({ node }: { node: NodeDetail }) {
  return (
    <Section title="Made by">
      <Stack gap="sm">
        <Related node={node} direction="upstream" rel="produced-by" none="Nobody is known to have made it." />
        <TrainedOn node={node} />
      </Stack>
    </Section>
  );
}

function factsOf({ at, props }: NodeDetail, model: string | undefined) {
  return [
    ["Model", model !== undefined && <NodeLink key="model" id={model} />],
    ["When", at !== null && <Instant key="at" at={at} />],
    ["Digest", typeof props.digest === "string" && <Id key="digest" id={props.digest} />],
  ].flatMap(([name, value]) => (value ? [[name as string, value] as const] : []));
}
