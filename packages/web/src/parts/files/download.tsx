import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { readBlob } from "../../api/artifact-queries.ts";
import { useSession } from "../../api/use-session.ts";
import { BusyButton } from "../busy-button.tsx";
import { CopyText } from "../id.tsx";
import { saveBlob } from "../save-blob.ts";
import { shellPlace } from "../shell-words.ts";
import type { HeldFile } from "./held-file.ts";

/** Saves a file. Where a token is asked for, no plain link has it: then the bytes are read first. */
export function Download({ file: { path, digest, isFolder } }: { file: HeldFile }) {
  const { hasToken } = useSession();
  const name = path.slice(path.lastIndexOf("/") + 1);
  const save = useMutation({ mutationFn: async () => saveBlob(await readBlob(digest), name) });
  if (isFolder) return <CopyText text={`begat download ${digest} ${shellPlace(name)}`} what="command" />;
  const look = {
    size: "xs",
    variant: "default",
    leftSection: <IconDownload size={14} />,
    flex: "none",
  } as const;
  if (!hasToken)
    return (
      <Button
        {...look}
        component="a"
        href={`/artifacts/sha256/${digest.slice("sha256:".length)}`}
        download={name}
      >
        Download
      </Button>
    );
  return (
    <BusyButton {...look} isBusy={save.isPending} onClick={() => save.mutate()}>
      {save.error === null ? "Download" : "Try again"}
    </BusyButton>
  );
}
