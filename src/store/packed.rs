//! The documents of a bid as one compressed value: what both sides agreed on, the platform's raw texts, the facts.
//!
//! Why: a raw row is five kilobytes, four fifths of it names of fields and `null`, and the agreed document says most of it
//! again. LZ4 against a prepared text of such names makes a quarter of it, at more speed than the disk would take the rest
//! with. Rows of before schema 8 stand as plain texts in columns of their own; they are read as ever and packed when they
//! are next written.
//!
//! Layout: the number of the prepared text (one byte), four lengths (u32, little endian; the highest means "none"), then one
//! LZ4 block of the texts behind each other. A prepared text is never changed: another one gets another number.

use std::cell::RefCell;

use lz4_flex::block::{compress_into_with_dict, decompress_into_with_dict, get_maximum_output_size};

use super::error::{Fault, damaged};

const FIRST: u8 = 1;
/// What rows of the platform and documents of this desk are made of.
const FIRST_TEXT: &[u8] = include_bytes!("packed/1.txt");
const NONE: u32 = u32::MAX;
const PARTS: usize = 4;
const HEAD: usize = 1 + 4 * PARTS;
/// No document is longer; a damaged length must not ask for all the memory there is.
const LONGEST: usize = 256 * 1024 * 1024;

/// Memory that a thread keeps for the next value.
const LARGEST_KEPT: usize = 1024 * 1024;

/// The documents, as texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Documents<T> {
    pub(super) list_raw: Option<T>,
    pub(super) base: Option<T>,
    pub(super) facts: Option<T>,
    pub(super) edit_raw: Option<T>,
}

/// Packs documents into one value.
pub(super) fn pack(documents: &Documents<&str>) -> Result<Vec<u8>, Fault> {
    let Documents { list_raw, base, facts, edit_raw } = documents;
    SCRATCH.with_borrow_mut(|scratch| scratch.pack([list_raw, base, facts, edit_raw].map(|part| *part)))
}

thread_local! {
    /// A page is packed row after row: new pieces of memory of this size for each cost about as much as the packing.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// What one value is made in.
#[derive(Default)]
struct Scratch {
    head: Vec<u8>,
    texts: Vec<u8>,
    block: Vec<u8>,
}

impl Scratch {
    fn pack(&mut self, parts: [Option<&str>; PARTS]) -> Result<Vec<u8>, Fault> {
        self.head.clear();
        self.texts.clear();
        self.head.push(FIRST);
        for part in parts {
            let length = part.map_or(Some(NONE), |text| u32::try_from(text.len()).ok().filter(|length| *length < NONE));
            let length = length.ok_or_else(|| damaged("a document of four gigabytes"))?;
            self.head.extend_from_slice(&length.to_le_bytes());
            self.texts.extend_from_slice(part.unwrap_or_default().as_bytes());
        }
        let most = get_maximum_output_size(self.texts.len());
        if self.block.len() < most {
            self.block.resize(most, 0);
        }
        let length = compress_into_with_dict(&self.texts, &mut self.block, FIRST_TEXT)
            .map_err(|error| damaged(format!("packing: {error}")))?;
        let packed = [self.head.as_slice(), self.block.get(..length).unwrap_or_default()].concat();
        if self.block.len() > LARGEST_KEPT {
            *self = Self::default();
        }
        Ok(packed)
    }
}

/// The documents of a packed value.
///
/// # Errors
/// Damaged, when it is none.
pub(super) fn unpack(packed: &[u8]) -> Result<Documents<String>, Fault> {
    let broken = || damaged("a packed document");
    let (head, block) = packed.split_at_checked(HEAD).ok_or_else(broken)?;
    let (number, lengths) = head.split_first().ok_or_else(broken)?;
    if *number != FIRST {
        return Err(damaged(format!("a document packed in the way {number}")));
    }
    let (lengths, _) = lengths.as_chunks::<4>();
    let lengths: Vec<u32> = lengths.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
    let size = |length: &u32| if *length == NONE { 0 } else { usize::try_from(*length).unwrap_or(LONGEST) };
    let whole = lengths.iter().map(size).fold(0, usize::saturating_add);
    if whole > LONGEST {
        return Err(broken());
    }
    let mut texts = vec![0; whole];
    let written = decompress_into_with_dict(block, &mut texts, FIRST_TEXT).map_err(|_content| broken())?;
    if written != whole {
        return Err(broken());
    }
    let texts = String::from_utf8(texts).map_err(|_content| broken())?;
    let mut rest = texts.as_str();
    let mut parts = lengths.iter().map(|length| {
        let (part, behind) = rest.split_at_checked(size(length)).ok_or_else(broken)?;
        rest = behind;
        Ok((*length != NONE).then(|| part.to_owned()))
    });
    let mut next = || parts.next().unwrap_or_else(|| Err(broken()));
    Ok(Documents { list_raw: next()?, base: next()?, facts: next()?, edit_raw: next()? })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::StoreError;

    fn borrowed(documents: &Documents<String>) -> Documents<&str> {
        Documents {
            list_raw: documents.list_raw.as_deref(),
            base: documents.base.as_deref(),
            facts: documents.facts.as_deref(),
            edit_raw: documents.edit_raw.as_deref(),
        }
    }

    /// Pieces of the prepared text between others, as rows are.
    fn text() -> impl Strategy<Value = Option<String>> {
        let known = (0..5_000_usize, 0..500_usize).prop_map(|(start, length)| {
            let text = std::str::from_utf8(FIRST_TEXT).unwrap();
            text.chars().skip(start).take(length).collect::<String>()
        });
        let piece = prop_oneof![known, ".{0,200}"];
        prop::option::of(prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat()))
    }

    proptest! {
        #[test]
        fn what_was_packed_comes_back((list_raw, base, facts, edit_raw) in (text(), text(), text(), text())) {
            let documents = Documents { list_raw, base, facts, edit_raw };
            let packed = pack(&borrowed(&documents)).unwrap();
            prop_assert_eq!(unpack(&packed).unwrap(), documents);
        }

        #[test]
        fn damage_is_said_and_never_a_panic(mut at in 0..2_000_usize, byte in any::<u8>(), cut in any::<bool>()) {
            let row = std::str::from_utf8(FIRST_TEXT).unwrap();
            let documents = Documents { list_raw: Some(row), base: Some("{}"), facts: Some("{\"a\":1}"), edit_raw: None };
            let mut packed = pack(&documents).unwrap();
            at %= packed.len();
            packed[at] = byte;
            if cut {
                packed.truncate(at);
            }
            match unpack(&packed) {
                Ok(_) | Err(Fault::Told(StoreError::Damaged(_))) => {}
                Err(other) => prop_assert!(false, "{other:?}"),
            }
        }
    }

    #[test]
    fn a_value_that_was_packed_once_is_read_for_ever() {
        // Written by the first version that packed; a change of the prepared text would break every stored bid.
        let known: &[u8] = include_bytes!("packed/1.sample");
        let documents = unpack(known).unwrap();
        assert_eq!(
            documents.base.as_deref(),
            Some(
                r#"{"customer":"cpt-7","price":"65000.00","vat_on_top":false,"cargos":[],"points":[],"empty_run":false}"#
            )
        );
        assert_eq!(
            documents.list_raw.as_deref(),
            Some(
                r#"{"acceptedByDriverAt":null,"accessPermitIds":[],"approvedAt":null,"bidPoints":[],"id":7,"новое":1.50}"#
            )
        );
        assert_eq!(documents.facts.as_deref(), Some(r#"{"status":"draft","deleted":false,"points":[]}"#));
        assert_eq!(documents.edit_raw, None);
    }

    #[test]
    fn a_row_becomes_a_fraction_of_itself() {
        let row = std::str::from_utf8(FIRST_TEXT).unwrap().replace('0', "7");
        let packed = pack(&Documents { list_raw: Some(row.as_str()), ..Documents::default() }).unwrap();
        assert!(packed.len() * 4 < row.len(), "{} of {}", packed.len(), row.len());
    }
}
