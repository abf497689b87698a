import { useUrlState } from "../../ui/use-url-state";

export type DealDialog =
  | "answer-yes"
  | "answer-no"
  | "advance"
  | "lose"
  | "reopen"
  | "note"
  | "plan"
  | "confidentiality"
  | "evaluation"
  | "terms"
  | "pricing"
  | "publicity-close"
  | "objection"
  | "decision"
  | "contract"
  | "sign"
  | "registration"
  | "registration-accept"
  | "registration-return"
  | "registration-supplement"
  | "registration-decide"
  | "payments"
  | "receive";

/** The open dialog of a deal stands in the URL, with the row it is about: a link can lead straight into a step. */
export function useDealDialog() {
  const url = useUrlState();
  return {
    dialog: url.get("dialog"),
    row: url.get("row"),
    open: (dialog: DealDialog, row?: string) => url.change({ dialog, row }, { keepPage: true }),
    close: () => url.change({ dialog: null, row: null }, { keepPage: true, replace: true }),
  };
}
