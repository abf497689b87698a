import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { isSignedOut, isStale, messageOf } from "../api/errors";

interface ActionOptions<TInput, TOutput> {
  /** What the toast says when it is done. */
  done?: string;
  onDone?: (output: TOutput, input: TInput) => void;
  /** The caller shows errors itself, at the fields of its form. */
  quiet?: boolean;
}

/** A change on the server: toast, error message, and every list and record on the screen read again. */
export function useAction<TInput, TOutput>(
  run: (input: TInput) => Promise<TOutput>,
  { done, onDone, quiet }: ActionOptions<TInput, TOutput> = {},
) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const readAgain = () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "reference" });
  return useMutation({
    mutationFn: run,
    onSuccess: (output, input) => {
      if (done) void message.success(done);
      onDone?.(output, input);
      void readAgain();
    },
    onError: (error) => {
      if (quiet || isSignedOut(error)) return;
      if (isStale(error)) void readAgain();
      void message.error(messageOf(error));
    },
  });
}
