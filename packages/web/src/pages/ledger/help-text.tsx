import { Button, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconHelpCircle } from "@tabler/icons-react";

const PARTS = [
  [
    "What it is",
    "Whatever is recorded becomes an entry here: what was said, by whom, when, and by which way it came. Entries are only ever added. All the other pages are made from them.",
  ],
  [
    "How it is sealed",
    "Each entry has a fingerprint of what it says, and all fingerprints together have one. Change a letter of any entry, leave one out or put one in between, and the fingerprint of the whole is another. The server signs it, together with the number of entries: that is a checkpoint.",
  ],
  [
    "What is checked here",
    "Your browser checks the signature, makes the fingerprint of an entry anew from what you see, and works out whether it belongs to the signed whole. It believes no result of the server's. It also remembers the last checkpoint that it saw, and checks at the next visit that the ledger has only grown since.",
  ],
  [
    "What that does not prove",
    "That what was recorded was true. Nor does a first visit know whether the key is the right one: compare it once with the file ledger.pub of the server, or with somebody who has seen it before. And whoever serves this page could serve a page that does not check; begat ledger verify checks without it.",
  ],
  [
    "When something is wrong",
    "Save the checkpoint and the entry, tell whoever runs the server, and let them run begat ledger verify, which says where it differs first.",
  ],
] as const;

/** The button that explains the ledger to who is no cryptographer. */
export function HelpText() {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconHelpCircle size={14} />} onClick={open}>
        What does this prove?
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title="What the ledger proves" size="lg">
        <Stack gap="md">
          {PARTS.map(([title, text]) => (
            <div key={title}>
              <Text fw={600} size="sm" component="h3" m={0}>
                {title}
              </Text>
              <Text size="sm">{text}</Text>
            </div>
          ))}
        </Stack>
      </Dialog>
    </>
  );
}

import { Dialog } from "../../parts/dialog.tsx";
