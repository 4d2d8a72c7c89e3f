//! What is slow of planning, and what is told of it.

use super::desk::Expectations;

/// Slow work of planning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PlanEffect {
    /// Count when started bids will arrive.
    Forecast,
}

/// What the worker tells of planning.
#[derive(Debug, Clone)]
pub enum PlanEvent {
    /// When started bids will arrive, all of them.
    Expected(Expectations),
}
