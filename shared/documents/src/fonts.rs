//! The fonts: which are needed, where they are, which stands for which.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};

use crate::error::Error;

/// Where Debian's package `fonts-noto-cjk` puts them.
const DEBIAN_FOLDER: &str = "/usr/share/fonts/opentype/noto";
/// The faces that every form needs.
const NEEDED: [(&str, &str); 3] = [
    ("NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC"),
    ("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC"),
    ("NotoSansCJK-Regular.ttc", "Noto Sans CJK SC"),
];
/// Typefaces of GB/T 9704 by purpose, best first; the last is the free one that stands for it.
const PURPOSES: [(&str, &[&str]); 4] = [
    (
        "body",
        &[
            "FangSong_GB2312",
            "仿宋_GB2312",
            "FangSong",
            "Noto Serif CJK SC",
        ],
    ),
    (
        "title",
        &["FZXiaoBiaoSong-B05S", "方正小标宋简体", "Noto Serif CJK SC"],
    ),
    ("heading", &["SimHei", "黑体", "Noto Sans CJK SC"]),
    (
        "kai",
        &["KaiTi_GB2312", "楷体_GB2312", "KaiTi", "Noto Serif CJK SC"],
    ),
];

/// The fonts that a press has.
pub(crate) struct Fonts {
    faces: Vec<Font>,
    /// Every character that some face draws.
    drawn: HashSet<u32>,
    /// What the layout searches.
    pub(crate) book: FontBook,
}

impl Fonts {
    /// The needed fonts from `folder` or else from Debian's folder, and whatever else is in
    /// `folder`.
    pub(crate) fn load(folder: Option<&Path>) -> Result<Self, Error> {
        let mut faces = Vec::new();
        for (file, family) in NEEDED {
            let missing = || Error::Font {
                file,
                folder: folder.unwrap_or(Path::new(DEBIAN_FOLDER)).to_owned(),
            };
            let path = find(folder, file).ok_or_else(missing)?;
            let face = Font::iter(read(&path)?)
                .find(|face| face.info().family.as_str() == family)
                .ok_or_else(missing)?;
            faces.push(face);
        }
        if let Some(folder) = folder {
            for path in others(folder)? {
                faces.extend(Font::iter(read(&path)?));
            }
        }
        let drawn = faces
            .iter()
            .flat_map(|face| face.info().coverage.iter())
            .collect();
        let book = FontBook::from_fonts(&faces);
        Ok(Self { faces, drawn, book })
    }

    /// The face at a place of the book.
    pub(crate) fn face(&self, place: usize) -> Option<Font> {
        self.faces.get(place).cloned()
    }

    /// The families for each purpose, as templates read them.
    pub(crate) fn purposes(&self) -> Value {
        let there = |family: &&str| self.book.contains_family(&family.to_lowercase());
        let families = |all: &[&str]| all.iter().copied().filter(there).collect::<Value>();
        PURPOSES
            .iter()
            .map(|(purpose, all)| ((*purpose).to_owned(), families(all)))
            .collect()
    }

    /// Whether some font draws `c`, or nothing needs to be drawn.
    pub(crate) fn draws(&self, c: char) -> bool {
        c.is_whitespace() || is_selector(c) || self.drawn.contains(&u32::from(c))
    }
}

/// Marks that choose a variant of the character before and are not drawn.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn find(folder: Option<&Path>, file: &str) -> Option<PathBuf> {
    folder
        .into_iter()
        .chain([Path::new(DEBIAN_FOLDER)])
        .map(|folder| folder.join(file))
        .find(|path| path.is_file())
}

/// The font files of a folder besides the needed ones, in the order of their names.
fn others(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |source| Error::FontUnreadable {
        path: folder.to_owned(),
        source,
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let is_font = path
            .extension()
            .and_then(|ending| ending.to_str())
            .is_some_and(|ending| {
                ["ttf", "otf", "ttc", "otc"].contains(&ending.to_lowercase().as_str())
            });
        let is_needed = NEEDED.iter().any(|(file, _)| path.ends_with(file));
        if is_font && !is_needed {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<Bytes, Error> {
    std::fs::read(path)
        .map(Bytes::new)
        .map_err(|source| Error::FontUnreadable {
            path: path.to_owned(),
            source,
        })
}
