import { Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconDownload } from "@tabler/icons-react";
import { saveBlob } from "../../../parts/save-blob.ts";
import { toMermaid } from "./to-mermaid.ts";
import { toPng } from "./to-png.ts";
import { type Drawn, toSvg } from "./to-svg.ts";

/** Saves the drawing as it stands. */
export function ExportMenu({ drawn, root }: { drawn: Drawn | undefined; root: string }) {
  const name = `lineage-${root.replaceAll(/[^A-Za-z0-9._-]+/g, "-").slice(0, 80)}`;
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          size="compact-xs"
          ml="auto"
          variant="default"
          disabled={drawn === undefined}
          leftSection={<IconDownload size={14} />}
        >
          Export
        </Button>
      </Menu.Target>
      {drawn !== undefined && (
        <Menu.Dropdown>
          <Menu.Item onClick={() => saveBlob(svgOf(drawn), `${name}.svg`)}>SVG</Menu.Item>
          <Menu.Item onClick={() => void savePng(drawn, `${name}.png`)}>PNG</Menu.Item>
          <Menu.Item
            onClick={() => saveBlob(new Blob([toMermaid(drawn.view)], { type: "text/plain" }), `${name}.mmd`)}
          >
            Mermaid
          </Menu.Item>
        </Menu.Dropdown>
      )}
    </Menu>
  );
}

function svgOf(drawn: Drawn): Blob {
  return new Blob([toSvg(drawn).text], { type: "image/svg+xml" });
}

async function savePng(drawn: Drawn, name: string): Promise<void> {
  try {
    saveBlob(await toPng(drawn), name);
  } catch (error) {
    const message = `${(error as Error).message}. The SVG has no such limit.`;
    notifications.show({ color: "red", title: "The PNG could not be made", message });
  }
}
