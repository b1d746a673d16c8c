import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { queryClient } from "../api/query-client.ts";
import { useSession } from "../api/use-session.ts";
import { router } from "./router.tsx";
import { SignIn } from "./sign-in.tsx";
import { theme } from "./theme.ts";

/** The whole app: sign-in where the server asks for it, else the pages. */
export function App() {
  const { isLockedOut } = useSession();
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <Notifications position="bottom-right" />
      <QueryClientProvider client={queryClient}>
        {isLockedOut ? <SignIn /> : <RouterProvider router={router} />}
      </QueryClientProvider>
    </MantineProvider>
  );
}
