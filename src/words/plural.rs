//! Texts that depend on a number, by the plural categories of CLDR.

/// The categories of CLDR; a language has "other" and some of the rest.
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A number as the browser puts it: its plural category in the language, and its digits.
#[derive(Clone, Debug)]
pub struct Count {
    /// One of [`CATEGORIES`].
    pub category: String,
    /// The number in the language's digits.
    pub digits: String,
}

/// The forms of one text.
#[derive(Clone, Copy, Debug)]
pub struct Plural([&'static str; CATEGORIES.len()]);

impl Plural {
    /// Without words.
    pub const BLANK: Self = Self([""; CATEGORIES.len()]);

    /// Takes each form from its key, such as `key_one`; one that is missing reads as "other", and that as the key.
    pub fn new(key: &'static str, take: impl Fn(&str) -> Option<&'static str>) -> Self {
        let forms = CATEGORIES.map(|category| take(&format!("{key}_{category}")));
        let other = forms[CATEGORIES.len() - 1].unwrap_or(key);
        Self(forms.map(|form| form.unwrap_or(other)))
    }

    /// The form for a category.
    pub fn form(&self, category: &str) -> &'static str {
        let known = CATEGORIES.iter().position(|known| *known == category);
        self.0[known.unwrap_or(CATEGORIES.len() - 1)]
    }
}
