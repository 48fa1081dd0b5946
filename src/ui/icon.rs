//! Our own small drawings, each one path in a box of 24 by 24, stroked in the colour of the text.

use leptos::prelude::*;

/// A drawing beside words that say the same; it has no name of its own.
#[component]
pub fn Icon(
    /// What it shows; a name that is not drawn gives nothing.
    name: &'static str,
) -> impl IntoView {
    path(name).map(|path| {
        view! {
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=path /></svg>
        }
    })
}

/// The path of a drawing. A guide's stage may name those of [`crate::guide::STAGE_ICONS`].
pub fn path(name: &str) -> Option<&'static str> {
    Some(match name {
        // Stages of a chain.
        "account" => "M12 4a4 4 0 1 1 0 8 4 4 0 1 1 0-8zM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6",
        "battery" => "M3 8h15v9H3zM18 11h3v3h-3M6.5 12.5h4M8.5 10.5v4M13 12.5h2.5",
        "calendar" => "M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8M8 15.5l2.5 2.5 5-4.5",
        "car" => "M3.5 17.5v-4.5l2.5-6.5h12l2.5 6.5v4.5zM3.5 13h17M6.5 17.5V20M17.5 17.5V20M7 15.3h.1M17 15.3h.1",
        "card" => "M3 5.5h18v13H3zM3 9.5h18M6.5 15h4",
        "cloud" => "M7 18.5a4 4 0 0 1-.5-8 5.8 5.8 0 0 1 11-.5 4.3 4.3 0 0 1-.5 8.5z",
        "cup" => "M4.5 9h12v6a5 5 0 0 1-5 5h-2a5 5 0 0 1-5-5zM16.5 11h1.5a2.5 2.5 0 0 1 0 5h-1.7M8.5 3v2.5M12.5 3v2.5",
        "drop" => "M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11zM9.5 14.5a2.5 2.5 0 0 0 2.5 2.5",
        "flame" => "M12 3c1 4 6 6 6 11.5a6 6 0 0 1-12 0c0-2.5 1.5-4 2.5-5.5.5 2 1.5 2.5 2 2.5C11.5 9 10 6 12 3z",
        "gear" => {
            "M12 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 1 1 0-7zM12 3v2.5M12 18.5V21M3 12h2.5M18.5 12H21M5.6 5.6l1.8 1.8M16.6 16.6l1.8 1.8M5.6 18.4l1.8-1.8M16.6 7.4l1.8-1.8"
        }
        "home" => "M3.5 11.5L12 4l8.5 7.5M6 10v10h12V10M10 20v-5.5h4V20",
        "key" => "M8 8.5a4 4 0 1 1 0 8 4 4 0 1 1 0-8zM12 12.5h9v3.5M17 12.5v2.5",
        "link" => {
            "M10 14a4.3 4.3 0 0 0 6.1 0l3-3a4.3 4.3 0 0 0-6.1-6.1l-1.3 1.3M14 10a4.3 4.3 0 0 0-6.1 0l-3 3a4.3 4.3 0 0 0 6.1 6.1l1.3-1.3"
        }
        "lock" => "M5 11h14v9.5H5zM8 11V8a4 4 0 0 1 8 0v3M12 14.5v2.5",
        "message" => "M4 5h16v11.5H11.5L7 20.5v-4H4zM8 9h8M8 12.5h5",
        "phone" => {
            "M9 3h6a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 15 21H9a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 9 3zM10.8 17.8h2.4"
        }
        "plug" => "M9 3v5M15 3v5M6.5 8h11v3a5.5 5.5 0 0 1-11 0zM12 16.5V21",
        "router" => "M3.5 13.5h17v6h-17zM7 16.5h.1M10 16.5h.1M17 13.5v-4M14 6.5a4.5 4.5 0 0 1 6 0",
        "servers" => "M4 4.5h16v6H4zM4 13.5h16v6H4zM7.5 7.5h.1M7.5 16.5h.1M12 7.5h5M12 16.5h5",
        "signal" => {
            "M12 13v7.5M12 10a1.5 1.5 0 1 1 0 3 1.5 1.5 0 1 1 0-3zM8.3 15a5 5 0 0 1 0-7M15.7 15a5 5 0 0 0 0-7M5.5 17.8a9 9 0 0 1 0-12.6M18.5 17.8a9 9 0 0 0 0-12.6"
        }
        // Of the page itself.
        "arrow" => "M5 12h14M13 6l6 6-6 6",
        "check" => "M4.5 12.5l5 5 10-11",
        "clock" => "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 1 1 0-17zM12 7.5v5l3 2",
        "cross" => "M6 6l12 12M18 6L6 18",
        "pin" => {
            "M12 21c4-4.8 6.5-8 6.5-11.5a6.5 6.5 0 0 0-13 0C5.5 13 8 16.2 12 21zM12 7.3a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 1 1 0-4.4z"
        }
        "warning" => "M12 3.5l9.5 17h-19zM12 10v4.5M12 17.4v.1",
        _ => return None,
    })
}
