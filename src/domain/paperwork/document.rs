//! A paper that is filled in: what stands where, before anybody knows of pages.

/// A picture of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Picture {
    /// The organisation's stamp.
    Stamp,
    /// The signature.
    Signature,
}

impl Picture {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Stamp, Self::Signature];

    /// Its name in templates.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stamp => "печать",
            Self::Signature => "подпись",
        }
    }
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Text {
        /// What they say; a line end in it is a line end on paper.
        text: String,
        /// Bold.
        bold: bool,
    },
    /// A picture.
    Picture(Picture),
}

/// Where a line stands between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Middle,
    /// At the right.
    Right,
}

/// Size of a line's letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Size {
    /// Of a title.
    Title,
    /// Of a heading.
    Heading,
    /// Usual.
    #[default]
    Body,
    /// Small print.
    Small,
}

/// A line of text, broken on paper where it has to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextLine {
    /// Where it stands.
    pub align: Align,
    /// Its size.
    pub size: Size,
    /// What stands in it.
    pub parts: Vec<Part>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Vec<Part>>,
    /// How wide they are to each other; as many as cells, none zero.
    pub widths: Vec<usize>,
    /// Lines are drawn around them.
    pub borders: bool,
    /// It names the columns: bold, and said again on the next page.
    pub head: bool,
}

/// A block of a paper, one below the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Text.
    Line(TextLine),
    /// A row of a table.
    Row(Row),
    /// An empty line.
    Gap,
    /// A line from margin to margin.
    Rule,
    /// What follows begins a page.
    NewPage,
}

/// A filled paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// Its name, for the viewer's window.
    pub title: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

impl Document {
    /// The words alone, for a messenger: rows with bars between their cells.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut lines: Vec<String> = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Line(line) => lines.push(words(&line.parts)),
                Block::Row(row) => {
                    let cells: Vec<String> = row.cells.iter().map(|cell| words(cell)).collect();
                    lines.push(cells.join(" | "));
                }
                Block::Gap | Block::NewPage => lines.push(String::new()),
                Block::Rule => lines.push("—".repeat(12)),
            }
        }
        let text = lines.join("\n");
        text.trim().to_owned()
    }
}

fn words(parts: &[Part]) -> String {
    let texts = parts.iter().filter_map(|part| match part {
        Part::Text { text, .. } => Some(text.as_str()),
        Part::Picture(_) => None,
    });
    texts.collect::<String>().trim().to_owned()
}
