import { lazy, Suspense } from "react";
import { Loading } from "./loading.tsx";

const Rendered = lazy(() => import("./markdown-rendered.tsx"));

/** Text that somebody wrote in Markdown. HTML in it is taken as text, and nothing of it runs or loads. */
export function Markdown({ text }: { text: string }) {
  return (
    <Suspense fallback={<Loading lines={2} />}>
      <Rendered text={text} />
    </Suspense>
  );
}
