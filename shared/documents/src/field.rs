//! What a field of a form is: its name, its label, the article that asks for it.

/// A field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The key in [`Values`](crate::Values).
    pub name: &'static str,
    /// The Chinese label.
    pub label: &'static str,
    /// Whether the paper may never go without it.
    pub mandatory: bool,
    /// What it holds.
    pub kind: FieldKind,
    /// The instrument and article that ask for it, or the form that prints it.
    pub citation: &'static str,
    /// When it is needed besides.
    pub when: Option<Condition>,
    /// The only words allowed. Empty for free text.
    pub choices: &'static [&'static str],
    /// The fewest entries of a list or table.
    pub least: usize,
}

/// What a field holds, and how JSON writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A string on one line.
    Text,
    /// A string of paragraphs, divided by line feeds.
    LongText,
    /// A day: `2026-11-25`.
    Date,
    /// A whole number of fen (分).
    Money,
    /// An array of strings on one line each.
    List,
    /// An array of objects, whose keys are the columns' names.
    Table(&'static [Column]),
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The key in each row.
    pub name: &'static str,
    /// The Chinese heading.
    pub label: &'static str,
    /// Whether each row must fill it.
    pub mandatory: bool,
    /// What it holds: text, a day or money.
    pub kind: FieldKind,
}

/// When a field that some papers go without is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// When the field of this name is filled.
    Filled(&'static str),
    /// When the field of this name holds one of these words.
    Is(&'static str, &'static [&'static str]),
}

impl Field {
    const fn new(
        name: &'static str,
        label: &'static str,
        kind: FieldKind,
        citation: &'static str,
    ) -> Self {
        Self {
            name,
            label,
            mandatory: true,
            kind,
            citation,
            when: None,
            choices: &[],
            least: 1,
        }
    }

    /// A mandatory line of text.
    pub(crate) const fn text(
        name: &'static str,
        label: &'static str,
        citation: &'static str,
    ) -> Self {
        Self::new(name, label, FieldKind::Text, citation)
    }

    /// Mandatory paragraphs.
    pub(crate) const fn long(
        name: &'static str,
        label: &'static str,
        citation: &'static str,
    ) -> Self {
        Self::new(name, label, FieldKind::LongText, citation)
    }

    /// A mandatory day.
    pub(crate) const fn date(
        name: &'static str,
        label: &'static str,
        citation: &'static str,
    ) -> Self {
        Self::new(name, label, FieldKind::Date, citation)
    }

    /// A mandatory amount.
    pub(crate) const fn money(
        name: &'static str,
        label: &'static str,
        citation: &'static str,
    ) -> Self {
        Self::new(name, label, FieldKind::Money, citation)
    }

    /// A mandatory list of one entry or more.
    pub(crate) const fn list(
        name: &'static str,
        label: &'static str,
        citation: &'static str,
    ) -> Self {
        Self::new(name, label, FieldKind::List, citation)
    }

    /// A mandatory table of one row or more.
    pub(crate) const fn table(
        name: &'static str,
        label: &'static str,
        columns: &'static [Column],
        citation: &'static str,
    ) -> Self {
        Self::new(name, label, FieldKind::Table(columns), citation)
    }

    /// The same field, which a paper may go without.
    pub(crate) const fn optional(self) -> Self {
        Self {
            mandatory: false,
            ..self
        }
    }

    /// The same field, needed when the condition holds.
    pub(crate) const fn when(self, condition: Condition) -> Self {
        Self {
            mandatory: false,
            when: Some(condition),
            ..self
        }
    }

    /// The same field, which takes one of these words.
    pub(crate) const fn one_of(self, choices: &'static [&'static str]) -> Self {
        Self { choices, ..self }
    }

    /// The same list or table, with at least this many entries.
    pub(crate) const fn at_least(self, least: usize) -> Self {
        Self { least, ..self }
    }
}

impl Column {
    /// A mandatory column.
    pub(crate) const fn new(name: &'static str, label: &'static str, kind: FieldKind) -> Self {
        Self {
            name,
            label,
            mandatory: true,
            kind,
        }
    }

    /// A mandatory column of text.
    pub(crate) const fn text(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldKind::Text)
    }

    /// The same column, which a row may leave empty.
    pub(crate) const fn optional(self) -> Self {
        Self {
            mandatory: false,
            ..self
        }
    }
}
