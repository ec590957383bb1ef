//! The press: templates and fonts read once, then sheet after sheet.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use jiff::civil::Date;
use serde_json::{Value, json};
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::check::check;
use crate::digest::content_digest;
use crate::error::Error;
use crate::fonts::Fonts;
use crate::form::Form;
use crate::periods::periods;
use crate::show::{breakable, day, show};
use crate::{Values, qr, template};

/// How many sheets later an intermediate result is thrown away that no sheet used again. Low, so
/// that memory stays flat; not zero, so that what all forms share is laid out once.
const KEPT_SHEETS: usize = 3;
/// Minutes by which China is ahead of UTC.
const CHINA_OFFSET_MINUTES: i32 = 8 * 60;

/// One paper to print.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// The form.
    pub form: Form,
    /// The agency that issues it, in full.
    pub agency: &'a str,
    /// The document number (发文字号); None prints an empty one on a draft.
    pub number: Option<&'a str>,
    /// What fills it.
    pub values: &'a Values,
    /// The day on the paper; None leaves it to the pen.
    pub dated: Option<Date>,
    /// Where it can be checked, as a QR code.
    pub check: Option<CheckMark<'a>>,
    /// The electronic seal (电子印章).
    pub seal: Option<SealMark<'a>>,
}

/// Where and how to check a paper.
#[derive(Clone, Copy, Debug)]
pub struct CheckMark<'a> {
    /// The address in the QR code.
    pub url: &'a str,
    /// The digest beside it, see [`content_digest`].
    pub digest: &'a str,
}

/// What the red mark of an electronic seal says. The mark shows that there is a signature; only the
/// signature proves anything.
#[derive(Clone, Copy, Debug)]
pub struct SealMark<'a> {
    /// Whose seal.
    pub agency: &'a str,
    /// When it was set, as the paper should show it.
    pub signed_at: &'a str,
    /// Which key.
    pub key_id: &'a str,
}

/// Prints forms. Opening reads some 70 MB of fonts, so a service opens one and shares it.
pub struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Fonts,
    families: Value,
    sources: HashMap<FileId, Source>,
    mains: HashMap<Form, FileId>,
    sheet: FileId,
    code: FileId,
}

impl std::fmt::Debug for Press {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Press")
            .field("families", &self.families)
            .finish_non_exhaustive()
    }
}

impl Press {
    /// Reads fonts and templates. The needed fonts may be in `fonts` or where Debian puts them;
    /// other fonts in `fonts` are used for the typefaces that GB/T 9704 wants and for characters
    /// that the needed ones lack.
    ///
    /// # Errors
    /// [`Error::Font`] when one is missing, [`Error::FontUnreadable`] when it cannot be read.
    pub fn open(fonts: Option<&Path>) -> Result<Self, Error> {
        let fonts = Fonts::load(fonts)?;
        let base = file("base.typ")?;
        let mut sources = HashMap::from([(base, Source::new(base, template::BASE.to_owned()))]);
        let mut mains = HashMap::new();
        for form in Form::ALL {
            let id = file(&format!("{}.typ", form.name()))?;
            sources.insert(id, Source::new(id, template::of(*form).to_owned()));
            mains.insert(*form, id);
        }
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(fonts.book.clone()),
            families: fonts.purposes(),
            fonts,
            sources,
            mains,
            sheet: file("sheet.json")?,
            code: file("code.svg")?,
        })
    }

    /// The sheet as PDF; a dated one as PDF/A-2b, which archives keep.
    ///
    /// # Errors
    /// [`Error::Fields`] when the form is not filled as it must be, [`Error::Unfinished`] when it
    /// bears a seal but no number or date, [`Error::Characters`] when no font draws a character.
    pub fn render(&self, sheet: &Sheet<'_>) -> Result<Vec<u8>, Error> {
        self.admit(sheet)?;
        let printed = self
            .lay_out(sheet)
            .and_then(|(document, _)| write(sheet, &document));
        comemo::evict(KEPT_SHEETS);
        printed
    }

    /// Refuses what must not be printed.
    fn admit(&self, sheet: &Sheet<'_>) -> Result<(), Error> {
        let problems = check(sheet.form, sheet.values);
        if !problems.is_empty() {
            return Err(Error::Fields(problems));
        }
        let lacks_number = sheet.form.number_code().is_some() && sheet.number.is_none();
        if sheet.seal.is_some() && (lacks_number || sheet.dated.is_none()) {
            return Err(Error::Unfinished);
        }
        let mut lacking: BTreeSet<char> = BTreeSet::new();
        let besides = [
            Some(sheet.agency),
            sheet.number,
            sheet.seal.map(|seal| seal.agency),
        ];
        for text in besides.into_iter().flatten() {
            self.note_lacking(text, &mut lacking);
        }
        for value in sheet.values.values() {
            self.collect_lacking(value, &mut lacking);
        }
        if lacking.is_empty() {
            Ok(())
        } else {
            Err(Error::Characters {
                characters: lacking.into_iter().collect(),
            })
        }
    }

    fn note_lacking(&self, text: &str, lacking: &mut BTreeSet<char>) {
        lacking.extend(text.chars().filter(|c| !self.fonts.draws(*c)));
    }

    fn collect_lacking(&self, value: &Value, lacking: &mut BTreeSet<char>) {
        match value {
            Value::String(text) => self.note_lacking(text, lacking),
            Value::Array(entries) => {
                for entry in entries {
                    self.collect_lacking(entry, lacking);
                }
            }
            Value::Object(cells) => {
                for cell in cells.values() {
                    self.collect_lacking(cell, lacking);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// The laid out pages, and what the layout warns of.
    fn lay_out(
        &self,
        sheet: &Sheet<'_>,
    ) -> Result<(PagedDocument, EcoVec<SourceDiagnostic>), Error> {
        let main = self
            .mains
            .get(&sheet.form)
            .copied()
            .ok_or_else(|| Error::Template {
                template: sheet.form.name(),
                message: "not loaded".to_owned(),
            })?;
        let desk = Desk {
            press: self,
            main,
            data: Bytes::from_string(self.data(sheet)?.to_string()),
            code: Bytes::from_string(match sheet.check {
                Some(check) => qr::draw(check.url)?,
                None => String::new(),
            }),
        };
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&desk);
        output
            .map(|document| (document, warnings))
            .map_err(|errors| mistake(sheet.form, &errors))
    }

    /// What the templates read.
    fn data(&self, sheet: &Sheet<'_>) -> Result<Value, Error> {
        Ok(json!({
            "form": sheet.form.name(),
            "title": sheet.form.title_zh(),
            "agency": breakable(sheet.agency, 0),
            "number": sheet.number,
            "dated": sheet.dated.map(day),
            "check": sheet.check.map(|check| json!({
                "url": breakable(check.url, 0),
                "digest": check.digest,
            })),
            "seal": sheet.seal.map(|seal| json!({
                "agency": seal.agency,
                "signed_at": seal.signed_at,
                "key_id": breakable(seal.key_id, 0),
            })),
            "values": show(sheet.form, sheet.values),
            "periods": periods(sheet.dated)?,
            "fonts": self.families,
        }))
    }
}

/// The pages as PDF.
fn write(sheet: &Sheet<'_>, document: &PagedDocument) -> Result<Vec<u8>, Error> {
    let at_midnight = |day: Date| {
        let (month, date) = (
            u8::try_from(day.month()).ok()?,
            u8::try_from(day.day()).ok()?,
        );
        let moment = Datetime::from_ymd_hms(day.year().into(), month, date, 0, 0, 0)?;
        Timestamp::new_local(moment, CHINA_OFFSET_MINUTES)
    };
    let timestamp = sheet.dated.and_then(at_midnight);
    let standards: &[PdfStandard] = match timestamp {
        Some(_) => &[PdfStandard::A_2b],
        None => &[],
    };
    let options = PdfOptions {
        ident: Smart::Custom(content_digest(sheet.form, sheet.number, sheet.values)),
        creator: Smart::Custom(Some("Mingjing".to_owned())),
        timestamp,
        standards: PdfStandards::new(standards).map_err(|error| Error::Template {
            template: sheet.form.name(),
            message: error.message().to_string(),
        })?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| mistake(sheet.form, &errors))
}

fn file(path: &str) -> Result<FileId, Error> {
    let path = VirtualPath::new(path).map_err(|error| Error::Template {
        template: "base",
        message: format!("{path}: {error}"),
    })?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn mistake(form: Form, errors: &[SourceDiagnostic]) -> Error {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    Error::Template {
        template: form.name(),
        message: messages.join("; "),
    }
}

/// One sheet in the press: what the layout may read, and nothing else.
struct Desk<'a> {
    press: &'a Press,
    main: FileId,
    data: Bytes,
    code: Bytes,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let source = self.press.sources.get(&id).cloned();
        source.ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.press.sheet {
            Ok(self.data.clone())
        } else if id == self.press.code {
            Ok(self.code.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.face(index)
    }

    /// No clock: the same sheet gives the same bytes.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen;

    #[test]
    fn no_template_is_warned_about() {
        let press = Press::open(None).unwrap();
        for form in Form::ALL {
            let values = specimen(*form);
            let sheet = Sheet {
                form: *form,
                agency: "明镜市市场监督管理局",
                number: None,
                values: &values,
                dated: None,
                check: None,
                seal: None,
            };
            let (_, warnings) = press.lay_out(&sheet).unwrap();
            let messages: Vec<_> = warnings.iter().map(|warning| &warning.message).collect();
            assert!(messages.is_empty(), "{}: {messages:?}", form.name());
        }
    }
}
