//! Typed ids: UUIDv7 inside, so that they sort by creation time and cannot be mixed up.

use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

macro_rules! ids {
    ($($name:ident),+ $(,)?) => {$(
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, DeriveValueType, ToSchema,
        )]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new, time-ordered id.
            #[must_use]
            pub fn generate() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+};
}

ids!(
    AchievementId,
    ContractId,
    ContractRegistrationId,
    DealEventId,
    DealId,
    DemandId,
    DictionaryVersionId,
    FileId,
    IgnoredWordId,
    ListingGrantId,
    LoginAttemptId,
    JudgementId,
    MatchId,
    MembershipId,
    OrganizationId,
    PaymentId,
    PersonId,
    PricingId,
    RevisionId,
    SessionId,
    StandingSearchId,
    WatchId,
);
