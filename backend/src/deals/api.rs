use super::dto::{DealEventOut, DealOut, DealRow};
use super::input::{
    AcceptRegistrationIn, AdvanceIn, AnswerIn, ClosePricingIn, ConfidentialityIn, ContractIn, DealFilter, DealIn,
    DealPatch, DecideRegistrationIn, EvaluationIn, LoseIn, NoteIn, ObjectionDecisionIn, ObjectionIn, PaymentPlanIn,
    PricingIn, ReceiptIn, RegistrationIn, ReopenDealIn, ReturnRegistrationIn, SignContractIn, SupplementIn, TermsIn,
};
use super::{contract, create, introduction, loss, payments, pricing, registration, service, stages, terms, timeline};
use crate::context::Context;
use crate::error::Result;
use crate::http::idempotency::IdempotencyKey;
use crate::http::page::{Page, PageQuery};
use crate::http::{Json, Path, Query};
use axum::http::StatusCode;
use entity::id::{ContractRegistrationId, DealId, PaymentId, PricingId};

/// The deals the viewer sees, last changed first.
#[utoipa::path(get, path = "/deals", tag = "deals", params(DealFilter, PageQuery),
    responses((status = 200, body = Page<DealRow>)))]
pub async fn list_deals(
    context: Context,
    Query(filter): Query<DealFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<DealRow>>> {
    Ok(Json(service::list(&context, &filter, &page).await?))
}

/// Begins a deal: staff from a match, a listing or by hand; everybody else asks for an introduction of his own organisation
/// to a listing or a match, says why in `note`, and has answered yes with it.
#[utoipa::path(post, path = "/deals", tag = "deals", request_body = DealIn,
    params(("Idempotency-Key" = Option<uuid::Uuid>, Header)), responses((status = 201, body = DealOut)))]
pub async fn create_deal(
    context: Context,
    key: IdempotencyKey,
    Json(input): Json<DealIn>,
) -> Result<(StatusCode, Json<DealOut>)> {
    Ok((StatusCode::CREATED, Json(create::create(&context, input, &key).await?)))
}

/// One deal.
#[utoipa::path(get, path = "/deals/{id}", tag = "deals", params(("id" = DealId, Path)),
    responses((status = 200, body = DealOut)))]
pub async fn get_deal(context: Context, Path(id): Path<DealId>) -> Result<Json<DealOut>> {
    Ok(Json(service::get(&context, id).await?))
}

/// The timeline, oldest first.
#[utoipa::path(get, path = "/deals/{id}/events", tag = "deals", params(("id" = DealId, Path)),
    responses((status = 200, body = Vec<DealEventOut>)))]
pub async fn list_deal_events(context: Context, Path(id): Path<DealId>) -> Result<Json<Vec<DealEventOut>>> {
    Ok(Json(timeline::list(&context, id).await?))
}

/// Title, next step, manager (staff).
#[utoipa::path(patch, path = "/deals/{id}", tag = "deals", params(("id" = DealId, Path)),
    request_body = DealPatch, responses((status = 200, body = DealOut)))]
pub async fn update_deal(
    context: Context,
    Path(id): Path<DealId>,
    Json(input): Json<DealPatch>,
) -> Result<Json<DealOut>> {
    Ok(Json(service::update(&context, id, input).await?))
}

/// A party answers the introduction.
#[utoipa::path(post, path = "/deals/{id}/answer", tag = "deals", params(("id" = DealId, Path)),
    request_body = AnswerIn, responses((status = 200, body = DealOut)))]
pub async fn answer_deal(
    context: Context,
    Path(id): Path<DealId>,
    Json(input): Json<AnswerIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(introduction::answer(&context, id, input).await?))
}

/// On to the next stage (staff).
#[utoipa::path(post, path = "/deals/{id}/advance", tag = "deals", params(("id" = DealId, Path)),
    request_body = AdvanceIn, responses((status = 200, body = DealOut)))]
pub async fn advance_deal(
    context: Context,
    Path(id): Path<DealId>,
    Json(input): Json<AdvanceIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(stages::advance(&context, id, input).await?))
}

/// The deal is lost, with a coded reason (staff).
#[utoipa::path(post, path = "/deals/{id}/lose", tag = "deals", params(("id" = DealId, Path)),
    request_body = LoseIn, responses((status = 200, body = DealOut)))]
pub async fn lose_deal(context: Context, Path(id): Path<DealId>, Json(input): Json<LoseIn>) -> Result<Json<DealOut>> {
    Ok(Json(loss::lose(&context, id, input).await?))
}

/// A lost deal is taken up again (staff).
#[utoipa::path(post, path = "/deals/{id}/reopen", tag = "deals", params(("id" = DealId, Path)),
    request_body = ReopenDealIn, responses((status = 200, body = DealOut)))]
pub async fn reopen_deal(
    context: Context,
    Path(id): Path<DealId>,
    Json(input): Json<ReopenDealIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(loss::reopen(&context, id, input).await?))
}

/// A note in the timeline.
#[utoipa::path(post, path = "/deals/{id}/notes", tag = "deals", params(("id" = DealId, Path)),
    request_body = NoteIn, responses((status = 200, body = DealOut)))]
pub async fn add_deal_note(
    context: Context,
    Path(id): Path<DealId>,
    Json(input): Json<NoteIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(service::add_note(&context, id, input).await?))
}

/// The confidentiality agreement; opens the confidential details to the parties (staff).
#[utoipa::path(put, path = "/deals/{id}/confidentiality", tag = "deals", params(("id" = DealId, Path)),
    request_body = ConfidentialityIn, responses((status = 200, body = DealOut)))]
pub async fn put_confidentiality(
    context: Context,
    Path(id): Path<DealId>,
    Json(input): Json<ConfidentialityIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(terms::put_confidentiality(&context, id, input).await?))
}

/// The evaluation's conclusion (staff).
#[utoipa::path(put, path = "/deals/{id}/evaluation", tag = "deals", params(("id" = DealId, Path)),
    request_body = EvaluationIn, responses((status = 200, body = DealOut)))]
pub async fn put_evaluation(
    context: Context,
    Path(id): Path<DealId>,
    Json(input): Json<EvaluationIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(terms::put_evaluation(&context, id, input).await?))
}

/// The term sheet; another price or mode voids a pricing (staff).
#[utoipa::path(put, path = "/deals/{id}/terms", tag = "deals", params(("id" = DealId, Path)),
    request_body = TermsIn, responses((status = 200, body = DealOut)))]
pub async fn put_terms(context: Context, Path(id): Path<DealId>, Json(input): Json<TermsIn>) -> Result<Json<DealOut>> {
    Ok(Json(terms::put_terms(&context, id, input).await?))
}

/// Sets the price: begins a publicity, or records a listing or auction (staff).
#[utoipa::path(post, path = "/deals/{id}/pricings", tag = "deals", params(("id" = DealId, Path)),
    request_body = PricingIn, responses((status = 200, body = DealOut)))]
pub async fn create_pricing(
    context: Context,
    Path(id): Path<DealId>,
    Json(input): Json<PricingIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(pricing::create(&context, id, input).await?))
}

/// An objection to a running publicity.
#[utoipa::path(post, path = "/pricings/{id}/objection", tag = "deals", params(("id" = PricingId, Path)),
    request_body = ObjectionIn, responses((status = 200, body = DealOut)))]
pub async fn object_to_pricing(
    context: Context,
    Path(id): Path<PricingId>,
    Json(input): Json<ObjectionIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(pricing::object(&context, id, input).await?))
}

/// The decision on the objection (staff).
#[utoipa::path(post, path = "/pricings/{id}/decision", tag = "deals", params(("id" = PricingId, Path)),
    request_body = ObjectionDecisionIn, responses((status = 200, body = DealOut)))]
pub async fn decide_objection(
    context: Context,
    Path(id): Path<PricingId>,
    Json(input): Json<ObjectionDecisionIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(pricing::decide(&context, id, input).await?))
}

/// Ends a publicity that ran its days (staff).
#[utoipa::path(post, path = "/pricings/{id}/close", tag = "deals", params(("id" = PricingId, Path)),
    request_body = ClosePricingIn, responses((status = 200, body = DealOut)))]
pub async fn close_pricing(
    context: Context,
    Path(id): Path<PricingId>,
    Json(input): Json<ClosePricingIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(pricing::close(&context, id, input).await?))
}

/// The draft of the contract (staff).
#[utoipa::path(put, path = "/deals/{id}/contract", tag = "deals", params(("id" = DealId, Path)),
    request_body = ContractIn, responses((status = 200, body = DealOut)))]
pub async fn put_contract(
    context: Context,
    Path(id): Path<DealId>,
    Json(input): Json<ContractIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(contract::put(&context, id, input).await?))
}

/// The contract is signed (staff).
#[utoipa::path(post, path = "/deals/{id}/contract/sign", tag = "deals", params(("id" = DealId, Path)),
    request_body = SignContractIn, responses((status = 200, body = DealOut)))]
pub async fn sign_contract(
    context: Context,
    Path(id): Path<DealId>,
    Json(input): Json<SignContractIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(contract::sign(&context, id, input).await?))
}

/// Files the contract for registration (staff).
#[utoipa::path(post, path = "/deals/{id}/registrations", tag = "deals", params(("id" = DealId, Path)),
    request_body = RegistrationIn, responses((status = 200, body = DealOut)))]
pub async fn submit_registration(
    context: Context,
    Path(id): Path<DealId>,
    Json(input): Json<RegistrationIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(registration::submit(&context, id, input).await?))
}

/// The office accepted it (staff).
#[utoipa::path(post, path = "/registrations/{id}/accept", tag = "deals", params(("id" = ContractRegistrationId, Path)),
    request_body = AcceptRegistrationIn, responses((status = 200, body = DealOut)))]
pub async fn accept_registration(
    context: Context,
    Path(id): Path<ContractRegistrationId>,
    Json(input): Json<AcceptRegistrationIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(registration::accept(&context, id, input).await?))
}

/// The office returned it for completion (staff).
#[utoipa::path(post, path = "/registrations/{id}/return", tag = "deals", params(("id" = ContractRegistrationId, Path)),
    request_body = ReturnRegistrationIn, responses((status = 200, body = DealOut)))]
pub async fn return_registration(
    context: Context,
    Path(id): Path<ContractRegistrationId>,
    Json(input): Json<ReturnRegistrationIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(registration::send_back(&context, id, input).await?))
}

/// It was completed and handed in again (staff).
#[utoipa::path(post, path = "/registrations/{id}/supplement", tag = "deals", params(("id" = ContractRegistrationId, Path)),
    request_body = SupplementIn, responses((status = 200, body = DealOut)))]
pub async fn supplement_registration(
    context: Context,
    Path(id): Path<ContractRegistrationId>,
    Json(input): Json<SupplementIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(registration::supplement(&context, id, input).await?))
}

/// The office decided (staff).
#[utoipa::path(post, path = "/registrations/{id}/decide", tag = "deals", params(("id" = ContractRegistrationId, Path)),
    request_body = DecideRegistrationIn, responses((status = 200, body = DealOut)))]
pub async fn decide_registration(
    context: Context,
    Path(id): Path<ContractRegistrationId>,
    Json(input): Json<DecideRegistrationIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(registration::decide(&context, id, input).await?))
}

/// The payment plan (staff).
#[utoipa::path(put, path = "/deals/{id}/payments", tag = "deals", params(("id" = DealId, Path)),
    request_body = PaymentPlanIn, responses((status = 200, body = DealOut)))]
pub async fn put_payment_plan(
    context: Context,
    Path(id): Path<DealId>,
    Json(input): Json<PaymentPlanIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(payments::put_plan(&context, id, input).await?))
}

/// An instalment came in (staff).
#[utoipa::path(post, path = "/payments/{id}/receive", tag = "deals", params(("id" = PaymentId, Path)),
    request_body = ReceiptIn, responses((status = 200, body = DealOut)))]
pub async fn receive_payment(
    context: Context,
    Path(id): Path<PaymentId>,
    Json(input): Json<ReceiptIn>,
) -> Result<Json<DealOut>> {
    Ok(Json(payments::receive(&context, id, input).await?))
}
