//! Figures that are counted from records and open them. 意向, 签约, 登记 and 到账 always stand apart.

pub mod api;
pub mod desk;
pub mod dto;
pub mod records;
pub mod service;
