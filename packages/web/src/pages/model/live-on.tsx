import { versionOf } from "@begat/core";
import { Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { productionQuery } from "../../api/queries.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";

const route = getRouteApi("/models/$");
const DAY_END = "T23:59:59.999Z";

/** Which versions of a model served at the end of a day, in each environment. */
export function LiveOn({ model }: { model: string }) {
  const { live } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Stack gap="xs">
      <TextInput
        type="date"
        label="Day (UTC)"
        description="Choose a day to see which version served then."
        value={live ?? ""}
        onChange={({ currentTarget: { value } }) =>
          void navigate({ search: { live: value || undefined }, replace: true, resetScroll: false })
        }
        w={300}
        maw="100%"
      />
      <div aria-live="polite">{live !== undefined && <Live model={model} day={live} />}</div>
    </Stack>
  );
}

function Live({ model, day }: { model: string; day: string }) {
  const query = useQuery(productionQuery({ at: `${day}${DAY_END}` }));
  return (
    <Loaded query={query} what="What was live could not be read">
      {({ deployments }) => {
        const own = deployments.filter((deployment) => deployment.model === model);
        if (own.length === 0) return <Text size="sm">Nothing of it was live at the end of {day}.</Text>;
        return (
          <Stack gap={4}>
            {own.map(({ id, model_version, environment }) => (
              <Text key={id} size="sm" component="div">
                {environment ?? "no environment"}:{" "}
                <NodeLink id={model_version}>{versionOf(model_version)}</NodeLink> by <NodeLink id={id} />
              </Text>
            ))}
          </Stack>
        );
      }}
    </Loaded>
  );
}
