//! What the platform refuses, and what it works out by itself. Every refusal is a sentence of [`super::sentences`].

pub(crate) mod bid_points;
pub(crate) mod bid_terms;
pub(crate) mod cargos;
pub(crate) mod crossing;
pub(crate) mod geozones;
pub(crate) mod minimal_set;
pub(crate) mod own_kinds;
pub(crate) mod references;
pub(crate) mod route;
pub(crate) mod track;
pub(crate) mod uniqueness;
