//! Name, sign and digit of each screen.

use egui::Key;

use crate::app::command::Screen;
use crate::ui::icons;

/// Key of a screen's name.
#[must_use]
pub const fn screen_key(screen: Screen) -> &'static str {
    match screen {
        Screen::Bids => "screen-bids",
        Screen::Drivers => "screen-drivers",
        Screen::Cars => "screen-cars",
        Screen::Trailers => "screen-trailers",
        Screen::Counterparties => "screen-counterparties",
        Screen::Organisations => "screen-organisations",
        Screen::Trackers => "screen-trackers",
        Screen::Employees => "screen-employees",
        Screen::Mileage => "screen-mileage",
        Screen::Catalogs => "screen-catalogs",
        Screen::Links => "screen-links",
        Screen::Changes => "screen-changes",
        Screen::Conflicts => "screen-conflicts",
        Screen::Journal => "screen-journal",
        Screen::Settings => "screen-settings",
        Screen::Invites => "screen-invites",
        Screen::Map => "screen-map",
        Screen::Plan => "screen-plan",
        Screen::Groupage => "screen-groupage",
        Screen::Reports => "screen-reports",
    }
}

/// Icon of a screen.
#[must_use]
pub const fn screen_icon(screen: Screen) -> &'static str {
    match screen {
        Screen::Bids => icons::CLIPBOARD_TEXT,
        Screen::Drivers => icons::STEERING_WHEEL,
        Screen::Cars => icons::TRUCK,
        Screen::Trailers => icons::TRUCK_TRAILER,
        Screen::Counterparties => icons::BUILDINGS,
        Screen::Organisations => icons::BANK,
        Screen::Trackers => icons::BROADCAST,
        Screen::Employees => icons::USERS,
        Screen::Mileage => icons::PATH,
        Screen::Catalogs => icons::BOOKS,
        Screen::Links => icons::LINK,
        Screen::Changes => icons::BELL,
        Screen::Conflicts => icons::ARROWS_SPLIT,
        Screen::Journal => icons::PULSE,
        Screen::Settings => icons::GEAR_SIX,
        Screen::Invites => icons::ENVELOPE,
        Screen::Map => icons::MAP_TRIFOLD,
        Screen::Plan => icons::CALENDAR_BLANK,
        Screen::Groupage => icons::PACKAGE,
        Screen::Reports => icons::CHART_BAR,
    }
}

/// The screens that came first have a digit; the others are a few letters away in the palette.
pub(super) const fn screen_digit(screen: Screen) -> Option<Key> {
    Some(match screen {
        Screen::Bids => Key::Num1,
        Screen::Drivers => Key::Num2,
        Screen::Cars => Key::Num3,
        Screen::Trailers => Key::Num4,
        Screen::Counterparties => Key::Num5,
        Screen::Catalogs => Key::Num6,
        Screen::Journal => Key::Num7,
        Screen::Settings => Key::Num8,
        Screen::Conflicts => Key::Num9,
        Screen::Organisations
        | Screen::Trackers
        | Screen::Employees
        | Screen::Mileage
        | Screen::Links
        | Screen::Changes
        | Screen::Invites
        | Screen::Map
        | Screen::Plan
        | Screen::Groupage
        | Screen::Reports => return None,
    })
}
