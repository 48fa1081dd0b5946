//! Claims about links and case codes: nothing gets lost, and what was mistyped is recognised.

use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::guide::{Guide, Minutes};
use crate::progress::tests::{guide as small, progress as recorded};
use crate::progress::{Entry, NO, Progress, Said, Subject, YES};

/// As large as a shipped guide: 40 signs, 20 questions of 2 to 5 answers, 40 actions.
fn guide() -> Guide {
    let mut guide = small();
    let (sign, question, action) = (
        guide.signs.remove(0),
        guide.questions.remove(0),
        guide.actions.remove(0),
    );
    let named = |kind: &str, n: usize| Id(format!("{kind}-{n}"));
    for n in 0..40 {
        let mut sign = sign.clone();
        sign.id = named("sign", n);
        guide.signs.push(sign);
        let mut action = action.clone();
        action.id = named("action", n);
        guide.actions.push(action);
    }
    for n in 0..20 {
        let mut question = question.clone();
        question.id = named("question", n);
        question.answers = (0..2 + n % 4).map(|answer| named("answer", answer)).collect();
        guide.questions.push(question);
    }
    guide
}

/// Something to say of a sign, a question or an action of the guide.
fn entry() -> impl Strategy<Value = (Subject, Said)> {
    let guide = guide();
    let answers = select(vec![
        Said::Answer(YES.into()),
        Said::Answer(NO.into()),
        Said::NotSure,
        Said::Later,
    ]);
    let signs: Vec<Id> = guide.signs.iter().map(|sign| sign.id.clone()).collect();
    let sign = (select(signs), answers).prop_map(|(id, said)| (Subject::Sign(id), said));
    let question = select(guide.questions).prop_flat_map(|question| {
        let answers = question.answers.into_iter().map(Said::Answer);
        let said: Vec<Said> = answers.chain([Said::NotSure, Said::Later]).collect();
        (Just(Subject::Question(question.id)), select(said))
    });
    let actions: Vec<Id> = guide.actions.iter().map(|action| action.id.clone()).collect();
    let outcomes = select(vec![Said::NotFixed, Said::CantDo, Said::Later, Said::Fixed]);
    let action = (select(actions), outcomes).prop_map(|(id, said)| (Subject::Action(id), said));
    let none = Just((Subject::NoSigns, Said::So));
    prop_oneof![3 => sign, 4 => question, 4 => action, 1 => none]
}

/// A progress with entries at whole seconds, in any order, and marks.
fn progress() -> impl Strategy<Value = Progress> {
    let entries = vec((entry(), 0_u32..2_000_000_000), 0..25);
    let ids = || btree_set("[a-z0-9][a-z0-9-]{0,9}", 1..4);
    let marks = (
        btree_map("[a-z]{1,9}", ids(), 0..3),
        btree_map("[a-z]{1,9}", 0_u32..2_000_000_000, 0..3),
        btree_set("[a-zé☎]{1,9}", 0..3),
        btree_set("[a-z]{1,9}", 0..3),
        proptest::option::of(select(vec!["ios", "android"])),
    );
    (entries, marks, any::<bool>()).prop_map(|(entries, (ticks, timers, confirmed, prevention, platform), over)| {
        let mut progress = Progress::new("test".into(), String::new());
        progress.record(1000.0, vec![(Subject::Start, Some(Said::So))]);
        for ((subject, said), second) in entries {
            progress.record(f64::from(second) * 1000.0, vec![(subject, Some(said))]);
        }
        if over {
            progress.record(5000.0, vec![(Subject::Service, Some(Said::So))]);
        }
        let ids = |ids: std::collections::BTreeSet<String>| ids.into_iter().map(Id).collect();
        progress.ticks = ticks.into_iter().map(|(id, steps)| (Id(id), ids(steps))).collect();
        let until = |second| f64::from(second) * 1000.0;
        progress.timers = timers.into_iter().map(|(id, second)| (Id(id), until(second))).collect();
        progress.confirmed = ids(confirmed);
        progress.prevention = ids(prevention);
        progress.platform = platform.map(Id::from);
        progress
    })
}

/// What a case code is to bring back: entries but the marks of start and stop, in the guide's order.
fn evidence(progress: &Progress) -> Vec<(Subject, Said)> {
    let mut told: Vec<(Subject, Said)> = progress
        .session()
        .told()
        .map(|entry| (entry.subject.clone(), entry.said.clone()))
        .collect();
    let place = |subject: &Subject| {
        let id = |id: &Id| id.0.rsplit('-').next().and_then(|n| n.parse::<usize>().ok());
        match subject {
            Subject::Sign(sign) => (1, id(sign)),
            Subject::Question(question) => (2, id(question)),
            Subject::Action(action) => (3, id(action)),
            _ => (0, None),
        }
    };
    told.sort_by_key(|(subject, _)| place(subject));
    told
}

fn code_of(progress: &Progress) -> String {
    case::write(&progress.session(), &guide())
}

/// The code with another letter at `place`, counted without hyphens.
fn with_letter(code: &str, place: usize, letter: char) -> String {
    let letters: Vec<char> = code.chars().filter(|letter| *letter != '-').collect();
    let mut changed = letters.clone();
    changed[place] = letter;
    changed.into_iter().collect()
}

const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_case_code_brings_the_evidence_back(progress in progress()) {
        prop_assert_eq!(case::read(&code_of(&progress), &guide()), Ok(evidence(&progress)));
    }

    #[test]
    fn any_two_swapped_neighbours_of_a_case_code_are_refused(progress in progress()) {
        let (code, guide) = (code_of(&progress), guide());
        let letters: Vec<char> = code.chars().filter(|letter| *letter != '-').collect();
        for place in 1..letters.len() {
            let mut swapped = letters.clone();
            swapped.swap(place - 1, place);
            if swapped != letters {
                let read = case::read(&swapped.iter().collect::<String>(), &guide);
                let Err(CodeError::Mistyped { group }) = read else {
                    return Err(TestCaseError::fail(format!("{place}: {read:?}")));
                };
                // In longer codes the place cannot always be told, and then no group is named.
                let expected = group.as_ref().map_or(letters.len() > 31, |group| {
                    letters.len() > 31 || (place / 4..=place / 4 + 1).contains(&group.place)
                });
                prop_assert!(expected, "{} {:?}", place, group);
            }
        }
    }

    #[test]
    fn a_link_brings_all_back(progress in progress()) {
        let read = link::read(&link::write(&progress), &"test".into()).expect("readable");
        prop_assert_eq!(read.session(), progress.session());
        prop_assert_eq!(
            (&read.ticks, &read.timers, &read.confirmed, &read.prevention, &read.platform),
            (&progress.ticks, &progress.timers, &progress.confirmed, &progress.prevention, &progress.platform)
        );
    }

    #[test]
    fn a_link_with_a_wrong_letter_or_cut_off_is_refused(progress in progress(), place in 0_usize..2000, by in 1_usize..32) {
        let link = link::write(&progress);
        let place = link::PREFIX.len() + place % (link.len() - link::PREFIX.len());
        let wrong = (LETTERS.find(&link[place..=place]).expect("a letter") + by) % 32;
        let mut changed = link.clone();
        changed.replace_range(place..=place, &LETTERS[wrong..=wrong]);
        prop_assert_eq!(link::read(&changed, &"test".into()), Err(CodeError::Damaged));
        prop_assert_eq!(link::read(&link[..place], &"test".into()), Err(CodeError::Damaged));
    }

    #[test]
    fn whatever_is_entered_there_is_an_answer(text in any::<String>(), numbers in vec(0_usize..32, 0..300)) {
        let guide = guide();
        let letters: String = numbers.iter().map(|number| &LETTERS[*number..=*number]).collect();
        for text in [&text, &letters] {
            for error in [case::read(text, &guide).err(), link::read(text, &guide.id).err()].into_iter().flatten() {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }

    #[test]
    fn whatever_is_packed_there_is_an_end(digits in vec(0_u8..32, 0..200)) {
        // The check of a link is no secret: what follows it must be read with as much care.
        let n_entries = link::unpack(&digits).map_or(0, |progress| progress.session().entries.len());
        prop_assert!(n_entries <= digits.len() * 5);
    }
}

proptest! {
    // Each case tries some thousand letters.
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_one_wrong_letter_of_a_case_code_is_refused(progress in progress()) {
        let (code, guide) = (code_of(&progress), guide());
        let letters: Vec<char> = code.chars().filter(|letter| *letter != '-').collect();
        for (place, right) in letters.iter().enumerate() {
            for wrong in LETTERS.chars().filter(|wrong| wrong != right) {
                let read = case::read(&with_letter(&code, place, wrong), &guide);
                prop_assert!(matches!(read, Err(CodeError::Mistyped { .. })), "{} {}: {:?}", place, wrong, read);
            }
        }
    }
}

#[test]
fn a_case_code_is_read_as_it_is_heard_and_written_down() {
    let code = code_of(&recorded());
    let guide = guide();
    let expected = case::read(&code, &guide);
    assert!(expected.is_ok(), "{code}: {expected:?}");
    let heard = [
        code.to_lowercase(),
        code.replace('-', ""),
        code.replace('-', " "),
        code.replace('-', " – "),
        format!("  {code}. "),
        code.replace('0', "O").replace('1', "l"),
        code.replace('0', "o").replace('1', "I"),
    ];
    for text in heard {
        assert_eq!(case::read(&text, &guide), expected, "{text}");
    }
}

#[test]
fn one_wrong_letter_is_nearly_always_found_in_its_group() {
    let code = code_of(&many(10));
    let n_letters = code.replace('-', "").len();
    assert!(n_letters <= 31, "{code}");
    let (mut found, mut all) = (0, 0);
    for place in 0..n_letters {
        for wrong in LETTERS.chars() {
            let text = with_letter(&code, place, wrong);
            if let Err(CodeError::Mistyped { group }) = case::read(&text, &guide()) {
                all += 1;
                found += usize::from(group.is_some_and(|group| group.place == place / 4 + 1));
            }
        }
    }
    assert_eq!(all, n_letters * 31);
    assert!(found * 100 >= all * 95, "{found} of {all}");
}

#[track_caller]
fn check_refused(text: &str, expected: &str) {
    let error = case::read(text, &guide()).expect_err("must be refused");
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_refused_code_says_what_is_wrong() {
    check_refused(
        " - ",
        "no code was entered; enter the letters and digits of the case code",
    );
    check_refused(
        "7K2M-9QuA-3T",
        "\"u\" in group 2 (\"9QuA\") is in no case code; look at that group again",
    );
    check_refused(
        "7",
        "the code is mistyped or not complete; compare it with the original",
    );
    let code = code_of(&many(5));
    let wrong = with_letter(&code, 5, if code.as_bytes()[6] == b'7' { '8' } else { '7' });
    let group: String = wrong[4..8].into();
    check_refused(
        &wrong,
        &format!("the code is mistyped, most likely in group 2 (\"{group}\"); compare it with the original"),
    );
}

#[test]
fn a_code_of_another_guide_or_another_version_of_it_is_refused() {
    let session = many(5).session();
    let mut other = guide();
    other.id = "elsewhere".into();
    check_refused(
        &case::write(&session, &other),
        "the code was made for another guide; open that guide and enter it there",
    );
    let mut changed = guide();
    changed.signs.remove(3);
    check_refused(
        &case::write(&session, &changed),
        "the code was made for another version of this guide; ask for the share link or the report",
    );
}

#[test]
fn a_code_stays_of_use_when_only_numbers_of_the_guide_change() {
    let (session, mut tuned) = (many(5).session(), guide());
    tuned.signs[0].minutes = Minutes(9.0);
    assert_eq!(case::write(&session, &tuned), case::write(&session, &guide()));
}

#[test]
fn what_a_newer_program_made_is_recognised_by_its_first_letter() {
    // The version is in the lowest bits of the first number.
    let mut numbers = vec![1, 0, 5, 7];
    check::add(&mut numbers);
    assert_eq!(case::read(&letters::spell(&numbers), &guide()), Err(CodeError::Newer));
    assert_eq!(
        link::read(&link::seal(vec![1, 0, 5]), &"test".into()),
        Err(CodeError::Newer)
    );
}

#[test]
fn a_link_for_another_guide_names_it() {
    let link = link::write(&recorded());
    assert_eq!(
        link::read(&format!("#{link}"), &"elsewhere".into()),
        Err(CodeError::OtherGuide("test".into()))
    );
    assert_eq!(
        CodeError::OtherGuide("test".into()).to_string(),
        "made for the guide \"test\"; open that guide"
    );
}

#[test]
fn entries_that_a_guide_no_longer_knows_come_through_a_link_by_name() {
    let mut progress = recorded();
    progress.record(
        180_000.0,
        vec![(Subject::Action("old-step".into()), Some(Said::CantDo))],
    );
    let mut read = link::read(&link::write(&progress), &"test".into()).expect("readable");
    assert_eq!(read.reconcile(&small(), "r1"), [Subject::Action("old-step".into())]);
    assert_eq!(read.session(), recorded().session());
}

#[test]
fn times_that_no_clock_gives_become_the_nearest_that_one_could() {
    let mut progress = Progress::new("test".into(), String::new());
    for (n, at) in [f64::NAN, f64::NEG_INFINITY, f64::INFINITY, 1.5e12 + 999.0]
        .into_iter()
        .enumerate()
    {
        progress.record(at, vec![(Subject::Sign(Id(format!("s{n}"))), Some(Said::NotSure))]);
    }
    let read = link::read(&link::write(&progress), &"test".into()).expect("readable");
    let times: Vec<f64> = read.session().entries.iter().map(|entry| entry.at).collect();
    assert_eq!(times, [0.0, 0.0, 253_402_300_799_000.0, 1.5e12]);
}

/// So many entries, of all kinds.
fn many(n: usize) -> Progress {
    let mut progress = Progress::new("test".into(), String::new());
    let named = |kind: &str, place: usize| Id(format!("{kind}-{place}"));
    let entries = (0..n).map(|place| {
        let (subject, said) = match place % 3 {
            0 => (Subject::Sign(named("sign", place)), Said::Answer(YES.into())),
            1 => (
                Subject::Question(named("question", place)),
                Said::Answer("answer-1".into()),
            ),
            _ => (Subject::Action(named("action", place)), Said::NotFixed),
        };
        let at = 60_000.0 * place as f64;
        Entry { subject, said, at }
    });
    progress.hold(entries.collect());
    progress
}
