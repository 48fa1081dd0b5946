//! Interface strings, one table per language; what a guide says stands in the guide.

use crate::report;

/// All words of the interface in one language.
#[derive(Debug)]
pub struct Text {
    /// BCP 47 tag.
    pub locale: &'static str,
    pub loading: &'static str,

    pub see_heading: &'static str,
    pub see_box: &'static str,
    pub see_matching: &'static str,
    pub see_no_match: &'static str,
    pub see_go: &'static str,
    pub see_none: &'static str,
    pub see_back: &'static str,

    pub continue_heading: &'static str,
    pub continue_last: fn(&str, &str) -> String,
    pub continue_go: &'static str,
    pub start_over: &'static str,

    pub card_question: &'static str,
    pub card_action: &'static str,
    pub card_minutes: fn(f64) -> String,
    pub card_wait: fn(f64) -> String,
    pub card_advanced: &'static str,
    pub card_needs: fn(&str) -> String,
    pub card_expect: fn(f64, f64, f64) -> String,
    pub card_stop: &'static str,
    pub reasons: &'static str,
    pub reasons_other: fn(&str, f64) -> String,
    pub reasons_changes: &'static str,
    pub reasons_change: fn(&str, &str) -> String,
    pub reasons_firm: &'static str,
    pub reasons_support: &'static str,
    pub why_sign: &'static str,
    pub likely: fn(f64) -> &'static str,
    pub why_ask: &'static str,
    pub how_to_tell: &'static str,
    pub why_now: fn(&str, &str) -> String,
    pub yes: &'static str,
    pub no: &'static str,
    pub not_sure: &'static str,
    pub later: &'static str,
    pub works: &'static str,
    pub failing: &'static str,
    pub cant: &'static str,
    pub risk_heading: &'static str,
    pub risk_confirm: &'static str,
    pub platform_legend: &'static str,
    pub steps_label: &'static str,
    pub wait_start: &'static str,
    pub wait_again: &'static str,
    pub wait_over: &'static str,
    pub wait_running: &'static str,

    pub moved: fn(&str, &str, &str) -> String,
    pub moved_little: &'static str,

    pub chain_heading: &'static str,
    pub chain_note: &'static str,
    pub level: fn(f64) -> &'static str,
    pub percent: fn(f64) -> String,

    pub causes_heading: &'static str,
    pub causes_for: &'static str,
    pub causes_against: &'static str,
    pub causes_no_evidence: &'static str,
    pub causes_rest: &'static str,
    /// Of a weight in bits.
    pub strength: fn(f64) -> &'static str,
    pub cause_steps: &'static str,
    pub cause_signs: &'static str,
    pub cause_helps: fn(&str) -> String,
    pub causes_basis: &'static str,
    pub causes_basis_detail: fn(usize, usize) -> String,
    pub leak_high: fn(&str) -> String,
    pub doubt_heading: &'static str,
    pub doubt: fn(&str) -> String,

    pub so_far_heading: &'static str,
    pub so_far_empty: &'static str,
    pub entry: fn(&str, &str) -> String,
    pub change: &'static str,
    pub change_of: fn(&str) -> String,
    pub take_back: &'static str,
    pub take_back_of: fn(&str) -> String,
    pub add_signs: &'static str,
    pub no_signs_entry: &'static str,

    pub fixed_heading: &'static str,
    pub fixed_by: fn(&str) -> String,
    pub fixed_cause: fn(&str, &str) -> String,
    pub fixed_prevent: &'static str,
    pub came_back: &'static str,

    pub over_heading: &'static str,
    pub over_advised: &'static str,
    pub over_stopped: &'static str,
    pub over_report: &'static str,
    pub over_copy: &'static str,
    pub over_copied: &'static str,
    pub over_copy_failed: &'static str,
    pub over_print: &'static str,
    pub over_download: &'static str,
    pub over_contacts: &'static str,
    pub over_checks: &'static str,
    pub over_keep_trying: &'static str,
    pub over_back: &'static str,
    pub over_file: &'static str,

    pub faq_heading: &'static str,
    pub faq_search: &'static str,
    pub faq_none: &'static str,
    pub faq_count: fn(usize) -> String,
    pub faq_link: &'static str,
    pub faq_happening: &'static str,

    pub prevent_heading: &'static str,
    pub how_heading: fn(&str) -> String,
    pub what_heading: fn(&str) -> String,
    pub sources: &'static str,

    pub private_note: &'static str,
    pub not_saved_refused: &'static str,
    pub not_saved_full: &'static str,
    pub set_aside: fn(&str) -> String,
    pub dropped: fn(&str) -> String,
    pub dismiss: &'static str,
    pub delete: &'static str,
    pub delete_sure: &'static str,
    pub delete_yes: &'static str,
    pub delete_no: &'static str,
    pub deleted: &'static str,

    pub fail_heading: &'static str,
    pub fail_missing: fn(&str, u16) -> String,
    pub fail_unreachable: fn(&str) -> String,
    pub fail_malformed: fn(&str, &str) -> String,
    pub fail_newer: fn(&str, &str) -> String,
    pub fail_name: fn(&str) -> String,
    pub fail_kept: &'static str,
    pub fail_again: &'static str,

    pub report: report::Labels,
}

/// English.
pub static EN: Text = Text {
    locale: "en",
    loading: "Fetching the guide…",

    see_heading: "What do you see?",
    see_box: "In your own words, or paste the message",
    see_matching: "Matching what you typed",
    see_no_match: "Nothing in the list matches that. Look through the groups below, or choose “None of these”.",
    see_go: "Find the fix",
    see_none: "None of these",
    see_back: "Back without changes",

    continue_heading: "Carry on where you left off",
    continue_last: |what, when| format!("The last thing you told us, {when}: {what}"),
    continue_go: "Continue",
    start_over: "Start over",

    card_question: "A question",
    card_action: "Try this next",
    card_minutes: |minutes| match minutes {
        m if m < 0.75 => "under a minute".to_owned(),
        m if m < 1.5 => "about 1 minute".to_owned(),
        m if m < 90.0 => format!("about {:.0} minutes", m),
        m => format!("about {:.0} hours", m / 60.0),
    },
    card_wait: |minutes| {
        if minutes < 1.5 {
            "then a minute’s wait".to_owned()
        } else {
            format!("then {minutes:.0} minutes’ wait")
        }
    },
    card_advanced: "a bigger step",
    card_needs: |needs| format!("You need {needs}."),
    card_expect: |mean, least, most| {
        let span = |m: f64| {
            if m < 90.0 {
                format!("{:.0} minutes", m.max(1.0))
            } else {
                format!("{:.1} hours", m / 60.0)
            }
        };
        let (mean, least, most) = (span(mean), span(least), span(most));
        let range = if least == most {
            String::new()
        } else {
            format!(", for most people {least} to {most}")
        };
        format!("From here about {mean} to a fix{range}. This is an estimate.")
    },
    card_stop: "Stop here and get the report",
    reasons: "What would change this?",
    reasons_other: |step, more| {
        let more = match more {
            m if m < 0.5 => "takes about as long".to_owned(),
            m if m < 1.5 => "takes about a minute more on average".to_owned(),
            m => format!("takes about {m:.0} minutes more on average"),
        };
        format!("The best other way to go on {more}: {step}")
    },
    reasons_changes: "These answers would change it",
    reasons_change: |cause, next| format!("Then likeliest: {cause}. Next: {next}"),
    reasons_firm: "No other answer looked at would change what to do next.",
    reasons_support: "Over to support",
    why_sign: "Whether you see this makes some causes likelier and others less so.",
    likely: |p| match p {
        p if p >= 0.85 => "very likely",
        p if p >= 0.5 => "likely",
        p if p >= 0.08 => "possible",
        p if p >= 0.02 => "unlikely",
        _ => "very unlikely",
    },
    why_ask: "Why do you ask?",
    how_to_tell: "How to find out",
    why_now: |cause, chance| {
        format!("It helps if this is the cause: {cause}. The chance that it works for you is about {chance}.")
    },
    yes: "Yes",
    no: "No",
    not_sure: "Not sure",
    later: "Later",
    works: "It works now",
    failing: "Still failing",
    cant: "I can’t do this",
    risk_heading: "Before you start",
    risk_confirm: "I have read this and want to go on",
    platform_legend: "Your phone",
    steps_label: "What to do",
    wait_start: "Start the countdown",
    wait_again: "Start it again",
    wait_over: "The wait is over. Try it now.",
    wait_running: "You may close this page. The countdown goes on.",

    moved: |what, from, to| format!("{what}: {from} → {to}."),
    moved_little: "That changed little.",

    chain_heading: "Where the request stops",
    chain_note: "How likely the request gets stuck at each place.",
    level: |p| match p {
        p if p >= 0.6 => "most likely here",
        p if p >= 0.25 => "likely",
        p if p >= 0.08 => "possible",
        p if p >= 0.02 => "unlikely",
        _ => "very unlikely",
    },
    percent: |p| match p * 100.0 {
        p if p < 1.0 => "under 1 %".to_owned(),
        p if p > 99.0 => "over 99 %".to_owned(),
        p => format!("{p:.0} %"),
    },

    causes_heading: "What we think",
    causes_for: "Speaks for it",
    causes_against: "Speaks against it",
    causes_no_evidence: "Nothing you told us speaks for or against it yet.",
    causes_rest: "Less likely causes",
    strength: |ratio| match ratio.abs() {
        r if r >= 3.0 => "strongly",
        r if r >= 1.0 => "clearly",
        _ => "a little",
    },
    cause_steps: "Steps that help",
    cause_signs: "Typical signs",
    cause_helps: |chance| format!("helps {chance} of the time"),
    causes_basis: "Where these numbers come from",
    causes_basis_detail: |judged, all| {
        format!(
            "They are estimates. Of the {all} numbers in this guide, {judged} are its author’s judgement and {} rest on \
             a source listed below. Your answers then weigh them.",
            all - judged
        )
    },
    leak_high: |percent| {
        format!("{percent} that it is something this guide does not list. Support may be the quicker way.")
    },
    doubt_heading: "These answers do not fit together",
    doubt: |what| format!("The one that fits least: {what}. Please check it under “So far”."),

    so_far_heading: "So far",
    so_far_empty: "Nothing yet. What you tell us is listed here, and you can change it at any time.",
    entry,
    change: "Change",
    change_of: |entry| format!("Change: {entry}"),
    take_back: "Take back",
    take_back_of: |entry| format!("Take back: {entry}"),
    add_signs: "Add what you see",
    no_signs_entry: "None of the listed signs",

    fixed_heading: "Fixed",
    fixed_by: |action| format!("What did it: {action}."),
    fixed_cause: |cause, percent| format!("It most likely was this: {cause} ({percent})."),
    fixed_prevent: "To keep it that way",
    came_back: "It came back",

    over_heading: "Over to support",
    over_advised: "What is left to try is unlikely to help, or takes longer than asking. Someone who can see the other side should look. The report saves you telling it all again.",
    over_stopped: "You stopped here. The report saves you telling it all again.",
    over_report: "Report for support",
    over_copy: "Copy the report",
    over_copied: "Copied.",
    over_copy_failed: "Your browser did not allow copying. Select the text of the report and copy it yourself.",
    over_print: "Print",
    over_download: "Download as text",
    over_contacts: "Whom to ask",
    over_checks: "What support can see and you cannot",
    over_keep_trying: "Keep trying",
    over_back: "Back to the next step",
    over_file: "report.txt",

    faq_heading: "Questions owners ask",
    faq_search: "Search these questions",
    faq_none: "No question matches. Try fewer or other words.",
    faq_count: |n| {
        if n == 1 {
            "1 question matches.".to_owned()
        } else {
            format!("{n} questions match.")
        }
    },
    faq_link: "Link to this answer",
    faq_happening: "This is happening to me",

    prevent_heading: "Keep it from coming back",
    how_heading: |product| format!("How {product} decides"),
    what_heading: |product| format!("What {product} does"),
    sources: "Sources",

    private_note: "What you enter stays on this device. Nothing is sent anywhere.",
    not_saved_refused: "Not saved on this device: the browser does not allow it here. Everything works, but closing the page forgets it.",
    not_saved_full: "Not saved on this device: its storage is full. Everything works, but closing the page forgets what is new.",
    set_aside: |why| {
        format!(
            "What was saved could not be read ({why}). It was set aside on this device, not deleted. You start afresh."
        )
    },
    dropped: |what| {
        format!(
            "The guide has changed since you were last here. These entries no longer mean anything and were left out: {what}. All others are kept."
        )
    },
    dismiss: "Close this message",
    delete: "Delete what is kept here",
    delete_sure: "This deletes all answers, ticks and set-aside records of this troubleshooter on this device.",
    delete_yes: "Yes, delete everything",
    delete_no: "Keep it",
    deleted: "Deleted. Nothing is kept on this device now.",

    fail_heading: "This guide could not be loaded",
    fail_missing: |what, status| {
        format!(
            "The file {what} is not there (the server answered {status}). If you followed a link, check it; else the site’s owner has to put the guide in place."
        )
    },
    fail_unreachable: |what| format!("The file {what} could not be reached. Check your connection, then try again."),
    fail_malformed: |what, why| {
        format!("The file {what} is not a usable guide: {why}. The site’s owner has to build it again.")
    },
    fail_newer: |what, why| {
        format!(
            "The file {what} was made for a newer version of this page: {why}. Reload the page; if that does not help, the site’s owner has to update it."
        )
    },
    fail_name: |name| {
        format!("“{name}” is not the name of a guide. A name has only lower-case letters, digits and hyphens.")
    },
    fail_kept: "What you have entered before is kept on this device.",
    fail_again: "Try again",

    report: report::Labels {
        title: "Report for support",
        signs: "What they see",
        answers: "What they answered",
        steps: "What they tried",
        causes: "What it most likely is (estimates)",
        checks: "What support can check",
        nothing: "nothing",
        no_signs: "None of the listed signs",
        estimate: "Percentages are estimates from the guide's numbers and the answers above.",
        entry,
    },
};

fn entry(asked: &str, answer: &str) -> String {
    format!("{asked}{} {answer}", if asked.ends_with('?') { "" } else { ":" })
}
