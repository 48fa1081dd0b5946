//! Which language a page is shown in: what its address asks for, else what was chosen before, else what the browser
//! prefers, else the guide's own default.

/// What is known of the language a visitor wants; tags of BCP 47.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wishes {
    /// What the page's address asks for.
    pub address: Option<String>,
    /// What the visitor chose on an earlier visit.
    pub saved: Option<String>,
    /// What the browser prefers, best first.
    pub browser: Vec<String>,
}

impl Wishes {
    /// The best of the languages there are; the first, if none is wanted. None where there are none.
    pub fn best<'a>(&self, available: &'a [String]) -> Option<&'a str> {
        let wanted = self.in_order().find_map(|wish| matching(wish, available));
        wanted.or(available.first()).map(String::as_str)
    }

    /// What to try, best first, where it is not known which languages there are; the last is `fallback`.
    pub fn to_try(&self, spoken: &[String], fallback: &str) -> Vec<String> {
        let wanted = self.in_order().filter_map(|wish| matching(wish, spoken));
        let mut all: Vec<String> = Vec::new();
        for locale in wanted.map(String::as_str).chain([fallback]) {
            if !all.iter().any(|known| known == locale) {
                all.push(locale.to_owned());
            }
        }
        all
    }

    /// What is wished for most.
    pub fn first(&self) -> Option<&str> {
        self.in_order().next()
    }

    fn in_order(&self) -> impl Iterator<Item = &str> {
        let told = self.address.iter().chain(&self.saved);
        told.chain(&self.browser).map(String::as_str)
    }
}

/// The language that a tag names: the same tag, or else one of the same base, as "es" for "es-MX".
fn matching<'a>(wish: &str, available: &'a [String]) -> Option<&'a String> {
    let same = |locale: &&String| locale.eq_ignore_ascii_case(wish);
    let related = |locale: &&String| base(locale).eq_ignore_ascii_case(base(wish));
    available.iter().find(same).or_else(|| available.iter().find(related))
}

/// A tag without script and region.
pub fn base(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// True if the language is written from right to left.
pub fn is_right_to_left(locale: &str) -> bool {
    const RIGHT_TO_LEFT: [&str; 9] = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ur", "yi"];
    RIGHT_TO_LEFT.contains(&base(locale))
}
