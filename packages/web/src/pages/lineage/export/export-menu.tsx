import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { saveBlob } from "../../../parts/save-blob.ts";
import type { Placed } from "../canvas/use-layout.ts";
import { toMermaid } from "./to-mermaid.ts";
import { toPng } from "./to-png.ts";
import { toSvg } from "./to-svg.ts";

/** Saves the drawing as it stands. */
export function ExportMenu({ placed, root }: { placed: Placed | undefined; root: string }) {
  const name = `lineage-${root.replaceAll(/[^A-Za-z0-9._-]+/g, "-").slice(0, 80)}`;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="default"
          disabled={placed === undefined}
          leftSection={<IconDownload size={14} />}
        >
          Export
        </Button>
      </Menu.Target>
      {placed !== undefined && (
        <Menu.Dropdown>
          <Menu.Item onClick={() => saveBlob(svgOf(placed), `${name}.svg`)}>SVG</Menu.Item>
          <Menu.Item onClick={() => void toPng(placed).then((png) => saveBlob(png, `${name}.png`))}>
            PNG
          </Menu.Item>
          <Menu.Item
            onClick={() =>
              saveBlob(new Blob([toMermaid(placed.view)], { type: "text/plain" }), `${name}.mmd`)
            }
          >
            Mermaid
          </Menu.Item>
        </Menu.Dropdown>
      )}
    </Menu>
  );
}

function svgOf(placed: Placed): Blob {
  return new Blob([toSvg(placed).text], { type: "image/svg+xml" });
}
