use std::collections::BTreeMap;

use proptest::prelude::*;

use super::flow::Fonts;
use super::layout::{HEIGHT, Mark, Page, WIDTH, pages};
use super::*;
use crate::domain::paperwork::{Block, Document, Field, PointField, Template, Values};
use crate::files::print::{Face, Font};

fn fonts() -> Fonts {
    Fonts { regular: Font::of(Face::Regular).unwrap(), bold: Font::of(Face::SemiBold).unwrap() }
}

/// A stamp: a red ring on nothing.
fn stamp() -> Stamp {
    let mut png = Vec::new();
    let picture = image::RgbaImage::from_fn(80, 80, |x, y| {
        let (x, y) = (f64::from(x) - 40.0, f64::from(y) - 40.0);
        let ring = (28.0..38.0).contains(&x.hypot(y));
        image::Rgba([200, 30, 60, if ring { 255 } else { 0 }])
    });
    picture.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    Stamp::read(&png).unwrap()
}

fn document(points: usize, comment: &str) -> Document {
    let text = "# Договор-заявка № {номер}\nЗаказчик: **{заказчик}**\n\n| № | Адрес | Комментарий |\n|--|-----|------|\n{точки}\n| {точка.номер} | {точка.адрес} | {точка.комментарий} |\n{/точки}\n\n|| Перевозчик [печать] [подпись] || Заказчик ____ ||";
    let mut values = Values { pictures: vec![crate::domain::paperwork::Picture::Stamp], ..Values::default() };
    values.bid.insert(Field::Number, "48213".into());
    values.bid.insert(Field::Customer, "ООО «Ёлки № 1»".into());
    values.points = (1..=points)
        .map(|place| {
            let fields = [
                (PointField::Place, place.to_string()),
                (PointField::Address, format!("Казань, Оренбургский тракт, {place}")),
                (PointField::Comment, comment.to_owned()),
            ];
            fields.into_iter().collect()
        })
        .collect();
    Template::parse(text).unwrap().fill(&values, "Договор-заявка".into())
}

fn laid(document: &Document) -> Vec<Page> {
    let pictures = Pictures { stamp: Some(stamp()), signature: None };
    pages(document, &fonts(), &pictures)
}

/// The words of a PDF as a reader takes them out: codes of the shown texts, by the map that the document itself carries.
pub(super) fn read_back(pdf: &[u8]) -> String {
    let mut maps: BTreeMap<char, BTreeMap<u16, char>> = BTreeMap::new();
    let text = String::from_utf8_lossy(pdf).into_owned();
    // The first map is that of F1, the second that of F2: the order in which they are written.
    for (map, face) in text.split("beginbfchar").skip(1).zip(['1', '2']) {
        let map = map.split("endcmap").next().unwrap_or_default();
        let all = maps.entry(face).or_default();
        for line in map.lines() {
            let mut parts = line.split(['<', '>']).filter(|part| !part.trim().is_empty());
            if let (Some(code), Some(sign)) = (parts.next(), parts.next())
                && let (Ok(code), Ok(sign)) = (u16::from_str_radix(code, 16), u32::from_str_radix(sign, 16))
                && let Some(sign) = char::from_u32(sign)
            {
                all.insert(code, sign);
            }
        }
    }
    let mut words = Vec::new();
    let mut face = '1';
    let mut rest = pdf;
    while let Some((line, after)) = rest.iter().position(|byte| *byte == b'\n').map(|end| rest.split_at(end)) {
        if let Some(name) = line.strip_prefix(b"/F") {
            face = char::from(*name.first().unwrap_or(&b'1'));
        }
        let shown = unescaped(rest);
        if let Some((codes, length)) = shown {
            let map = maps.get(&face);
            let word: String = codes
                .chunks_exact(2)
                .filter_map(|code| map?.get(&u16::from_be_bytes([code[0], code[1]])).copied())
                .collect();
            words.push(word);
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        rest = after.get(1..).unwrap_or_default();
    }
    words.join(" ")
}

/// A string that is shown at the beginning of some bytes: what it holds, and how long it is as written.
fn unescaped(bytes: &[u8]) -> Option<(Vec<u8>, usize)> {
    match bytes.first()? {
        b'<' if bytes.get(1) != Some(&b'<') => {
            let end = bytes.iter().position(|byte| *byte == b'>')?;
            let digits = std::str::from_utf8(bytes.get(1..end)?).ok()?;
            let codes: Option<Vec<u8>> =
                (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()).collect();
            Some((codes?, end + 1))
        }
        b'(' => {
            let mut codes = Vec::new();
            let mut at = 1;
            let mut depth = 0;
            loop {
                let byte = *bytes.get(at)?;
                at += 1;
                match byte {
                    b'\\' => {
                        let next = *bytes.get(at)?;
                        at += 1;
                        codes.push(match next {
                            b'n' => b'\n',
                            b'r' => b'\r',
                            b't' => b'\t',
                            b'b' => 8,
                            b'f' => 12,
                            b'0'..=b'7' => {
                                let mut value = u32::from(next - b'0');
                                for _ in 0..2 {
                                    match bytes.get(at) {
                                        Some(digit @ b'0'..=b'7') => {
                                            value = value * 8 + u32::from(digit - b'0');
                                            at += 1;
                                        }
                                        _ => break,
                                    }
                                }
                                u8::try_from(value).unwrap_or_default()
                            }
                            other => other,
                        });
                    }
                    b'(' => {
                        depth += 1;
                        codes.push(byte);
                    }
                    b')' if depth == 0 => return Some((codes, at)),
                    b')' => {
                        depth -= 1;
                        codes.push(byte);
                    }
                    other => codes.push(other),
                }
            }
        }
        _ => None,
    }
}

#[test]
fn a_paper_can_be_read_back_from_its_pdf() {
    let pictures = Pictures { stamp: Some(stamp()), signature: None };
    let bytes = pdf(&document(2, "въезд со двора, Щ-образный поворот"), &pictures).unwrap();
    assert!(bytes.starts_with(b"%PDF-") && bytes.len() < 80_000, "{} bytes", bytes.len());
    let words = read_back(&bytes);
    for part in ["Договор-заявка № 48213", "ООО «Ёлки № 1»", "Казань, Оренбургский тракт, 2", "Щ-образный поворот"]
    {
        assert!(words.contains(part), "{part}: {words}");
    }
    let text = String::from_utf8_lossy(&bytes);
    for part in ["/SMask", "/FlateDecode", "Inter-SemiBold", "Inter-Regular"] {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn a_long_table_goes_on_with_its_head_and_pages_are_numbered() {
    let pages = laid(&document(90, "к воротам № 3"));
    assert!(pages.len() > 1);
    let says =
        |page: &Page, wanted: &str| page.iter().any(|mark| matches!(mark, Mark::Words { text, .. } if text == wanted));
    for (place, page) in pages.iter().enumerate() {
        assert!(says(page, "Комментарий"), "page {place} has the head");
        assert!(says(page, &format!("{} / {}", place + 1, pages.len())), "page {place} has its number");
    }
    let numbered: usize = pages
        .iter()
        .flatten()
        .filter(|mark| matches!(mark, Mark::Words { text, .. } if text.contains("Оренбургский")))
        .count();
    assert_eq!(numbered, 90, "no row is lost and none is said twice");
}

#[test]
fn a_row_taller_than_a_page_is_cut_between_its_lines() {
    let long = "слово ".repeat(3_000);
    let pages = laid(&document(1, long.trim()));
    let said = pages.iter().flatten().filter_map(|mark| match mark {
        Mark::Words { text, .. } => Some(text.matches("слово").count()),
        _ => None,
    });
    let words: usize = said.sum();
    assert_eq!(words, 3_000);
    assert!(pages.len() > 2);
}

fn nothing_leaves_the_sheet(pages: &[Page]) {
    let fonts = fonts();
    for mark in pages.iter().flatten() {
        match mark {
            Mark::Words { x, y, size, bold, text } => {
                let width = fonts.face(*bold).width(text, *size);
                assert!(*x >= 10.0 && x + width <= WIDTH - 8.0, "{text}: {x} {width}");
                assert!(*y >= 10.0 && *y <= HEIGHT - 7.0, "{text}: {y}");
            }
            Mark::Line { from, to } => assert!(from.0 >= 10.0 && to.0 <= WIDTH - 8.0 && to.1 <= HEIGHT - 15.0),
            Mark::Picture { x, y, width, height, .. } => {
                assert!(*x >= 10.0 && x + width <= WIDTH - 8.0 && y + height <= HEIGHT - 15.0);
            }
        }
    }
}

#[test]
fn a_picture_that_is_none_is_refused_and_a_large_one_made_smaller() {
    assert_eq!(Stamp::read(b"GIF89a"), Err(PictureError::NotPng));
    let mut png = Vec::new();
    image::RgbaImage::new(2_000, 1_000).write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    let read = Stamp::read(&png).unwrap();
    assert_eq!((read.width, read.height), (600, 300));
    assert_eq!(read.cover.len(), 180_000);
}

#[test]
fn an_empty_paper_is_one_empty_page() {
    let empty = Document { title: String::new(), blocks: vec![Block::Gap] };
    assert_eq!(laid(&empty), [Vec::new()]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn nothing_is_printed_outside_of_the_margins(points in 0_usize..30, comment in "([а-яА-Я№]{1,60} ?){0,30}") {
        nothing_leaves_the_sheet(&laid(&document(points, &comment)));
    }
}
