//! Claims about which of two records stays, and that nothing is lost silently.

use super::*;
use crate::progress::{Said, Subject};

fn tab(name: &str) -> Id {
    Id::from(name)
}

fn fresh() -> Progress {
    Progress::new("test".into(), "r1".into())
}

fn told(progress: &mut Progress, n: usize) {
    let question = Subject::Question(format!("question-{n}").as_str().into());
    progress.record(1.0, vec![(question, Some(Said::NotSure))]);
}

/// Says one more thing, and keeps it as the tab `name` does.
fn writes(name: &str, progress: &Progress, n: usize) -> Progress {
    let mut next = progress.clone();
    told(&mut next, n);
    next.writes.add(&tab(name));
    // All goes through storage.
    Progress::read(&next.to_json(), &"test".into()).expect("readable")
}

fn unstamped(progress: &Progress) -> Progress {
    Progress {
        writes: Writes::default(),
        ..progress.clone()
    }
}

/// How both look at it: the same stays, and the same is set aside.
#[track_caller]
fn check_met(one: &Progress, other: &Progress, stays: &Progress, aside: Option<&Progress>) {
    for (ours, theirs) in [(one, other), (other, one)] {
        let met = meet(ours, theirs.clone(), ours);
        assert_eq!((&met.stays, met.aside.as_ref()), (stays, aside));
        assert!(met.stays.writes.know(&ours.writes) || ours.writes.0.is_empty());
        assert!(met.stays.writes.know(&theirs.writes) || theirs.writes.0.is_empty());
    }
}

#[test]
fn what_came_from_the_other_stays_however_many_writes_lie_between() {
    let first = writes("a", &fresh(), 0);
    let mut last = first.clone();
    for n in 1..1000 {
        // Undoing shortens the log, and lowers no number.
        last.step(-i32::from(n % 3 == 0));
        last = writes(if n % 7 < 4 { "a" } else { "b" }, &last, n);
    }
    assert_eq!(last.writes.last(), (1000.0, Some(&tab("b"))));
    check_met(&first, &last, &last, None);
}

#[test]
fn of_two_that_went_apart_the_higher_number_stays_and_the_other_is_set_aside() {
    let both = writes("a", &fresh(), 0);
    let low = writes("a", &both, 1);
    let high = writes("b", &writes("b", &both, 2), 3);
    check_met(&low, &high, &high, Some(&low));
    // Met once, they do not meet again.
    let met = writes("c", &meet(&low, high.clone(), &low).stays, 4);
    check_met(&low, &met, &met, None);
    check_met(&high, &met, &met, None);
}

#[test]
fn of_equal_numbers_the_name_of_the_tab_decides() {
    let both = writes("z", &fresh(), 0);
    let (a, b) = (writes("a", &both, 1), writes("b", &both, 2));
    check_met(&a, &b, &b, Some(&a));
}

#[test]
fn nothing_is_set_aside_that_says_nothing_new() {
    let both = writes("z", &fresh(), 0);
    let low = writes("a", &both, 1);
    let high = writes("b", &writes("b", &both, 1), 2);
    check_met(&low, &high, &high, None);
    let mut ticked = low.clone();
    ticked.prevention.insert("item".into());
    check_met(&ticked, &high, &high, Some(&ticked));
    let mut step_done = low;
    step_done.ticks.insert("action".into(), ["step".into()].into());
    check_met(&step_done, &high, &high, Some(&step_done));
}

#[test]
fn clocks_do_not_matter() {
    let first = writes("a", &fresh(), 0);
    let mut last = first.clone();
    last.record(-4e12, vec![(Subject::NoSigns, Some(Said::So))]);
    last.writes.add(&tab("a"));
    check_met(&first, &last, &last, None);
}

#[test]
fn a_record_from_before_numbers_is_older_unless_it_went_on() {
    let old = unstamped(&writes("", &fresh(), 0));
    let new = writes("a", &old, 1);
    check_met(&old, &new, &new, None);
    let went_on = unstamped(&writes("", &new, 2));
    check_met(&went_on, &new, &went_on, None);
    let other = unstamped(&writes("", &fresh(), 3));
    check_met(&other, &new, &new, Some(&other));
    check_met(&old, &unstamped(&new), &new, None);
    // Of two such that say different things the one at hand stays, as ever.
    let met = meet(&old, other.clone(), &old);
    assert_eq!((met.stays, met.aside), (old, Some(other)));
}

#[test]
fn what_is_due_is_told_again_on_top_of_what_the_other_went_on_to() {
    let kept = writes("a", &writes("a", &fresh(), 0), 1);
    let mut undone = kept.clone();
    undone.step(-1);
    let theirs = writes("b", &writes("b", &undone, 2), 3);
    let mut ours = kept.clone();
    told(&mut ours, 4);
    ours.prevention.insert("item".into());
    let met = meet(&ours, theirs.clone(), &kept);
    let mut both = theirs.clone();
    told(&mut both, 4);
    both.prevention.insert("item".into());
    assert_eq!((&met.stays, &met.aside), (&both, &None));

    // Also if it was written meanwhile, and what comes late is what it was not written on.
    let mut written = ours.clone();
    written.writes.add(&tab("c"));
    let late = meet(&written, theirs.clone(), &kept);
    assert_eq!((&late.stays, &late.aside), (&both, &None));
    assert!(late.stays.writes.know(&written.writes) && late.stays.writes.know(&theirs.writes));

    // So is what was told while nothing was known to be kept.
    let mut ours = fresh();
    told(&mut ours, 4);
    let met = meet(&ours, theirs.clone(), &fresh());
    assert_eq!((met.stays.depth(), met.aside), (4, None));

    // If what is here stays there is nothing to tell again, and if the two went apart all is set aside.
    let on = writes("a", &theirs, 5);
    let mut ours = on.clone();
    told(&mut ours, 6);
    assert_eq!(meet(&ours, theirs.clone(), &on).stays, ours);
    let other = writes("a", &kept, 5);
    let mut ours = other.clone();
    told(&mut ours, 6);
    let met = meet(&ours, theirs.clone(), &other);
    assert_eq!((met.stays, met.aside), (theirs, Some(ours)));
}

#[test]
fn it_knows_the_last_tabs_and_tells_the_others_by_what_they_hold() {
    let first = writes("first", &fresh(), 0);
    let mut last = first.clone();
    for n in 1..100 {
        last = writes(&format!("tab-{n}"), &last, n);
    }
    assert_eq!(last.writes.0.len(), N_TABS);
    assert!(!last.writes.know(&first.writes));
    check_met(&first, &last, &last, None);
}

#[test]
fn numbers_change_nothing_else() {
    let progress = writes("a", &fresh(), 0);
    let text = progress.to_json();
    assert!(text.ends_with(",\"writes\":{\"a\":1}}"), "{text}");
    assert_eq!(progress, unstamped(&progress));
    assert!(!unstamped(&progress).to_json().contains("writes"));
    let mut pristine = fresh();
    pristine.writes.add(&tab("a"));
    assert!(pristine.is_pristine());
}

#[test]
fn copies_of_today_and_of_before_are_read() {
    let record = writes("a", &fresh(), 0).to_json();
    assert_eq!(super::record(&copied(&record)), Some(record.as_str()));
    assert_eq!(
        super::record(&format!("0badcafe 00c0ffee \n{record}")),
        Some(record.as_str())
    );
    assert_eq!(super::record("rubbish"), None);
}

#[test]
fn two_tabs_that_say_the_same_a_moment_apart_set_nothing_aside() {
    let first = writes("a", &fresh(), 0);
    let ours = writes("a", &first, 1);
    let mut theirs = writes("b", &first, 1);
    for entry in &mut theirs.log {
        entry.at += 5.0;
    }
    for (one, other) in [(&ours, &theirs), (&theirs, &ours)] {
        assert_eq!(meet(one, other.clone(), one).aside, None);
    }
}
