//! Finding things as a person does: by what they are and what they are called.

use std::fmt;

/// Something on the page that has a role and a name; the first one that is visible counts.
#[derive(Clone, Debug)]
pub struct Target {
    what: String,
    xpath: String,
}

impl Target {
    fn new(what: String, xpath: String) -> Self {
        Self { what, xpath }
    }

    /// The same, but only inside `outer`.
    pub fn within(self, outer: &Self) -> Self {
        Self {
            what: format!("{} in {}", self.what, outer.what),
            xpath: format!("{}{}", outer.xpath, self.xpath),
        }
    }

    /// The summary of something that opens.
    pub(super) fn summary(&self) -> Self {
        Self {
            what: self.what.clone(),
            xpath: format!("{}/summary", self.xpath),
        }
    }

    /// Where it is in the document.
    pub(super) fn xpath(&self) -> &str {
        &self.xpath
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

/// A button called `name`.
pub fn button(name: &str) -> Target {
    Target::new(
        format!("the button “{name}”"),
        format!("//*[self::button or @role='button'][{}]", named(name)),
    )
}

/// A link called `name`.
pub fn link(name: &str) -> Target {
    Target::new(format!("the link “{name}”"), format!("//a[@href][{}]", named(name)))
}

/// A heading that reads `name`.
pub fn heading(name: &str) -> Target {
    Target::new(
        format!("the heading “{name}”"),
        format!("//*[self::h1 or self::h2 or self::h3 or self::h4][{}]", named(name)),
    )
}

/// A section whose heading or label reads `name`.
pub fn region(name: &str) -> Target {
    // Browsers look for the heading anew for each section: within it, that is soon done.
    let by_heading = format!("@aria-labelledby=.//*[@id][{}]/@id", named(name));
    let xpath = format!(
        "//*[self::section or @role='region'][{by_heading} or normalize-space(@aria-label)={}]",
        quoted(name)
    );
    Target::new(format!("the section “{name}”"), xpath)
}

/// A box to tick called `name`; the label is what is tapped.
pub fn checkbox(name: &str) -> Target {
    labelled("the checkbox", "checkbox", name)
}

/// One of several choices called `name`; the label is what is tapped.
pub fn radio(name: &str) -> Target {
    labelled("the choice", "radio", name)
}

/// A box to type into called `name`.
pub fn textbox(name: &str) -> Target {
    let label = format!(
        "@id=//label[normalize-space(.)={0}]/@for or @aria-label={0}",
        quoted(name)
    );
    let kinds = "self::textarea or self::input[not(@type) or @type='text' or @type='search']";
    Target::new(
        format!("the text box “{name}”"),
        format!(
            "//*[{kinds}][{label} or ancestor::label[starts-with(normalize-space(.),{})]]",
            quoted(name)
        ),
    )
}

/// A field for a day called `name`.
pub fn date_field(name: &str) -> Target {
    Target::new(
        format!("the date field “{name}”"),
        format!(
            "//input[@type='date'][ancestor::label[starts-with(normalize-space(.),{})]]",
            quoted(name)
        ),
    )
}

/// Something that opens, whose summary begins with `name`.
pub fn disclosure(name: &str) -> Target {
    Target::new(
        format!("what opens under “{name}”"),
        format!("//details[summary[starts-with(normalize-space(.),{})]]", quoted(name)),
    )
}

/// A group of things called `name`.
pub fn list(name: &str) -> Target {
    let by_label = format!(
        "@aria-labelledby=//*[@id][{}]/@id or normalize-space(@aria-label)={}",
        named(name),
        quoted(name)
    );
    let xpath = format!(
        "//*[self::ul or self::ol or self::fieldset or @role='group'][{by_label} or legend[{}]]",
        named(name)
    );
    Target::new(format!("the group “{name}”"), xpath)
}

/// Anything that has this role written on it.
pub fn role(name: &str) -> Target {
    Target::new(format!("the {name}"), format!("//*[@role={}]", quoted(name)))
}

/// The innermost thing that holds this text.
pub fn text(part: &str) -> Target {
    let holds = format!("contains(normalize-space(.),{})", quoted(part));
    Target::new(format!("the text “{part}”"), format!("//*[{holds}][not(*[{holds}])]"))
}

/// Something by its id, for the few things that have an address and no name.
pub fn by_id(id: &str) -> Target {
    Target::new(format!("#{id}"), format!("//*[@id={}]", quoted(id)))
}

/// Something that carries this attribute.
pub fn marked(attribute: &str) -> Target {
    Target::new(format!("what is marked {attribute}"), format!("//*[@{attribute}]"))
}

fn labelled(what: &str, kind: &str, name: &str) -> Target {
    let label = format!("[normalize-space(.)={}]", quoted(name));
    let own = format!("@for=//input[@type='{kind}']/@id or .//input[@type='{kind}']");
    Target::new(format!("{what} “{name}”"), format!("//label{label}[{own}]"))
}

/// The accessible name of something whose name comes from its label or its text.
fn named(name: &str) -> String {
    let name = quoted(name);
    format!("normalize-space(@aria-label)={name} or (not(@aria-label) and normalize-space(.)={name})")
}

/// XPath has no escapes, so text with both kinds of quotes is put together from pieces.
fn quoted(text: &str) -> String {
    if !text.contains('"') {
        return format!("\"{text}\"");
    }
    let pieces: Vec<String> = text.split('"').map(|piece| format!("\"{piece}\"")).collect();
    format!("concat({})", pieces.join(", '\"', "))
}
