//! Fields with the names that documents, files of the command line and keys of texts know them by.

/// An enumeration of fields, each with its name: `ALL`, `name`, and serde by the same names.
macro_rules! named_fields {
    ($(#[$what:meta])* $kind:ident $($(#[$about:meta])* $field:ident = $name:literal,)*) => {
        $(#[$what])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $kind {
            $($(#[$about])* #[serde(rename = $name)] $field,)*
        }

        impl $kind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$field,)*];

            /// Its name in documents, in files of the command line and in keys of texts.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$field => $name,)*
                }
            }
        }
    };
}

pub(in crate::domain) use named_fields;
