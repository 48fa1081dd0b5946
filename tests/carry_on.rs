//! What typical sessions of the shipped guide make of links, pictures and case codes.
//!
//! `cargo test --test carry_on -- --nocapture` prints the figures.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

use fixpath::engine::{self, CauseId, Model, Step};
use fixpath::guide::parse::{self, SourceFile};
use fixpath::guide::{Guide, Id, bundle};
use fixpath::progress::code::{case, link};
use fixpath::progress::{Progress, Said, Subject, YES};
use fixpath::qr;

const ADDRESS: &str = "https://help.example.com/remote-connect/#";

/// What one session comes to.
struct Figures {
    /// Letters of the whole address.
    link: usize,
    /// Version of the picture: 17 and four times this are its modules.
    picture: i32,
    /// Letters of the case code, without hyphens.
    code: usize,
}

#[test]
fn links_fit_a_picture_and_codes_are_short_enough_to_read_out() {
    let guide = shipped();
    let model = engine::compile(&guide).unwrap();
    for (n_entries, picture, code) in [(5, 7, 16), (10, 9, 22), (15, 11, 28)] {
        let mut figures: Vec<Figures> = model
            .causes()
            .step_by(2)
            .filter_map(|cause| session(&guide, &model, cause, n_entries))
            .map(|progress| measure(&progress, &guide))
            .collect();
        assert!(figures.len() > 5, "too few causes take {n_entries} entries");
        figures.sort_by_key(|figures| figures.link);
        let middle = &figures[figures.len() / 2];
        let most = figures.last().unwrap();
        let longest = figures.iter().map(|figures| figures.code).max().unwrap();
        println!(
            "{n_entries} entries, {} sessions: link {} letters (at most {}), picture version {} ({}), code {} ({longest})",
            figures.len(),
            middle.link,
            most.link,
            middle.picture,
            most.picture,
            middle.code,
        );
        assert!(middle.picture <= picture, "{}", middle.picture);
        assert!(middle.code <= code, "{}", middle.code);
    }
}

fn measure(progress: &Progress, guide: &Guide) -> Figures {
    let address = format!("{ADDRESS}{}", link::write(progress));
    let picture = qr::draw(&address, ADDRESS.len() + link::PREFIX.len()).unwrap();
    let code = case::write(&progress.session(), guide);
    if std::env::var_os("SHOW").is_some() {
        println!("{code}  {address}");
    }
    Figures {
        link: address.len(),
        picture: (picture.size - 17) / 4,
        code: code.replace('-', "").len(),
    }
}

/// Two signs, then what is advised, answered as the cause makes likeliest; nothing mends it.
fn session(guide: &Guide, model: &Model, cause: CauseId, n_entries: usize) -> Option<Progress> {
    let mut progress = Progress::new(guide.id.clone(), String::new());
    let mut at = 1_795_500_000_000.0;
    let yes = |id: &Id| (Subject::Sign(id.clone()), Some(Said::Answer(YES.into())));
    let mut seen: Vec<(&Id, f64)> = guide
        .signs
        .iter()
        .filter_map(|sign| {
            let given = sign.seen.iter().find(|given| given.cause == *model.cause_name(cause))?;
            Some((&sign.id, given.p / sign.seen_default))
        })
        .collect();
    seen.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let mut changes = vec![(Subject::Start, Some(Said::So))];
    changes.extend(seen.iter().take(2).map(|(id, _)| yes(id)));
    progress.record(at, changes);
    while progress.session().told().count() < n_entries {
        at += 83_000.0;
        let advice = engine::advise(model, &progress.session().evidence(model));
        // One who would rather not call support goes on with what is best beside it.
        let steps = [advice.next]
            .into_iter()
            .chain(advice.alternatives.iter().map(|(step, _)| *step));
        let said = match steps.into_iter().find(|step| *step != Step::CallService)? {
            Step::Ask(question) => {
                let likeliest = |a: &_, b: &_| {
                    let p = |answer: &_| model.likelihood(question, *answer, cause);
                    p(a).total_cmp(&p(b))
                };
                let answer = model.answers(question).max_by(likeliest)?;
                let (id, answer) = (model.question_name(question), model.answer_name(question, answer));
                let subject = if model.is_sign(question) {
                    Subject::Sign
                } else {
                    Subject::Question
                };
                (subject(id.clone()), Said::Answer(answer.clone()))
            }
            Step::Do(action) => (Subject::Action(model.action_name(action).clone()), Said::NotFixed),
            Step::CallService => unreachable!("passed over"),
        };
        progress.record(at, vec![(said.0, Some(said.1))]);
    }
    Some(progress)
}

fn shipped() -> Guide {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("guides/toyota-remote-connect");
    let files = ["guide.toml", "en.toml"].map(|file| SourceFile {
        path: file.to_owned(),
        text: fs::read_to_string(folder.join(file)).unwrap(),
    });
    let (guide, texts) = parse::parse(&files).unwrap();
    bundle::compile(&guide, texts).remove(0).guide
}
