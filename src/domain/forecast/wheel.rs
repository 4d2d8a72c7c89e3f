//! How long a way takes when the driver rests as he must. Minutes; no clock, no roads.

use serde::{Deserialize, Serialize};

/// How a driver rests, minutes.
///
/// By the decision: 45 minutes after four and a half hours at the wheel; nine hours a day. What "nine hours a day" bounds
/// is both: at most nine at the wheel between two long rests, and nine of rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rest {
    /// At the wheel before a pause.
    pub wheel_min: u32,
    /// The pause.
    pub pause_min: u32,
    /// At the wheel between two long rests.
    pub day_min: u32,
    /// The long rest.
    pub night_min: u32,
}

impl Default for Rest {
    fn default() -> Self {
        Self { wheel_min: 270, pause_min: 45, day_min: 540, night_min: 540 }
    }
}

/// What a driver has behind him, minutes at the wheel.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Wheel {
    /// Since the last pause.
    pub since_pause: f64,
    /// Since the last long rest.
    pub since_night: f64,
}

impl Wheel {
    /// Drives so many minutes of road: minutes that pass, rests among them, and the driver afterwards. A rest is taken before the
    /// wheel is taken again, not on arrival.
    #[must_use]
    pub fn drive(mut self, road_min: f64, rest: &Rest) -> (f64, Self) {
        let mut left = if road_min.is_finite() { road_min.max(0.0) } else { 0.0 };
        let mut passed = 0.0;
        while left > 0.0 {
            let room = self.room(rest);
            if room <= 0.0 {
                let (pause, rested) = self.rested(rest);
                passed += pause;
                self = rested;
                continue;
            }
            let stretch = room.min(left);
            left -= stretch;
            passed += stretch;
            self.since_pause += stretch;
            self.since_night += stretch;
        }
        (passed, self)
    }

    /// The driver after so many minutes on the way, taken for driven by the rules: what is believed of one who was seen to leave.
    #[must_use]
    pub fn after(mut self, passed_min: f64, rest: &Rest) -> Self {
        let mut left = if passed_min.is_finite() { passed_min.clamp(0.0, MOST) } else { 0.0 };
        while left > 0.0 {
            let room = self.room(rest);
            if room <= 0.0 {
                let (pause, rested) = self.rested(rest);
                if left < pause {
                    // In the middle of a rest: what is left of it is not known to be so, and little.
                    return rested;
                }
                left -= pause;
                self = rested;
                continue;
            }
            let stretch = room.min(left);
            left -= stretch;
            self.since_pause += stretch;
            self.since_night += stretch;
        }
        self
    }

    /// The driver after he stood so many minutes without work.
    #[must_use]
    pub fn stood(self, minutes: f64, rest: &Rest) -> Self {
        if minutes >= f64::from(rest.night_min.max(1)) {
            Self::default()
        } else if minutes >= f64::from(rest.pause_min.max(1)) {
            Self { since_pause: 0.0, ..self }
        } else {
            self
        }
    }

    /// Minutes that may be driven before a rest.
    fn room(self, rest: &Rest) -> f64 {
        let (wheel, day) = bounds(rest);
        (wheel - self.since_pause).min(day - self.since_night)
    }

    /// The rest that is due: the long one when the day is over.
    fn rested(self, rest: &Rest) -> (f64, Self) {
        let (_, day) = bounds(rest);
        if self.since_night >= day {
            (f64::from(rest.night_min), Self::default())
        } else {
            (f64::from(rest.pause_min), Self { since_pause: 0.0, ..self })
        }
    }
}

/// Nobody is believed to have been on the way for longer than a month, minutes.
const MOST: f64 = 43_200.0;

/// A quarter of an hour at the wheel at least: a setting of nothing would never arrive.
fn bounds(rest: &Rest) -> (f64, f64) {
    (f64::from(rest.wheel_min.max(15)), f64::from(rest.day_min.max(15)))
}
