type N<T> = T | null;
export interface OrganizationRef { id: string; name: string; short_name: string; kind: string; verification: string }
export interface MembershipOut { id: string; role: string; state: string; organization: OrganizationRef }
export interface PersonRef { id: string; name: string }
export interface SessionOut { person: { id: string; login_name: string; display_name: string; email: string; phone: string }; membership: MembershipOut; memberships: MembershipOut[]; expires_at: string }
export interface PersonOut { id: string; login_name: string; display_name: string; email: string; phone: string; is_disabled: boolean; is_demo: boolean; version: number; memberships: MembershipOut[] }
export interface ManagerOut { person_id: string; display_name: string; organization_id: string; organization_name: string; active_deals: number }
export interface Contact { name: string; phone: string; email: string }
export interface OrganizationOut { id: string; name: string; short_name: string; kind: string; credit_code?: N<string>; region: string; region_label: string; functional_zone: string; address: string; website: string; introduction: string; qualifications: string[]; contact?: N<Contact>; verification: string; verification_note: string; verified_at?: N<string>; source?: N<string>; is_demo: boolean; version: number; created_at: string; updated_at: string; can: { edit: boolean; verify: boolean } }
export interface Price { kind: string; low_fen?: N<number>; high_fen?: N<number> }
export interface Missing { path: string; message: string }
export interface AchievementRow { id: string; number: string; title: string; summary: string; state: string; visibility: string; organization?: N<OrganizationRef>; field?: N<string>; industry?: N<string>; trl?: N<number>; modes: string[]; price: Price; published_at?: N<string>; updated_at: string; version: number; is_demo: boolean; open_matches: number; active_deals: number }
export interface DemandRow { id: string; number: string; title: string; summary: string; state: string; visibility: string; organization?: N<OrganizationRef>; field?: N<string>; industry?: N<string>; trl_min?: N<number>; modes: string[]; budget: Price; kind?: N<string>; published_at?: N<string>; updated_at: string; version: number; is_demo: boolean; open_matches: number; active_deals: number }
export interface ListingCan { edit: boolean; submit: boolean; review: boolean; close: boolean; reopen: boolean; start_deal: boolean }
export interface Indicator { name: string; value: string; unit: string; comparison: string; condition: string }
export interface Target { name: string; current: string; value: string; unit: string; acceptance: string }
export interface IpRight { kind: string; status: string; number?: N<string>; title?: N<string>; fee_due_on?: N<string> }
export interface Elements { material: string[]; method: string[]; effect: string[]; product: string[]; application: string[] }
interface ListingCommon { id: string; number: string; organization?: N<OrganizationRef>; state: string; visibility: string; title: string; summary: string; keywords: string[]; field?: N<string>; industry?: N<string>; region?: N<string>; functional_zone: string; chain?: N<string>; problem: string; modes: string[]; contact?: N<Contact>; abstract_only: boolean; review_reason?: N<string>; review_note: string; close_reason?: N<string>; close_note: string; submitted_at?: N<string>; published_at?: N<string>; closed_at?: N<string>; confirmed_at?: N<string>; source?: N<string>; is_demo: boolean; version: number; created_at: string; updated_at: string; excluded_organization_ids: string[]; can: ListingCan; missing: Missing[] }
export interface AchievementOut extends ListingCommon { form?: N<string>; novelty?: N<string>; level?: N<string>; origin?: N<string>; trl?: N<number>; trl_stage?: N<string>; trl_evidence: string; trl_rated_by: string; trl_rated_on?: N<string>; advantage: string; application: string; description: string; indicators: Indicator[]; ip_rights: IpRight[]; price: Price; price_note: string; contributors: string[]; next_steps: string; wants_manager: boolean }
export interface DemandOut extends ListingCommon { kind?: N<string>; key_technology: string; target: string; elements: Elements; indicators: Target[]; budget: Price; includes_equipment: boolean; funding_source: string; starts_on?: N<string>; ends_on?: N<string>; urgency?: N<string>; trl_min?: N<number>; tried: string; conditions: string; wanted_partners: string; publish_mode: string; invited_organization_ids: string[] }
export interface RevisionOut { version: number; at: string; person?: N<PersonRef>; changed: string[]; snapshot: unknown }
export interface Span { text: string; marked: boolean }
export interface Hit { id: string; kind: string; number: string; title: Span[]; passage: Span[]; organization?: N<PersonRef>; field?: N<string>; industry?: N<string>; region?: N<string>; region_label?: N<string>; trl?: N<number>; trl_stage?: N<string>; modes: string[]; price: Price; published_at?: N<string>; score: number; is_demo: boolean }
export interface FacetValue { value: string; label: string; count: number; selected: boolean }
export interface SearchOut { total: number; hits: Hit[]; facets: Record<string, FacetValue[]> }
export interface Place { field: string; start: number; end: number }
export interface MatchTerm { term: string; weight: number; demand: Place[]; achievement: Place[] }
export interface MatchPart { name: string; label: string; score: number; weight: number; outcome: string; text: string }
export interface MatchOut { id: string; score: number; scorer: string; state: string; reasons: { terms: MatchTerm[]; parts: MatchPart[]; summary: string }; dismiss_reason?: N<string>; note: string; decided_at?: N<string>; version: number; demand: DemandRow; achievement: AchievementRow; deal_id?: N<string>; created_at: string; demand_detail?: N<DemandOut>; achievement_detail?: N<AchievementOut> }
export interface OrganizationName { id: string; name: string; short_name: string }
export interface DealRow { id: string; number: string; title: string; stage: string; state: string; stage_entered_at: string; days_in_stage: number; supplier: OrganizationName; acquirer: OrganizationName; broker: OrganizationName; manager: PersonRef; price_fen?: N<number>; next_step: string; next_step_due_on?: N<string>; lost_stage?: N<string>; lost_reason?: N<string>; is_demo: boolean; version: number; updated_at: string }
export interface AnswerOut { answer: string; reason?: N<string>; note: string; at: string; by?: N<PersonRef> }
export interface ListingRef { id: string; number: string; title: string }
export interface PricingOut { id: string; method: string; state: string; price_fen: number; transfer_mode: string; achievement_title: string; counterparty: string; basis: string; scope: string; objection_department: string; objection_phone: string; objection_email: string; published_on?: N<string>; ends_on?: N<string>; earliest_signing_on?: N<string>; content_hash?: N<string>; objection: string; objected_on?: N<string>; objection_decision?: N<string>; objection_decision_note: string; file_id?: N<string>; version: number; created_at: string }
export interface ContractOut { id: string; state: string; contract_type: string; title: string; total_amount_fen: number; technical_amount_fen: number; payment_mode: string; begins_on?: N<string>; ends_on?: N<string>; signed_on?: N<string>; file_id?: N<string>; version: number }
export interface RegistrationOut { id: string; state: string; office: string; expert_review: boolean; submitted_on?: N<string>; accepted_on?: N<string>; due_on?: N<string>; decided_on?: N<string>; number?: N<string>; decision_note: string; file_id?: N<string>; version: number }
export interface PaymentOut { id: string; instalment: number; label: string; due_on?: N<string>; due_fen: number; received_on?: N<string>; received_fen?: N<number>; file_id?: N<string>; version: number }
export interface FileOut { id: string; name: string; media_type: string; size_bytes: number; sha256: string; uploaded_by?: N<PersonRef>; created_at: string }
export interface Confidentiality { signed_on: string; file_id?: N<string>; note: string }
export interface Evaluation { conclusion: string; method: string; value_fen?: N<number>; evaluated_on?: N<string>; file_id?: N<string> }
export interface DealTerms { mode: string; payment_mode: string; price_fen: number; scope: string; improvements: string; commission: string }
export interface NextStep { stage: string; label: string; actor: string; blockers: string[] }
export interface DealOut extends DealRow { achievement?: N<ListingRef>; demand?: N<ListingRef>; match_id?: N<string>; channel: string; answers: { supplier?: N<AnswerOut>; acquirer?: N<AnswerOut> }; contacts?: N<{ supplier?: N<Contact>; acquirer?: N<Contact> }>; confidentiality?: N<Confidentiality>; evaluation?: N<Evaluation>; terms?: N<DealTerms>; pricings: PricingOut[]; contract?: N<ContractOut>; registrations: RegistrationOut[]; payments: PaymentOut[]; files: FileOut[]; next?: N<NextStep>; can: { answer_as?: N<string>; advance: boolean; edit: boolean; lose: boolean; reopen: boolean; raise_objection: boolean }; my_side?: N<string> }
export interface DealEventOut { id: string; kind: string; from_stage?: N<string>; to_stage?: N<string>; note: string; file?: N<FileOut>; person: PersonRef; organization: PersonRef; at: string }
export interface CodeName { code: string; name: string }
export interface RegionName { code: string; name: string; label: string }
export interface TrlLevel { level: number; name: string; meaning: string; evidence: string; stage: string; stage_label: string }
export interface ContractType { code: string; name: string; children: CodeName[] }
export interface Term { code: string; label: string; note?: N<string> }
export interface ReferenceOut { fields: CodeName[]; industries: CodeName[]; regions: RegionName[]; functional_zones: string[]; trl: TrlLevel[]; contract_types: ContractType[]; dictionaries: Record<string, Term[]>; limits: Record<string, number> }
export interface Figure { key: string; label: string; definition: string; count: number; amount_fen?: N<number>; href: string }
export interface StatisticsOut { figures: Figure[]; by_field: { value: string; label: string; count: number }[]; as_of: string }
export interface DeskOut { cards: { key: string; label: string; count: number; href: string }[]; todo: { kind: string; title: string; detail: string; href: string; due_on?: N<string> }[] }
export interface AuditEventOut { sequence: number; at: string; actor: string; request_id: string; action: string; subject_kind: string; subject_id: string; before?: N<string>; after?: N<string>; hash: string }
export interface AuditVerificationOut { events: number; faults: string[] }
export interface Page<T> { items: T[]; next_cursor?: N<string>; total: number }
