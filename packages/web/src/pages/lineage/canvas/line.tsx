import { BaseEdge, type EdgeProps, type Edge as FlowEdge } from "@xyflow/react";
import { memo } from "react";
import type { Route } from "./route.ts";

export type LineEdge = FlowEdge<{ readonly route: Route } & Record<string, unknown>, "line">;

/** A line between two cards, along the way that the layout found for it. */
export const Line = memo(function Line({
  id,
  data,
  label,
  labelBgPadding,
  style,
  markerEnd,
}: EdgeProps<LineEdge>) {
  if (data === undefined) return null;
  const { path, middle } = data.route;
  return (
    <BaseEdge
      id={id}
      path={path}
      interactionWidth={0}
      label={label}
      labelX={middle.x}
      labelY={middle.y}
      {...(labelBgPadding && { labelBgPadding })}
      {...(style && { style })}
      {...(markerEnd !== undefined && { markerEnd })}
    />
  );
});
