//! What the scenarios share: a site to visit, a browser to visit it with, and a person's hands and eyes.

pub mod act;
pub mod axe;
pub mod browser;
pub mod check;
pub mod env;
pub mod find;
pub mod guide;
pub mod headers;
pub mod owner;
pub mod page;
mod pool;
pub mod portal;
pub mod run;
pub mod site;
pub mod times;
mod warm;
pub mod words;

pub use anyhow::{Context, Result, bail, ensure};
pub use browser::{Browser, Theme};
pub use find::{Target, button, checkbox, disclosure, heading, link, list, radio, region, role, text, textbox};
pub use owner::{Now, Owner};
pub use page::Page;
pub use portal::Portal;
pub use run::Scenario;
pub use site::Reply;
