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
    onSettled: () => {
      client.removeQueries({
        predicate: ({ queryKey }) => queryKey[0] !== referenceQuery.queryKey[0] && queryKey[0] !== sessionQuery.queryKey[0],
      });
      client.setQueryData(sessionQuery.queryKey, null);
      void navigate(path.login());
    },
  });
}
