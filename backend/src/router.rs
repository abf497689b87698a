//! Every route in one table.

use crate::http::{errors, headers, origin};
use crate::state::AppState;
use crate::{
    accounts, achievements, audit, deals, demands, dictionary, files, index, matches, openapi, organizations,
    reference, search, site, standing_searches, statistics, watches,
};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn_with_state, map_request, map_response};
use axum::routing::get;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// A request that takes longer is given up.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(60);

/// The JSON API with its document.
#[must_use]
pub fn api() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        // session and people
        .routes(routes!(accounts::api::sign_in, accounts::api::get_session, accounts::api::sign_out))
        .routes(routes!(accounts::api::switch_membership))
        .routes(routes!(accounts::api::change_password))
        .routes(routes!(accounts::api::sign_up))
        .routes(routes!(accounts::api::list_people, accounts::api::create_person))
        .routes(routes!(accounts::api::set_person_disabled))
        .routes(routes!(accounts::api::reset_person_password))
        .routes(routes!(accounts::api::add_membership))
        .routes(routes!(accounts::api::end_membership))
        .routes(routes!(accounts::api::list_managers))
        // organizations
        .routes(routes!(organizations::api::list_organizations, organizations::api::create_organization))
        .routes(routes!(organizations::api::get_organization, organizations::api::update_organization))
        .routes(routes!(organizations::api::verify_organization))
        // achievements
        .routes(routes!(achievements::api::list_achievements, achievements::api::create_achievement))
        .routes(routes!(achievements::api::check_achievement))
        .routes(routes!(achievements::api::get_achievement, achievements::api::update_achievement))
        .routes(routes!(achievements::api::submit_achievement))
        .routes(routes!(achievements::api::publish_achievement))
        .routes(routes!(achievements::api::return_achievement))
        .routes(routes!(achievements::api::close_achievement))
        .routes(routes!(achievements::api::reopen_achievement))
        .routes(routes!(achievements::api::list_achievement_revisions))
        // demands
        .routes(routes!(demands::api::list_demands, demands::api::create_demand))
        .routes(routes!(demands::api::check_demand))
        .routes(routes!(demands::api::get_demand, demands::api::update_demand))
        .routes(routes!(demands::api::submit_demand))
        .routes(routes!(demands::api::publish_demand))
        .routes(routes!(demands::api::return_demand))
        .routes(routes!(demands::api::close_demand))
        .routes(routes!(demands::api::reopen_demand))
        .routes(routes!(demands::api::list_demand_revisions))
        // search
        .routes(routes!(search::api::search))
        .routes(routes!(search::api::suggest))
        .routes(routes!(index::api::get_index))
        .routes(routes!(search::api::list_unmet_searches))
        .routes(routes!(standing_searches::api::list_standing_searches, standing_searches::api::create_standing_search))
        .routes(routes!(standing_searches::api::count_unread))
        .routes(routes!(
            standing_searches::api::get_standing_search,
            standing_searches::api::update_standing_search,
            standing_searches::api::delete_standing_search
        ))
        .routes(routes!(standing_searches::api::mark_standing_search_seen))
        // matches
        .routes(routes!(matches::api::list_matches))
        .routes(routes!(matches::api::preview_matches))
        .routes(routes!(matches::api::get_match))
        .routes(routes!(matches::api::list_match_managers))
        .routes(routes!(matches::api::accept_match))
        .routes(routes!(matches::api::dismiss_match))
        .routes(routes!(matches::api::get_match_quality))
        .routes(routes!(matches::api::list_match_models, matches::api::fit_match_model))
        .routes(routes!(matches::api::activate_match_model))
        .routes(routes!(watches::api::list_watches, watches::api::create_watch))
        .routes(routes!(watches::api::delete_watch))
        .routes(routes!(watches::api::mark_watch_seen))
        // deals
        .routes(routes!(deals::api::list_deals, deals::api::create_deal))
        .routes(routes!(deals::api::get_deal, deals::api::update_deal))
        .routes(routes!(deals::api::list_deal_events))
        .routes(routes!(deals::api::answer_deal))
        .routes(routes!(deals::api::advance_deal))
        .routes(routes!(deals::api::lose_deal))
        .routes(routes!(deals::api::reopen_deal))
        .routes(routes!(deals::api::add_deal_note))
        .routes(routes!(deals::api::put_confidentiality))
        .routes(routes!(deals::api::put_evaluation))
        .routes(routes!(deals::api::put_terms))
        .routes(routes!(deals::api::create_pricing))
        .routes(routes!(deals::api::object_to_pricing))
        .routes(routes!(deals::api::decide_objection))
        .routes(routes!(deals::api::close_pricing))
        .routes(routes!(deals::api::put_contract))
        .routes(routes!(deals::api::sign_contract))
        .routes(routes!(deals::api::submit_registration))
        .routes(routes!(deals::api::accept_registration))
        .routes(routes!(deals::api::return_registration))
        .routes(routes!(deals::api::supplement_registration))
        .routes(routes!(deals::api::decide_registration))
        .routes(routes!(deals::api::put_payment_plan))
        .routes(routes!(deals::api::receive_payment))
        // files
        .routes(routes!(files::api::list_files, files::api::upload_file))
        .routes(routes!(files::api::download_file))
        // dictionary of the search
        .routes(routes!(dictionary::api::get_dictionary))
        .routes(routes!(dictionary::api::list_dictionary_entries))
        .routes(routes!(dictionary::api::preview_dictionary))
        .routes(routes!(dictionary::api::list_dictionary_versions, dictionary::api::save_dictionary))
        .routes(routes!(dictionary::api::restore_dictionary))
        .routes(routes!(dictionary::api::list_dictionary_proposals))
        .routes(routes!(dictionary::api::set_word_ignored))
        // the rest
        .routes(routes!(reference::api::get_reference))
        .routes(routes!(statistics::api::get_statistics))
        .routes(routes!(statistics::api::list_figure_records))
        .routes(routes!(statistics::api::get_desk))
        .routes(routes!(audit::api::list_audit_events))
        .routes(routes!(audit::api::verify_audit_events))
        .routes(routes!(openapi::get_health))
}

/// The whole server.
pub fn build(state: AppState) -> Router {
    let (api, document) = OpenApiRouter::with_openapi(openapi::base()).nest("/api/v1", api()).split_for_parts();
    let document = axum::body::Bytes::from(openapi::to_json(&document));
    Router::new()
        .merge(api)
        .route("/api/openapi.json", get(move || openapi::document(document.clone())))
        .merge(site::router())
        .layer(DefaultBodyLimit::max(state.config.limits.body_bytes_max))
        .layer(from_fn_with_state(state.clone(), origin::check))
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::REQUEST_TIMEOUT, REQUEST_TIMEOUT))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(state.clone(), errors::render))
        .layer(map_response(headers::secure))
        .layer(CompressionLayer::new())
        .layer(TraceLayer::new_for_http())
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(map_request(headers::without_request_id))
        .with_state(state)
}
