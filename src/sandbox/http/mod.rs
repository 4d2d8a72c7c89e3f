//! One connection, one request: routes, bodies, answers, faults. It knows nothing of bids.

pub(crate) mod answer;
pub(crate) mod connection;
pub(crate) mod dispatch;
pub(crate) mod fields;
pub(crate) mod query_string;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod routes;
