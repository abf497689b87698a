import type { ComponentType } from "react";
import type { DealOut } from "../../api/types";
import { useDealDialog, type DealDialog } from "./dialog-state";
import { ContractDialog, SignDialog } from "./dialogs/contract";
import { PaymentsDialog, ReceiveDialog } from "./dialogs/payments";
import { DecisionDialog, ObjectionDialog, PricingDialog, PublicityCloseDialog } from "./dialogs/pricing";
import {
  RegistrationAcceptDialog,
  RegistrationDecideDialog,
  RegistrationDialog,
  RegistrationReturnDialog,
  RegistrationSupplementDialog,
} from "./dialogs/registration";
import { AdvanceDialog, AnswerNoDialog, AnswerYesDialog, LoseDialog, NoteDialog, PlanDialog, ReopenDialog } from "./dialogs/steps";
import { ConfidentialityDialog, EvaluationDialog, TermsDialog } from "./dialogs/terms";

export interface DealDialogProps {
  deal: DealOut;
  /** The pricing, registration or payment that the dialog is about. */
  row: string;
  onClose: () => void;
}

const dialogs: Record<DealDialog, ComponentType<DealDialogProps>> = {
  "answer-yes": AnswerYesDialog,
  "answer-no": AnswerNoDialog,
  advance: AdvanceDialog,
  lose: LoseDialog,
  reopen: ReopenDialog,
  note: NoteDialog,
  plan: PlanDialog,
  confidentiality: ConfidentialityDialog,
  evaluation: EvaluationDialog,
  terms: TermsDialog,
  pricing: PricingDialog,
  "publicity-close": PublicityCloseDialog,
  objection: ObjectionDialog,
  decision: DecisionDialog,
  contract: ContractDialog,
  sign: SignDialog,
  registration: RegistrationDialog,
  "registration-accept": RegistrationAcceptDialog,
  "registration-return": RegistrationReturnDialog,
  "registration-supplement": RegistrationSupplementDialog,
  "registration-decide": RegistrationDecideDialog,
  payments: PaymentsDialog,
  receive: ReceiveDialog,
};

const isDialog = (name: string | undefined): name is DealDialog => name !== undefined && name in dialogs;

export function DealDialogs({ deal }: { deal: DealOut }) {
  const { dialog, row, close } = useDealDialog();
  if (!isDialog(dialog)) return null;
  const Dialog = dialogs[dialog];
  return <Dialog deal={deal} row={row ?? ""} onClose={close} />;
}
