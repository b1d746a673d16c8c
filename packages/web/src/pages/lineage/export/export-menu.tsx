import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
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
          <Menu.Item onClick={() => save(`${name}.svg`, svgOf(placed))}>SVG</Menu.Item>
          <Menu.Item onClick={() => void toPng(placed).then((png) => save(`${name}.png`, png))}>
            PNG
          </Menu.Item>
          <Menu.Item
            onClick={() => save(`${name}.mmd`, new Blob([toMermaid(placed.view)], { type: "text/plain" }))}
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

function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
