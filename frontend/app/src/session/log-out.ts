import { useMutation } from "@tanstack/react-query";
import { signOut } from "../api/session";
import { path, workbench_base } from "../path";

/**
 * Ends the session on the server and loads the login page anew: nothing that was read stays in memory, and whoever signs
 * in next starts at a desk, not at the record that was open.
 */
export function useLogOut() {
  return useMutation({
    mutationFn: (_: undefined) => signOut(),
    onSettled: () => window.location.assign(`${workbench_base}${path.login()}`),
  });
}
