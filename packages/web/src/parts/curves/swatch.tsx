import type { Look } from "./look.ts";

/** A stroke as a run is drawn. */
export function Swatch({ look: { color, dash } }: { look: Look }) {
  return (
    <svg width={28} height={8} aria-hidden style={{ flex: "none" }}>
      <line x1={0} x2={28} y1={4} y2={4} stroke={color} strokeWidth={2.5} strokeDasharray={dash.join(" ")} />
    </svg>
  );
}
