//! What a file is, by its first bytes.

use super::{FileError, TableFormat};

/// The container of XLSX.
const ZIP: &[u8] = b"PK\x03\x04";
/// The container of the old Excel, and of workbooks that are locked with a password.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// How far text is looked at.
const LOOKED_AT: usize = 4_096;

/// A workbook or text; everything else is told by kind.
pub(super) fn kind(bytes: &[u8]) -> Result<TableFormat, FileError> {
    if bytes.is_empty() {
        return Err(FileError::Empty);
    }
    if bytes.starts_with(ZIP) {
        return Ok(TableFormat::Xlsx);
    }
    if bytes.starts_with(COMPOUND) {
        let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_locked = bytes.windows(locked.len()).any(|window| window == locked);
        return Err(if is_locked { FileError::Locked } else { FileError::OldWorkbook });
    }
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let is_wide = start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]);
    let has_controls = start.iter().any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c));
    if has_controls && !is_wide {
        return Err(FileError::NotATable);
    }
    let text: String = start.iter().filter(|byte| byte.is_ascii()).map(|byte| char::from(*byte)).collect();
    let text = text.trim_start().to_ascii_lowercase();
    // Reports that call themselves .xls and are pages, and what else people drop on a window.
    let markup = ["<html", "<!doctype", "<?xml", "<table", "<svg", "%pdf", "{\\rtf", "{\"", "[{"];
    if markup.iter().any(|mark| text.starts_with(mark)) { Err(FileError::NotATable) } else { Ok(TableFormat::Csv) }
}
