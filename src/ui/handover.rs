//! Not fixed: the report for support, how to carry on elsewhere, and whom to ask.

use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::card::Card;
use crate::ui::contacts::contacts;
use crate::ui::desk::Desk;
use crate::ui::host;
use crate::ui::host_support::HostSupport;
use crate::ui::prose;
use crate::ui::report_acts::ReportActs;

/// The other ending.
#[component]
pub fn Handover(
    desk: Arc<Desk>,
    /// The report as text.
    #[prop(into)]
    report: Signal<String>,
    /// The report as JSON.
    #[prop(into)]
    json: Signal<String>,
    /// True if this is the engine's advice, false if the owner stopped.
    advised: bool,
    /// Called to go on with what is left, where something is.
    #[prop(optional_no_strip)]
    on_keep_trying: Option<Callback<()>>,
    /// How to carry on elsewhere.
    children: Children,
) -> impl IntoView {
    let text = desk.text;
    let back = if advised { text.over_keep_trying } else { text.over_back };
    let checks = &desk.guide().escalation.checks;
    let checks = checks
        .iter()
        .filter_map(|check| desk.texts().escalation.checks.get(check))
        .map(|words| view! { <li>{prose::inlines(words)}</li> }.into_any())
        .collect_view();
    let subject = format!("{}: {}", text.report_title, desk.texts().guide.product);
    view! {
        <Card heading=text.over_heading>
            <p>{if advised { text.over_advised } else { text.over_stopped }}</p>
            {on_keep_trying.map(|go| view! {
                <div class="acts"><button type="button" on:click=move |_| go.run(())>{back}</button></div>
            }.into_any())}
            <section class="report" aria-labelledby="report-heading">
                <h3 id="report-heading">{text.over_report}</h3>
                <pre data-report="" tabindex="0" aria-labelledby="report-heading">{report}</pre>
                <ReportActs text report json subject />
            </section>
            <h3>{text.carry_heading}</h3>
            {children()}
            <h3>{text.over_contacts}</h3>
            {host::guest().map(|guest| view! { <HostSupport text guest /> }.into_any())}
            {prose::blocks(&desk.texts().escalation.about)}
            {contacts(&desk)}
            <h3 class="over-checks">{text.over_checks}</h3>
            <ul class="over-checks">{checks}</ul>
        </Card>
    }
}
