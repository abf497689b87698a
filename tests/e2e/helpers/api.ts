/** A world for the journeys that begin in the middle: made through the API as the administrator, not in the database. */

import { type APIRequestContext, request } from "@playwright/test";
import { type Newcomer, company, manager, university } from "./cast";
import type { Site } from "./site";

type Body = Record<string, unknown>;

class Session {
  constructor(
    private readonly http: APIRequestContext,
    readonly organizationId: string,
  ) {}

  async send(method: "POST" | "PATCH" | "PUT" | "GET", path: string, body?: Body): Promise<Body> {
    const answer = await this.http.fetch(`/api/v1${path}`, { method, data: body });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  }
}

export async function signedIn(site: Site, login_name: string, password: string): Promise<Session> {
  const http = await request.newContext({ baseURL: site.url, extraHTTPHeaders: { origin: site.url } });
  const answer = await http.post("/api/v1/session", { data: { login_name, password } });
  if (!answer.ok()) throw new Error(`${login_name}: ${answer.status()} ${await answer.text()}`);
  const { membership } = await answer.json();
  return new Session(http, membership.organization.id);
}

const contact = ({ name, phone, email }: Newcomer) => ({ name, phone, email });

async function settle(admin: Session, who: Newcomer, kind: string, role: string) {
  const made = await admin.send("POST", "/organizations", {
    name: who.organization,
    kind,
    credit_code: who.creditCode,
    region: "210211",
    contact: contact(who),
  });
  if (made.verification !== "verified") {
    await admin.send("POST", `/organizations/${made.id}/verification`, { version: made.version, decision: "verified", note: "" });
  }
  await admin.send("POST", "/people", account(who, String(made.id), role, who.name));
}

const account = (who: { login: string; password: string }, organization_id: string, role: string, display_name: string) => ({
  login_name: who.login,
  password: who.password,
  display_name,
  email: "",
  phone: "",
  organization_id,
  role,
});

/** University, company and manager, verified and able to sign in. */
export async function enterCast(site: Site) {
  const admin = await signedIn(site, "admin", site.adminPassword);
  await settle(admin, university, "university", "tto");
  await settle(admin, company, "company", "company");
  await admin.send("POST", "/people", account(manager, admin.organizationId, "manager", manager.name));
}

const achievement = {
  title: "车门触摸屏全贴合密封工艺",
  summary: "触摸屏全贴合密封，防水防震。",
  keywords: ["触摸屏", "防水"],
  field: "10",
  industry: "C371",
  region: "210211",
  problem: "触摸屏进水失灵。",
  trl: 6,
  trl_evidence: "样机通过淋雨试验",
  modes: ["transfer"],
  price: { kind: "range", low_fen: 50_000_000, high_fen: 80_000_000 },
  contact: contact(university),
};

/** A published achievement of the university; answers its id. */
export async function publishedAchievement(site: Site): Promise<string> {
  const owner = await signedIn(site, university.login, university.password);
  const draft = await owner.send("POST", "/achievements", achievement);
  const submitted = await owner.send("POST", `/achievements/${draft.id}/submit`, { version: draft.version });
  const staff = await signedIn(site, manager.login, manager.password);
  await staff.send("POST", `/achievements/${draft.id}/publish`, { version: submitted.version });
  return String(draft.id);
}

/** A draft of the university; answers its id. */
export async function draftAchievement(site: Site): Promise<string> {
  const owner = await signedIn(site, university.login, university.password);
  const draft = await owner.send("POST", "/achievements", achievement);
  return String(draft.id);
}

/** An introduction between the two, not answered yet; answers its id. */
export async function introduction(site: Site): Promise<string> {
  const achievement_id = await publishedAchievement(site);
  const staff = await signedIn(site, manager.login, manager.password);
  const buyer = await signedIn(site, company.login, company.password);
  const deal = await staff.send("POST", "/deals", { achievement_id, acquirer_id: buyer.organizationId, note: "请双方看看。" });
  return String(deal.id);
}
