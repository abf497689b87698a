//! One module a page: a struct that the backend fills, and the template that prints it.

pub mod about;
pub mod achievement;
pub mod demand;
pub mod error;
pub mod field;
pub mod home;
pub mod listing;
pub mod organization;
pub mod search;
pub mod sitemap;
pub mod statistics;

pub use about::AboutPage;
pub use achievement::AchievementPage;
pub use demand::DemandPage;
pub use error::{ErrorPage, WorkbenchMissingPage};
pub use field::{FieldListPage, FieldPage};
pub use home::HomePage;
pub use organization::OrganizationPage;
pub use search::SearchPage;
pub use sitemap::{RobotsText, Sitemap, SitemapIndex};
pub use statistics::{StatisticsPage, StatisticsRecordsPage};
