import { queryOptions } from "@tanstack/react-query";
import { api, once, unwrap } from "./client";
import type { DealEventOut, DealOut, DealRow, Page, Schemas } from "./types";

export interface DealFilter {
  stage?: string;
  state?: string;
  q?: string;
  manager_id?: string;
  achievement_id?: string;
  demand_id?: string;
  organization_id?: string;
  /** Codes with commas between. */
  field?: string;
  cursor?: string;
  limit?: number;
}

export const dealsQuery = (filter: DealFilter) =>
  queryOptions({
    queryKey: ["deals", "list", filter],
    queryFn: () => unwrap<Page<DealRow>>(api.GET("/deals", { params: { query: filter } })),
  });

export const dealQuery = (id: string) =>
  queryOptions({
    queryKey: ["deals", id],
    queryFn: () => unwrap<DealOut>(api.GET("/deals/{id}", { params: { path: { id } } })),
  });

export const dealEventsQuery = (id: string) =>
  queryOptions({
    queryKey: ["deals", id, "events"],
    queryFn: () => unwrap<DealEventOut[]>(api.GET("/deals/{id}/events", { params: { path: { id } } })),
  });

type Input<Name extends keyof Schemas> = Schemas[Name];

const of = (id: string) => ({ params: { path: { id } } });

export const startDeal = (body: Input<"DealIn">, key: string) =>
  unwrap<DealOut>(api.POST("/deals", { body, headers: once(key) }));
export const patchDeal = (id: string, body: Input<"DealPatch">) =>
  unwrap<DealOut>(api.PATCH("/deals/{id}", { ...of(id), body }));
export const answerDeal = (id: string, body: Input<"AnswerIn">) =>
  unwrap<DealOut>(api.POST("/deals/{id}/answer", { ...of(id), body }));
export const advanceDeal = (id: string, body: Input<"AdvanceIn">) =>
  unwrap<DealOut>(api.POST("/deals/{id}/advance", { ...of(id), body }));
export const loseDeal = (id: string, body: Input<"LoseIn">) =>
  unwrap<DealOut>(api.POST("/deals/{id}/lose", { ...of(id), body }));
export const reopenDeal = (id: string, body: Input<"ReopenDealIn">) =>
  unwrap<DealOut>(api.POST("/deals/{id}/reopen", { ...of(id), body }));
export const noteDeal = (id: string, body: Input<"NoteIn">) =>
  unwrap<DealOut>(api.POST("/deals/{id}/notes", { ...of(id), body }));

export const putConfidentiality = (id: string, body: Input<"ConfidentialityIn">) =>
  unwrap<DealOut>(api.PUT("/deals/{id}/confidentiality", { ...of(id), body }));
export const putEvaluation = (id: string, body: Input<"EvaluationIn">) =>
  unwrap<DealOut>(api.PUT("/deals/{id}/evaluation", { ...of(id), body }));
export const putTerms = (id: string, body: Input<"TermsIn">) =>
  unwrap<DealOut>(api.PUT("/deals/{id}/terms", { ...of(id), body }));

export const startPricing = (id: string, body: Input<"PricingIn">) =>
  unwrap<DealOut>(api.POST("/deals/{id}/pricings", { ...of(id), body }));
export const objectToPricing = (id: string, body: Input<"ObjectionIn">) =>
  unwrap<DealOut>(api.POST("/pricings/{id}/objection", { ...of(id), body }));
export const decideObjection = (id: string, body: Input<"ObjectionDecisionIn">) =>
  unwrap<DealOut>(api.POST("/pricings/{id}/decision", { ...of(id), body }));
export const closePricing = (id: string, body: Input<"ClosePricingIn">) =>
  unwrap<DealOut>(api.POST("/pricings/{id}/close", { ...of(id), body }));

export const putContract = (id: string, body: Input<"ContractIn">) =>
  unwrap<DealOut>(api.PUT("/deals/{id}/contract", { ...of(id), body }));
export const signContract = (id: string, body: Input<"SignContractIn">) =>
  unwrap<DealOut>(api.POST("/deals/{id}/contract/sign", { ...of(id), body }));

export const submitRegistration = (id: string, body: Input<"RegistrationIn">) =>
  unwrap<DealOut>(api.POST("/deals/{id}/registrations", { ...of(id), body }));
export const acceptRegistration = (id: string, body: Input<"AcceptRegistrationIn">) =>
  unwrap<DealOut>(api.POST("/registrations/{id}/accept", { ...of(id), body }));
export const returnRegistration = (id: string, body: Input<"ReturnRegistrationIn">) =>
  unwrap<DealOut>(api.POST("/registrations/{id}/return", { ...of(id), body }));
export const supplementRegistration = (id: string, body: Input<"SupplementIn">) =>
  unwrap<DealOut>(api.POST("/registrations/{id}/supplement", { ...of(id), body }));
export const decideRegistration = (id: string, body: Input<"DecideRegistrationIn">) =>
  unwrap<DealOut>(api.POST("/registrations/{id}/decide", { ...of(id), body }));

export const putPayments = (id: string, body: Input<"PaymentPlanIn">) =>
  unwrap<DealOut>(api.PUT("/deals/{id}/payments", { ...of(id), body }));
export const receivePayment = (id: string, body: Input<"ReceiptIn">) =>
  unwrap<DealOut>(api.POST("/payments/{id}/receive", { ...of(id), body }));

export type NewPricing = Omit<Input<"PricingIn">, "version">;
export type ContractDraft = Omit<Input<"ContractIn">, "version">;
export type Instalment = Input<"InstalmentIn">;
