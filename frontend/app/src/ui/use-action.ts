import { useMutation, useQueryClient, type MutateOptions } from "@tanstack/react-query";
import { App } from "antd";
import { useRef } from "react";
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
  // a button is drawn as busy only after the second click of a double click
  const running = useRef(new Set<TInput>());
  const readAgain = () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "reference" });
  const mutation = useMutation({
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
    onSettled: (_output, _error, input) => {
      running.current.delete(input);
    },
  });
  const mutate = (input: TInput, options?: MutateOptions<TOutput, Error, TInput>) => {
    if (running.current.has(input)) return;
    running.current.add(input);
    mutation.mutate(input, options);
  };
  return { ...mutation, mutate };
}
