import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { referenceQuery, sessionQuery, signOut } from "../api/session";
import { path } from "../path";

/** Ends the session on the server and forgets everything that was read with it. */
export function useLogOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (_: undefined) => signOut(),
    onSettled: async () => {
      // First away from the record: whoever signs in next starts at a desk, not at what the last one read.
      await navigate(path.login());
      client.removeQueries({
        predicate: ({ queryKey }) => queryKey[0] !== referenceQuery.queryKey[0] && queryKey[0] !== sessionQuery.queryKey[0],
      });
      client.setQueryData(sessionQuery.queryKey, null);
    },
  });
}
