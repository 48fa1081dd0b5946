//! Who stands behind this, where it comes from, and the button that deletes what is kept.

use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::desk::Desk;
use crate::ui::handler::on_press;
use crate::ui::shown::Shown;
use crate::ui::{focus, prose};
use crate::words::Text;

/// What the product does, how a request travels, and the sources.
#[component]
pub fn About(desk: Arc<Desk>) -> impl IntoView {
    let (text, texts) = (desk.text, &desk.texts().guide);
    let sources = desk.guide().sources.iter().map(|source| match &source.url {
        Some(url) if prose::is_safe(url) => {
            view! { <li><a href=url.clone() rel="noreferrer">{source.title.clone()}</a></li> }.into_any()
        }
        _ => view! { <li>{source.title.clone()}</li> }.into_any(),
    });
    view! {
        <section class="card" part="about" aria-labelledby="about-heading">
            <h2 id="about-heading">{text.what_heading(&texts.product)}</h2>
            {prose::blocks(&texts.about)}
            <h3>{text.how_heading(&texts.product)}</h3>
            {prose::blocks(&texts.how)}
            <details class="aside">
                <summary>{text.sources}</summary>
                <ul>{sources.collect_view()}</ul>
            </details>
        </section>
    }
}

/// The foot of the page.
#[component]
pub fn Footer(text: &'static Text, disclaimer: String, on_deleted: Callback<()>) -> impl IntoView {
    let asking = RwSignal::new(false);
    let ask = move |event| {
        asking.set(true);
        focus::instead(&event, "footer [role=group]");
    };
    let delete = move |event| {
        asking.set(false);
        on_deleted.run(());
        focus::instead(&event, ".notices");
    };
    let keep = move |event| {
        asking.set(false);
        focus::instead(&event, "footer button");
    };
    view! {
        <footer class="footer" part="footer">
            <p>{disclaimer}</p>
            <Shown when=move || !asking.get()>
                <button type="button" class="link" on:click=on_press(ask)>{text.delete}</button>
            </Shown>
            <Shown when=move || asking.get()>
                <div role="group" tabindex="-1" aria-label=text.delete>
                    <p>{text.delete_sure}</p>
                    <button type="button" on:click=on_press(delete)>{text.delete_yes}</button>
                    " "
                    <button type="button" on:click=on_press(keep)>{text.delete_no}</button>
                </div>
            </Shown>
        </footer>
    }
}
