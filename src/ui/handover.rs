//! Not fixed: whom to call, what to tell them, and how to carry on elsewhere.

use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::card::Card;
use crate::ui::contacts::contacts;
use crate::ui::copy::CopyButton;
use crate::ui::desk::Desk;
use crate::ui::handler::on_press;
use crate::ui::host;
use crate::ui::host_support::HostSupport;
use crate::ui::prose;
use crate::ui::report_acts::ReportActs;
use crate::ui::shown::words as replaced;

/// The other ending: the call and the report first, all else in what opens.
#[component]
pub fn Handover(
    desk: Arc<Desk>,
    /// The report as text.
    #[prop(into)]
    report: Signal<String>,
    /// The report as JSON.
    #[prop(into)]
    json: Signal<String>,
    /// The report in a few lines.
    summary: AnyView,
    /// True if this is the engine's advice, false if the owner stopped.
    advised: bool,
    /// Called to go on with what is left, where something is.
    #[prop(optional_no_strip)]
    on_keep_trying: Option<Callback<()>>,
    /// How to carry on elsewhere.
    children: Children,
) -> impl IntoView {
    let text = desk.text;
    let escalation = &desk.texts().escalation;
    let heading = text.over_heading(escalation.name.as_deref().unwrap_or(text.over_who));
    let about = prose::blocks(&escalation.about);
    let lead = escalation.lead.as_deref().unwrap_or(text.over_sees);
    let lead = if advised {
        format!("{} {lead}", text.over_advised)
    } else {
        text.over_stopped.to_owned()
    };
    let back = if advised { text.over_keep_trying } else { text.over_back };
    let checks = &desk.guide().escalation.checks;
    let checks = checks
        .iter()
        .filter_map(|check| escalation.checks.get(check))
        .map(|words| view! { <li>{prose::inlines(words)}</li> }.into_any())
        .collect_view();
    let subject = format!("{}: {}", text.report_title, desk.texts().guide.product);
    let (near, others) = contacts(&desk);
    view! {
        <Card heading kind="over">
            <p>{lead}</p>
            {host::guest().map(|guest| view! { <HostSupport text guest /> }.into_any())}
            {near}
            <div class="acts"><CopyButton text label=text.over_copy what=report kind="go" /></div>
            <h3 class="name">{text.over_short}</h3>
            <dl class="summary" data-summary="">{summary}</dl>
            <div class="doors">
                <details class="report">
                    <summary id="report-heading">{text.over_whole}</summary>
                    <pre data-report="" tabindex="0" aria-labelledby="report-heading">{replaced(move || report.get())}</pre>
                    <ReportActs text report json subject />
                </details>
                {others}
                <details class="expect-them">
                    <summary>{text.over_expect}</summary>
                    {about}
                    <h3>{text.over_checks}</h3>
                    <ul>{checks}</ul>
                </details>
                <details>
                    <summary>{text.carry_heading}</summary>
                    {children()}
                </details>
            </div>
            {on_keep_trying.map(|go| view! {
                <p class="quiet-acts"><button type="button" class="link" on:click=on_press(move |_| go.run(()))>{back}</button></p>
            }.into_any())}
        </Card>
    }
}
