import { queryOptions } from "@tanstack/react-query";
import { api, once, unwrap } from "./client";
import type { DealEventOut, DealOut, DealRow, Page } from "./types";

export interface DealFilter {
  stage?: string;
  state?: string;
  q?: string;
  manager_id?: string;
  organization_id?: string;
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

export interface NewDeal {
  match_id?: string;
  achievement_id?: string;
  demand_id?: string;
  supplier_id?: string;
  acquirer_id?: string;
  title?: string;
  note: string;
}

interface Versioned {
  version: number;
}

const of = (id: string) => ({ params: { path: { id } } });

export const startDeal = (body: NewDeal, key: string) =>
  unwrap<DealOut>(api.POST("/deals", { body, headers: once(key) }));
export const patchDeal = (
  id: string,
  body: Versioned & { title?: string; next_step?: string; next_step_due_on?: string | null; manager_id?: string },
) => unwrap<DealOut>(api.PATCH("/deals/{id}", { ...of(id), body }));
export const answerDeal = (id: string, body: Versioned & { answer: string; reason?: string; note: string }) =>
  unwrap<DealOut>(api.POST("/deals/{id}/answer", { ...of(id), body }));
export const advanceDeal = (id: string, body: Versioned & { to_stage?: string; note: string; file_id?: string }) =>
  unwrap<DealOut>(api.POST("/deals/{id}/advance", { ...of(id), body }));
export const loseDeal = (id: string, body: Versioned & { reason: string; note: string }) =>
  unwrap<DealOut>(api.POST("/deals/{id}/lose", { ...of(id), body }));
export const reopenDeal = (id: string, body: Versioned & { note: string }) =>
  unwrap<DealOut>(api.POST("/deals/{id}/reopen", { ...of(id), body }));
export const noteDeal = (id: string, body: { note: string; file_id?: string }) =>
  unwrap<DealOut>(api.POST("/deals/{id}/notes", { ...of(id), body }));

export const putConfidentiality = (
  id: string,
  body: Versioned & { signed_on: string; file_id?: string | null; note: string },
) => unwrap<DealOut>(api.PUT("/deals/{id}/confidentiality", { ...of(id), body }));
export const putEvaluation = (
  id: string,
  body: Versioned & {
    conclusion: string;
    method: string;
    value_fen?: number | null;
    evaluated_on?: string | null;
    file_id?: string | null;
  },
) => unwrap<DealOut>(api.PUT("/deals/{id}/evaluation", { ...of(id), body }));
export const putTerms = (
  id: string,
  body: Versioned & {
    mode: string;
    payment_mode: string;
    price_fen: number;
    scope: string;
    improvements: string;
    commission: string;
  },
) => unwrap<DealOut>(api.PUT("/deals/{id}/terms", { ...of(id), body }));

export interface NewPricing {
  method: string;
  price_fen?: number | null;
  basis: string;
  scope: string;
  objection_department: string;
  objection_phone: string;
  objection_email: string;
  published_on?: string | null;
  file_id?: string | null;
}

export const startPricing = (id: string, body: Versioned & NewPricing) =>
  unwrap<DealOut>(api.POST("/deals/{id}/pricings", { ...of(id), body }));
export const objectToPricing = (id: string, body: Versioned & { objection: string; objected_on: string }) =>
  unwrap<DealOut>(api.POST("/pricings/{id}/objection", { ...of(id), body }));
export const decideObjection = (id: string, body: Versioned & { decision: string; note: string }) =>
  unwrap<DealOut>(api.POST("/pricings/{id}/decision", { ...of(id), body }));
export const closePricing = (id: string, body: Versioned) =>
  unwrap<DealOut>(api.POST("/pricings/{id}/close", { ...of(id), body }));

export interface ContractDraft {
  contract_type: string;
  title: string;
  total_amount_fen: number;
  technical_amount_fen: number;
  payment_mode: string;
  begins_on?: string | null;
  ends_on?: string | null;
}

export const putContract = (id: string, body: Versioned & ContractDraft) =>
  unwrap<DealOut>(api.PUT("/deals/{id}/contract", { ...of(id), body }));
export const signContract = (id: string, body: Versioned & { signed_on: string; file_id: string }) =>
  unwrap<DealOut>(api.POST("/deals/{id}/contract/sign", { ...of(id), body }));

export const submitRegistration = (
  id: string,
  body: Versioned & { office: string; submitted_on: string; disputed: boolean },
) => unwrap<DealOut>(api.POST("/deals/{id}/registrations", { ...of(id), body }));
export const acceptRegistration = (id: string, body: Versioned & { accepted_on: string }) =>
  unwrap<DealOut>(api.POST("/registrations/{id}/accept", { ...of(id), body }));
export const returnRegistration = (id: string, body: Versioned & { note: string }) =>
  unwrap<DealOut>(api.POST("/registrations/{id}/return", { ...of(id), body }));
export const supplementRegistration = (id: string, body: Versioned & { submitted_on: string }) =>
  unwrap<DealOut>(api.POST("/registrations/{id}/supplement", { ...of(id), body }));
export const decideRegistration = (
  id: string,
  body: Versioned & { decision: string; number?: string; decided_on: string; note: string; file_id?: string },
) => unwrap<DealOut>(api.POST("/registrations/{id}/decide", { ...of(id), body }));

export interface Instalment {
  label: string;
  due_on?: string | null;
  due_fen: number;
}

export const putPayments = (id: string, body: Versioned & { instalments: Instalment[] }) =>
  unwrap<DealOut>(api.PUT("/deals/{id}/payments", { ...of(id), body }));
export const receivePayment = (
  id: string,
  body: Versioned & { received_on: string; received_fen: number; file_id?: string },
) => unwrap<DealOut>(api.POST("/payments/{id}/receive", { ...of(id), body }));
