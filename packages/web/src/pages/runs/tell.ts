import { notifications } from "@mantine/notifications";

/** Says what came of something that was asked for. */
export const tell = {
  failure(what: string, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    notifications.show({ title: what, message, color: "red", role: "alert", autoClose: false });
  },
};
