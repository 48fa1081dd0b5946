//! Makes the pages of a guide, one for each of its languages, that stand before the program arrives and without it.
//!
//! The template is the page that Trunk leaves: `{{name}}` in it is filled in.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::engine;
use crate::guide::bundle::Bundle;
use crate::guide::{Block, Id, plain};
use crate::ui::desk::Desk;
use crate::ui::printed;
use crate::words::choice::is_right_to_left;
use crate::words::{Language, Text};

mod outside;

/// Steps that the structured data names; search engines show no more.
const MOST_STEPS: usize = 8;

/// What all pages of a build share.
pub struct Site<'a> {
    /// The page as Trunk leaves it.
    pub template: &'a str,
    /// Where the pages will stand, ending with a slash; without it they name no canonical address.
    pub address: Option<&'a str>,
}

/// A page, and its place beside the program's files.
pub struct Page {
    /// Its file, such as `es/index.html`.
    pub file: String,
    /// Its HTML.
    pub html: String,
}

impl Site<'_> {
    /// The page of a guide in the language of `bundle`.
    ///
    /// # Errors
    /// When the guide makes no model, or the template lacks a place that is to be filled.
    pub fn page(&self, bundle: Bundle) -> Result<Page, String> {
        let locales = bundle.locales.clone();
        let locale = bundle.texts.locale.clone();
        let language = Language::of(&locale);
        let text = words(language)?;
        let desk = Desk::new(bundle, text).map_err(|error| error.to_string())?;
        let desk = Arc::new(desk);
        let folder = folder(&locales, &locale);
        let root = if folder.is_empty() { "./" } else { "../" };
        let pages: Vec<_> = locales
            .iter()
            .map(|other| (other.clone(), page_of(root, &locales, other)))
            .collect();
        let guide = &desk.texts().guide;
        let outside = outside::words(language.locale);
        let fields = [
            ("locale", escape(&locale)),
            ("dir", if is_right_to_left(&locale) { "rtl" } else { "ltr" }.to_owned()),
            ("title", escape(&guide.title)),
            ("description", escape(&guide.lead)),
            ("needs", self.needs(root, desk.guide().id.as_str(), &locale, language)),
            ("head", self.head(&locales, &locale)),
            ("root", root.to_owned()),
            ("printed", escape(&format!("{}:{locale}", desk.guide().id))),
            // The first page serves all languages; the others their own.
            (
                "own",
                if folder.is_empty() {
                    String::new()
                } else {
                    escape(&locale)
                },
            ),
            ("page", printed::html(desk.clone(), pages)),
            ("boot_heading", escape(desk.text.boot_heading)),
            ("loading", escape(desk.text.loading)),
            ("data", data(&desk)),
        ];
        let mut html = self.template.replace("=\"./", &format!("=\"{root}"));
        for (name, value) in fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .chain(outside)
        {
            let place = format!("{{{{{name}}}}}");
            if !html.contains(&place) {
                return Err(format!("index.html: no {place}"));
            }
            html = html.replace(&place, value);
        }
        match html.find("{{") {
            Some(at) => Err(format!(
                "index.html: nothing is known for {}",
                html[at..].chars().take(24).collect::<String>()
            )),
            None => Ok(Page {
                file: format!("{folder}index.html"),
                html,
            }),
        }
    }

    /// The guide and the words, which the page's script asks for while the program is on its way. The page lists the
    /// hashes of its guides in `data-guides`.
    fn needs(&self, root: &str, guide: &str, locale: &str, language: &Language) -> String {
        let hash = || {
            let (_, lists) = self.template.split_once(" data-guides=\"")?;
            let mut lists = lists.split('"').next()?.split(' ');
            let list = lists.find_map(|list| list.strip_prefix(guide)?.strip_prefix(':'))?;
            list.split(',')
                .find_map(|pair| pair.strip_prefix(locale)?.strip_prefix('='))
        };
        let guide = hash().map(|hash| format!("guides/{guide}.{locale}-{hash}.json"));
        let files = guide.into_iter().chain([language.file()]);
        files
            .map(|file| format!("{root}{}", escape(&file)))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Links that say where the page stands and where it stands in other languages.
    fn head(&self, locales: &[String], locale: &str) -> String {
        let Some(address) = self.address.map(escape) else {
            return String::new();
        };
        let of = |locale: &str| format!("{address}{}", folder(locales, locale));
        let mut head = format!("<link rel=\"canonical\" href=\"{}\">", of(locale));
        for other in locales {
            head += &format!(
                "\n  <link rel=\"alternate\" hreflang=\"{}\" href=\"{}\">",
                escape(other),
                of(other)
            );
        }
        head + &format!("\n  <link rel=\"alternate\" hreflang=\"x-default\" href=\"{address}\">")
    }

    /// The map of the site that search engines read.
    pub fn map(&self, locales: &[String]) -> Option<String> {
        let address = escape(self.address?);
        let of = |locale: &String| format!("{address}{}", folder(locales, locale));
        let links: String = locales
            .iter()
            .map(|locale| {
                format!(
                    "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                    escape(locale),
                    of(locale)
                )
            })
            .collect();
        let urls: String = locales
            .iter()
            .map(|locale| format!("<url><loc>{}</loc>{links}</url>\n", of(locale)))
            .collect();
        Some(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
             xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n{urls}</urlset>\n"
        ))
    }
}

/// The folder of a language's page: the guide's default has the first one.
fn folder(locales: &[String], locale: &str) -> String {
    if locales.first().is_some_and(|first| first == locale) {
        String::new()
    } else {
        format!("{locale}/")
    }
}

/// The address of a language's page as seen from one whose root is `root`; the first page needs to be told.
fn page_of(root: &str, locales: &[String], locale: &str) -> String {
    match folder(locales, locale) {
        first if first.is_empty() => format!("{root}?lang={locale}"),
        folder => format!("{root}{folder}"),
    }
}

/// The words of the interface.
fn words(language: &'static Language) -> Result<&'static Text, String> {
    let file: serde_json::Map<String, Value> =
        serde_json::from_str(language.json()).map_err(|error| format!("the words in {}: {error}", language.locale))?;
    Ok(Text::read(language, &|key| file.get(key)?.as_str().map(str::to_owned)))
}

/// Structured data by schema.org: the questions and answers, and the steps that are likeliest to help in least time.
fn data(desk: &Desk) -> String {
    let texts = desk.texts();
    let questions = desk.guide().faq.iter().filter_map(|entry| {
        let words = texts.faq.get(&entry.id)?;
        let answer = json!({"@type": "Answer", "text": paragraphs(&words.answer)});
        Some(json!({"@type": "Question", "name": words.question, "acceptedAnswer": answer}))
    });
    let steps = steps(desk).into_iter().map(|id| {
        let action = desk.action(&id);
        let steps = action
            .map(|action| desk.steps(action, desk.guide().platforms.first()))
            .unwrap_or_default();
        let directions = steps
            .iter()
            .map(|(_, words)| json!({"@type": "HowToDirection", "text": plain(words)}));
        json!({"@type": "HowToStep", "name": desk.action_title(&id), "itemListElement": directions.collect::<Vec<_>>()})
    });
    let graph = json!({
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "FAQPage", "inLanguage": texts.locale, "mainEntity": questions.collect::<Vec<_>>()},
            {"@type": "HowTo", "inLanguage": texts.locale, "name": texts.guide.title, "description": texts.guide.lead,
             "step": steps.collect::<Vec<_>>()},
        ],
    });
    // Nothing in it can end the element that holds it.
    graph.to_string().replace('<', "\\u003c")
}

/// Actions by how likely each repairs per minute, before anything is told.
fn steps(desk: &Desk) -> Vec<Id> {
    let belief = engine::believe(&desk.model, &engine::Evidence::default());
    let worth = |action: &Id| {
        let action = desk.model.action(action.as_str())?;
        let chance: f64 = desk
            .model
            .causes()
            .map(|cause| belief.p(cause) * desk.model.fixes(action, cause))
            .sum();
        Some(chance / desk.model.cost_of_action(action).0.max(f64::EPSILON))
    };
    let actions = desk
        .guide()
        .actions
        .iter()
        .filter(|action| !desk.steps(action, desk.guide().platforms.first()).is_empty());
    let mut worths: Vec<(Id, f64)> = actions
        .filter_map(|action| Some((action.id.clone(), worth(&action.id)?)))
        .collect();
    worths.sort_by(|a, b| b.1.total_cmp(&a.1));
    worths.into_iter().take(MOST_STEPS).map(|(id, _)| id).collect()
}

/// Prose as plain text.
fn paragraphs(blocks: &[Block]) -> String {
    let text = |block: &Block| match block {
        Block::P(within) => plain(within),
        Block::Ul(items) | Block::Ol(items) => items.iter().map(|item| plain(item)).collect::<Vec<_>>().join("; "),
    };
    blocks.iter().map(text).collect::<Vec<_>>().join("\n")
}

/// Text for HTML, within an element or an attribute's quotes.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
