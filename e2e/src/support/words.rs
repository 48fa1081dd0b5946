//! The words of the interface as a person reads them, in English: the page keeps them in `src/words/en.json`.

#![allow(missing_docs, reason = "each constant is the text it holds")]

pub const SEE: &str = "What do you see?";
pub const OWN_WORDS: &str = "In your own words, or paste the message";
pub const MATCHING: &str = "Matching what you typed";
pub const PICKED: &str = "from your words. Untick any that are wrong";
pub const TRIED: &str = "You said you already tried";
pub const HEARD: &str = "You also said";
pub const MAY_HELP: &str = "Questions that may help";
pub const FIND: &str = "Find the fix";
pub const NONE_OF_THESE: &str = "None of these";
pub const NO_SIGNS: &str = "None of the listed signs";

pub const CARRY_ON: &str = "Carry on where you left off";
pub const CONTINUE: &str = "Continue";
pub const START_OVER: &str = "Start over";

pub const MORE: &str = "More about this question";
pub const YES: &str = "Yes";
pub const NO: &str = "No";
pub const NOT_SURE: &str = "Not sure";
pub const LATER: &str = "Later";
pub const WORKS: &str = "It works now";
pub const FAILING: &str = "Still failing";
pub const CANT: &str = "I can’t do this";
pub const CONFIRM_RISK: &str = "I have read this and want to go on";
pub const START_COUNTDOWN: &str = "Start the countdown";
/// What the countdown shows.
pub const TIME_LEFT: &str = "Time left";
pub const WAIT_RUNNING: &str = "You may close this page.";
pub const WAIT_OVER_HERE: &str = "The wait is over. Try it now.";
pub const WAIT_OVER: &str = "A wait is over.";
pub const MOVED: &str = "Most likely now:";
pub const MOVED_LITTLE: &str = "That didn’t change much.";
pub const STOP: &str = "Stop here and get the report";
pub const WHAT_WOULD_CHANGE: &str = "What would change this?";
pub const WOULD_CHANGE: &str = "These answers would change it";
/// How far it is.
pub const EXPECTATION: &str = "still worth trying";
pub const WORTH_TRYING: &str = "Show me everything worth trying";
pub const CHECK_FIRST: &str = "Check this first.";
pub const NOT_SO: &str = "That’s not so";
/// What is said to one who cannot tell.
pub const FINE: &str = "That’s fine. Next:";

pub const NO_MATCH: &str = "Nothing in the list matches that";
pub const CHAIN: &str = "Where the request stops";
pub const CAUSES: &str = "What we think";
pub const CAUSES_ALL: &str = "Show all causes";

pub const PUT_OFF: &str = "Put off for later";
pub const PUT_OFF_LEFT: &str = "The steps you put off";
pub const PUT_OFF_SUPPORT: &str = "Call support instead";
pub const BACK_AFTER_WAIT: &str = "comes back when its wait is over";

pub const SO_FAR: &str = "So far";
pub const ADD_SIGNS: &str = "Add what you see";

pub const UNDO: &str = "Undo";
pub const REDO: &str = "Redo";
pub const DOES_NOT_COUNT: &str = "Does not count now. It depends on another answer to";
pub const TAKEN_BACK: &str = "Taken back. It does not count.";

pub const INCIDENT: &str = "Known trouble right now";
pub const CLOSE: &str = "Close this message";

pub const FIXED: &str = "Working again";
pub const ARRIVED_HOLDS: &str = "It holds";
pub const STILL_WORKING: &str = "Still working?";
pub const CHAIN_WHOLE: &str = "The request gets through";
pub const CAME_BACK: &str = "It came back";
pub const CAME_BACK_TOLD: &str = "You said it came back after this";
pub const PREVENT_REST: &str = "More ways to prevent it";
pub const SAVE_DAY: &str = "Save a calendar file";
pub const NO_DAY: &str = "Choose the day first.";
pub const PAST_DAY: &str = "That day has passed.";
pub const DAY_SAVED: &str = "Saved. Open the file";
pub const DAY_FILE: &str = "reminder.ics";

/// How the heading of the other ending begins.
pub const SUPPORT: &str = "Time to call";
pub const WHOLE_REPORT: &str = "The whole report";
pub const OTHER_COUNTRIES: &str = "Other countries";
pub const COPY: &str = "Copy the report";
pub const COPIED: &str = "Copied.";
pub const PRINT: &str = "Print";
pub const DOWNLOAD: &str = "Download as text";
pub const REPORT_FILE: &str = "report.txt";
pub const KEEP_TRYING: &str = "Keep trying";
pub const BACK_TO_STEP: &str = "Back to the next step";

pub const FAQ: &str = "Questions owners ask";
pub const FAQ_NONE: &str = "No question matches";
pub const FAQ_SEARCH: &str = "Search these questions";
pub const HAPPENING: &str = "This is happening to me";

pub const PREVENT: &str = "Keep it from coming back";

pub const NOT_SAVED: &str = "Not saved on this device";
pub const SET_ASIDE: &str = "What was saved could not be read";
pub const ASIDE: &str = "Another tab or an earlier visit kept other entries";
pub const ASIDE_LOOK: &str = "Look at them";
pub const ASIDE_HELD: &str = "Carry on from what was set aside?";
pub const ASIDE_DECLINE: &str = "Keep what is here";
pub const DROPPED: &str = "The guide has changed since you were last here";
pub const DELETE: &str = "Delete what is kept here";
pub const DELETE_YES: &str = "Yes, delete everything";
pub const DELETE_NO: &str = "Keep it";
/// What is said once that is done.
pub const DELETED: &str = "Deleted. Nothing is kept on this device now.";
/// What the row of a changed entry says before the cause.
pub const CHANGED: &str = "Changed. Most likely now:";

pub const LOAD_FAILED: &str = "This guide could not be loaded";
pub const TRY_AGAIN: &str = "Try again";
pub const RELOAD: &str = "Reload";

/// Heading of the other ending, with the name of who is asked where the guide gives one.
pub fn support(name: Option<&str>) -> String {
    format!("{SUPPORT} {}", name.unwrap_or("support"))
}

/// Name of the link to one answer of the FAQ.
pub fn link_to(question: &str) -> String {
    format!("Link to this answer: {question}")
}

/// Name of the button that leads back to a step whose wait is over.
pub fn try_now(action: &str) -> String {
    format!("Try it now: {action}")
}

/// Name of the button that takes up what was put off.
pub fn do_now(what: &str) -> String {
    format!("Do this now: {what}")
}

/// That a step has to be done at a place such as "at the sink".
pub fn done_at(place: &str) -> String {
    format!("This is done {place}.")
}

/// Name of the button by which an owner says where they are.
pub fn arrive(place: &str) -> String {
    format!("I’m {place}")
}

/// Name of the button by which an owner says that they are not there any more.
pub fn leave(place: &str) -> String {
    format!("I’m not {place} now")
}

/// What else is worth doing at a place.
pub fn while_at(place: &str) -> String {
    format!("While you are {place}, this is worth doing too:")
}

/// That there is nothing else to do at a place.
pub fn nothing_at(place: &str) -> String {
    format!("Nothing else is worth doing {place} just now.")
}

/// When what was put off at a place comes back.
pub fn back_at(place: &str) -> String {
    format!("comes back when you are {place}")
}

/// Heading over the causes of one stage.
pub fn causes_here(stage: &str) -> String {
    format!("All causes here: {stage}")
}

/// How an entry of the timeline reads.
pub fn entry(asked: &str, answer: &str) -> String {
    format!("{asked}{} {answer}", if asked.ends_with('?') { "" } else { ":" })
}

/// Name of the button that changes an entry.
pub fn change(entry: &str) -> String {
    format!("Change: {entry}")
}

/// Name of the button that undoes a change.
pub fn undo(what: &str) -> String {
    format!("Undo: {what}")
}

/// Name of the button that redoes a change.
pub fn redo(what: &str) -> String {
    format!("Redo: {what}")
}

/// How the evidence names what the host reports.
pub fn reported(what: &str) -> String {
    format!("This site reports: {what}")
}

/// Name of the button that puts back what was removed.
pub fn put_back(entry: &str) -> String {
    format!("Put back: {entry}")
}

/// Name of the button that removes an entry.
pub fn take_back(entry: &str) -> String {
    format!("Take back: {entry}")
}

pub const LOADING: &str = "Fetching the guide…";
pub const NEWER: &str = "A newer version is available.";
pub const NEWER_GO: &str = "Reload";
