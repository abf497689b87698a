import { queryOptions } from "@tanstack/react-query";
import { api, once, unwrap } from "./client";
import type {
  AuditEventOut,
  AuditVerificationOut,
  OrganizationIn,
  OrganizationOut,
  OrganizationPatch,
  Page,
  PersonIn,
  PersonOut,
  StatisticsOut,
} from "./types";

export interface OrganizationFilter {
  q?: string;
  kind?: string;
  verification?: string;
  cursor?: string;
  limit?: number;
}

export type OrganizationValues = OrganizationIn;

export const organizationsQuery = (filter: OrganizationFilter) =>
  queryOptions({
    queryKey: ["organizations", "list", filter],
    queryFn: () => unwrap<Page<OrganizationOut>>(api.GET("/organizations", { params: { query: filter } })),
  });

export const organizationQuery = (id: string) =>
  queryOptions({
    queryKey: ["organizations", id],
    queryFn: () => unwrap<OrganizationOut>(api.GET("/organizations/{id}", { params: { path: { id } } })),
  });

export const createOrganization = (body: OrganizationValues, key: string) =>
  unwrap<OrganizationOut>(api.POST("/organizations", { body, headers: once(key) }));
export const patchOrganization = (id: string, body: OrganizationPatch) =>
  unwrap<OrganizationOut>(api.PATCH("/organizations/{id}", { params: { path: { id } }, body }));
export const verifyOrganization = (id: string, body: { version: number; decision: string; note: string }) =>
  unwrap<OrganizationOut>(api.POST("/organizations/{id}/verification", { params: { path: { id } }, body }));

export interface PeopleFilter {
  q?: string;
  disabled?: boolean;
  cursor?: string;
  limit?: number;
}

export type NewPerson = PersonIn;

export const peopleQuery = (filter: PeopleFilter) =>
  queryOptions({
    queryKey: ["people", filter],
    queryFn: () => unwrap<Page<PersonOut>>(api.GET("/people", { params: { query: filter } })),
  });

export const createPerson = (body: NewPerson, key: string) =>
  unwrap<PersonOut>(api.POST("/people", { body, headers: once(key) }));
export const setPersonDisabled = (id: string, body: { disabled: boolean; version: number }) =>
  unwrap<PersonOut>(api.PUT("/people/{id}/disabled", { params: { path: { id } }, body }));
export const resetPassword = (id: string, body: { password: string }) =>
  unwrap<unknown>(api.PUT("/people/{id}/password", { params: { path: { id } }, body }));
export const addMembership = (id: string, body: { organization_id: string; role: string }) =>
  unwrap<PersonOut>(api.POST("/people/{id}/memberships", { params: { path: { id } }, body }));
export const endMembership = (id: string) =>
  unwrap<unknown>(api.DELETE("/memberships/{id}", { params: { path: { id } } }));

export interface AuditFilter {
  subject_id?: string;
  actor?: string;
  action?: string;
  request_id?: string;
  cursor?: string;
  limit?: number;
}

export const auditQuery = (filter: AuditFilter) =>
  queryOptions({
    queryKey: ["audit", filter],
    queryFn: () => unwrap<Page<AuditEventOut>>(api.GET("/audit-events", { params: { query: filter } })),
  });

export const verifyAudit = () => unwrap<AuditVerificationOut>(api.GET("/audit-events/verification", {}));

export const statisticsQuery = queryOptions({
  queryKey: ["statistics"],
  queryFn: () => unwrap<StatisticsOut>(api.GET("/statistics", {})),
});
