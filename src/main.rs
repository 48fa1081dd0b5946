//! The page: mounts the troubleshooter where the document has room for it.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;

    fixpath::ui::watch_for_crashes();
    let place = document()
        .get_element_by_id("app")
        .and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok());
    let Some(place) = place else { return };
    let own = place.get_attribute("data-guide").unwrap_or_default();
    let source = fixpath::ui::requested(&own, "en");
    place.set_text_content(None);
    mount_to(place, move || view! { <fixpath::ui::App source /> }).forget();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("fixpath runs in a browser: use `cargo xtask serve`");
    std::process::exit(2);
}
