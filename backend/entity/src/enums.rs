//! Every enumeration that a table holds. The strings are the ones of the API, the URL and the database; their Chinese
//! labels stand in `seeds/reference/dictionaries.toml`.

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The text is not a value of the enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownValue(pub String);

impl std::fmt::Display for UnknownValue {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "unknown value {:?}", self.0)
    }
}

impl std::error::Error for UnknownValue {}

macro_rules! string_enum {
    ($($(#[$meta:meta])* $name:ident { $($variant:ident = $text:tt),+ $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, DeriveValueType, ToSchema,
        )]
        #[sea_orm(value_type = "String")]
        pub enum $name { $(#[serde(rename = $text)] $variant),+ }

        impl $name {
            /// All values, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownValue;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text { $($text => Ok(Self::$variant),)+ _ => Err(UnknownValue(text.to_owned())) }
            }
        }
    )+};
}

string_enum! {
    /// What a listing is.
    ListingKind { Achievement = "achievement", Demand = "demand" }

    /// draft → submitted → published (or returned) → in talks → closed.
    ListingState {
        Draft = "draft", Submitted = "submitted", Returned = "returned", Published = "published",
        InTalks = "in_talks", Closed = "closed",
    }

    /// Who sees a published listing. `Confidential`: verified organisations see the abstract, details need an agreement.
    Visibility { Public = "public", SignedIn = "signed_in", Verified = "verified", Confidential = "confidential" }

    OrganizationKind {
        University = "university", Institute = "institute", Company = "company",
        TransferService = "transfer_service", Finance = "finance",
    }

    Verification { Pending = "pending", Verified = "verified", Rejected = "rejected" }

    Role { Tto = "tto", Company = "company", Manager = "manager", Admin = "admin" }

    MembershipState { Pending = "pending", Active = "active", Ended = "ended" }

    /// What makes the domain vectors: the platform's own texts, or an embedding service.
    VectorKind { Trained = "trained", Service = "service" }

    /// 成果体现形式
    ResultForm {
        Technology = "technology", Process = "process", Product = "product", Material = "material",
        Equipment = "equipment", Software = "software", Variety = "variety", Standard = "standard",
        Paper = "paper", Other = "other",
    }

    /// 成果属性
    Novelty { Original = "original", Imported = "imported", Secondary = "secondary" }

    /// 成果水平
    Level {
        InternationalLeading = "international_leading", InternationalAdvanced = "international_advanced",
        DomesticLeading = "domestic_leading", DomesticAdvanced = "domestic_advanced",
        DomesticGeneral = "domestic_general", NotEvaluated = "not_evaluated",
    }

    /// 成果来源
    Origin {
        NationalProgram = "national_program", MinistryProgram = "ministry_program", ProvinceProgram = "province_program",
        CityProgram = "city_program", Commissioned = "commissioned", SelfSelected = "self_selected", Other = "other",
    }

    /// 转化方式 of an achievement and 合作方式 of a demand: one list, so that both sides can be compared.
    TransferMode {
        Transfer = "transfer", LicenseExclusive = "license_exclusive", LicenseSole = "license_sole",
        LicenseOrdinary = "license_ordinary", Equity = "equity", Cooperation = "cooperation",
        CommissionedDevelopment = "commissioned_development", JointDevelopment = "joint_development",
        Consulting = "consulting", Service = "service", SelfImplementation = "self_implementation",
        OpenLicense = "open_license", UseFirstPayLater = "use_first_pay_later", Other = "other",
    }

    PriceKind { Negotiable = "negotiable", Range = "range", Fixed = "fixed" }

    IpKind {
        Invention = "invention", UtilityModel = "utility_model", Design = "design",
        SoftwareCopyright = "software_copyright", IcLayout = "ic_layout", PlantVariety = "plant_variety",
        BioVariety = "bio_variety", TradeSecret = "trade_secret",
    }

    IpStatus {
        Planned = "planned", Applied = "applied", Granted = "granted", Lapsed = "lapsed",
        InTransfer = "in_transfer", Pledged = "pledged", Licensed = "licensed",
    }

    /// 需求类型
    DemandKind {
        Breakthrough = "breakthrough", Adoption = "adoption", ProcessImprovement = "process_improvement",
        Testing = "testing", Consulting = "consulting", Talent = "talent", Scene = "scene", Financing = "financing",
    }

    /// How the demanding company appears: by name, by region and industry only, or to invited organisations only.
    PublishMode { Named = "named", Anonymous = "anonymous", Invited = "invited" }

    Urgency { Normal = "normal", Urgent = "urgent" }

    /// Why an organisation sees, or never sees, one listing whatever its visibility.
    GrantKind { Invited = "invited", Excluded = "excluded", Confidential = "confidential" }

    MatchState { Suggested = "suggested", Accepted = "accepted", Dismissed = "dismissed", Expired = "expired" }

    /// Who judged a match: staff, or one of the two parties.
    Judge { Manager = "manager", Demand = "demand", Achievement = "achievement" }

    /// A version of the weights: in use, kept for a return to it, or no better than what was in use when it was fitted.
    MatchModelState { Active = "active", Kept = "kept", Refused = "refused" }

    DealChannel { Match = "match", Search = "search", Manual = "manual" }

    DealState { Active = "active", Lost = "lost", Archived = "archived" }

    /// The order of the variants is the order of the work.
    DealStage {
        Introduction = "introduction", Talks = "talks", Confidentiality = "confidentiality",
        Evaluation = "evaluation", Terms = "terms", Pricing = "pricing", Signing = "signing",
        Registration = "registration", Payment = "payment", Archived = "archived",
    }

    Answer { Yes = "yes", No = "no" }

    /// A party of a deal.
    Side { Supplier = "supplier", Acquirer = "acquirer" }

    DealEventKind {
        Created = "created", Answered = "answered", StageChanged = "stage_changed", Note = "note",
        ConfidentialitySigned = "confidentiality_signed", EvaluationRecorded = "evaluation_recorded",
        TermsChanged = "terms_changed", PricingSet = "pricing_set", PublicityStarted = "publicity_started",
        PublicityRestarted = "publicity_restarted", ObjectionRaised = "objection_raised",
        ObjectionDecided = "objection_decided", PublicityClosed = "publicity_closed",
        ContractDrafted = "contract_drafted", ContractSigned = "contract_signed",
        RegistrationFiled = "registration_filed", RegistrationDecided = "registration_decided",
        PaymentPlanned = "payment_planned", PaymentReceived = "payment_received",
        FileAdded = "file_added", Lost = "lost", Reopened = "reopened", ManagerChanged = "manager_changed",
    }

    /// 转化法 art. 18: a negotiated price must be publicised inside the unit, a listed or auctioned one must not.
    PricingMethod { Negotiated = "negotiated", Listed = "listed", Auction = "auction" }

    /// draft → published → (objected → published again or stopped) → cleared; superseded by a new price or party.
    PricingState {
        Draft = "draft", Published = "published", Objected = "objected", Stopped = "stopped",
        Superseded = "superseded", Cleared = "cleared",
    }

    ObjectionDecision { Upheld = "upheld", Dismissed = "dismissed" }

    ContractState { Draft = "draft", Signed = "signed" }

    /// 民法典 art. 846
    PaymentMode { Lump = "lump", Instalment = "instalment", Royalty = "royalty", EntryRoyalty = "entry_royalty" }

    RegistrationState {
        Draft = "draft", Submitted = "submitted", Accepted = "accepted", Returned = "returned",
        Registered = "registered", Refused = "refused",
    }

    /// Records that revisions, files and the outbox point at.
    SubjectKind {
        Achievement = "achievement", Demand = "demand", Organization = "organization", Person = "person",
        Match = "match", Deal = "deal", Membership = "membership", Session = "session", File = "file",
        StandingSearch = "standing_search",
        Dictionary = "dictionary", Watch = "watch", MatchModel = "match_model",
        VectorModel = "vector_model",
    }
}

impl DealStage {
    /// The stage that follows, none after the archive.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        let position = Self::ALL.iter().position(|stage| *stage == self)?;
        Self::ALL.get(position + 1).copied()
    }
}

impl ListingState {
    /// Whether the listing is on the market: found, matched and shown to those entitled.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Published | Self::InTalks)
    }
}
