//! The titles of the desk's own screens and forms mean what they are, in both languages.

use cargorun_desk::app::import::words::target;
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::domain::import::{Target, targets_of};
use cargorun_desk::words::Lang;

#[test]
fn what_a_form_calls_a_field_a_file_may_call_it_too() {
    for lang in [Lang::Ru, Lang::En] {
        for kind in RecordKind::BOOKS {
            for known in targets_of(kind) {
                let title = target(known, lang);
                assert_eq!(Target::named(kind, &title), Some(known), "{lang:?} {kind:?}: {title}");
                assert_eq!(Target::named(kind, &format!("{title} *")), Some(known), "{title} of the sample");
            }
        }
    }
}

#[test]
fn what_only_the_platform_or_this_desk_fills_is_left_out() {
    for lang in [Lang::Ru, Lang::En] {
        for key in ["state", "upkeep", "exchange", "tracker", "last-fix", "points", "address"] {
            let title = lang.text(&format!("books-column-{key}"));
            for kind in RecordKind::BOOKS {
                assert_eq!(Target::named(kind, &title), None, "{kind:?}: {title}");
            }
        }
    }
}
