//! Every rule with the smallest edit of a good guide that breaks it, and the exact message.

mod translations;
mod warnings;

use super::near;
use crate::guide::parse::tests::support::{check, check_files, edited, file, parse_edited};

#[test]
fn the_id_is_the_folders_name() {
    check(
        &[("id = \"demo\"", "id = \"demonstration\"")],
        &[],
        &["demo/guide.toml:2:6: id is \"demonstration\", expected \"demo\" as the folder is called"],
    );
}

#[test]
fn the_default_locale_has_a_file() {
    check(
        &[("default_locale = \"en\"", "default_locale = \"de\"")],
        &[],
        &["demo/guide.toml:3:18: default_locale is \"de\", expected a file de.toml"],
    );
    check_files(
        &edited(&[], &[]).into_iter().take(1).collect::<Vec<_>>(),
        &["demo/guide.toml:3:18: default_locale is \"en\", expected a file en.toml"],
    );
}

#[test]
fn the_locale_is_the_files_name() {
    check(
        &[],
        &[("locale = \"en\"", "locale = \"de\"")],
        &["demo/en.toml:1:10: locale is \"de\", expected \"en\" as the file is called"],
    );
}

#[test]
fn ids_are_lower_case_letters_digits_and_hyphens() {
    check(
        &[
            ("id = \"login\"", "id = \"log in\""),
            ("groups = [\"app\"]", "groups = [\"-app\"]"),
        ],
        &[],
        &[
            "demo/en.toml:15:1: group \"-app\": no text, expected group.-app",
            "demo/en.toml:16:1: group \"app\": not in guide.toml, did you mean \"-app\"?",
            "demo/en.toml:28:2: cause \"log in\": no text, expected cause.log in",
            "demo/en.toml:28:8: cause \"login\": not in guide.toml, did you mean \"log in\"?",
            "demo/guide.toml:5:11: groups: id is \"-app\", expected lower-case letters, digits and hyphens",
            "demo/guide.toml:12:1: cause \"log in\": no action fixes it, expected fixes.log in in an [[action]]",
            "demo/guide.toml:13:6: cause \"log in\": id is \"log in\", expected lower-case letters, digits and hyphens",
            "demo/guide.toml:26:9: sign \"signed-out\": no group \"app\", did you mean \"-app\"?",
            "demo/guide.toml:30:6: sign \"signed-out\": no cause \"login\", did you mean \"log in\"?",
            "demo/guide.toml:34:9: question \"password\": no group \"app\", did you mean \"-app\"?",
            "demo/guide.toml:40:12: question \"password\": no cause \"login\", did you mean \"log in\"?",
            "demo/guide.toml:48:7: action \"sign-in\": no cause \"login\", did you mean \"log in\"?",
            "demo/guide.toml:58:7: action \"restart\": no cause \"login\", did you mean \"log in\"?",
            "demo/guide.toml:80:13: prevention \"update\": no cause \"login\", did you mean \"log in\"?",
        ],
    );
    check(
        &[("[\"accepted\", \"refused\"]", "[\"accepted\", \"Refused\"]")],
        &[("refused =", "Refused =")],
        &[
            "demo/guide.toml:38:24: question \"password\": answers: id is \"Refused\", expected lower-case letters, digits and hyphens",
        ],
    );
    check(
        &[("steps = [\"off\"]", "steps = [\"öff\"]")],
        &[("steps.off", "steps.\"öff\"")],
        &[
            "demo/guide.toml:61:10: action \"restart\": steps: id is \"öff\", expected lower-case letters, digits and hyphens",
        ],
    );
}

#[test]
fn sources_may_hold_capitals_but_nothing_else() {
    let capitals = [
        ("id = \"manual\"", "id = \"US-ES\""),
        ("origin = \"manual\"\n\n[[faq]]", "origin = \"US-ES\"\n\n[[faq]]"),
    ];
    assert!(
        parse_edited(&capitals, &[]).is_err_and(|problems| problems.iter().all(|p| p.message.contains("no source")))
    );
    check(
        &[(
            "title = \"Manual\"",
            "title = \"Manual\"\n[[source]]\nid = \"a b\"\ntitle = \"Other\"",
        )],
        &[],
        &["demo/guide.toml:87:6: source \"a b\": id is \"a b\", expected letters, digits and hyphens"],
    );
}

#[test]
fn a_name_is_given_once() {
    check(
        &[("id = \"other\"", "id = \"login\"")],
        &[(
            "[cause.other]\ntitle = \"Something else\"\nabout = \"Not listed here.\"\n",
            "",
        )],
        &["demo/guide.toml:19:6: cause \"login\": \"login\" stands in line 13 already, expected it once"],
    );
    check(
        &[("groups = [\"app\"]", "groups = [\"app\", \"app\"]")],
        &[],
        &["demo/guide.toml:5:18: groups: \"app\" stands in line 5 already, expected it once"],
    );
    check(
        &[("[\"accepted\", \"refused\"]", "[\"accepted\", \"accepted\"]")],
        &[("refused = \"No\"\n", "")],
        &[
            "demo/guide.toml:38:24: question \"password\": answers: \"accepted\" stands in line 38 already, expected it once",
        ],
    );
    check(
        &[("[\"open\", \"enter\"]", "[\"open\", \"enter\", \"open\"]")],
        &[],
        &["demo/guide.toml:51:27: action \"sign-in\": steps: \"open\" stands in line 51 already, expected it once"],
    );
    check(
        &[("checks = [\"log\"]", "checks = [\"log\", \"log\"]")],
        &[],
        &["demo/guide.toml:66:18: escalation: checks: \"log\" stands in line 66 already, expected it once"],
    );
    check(
        &[(
            "url = \"https://example.org/manual\"",
            "[[source]]\nid = \"manual\"\ntitle = \"Again\"",
        )],
        &[],
        &["demo/guide.toml:87:6: source \"manual\": \"manual\" stands in line 84 already, expected it once"],
    );
}

#[test]
fn signs_and_questions_share_one_set_of_names() {
    check(
        &[("id = \"password\"", "id = \"signed-out\"")],
        &[
            ("[question.password]", "[question.signed-out]"),
            ("[question.password.answers]", "[question.signed-out.answers]"),
        ],
        &["demo/guide.toml:33:6: question \"signed-out\": \"signed-out\" stands in line 25 already, expected it once"],
    );
}

#[test]
fn a_reference_is_made_once() {
    check(
        &[("after = [\"sign-in\"]", "after = [\"sign-in\", \"sign-in\"]")],
        &[],
        &["demo/guide.toml:59:21: action \"restart\": after: \"sign-in\" stands in line 59 already, expected it once"],
    );
    check(
        &[("prevents = [\"login\"]", "prevents = [\"login\", \"login\"]")],
        &[],
        &[
            "demo/guide.toml:80:22: prevention \"update\": prevents: \"login\" stands in line 80 already, expected it once",
        ],
    );
    check(
        &[
            ("risk = true", "needs = [\"key\", \"key\"]\nrisk = true"),
            ("fixes.login = 0.9\nneeds = [\"key\"]", "fixes.login = 0.9"),
        ],
        &[],
        &["demo/guide.toml:49:17: action \"sign-in\": needs: \"key\" stands in line 49 already, expected it once"],
    );
}

#[test]
fn no_cause_is_called_default() {
    check(
        &[("id = \"other\"", "id = \"default\"")],
        &[("[cause.other]", "[cause.default]")],
        &[
            "demo/guide.toml:19:6: cause \"default\": \"default\" means the causes that are not named, expected another id",
        ],
    );
}

#[test]
fn references_lead_somewhere() {
    check(
        &[("stage = \"account\"", "stage = \"acount\"")],
        &[],
        &["demo/guide.toml:14:9: cause \"login\": no stage \"acount\", did you mean \"account\"?"],
    );
    check(
        &[("group = \"app\"\nminutes = 0.2", "group = \"car\"\nminutes = 0.2")],
        &[],
        &["demo/guide.toml:26:9: sign \"signed-out\": no group \"car\", expected one of groups"],
    );
    check(
        &[("group = \"app\"\nplace", "group = \"car\"\nplace")],
        &[],
        &["demo/guide.toml:34:9: question \"password\": no group \"car\", expected one of groups"],
    );
    check(
        &[(
            "place = \"car\"\nminutes = 1\norigin = \"manual\"\nanswers",
            "place = \"garage\"\nminutes = 1\norigin = \"manual\"\nanswers",
        )],
        &[],
        &["demo/guide.toml:35:9: question \"password\": no place \"garage\", expected one of places"],
    );
    check(
        &[("place = \"car\"\nminutes = 2", "place = \"garage\"\nminutes = 2")],
        &[],
        &["demo/guide.toml:44:9: action \"sign-in\": no place \"garage\", expected one of places"],
    );
    check(
        &[("needs = [\"key\"]\n\n", "away = [\"garage\"]\nneeds = [\"key\"]\n\n")],
        &[],
        &["demo/guide.toml:7:9: away: no place \"garage\", expected one of places"],
    );
    check(
        &[("seen.login =", "seen.logins =")],
        &[],
        &["demo/guide.toml:30:6: sign \"signed-out\": no cause \"logins\", did you mean \"login\"?"],
    );
    check(
        &[("likelihood.login =", "likelihood.account =")],
        &[],
        &["demo/guide.toml:40:12: question \"password\": no cause \"account\", expected the id of a [[cause]]"],
    );
    check(
        &[("fixes.login = 0.1", "fixes.login = 0.1\nfixes.nothing = 0.1")],
        &[],
        &["demo/guide.toml:59:7: action \"restart\": no cause \"nothing\", expected the id of a [[cause]]"],
    );
    check(
        &[("fixes.login = 0.1", "fixes.login = 0.1\nfixes.default = 0.1")],
        &[],
        &["demo/guide.toml:59:7: action \"restart\": no cause \"default\", expected the id of a [[cause]]"],
    );
    check(
        &[("after = [\"sign-in\"]", "after = [\"sign-on\"]")],
        &[],
        &["demo/guide.toml:59:10: action \"restart\": no action \"sign-on\", did you mean \"sign-in\"?"],
    );
    check(
        &[("needs = [\"key\"]\nrisk", "needs = [\"phone\"]\nrisk")],
        &[],
        &["demo/guide.toml:49:10: action \"sign-in\": no need \"phone\", expected one of needs"],
    );
    check(
        &[("sign = \"signed-out\"", "sign = \"password\"")],
        &[],
        &["demo/guide.toml:75:8: faq \"why\": no sign \"password\", expected the id of a [[sign]]"],
    );
    check(
        &[("prevents = [\"login\"]", "prevents = [\"rain\"]")],
        &[],
        &["demo/guide.toml:80:13: prevention \"update\": no cause \"rain\", expected the id of a [[cause]]"],
    );
}

#[test]
fn origins_lead_to_a_source_or_give_a_reason() {
    check(
        &[(
            "origin = \"manual\"\n\n[[prevention]]",
            "origin = \"manuel\"\n\n[[prevention]]",
        )],
        &[],
        &["demo/guide.toml:76:10: faq \"why\": no source \"manuel\", did you mean \"manual\"?"],
    );
    check(
        &[("prior = 0.6\norigin = \"manual\"", "prior = 0.6\norigin = \"hearsay\"")],
        &[],
        &[
            "demo/guide.toml:16:10: cause \"login\": no source \"hearsay\", expected the id of a [[source]] or \"judgement: \" and the reason",
        ],
    );
    check(
        &[("judgement: most owners see it", "judgement: ")],
        &[],
        &["demo/guide.toml:30:34: sign \"signed-out\": origin is a judgement without a reason, expected the reason"],
    );
    check(
        &[("judgement: everything else", "judgement")],
        &[],
        &["demo/guide.toml:22:10: cause \"other\": origin is a judgement without a reason, expected the reason"],
    );
    check(
        &[("prior = 0.6\norigin = \"manual\"", "prior = 0.6")],
        &[],
        &[
            "demo/guide.toml:12:1: cause \"login\": origin is missing, expected the id of a [[source]] or \"judgement: \" and the reason",
        ],
    );
    check(
        &[("minutes = 60\norigin = \"manual\"", "minutes = 60\norigin = \"nobody\"")],
        &[],
        &[
            "demo/guide.toml:65:10: escalation: no source \"nobody\", expected the id of a [[source]] or \"judgement: \" and the reason",
        ],
    );
    check(
        &[(
            "phone = \"1-800\"\norigin = \"manual\"",
            "phone = \"1-800\"\norigin = \"nobody\"",
        )],
        &[],
        &[
            "demo/guide.toml:71:10: contact \"us\": no source \"nobody\", expected the id of a [[source]] or \"judgement: \" and the reason",
        ],
    );
    check(
        &[(
            "prevents = [\"login\"]\norigin = \"manual\"",
            "prevents = [\"login\"]\norigin = \"nobody\"",
        )],
        &[],
        &[
            "demo/guide.toml:81:10: prevention \"update\": no source \"nobody\", expected the id of a [[source]] or \"judgement: \" and the reason",
        ],
    );
    check(
        &[(
            "likelihood.login = [0.2, 0.8]",
            "likelihood.login = { p = [0.2, 0.8], origin = \"nobody\" }",
        )],
        &[],
        &[
            "demo/guide.toml:40:47: question \"password\": no source \"nobody\", expected the id of a [[source]] or \"judgement: \" and the reason",
        ],
    );
    check(
        &[("fixes.login = 0.1", "fixes.login = { p = 0.1, origin = \"nobody\" }")],
        &[],
        &[
            "demo/guide.toml:58:35: action \"restart\": no source \"nobody\", expected the id of a [[source]] or \"judgement: \" and the reason",
        ],
    );
}

#[test]
fn after_never_goes_in_a_circle() {
    check(
        &[("fixes.login = 0.9", "fixes.login = 0.9\nafter = [\"restart\"]")],
        &[],
        &[
            "demo/guide.toml:49:9: action \"sign-in\": after goes in a circle (\"sign-in\" after \"restart\" after \"sign-in\"), expected an order",
        ],
    );
    check(
        &[("after = [\"sign-in\"]", "after = [\"restart\"]")],
        &[],
        &[
            "demo/guide.toml:59:9: action \"restart\": after goes in a circle (\"restart\" after \"restart\"), expected an order",
        ],
    );
}

#[test]
fn a_contact_can_be_reached() {
    check(
        &[("phone = \"1-800\"", "")],
        &[],
        &["demo/guide.toml:68:1: contact \"us\": neither phone nor url, expected one or both"],
    );
}

#[test]
fn addresses_are_web_addresses() {
    check(
        &[("phone = \"1-800\"", "url = \"http://example.org\"")],
        &[],
        &["demo/guide.toml:70:7: contact \"us\": url is \"http://example.org\", expected https://…"],
    );
    check(
        &[("https://example.org/manual", "javascript:alert(1)")],
        &[],
        &["demo/guide.toml:86:7: source \"manual\": url is \"javascript:alert(1)\", expected https://… or http://…"],
    );
}

#[test]
fn probabilities_are_from_0_to_1() {
    check(
        &[("prior = 0.6", "prior = -0.1")],
        &[],
        &["demo/guide.toml:15:9: cause \"login\": prior is -0.1, expected 0 to 1"],
    );
    check(
        &[("seen.default = 0.1", "seen.default = 1.1")],
        &[],
        &["demo/guide.toml:29:16: sign \"signed-out\": seen.default is 1.1, expected 0 to 1"],
    );
    check(
        &[("p = 0.8", "p = 80")],
        &[],
        &["demo/guide.toml:30:20: sign \"signed-out\": seen.login is 80, expected 0 to 1"],
    );
    check(
        &[("likelihood.default = [0.9, 0.1]", "likelihood.default = [1.1, -0.1]")],
        &[],
        &[
            "demo/guide.toml:39:22: question \"password\": likelihood.default is -0.1, expected 0 to 1",
            "demo/guide.toml:39:22: question \"password\": likelihood.default is 1.1, expected 0 to 1",
        ],
    );
    check(
        &[("likelihood.login = [0.2, 0.8]", "likelihood.login = [1.2, 0.8]")],
        &[],
        &["demo/guide.toml:40:20: question \"password\": likelihood.login is 1.2, expected 0 to 1"],
    );
    check(
        &[("fixes.login = 0.9", "fixes.login = 9")],
        &[],
        &["demo/guide.toml:48:15: action \"sign-in\": fixes.login is 9, expected 0 to 1"],
    );
}

#[test]
fn a_row_has_one_number_per_answer() {
    check(
        &[("[0.9, 0.1]", "[0.9, 0.05, 0.05]"), ("[0.2, 0.8]", "[1]")],
        &[],
        &[
            "demo/guide.toml:39:22: question \"password\": likelihood.default is 3 long, expected 2, one number per answer",
            "demo/guide.toml:40:20: question \"password\": likelihood.login is 1 long, expected 2, one number per answer",
        ],
    );
    check(
        &[("[0.9, 0.1]", "[]")],
        &[],
        &[
            "demo/guide.toml:39:22: question \"password\": likelihood.default is 0 long, expected 2, one number per answer",
        ],
    );
}

#[test]
fn a_row_sums_to_1() {
    check(
        &[("[0.9, 0.1]", "[0.9, 0.2]"), ("[0.2, 0.8]", "[0.2, 0.79999]")],
        &[],
        &[
            "demo/guide.toml:39:22: question \"password\": likelihood.default sums to 1.1, expected 1",
            "demo/guide.toml:40:20: question \"password\": likelihood.login sums to 0.99999, expected 1",
        ],
    );
    check(&[("[0.9, 0.1]", "[0.9, 0.1000000001]")], &[], &[]);
}

#[test]
fn looking_and_doing_take_time() {
    check(
        &[("minutes = 0.2", "minutes = 0.1")],
        &[],
        &["demo/guide.toml:27:11: sign \"signed-out\": minutes is 0.1, expected at least 0.2"],
    );
    check(
        &[(
            "minutes = 1\norigin = \"manual\"\nanswers",
            "minutes = 0\norigin = \"manual\"\nanswers",
        )],
        &[],
        &["demo/guide.toml:36:11: question \"password\": minutes is 0, expected at least 0.2"],
    );
    check(
        &[("minutes = 2", "minutes = 0")],
        &[],
        &["demo/guide.toml:45:11: action \"sign-in\": minutes is 0, expected more than 0"],
    );
    check(
        &[("minutes = 60", "minutes = -1")],
        &[],
        &["demo/guide.toml:64:11: escalation: minutes is -1, expected more than 0"],
    );
    check(
        &[("wait = 3", "wait = -0.5")],
        &[],
        &["demo/guide.toml:46:8: action \"sign-in\": wait is -0.5, expected 0 or more"],
    );
}

#[test]
fn exactly_one_cause_is_the_leak() {
    check(
        &[
            ("leak = true", "stage = \"account\""),
            ("fixes.login = 0.1", "fixes.login = 0.1\nfixes.other = 0.1"),
        ],
        &[],
        &["demo/guide.toml:12:1: no cause has leak = true, expected one that stands for all that is not listed"],
    );
    check(
        &[("stage = \"account\"", "leak = true")],
        &[],
        &["demo/guide.toml:20:8: cause \"other\": a second leak after cause \"login\", expected one"],
    );
}

#[test]
fn the_leak_is_possible_and_not_certain() {
    check(
        &[("prior = 0.4", "prior = 0"), ("prior = 0.6", "prior = 1")],
        &[],
        &["demo/guide.toml:21:9: cause \"other\": prior of the leak is 0, expected more than 0 and less than 1"],
    );
    check(
        &[("prior = 0.4", "prior = 1"), ("prior = 0.6", "prior = 0")],
        &[],
        &["demo/guide.toml:21:9: cause \"other\": prior of the leak is 1, expected more than 0 and less than 1"],
    );
}

#[test]
fn every_cause_but_the_leak_has_a_stage() {
    check(
        &[("leak = true", "leak = true\nstage = \"account\"")],
        &[],
        &["demo/guide.toml:21:9: cause \"other\": stage is \"account\", expected none for the leak"],
    );
    check(
        &[("stage = \"account\"", "")],
        &[],
        &["demo/guide.toml:12:1: cause \"login\": stage is missing, expected the id of a [[stage]]"],
    );
}

#[test]
fn a_stage_has_an_icon_that_is_drawn_or_none() {
    let stage = |line: &'static str| [("id = \"account\"", line)];
    check(&stage("id = \"account\"\nicon = \"account\""), &[], &[]);
    check(
        &stage("id = \"account\"\nicon = \"acount\""),
        &[],
        &["demo/guide.toml:11:8: stage \"account\": no icon \"acount\", did you mean \"account\"?"],
    );
    check(
        &stage("id = \"account\"\nicon = \"unicorn\""),
        &[],
        &[
            "demo/guide.toml:11:8: stage \"account\": no icon \"unicorn\", expected one of account, battery, calendar, \
             car, card, cloud, cup, drop, flame, gear, home, key, link, lock, message, phone, plug, router, servers, signal",
        ],
    );
}

#[test]
fn not_every_stage_is_beneath_the_others() {
    check(
        &[("id = \"account\"", "id = \"account\"\nbeneath = true")],
        &[],
        &["demo/guide.toml:11:11: stage \"account\": beneath is true for every stage, expected one in line at least"],
    );
}

#[test]
fn priors_sum_to_about_1() {
    check(
        &[("prior = 0.6", "prior = 0.57")],
        &[],
        &["demo/guide.toml:12:1: priors sum to 0.97, expected 1 (0.98 to 1.02)"],
    );
    check(&[("prior = 0.6", "prior = 0.62")], &[], &[]);
}

#[test]
fn a_question_has_two_answers() {
    check(
        &[
            ("[\"accepted\", \"refused\"]", "[\"accepted\"]"),
            ("[0.9, 0.1]", "[1]"),
            ("[0.2, 0.8]", "[1]"),
        ],
        &[("refused = \"No\"\n", "")],
        &["demo/guide.toml:38:11: question \"password\": number of answers is 1, expected at least 2"],
    );
}

#[test]
fn an_action_has_steps() {
    check(
        &[("steps = [\"off\"]", "steps = []")],
        &[("steps.off = \"Switch off and on.\"", "")],
        &["demo/guide.toml:61:9: action \"restart\": steps is empty, expected at least one"],
    );
}

#[test]
fn an_action_fixes_something() {
    check(
        &[("fixes.login = 0.1", "fixes.login = 0")],
        &[],
        &["demo/guide.toml:58:1: action \"restart\": fixes has no chance above 0, expected one for at least one cause"],
    );
    check(
        &[("fixes.login = 0.1", "fixes = {}")],
        &[],
        &["demo/guide.toml:58:9: action \"restart\": fixes has no chance above 0, expected one for at least one cause"],
    );
}

#[test]
fn every_cause_but_the_leak_can_be_fixed() {
    check(
        &[
            ("fixes.login = 0.9", "fixes.other = 0.9"),
            ("fixes.login = 0.1", "fixes.other = 0.1"),
        ],
        &[],
        &["demo/guide.toml:12:1: cause \"login\": no action fixes it, expected fixes.login in an [[action]]"],
    );
}

#[test]
fn everything_has_its_text() {
    check(
        &[],
        &[
            ("android = \"Android\"\n", ""),
            ("app = \"In the app\"\n", ""),
            ("car = \"in the car\"\n", ""),
            ("[need]\nkey = \"the car key\"\n", ""),
            ("[stage.account]\ntitle = \"Account\"\nabout = \"Who you are.\"\n", ""),
            (
                "[cause.other]\ntitle = \"Something else\"\nabout = \"Not listed here.\"\n",
                "",
            ),
            ("refused = \"No\"\n", ""),
            ("open = \"Open the app.\"\n", ""),
            ("log = \"The log.\"\n", ""),
            (
                "[escalation.contacts.us]\nname = \"United States\"\nnote = \"Day and night.\"\n",
                "",
            ),
            ("[faq.why]\nquestion = \"Why?\"\nanswer = \"Because.\"\n", ""),
            ("update = \"Update the app.\"\n", ""),
        ],
        &[
            "demo/en.toml:1:1: faq \"why\": no text, expected faq.why",
            "demo/en.toml:1:1: need \"key\": no text, expected need.key",
            "demo/en.toml:1:1: stage \"account\": no text, expected stage.account",
            "demo/en.toml:11:1: platform \"android\": no text, expected platform.android",
            "demo/en.toml:14:1: group \"app\": no text, expected group.app",
            "demo/en.toml:16:1: place \"car\": no text, expected place.car",
            "demo/en.toml:20:2: cause \"other\": no text, expected cause.other",
            "demo/en.toml:35:1: question \"password\": answer \"refused\": no text, expected question.password.answers.refused",
            "demo/en.toml:44:1: action \"sign-in\": step \"open\": no text, expected action.sign-in.steps.open",
            "demo/en.toml:52:1: contact \"us\": no text, expected escalation.contacts.us",
            "demo/en.toml:55:1: check \"log\": no text, expected escalation.checks.log",
            "demo/en.toml:59:1: prevention \"update\": no text, expected prevention.update",
        ],
    );
    check(
        &[],
        &[(
            "[sign.signed-out]\nlabel = \"It asks me to sign in\"\nask = \"Does it ask you to sign in?\"\nphrases = [\"login screen\"]\n",
            "",
        )],
        &["demo/en.toml:1:1: sign \"signed-out\": no text, expected sign.signed-out"],
    );
    check(
        &[],
        &[(
            "[guide]\nproduct = \"Demo\"\ntitle = \"Demo\"\nlead = \"Find out why.\"\nabout = \"What it does.\"\nhow = \"How it works.\"\ndisclaimer = \"Nobody stands behind this.\"\n",
            "",
        )],
        &["demo/en.toml:1:1: guide is missing, expected [guide]"],
    );
}

#[test]
fn phrases_of_answers_are_for_answers_that_the_question_has() {
    let with = |phrases: &str| format!("refused = \"No\"\n[question.password.phrases]\n{phrases}");
    check(
        &[],
        &[("refused = \"No\"", &with("refused = [\"wrong password\"]"))],
        &[],
    );
    check(
        &[],
        &[("refused = \"No\"", &with("refusd = [\"wrong password\"]"))],
        &["demo/en.toml:50:1: question \"password\": answer \"refusd\": not in guide.toml, expected no text"],
    );
}

#[test]
fn every_text_has_its_thing() {
    check(
        &[],
        &[
            ("ios = \"iPhone\"", "ios = \"iPhone\"\nandroids = \"Androids\""),
            (
                "[cause.other]",
                "[cause.rain]\ntitle = \"Rain\"\nabout = \"It rains.\"\n[cause.other]",
            ),
            ("refused = \"No\"", "refused = \"No\"\nmaybe = \"Maybe\""),
            (
                "open = \"Open the app.\"",
                "open = \"Open the app.\"\nclose = \"Close it.\"",
            ),
            ("log = \"The log.\"", "log = \"The log.\"\nlogs = \"The logs.\""),
            (
                "update = \"Update the app.\"",
                "update = \"Update the app.\"\nwash = \"Wash the car.\"",
            ),
        ],
        &[
            "demo/en.toml:13:1: platform \"androids\": not in guide.toml, did you mean \"android\"?",
            "demo/en.toml:33:8: cause \"rain\": not in guide.toml, expected no text",
            "demo/en.toml:53:1: question \"password\": answer \"maybe\": not in guide.toml, expected no text",
            "demo/en.toml:63:1: action \"sign-in\": step \"close\": not in guide.toml, expected no text",
            "demo/en.toml:76:1: check \"logs\": not in guide.toml, did you mean \"log\"?",
            "demo/en.toml:88:1: prevention \"wash\": not in guide.toml, expected no text",
        ],
    );
}

#[test]
fn a_step_may_differ_by_known_platforms_only() {
    check(
        &[],
        &[("{ ios = \"Tap **Sign in**.\"", "{ windows = \"Click.\"")],
        &["demo/en.toml:58:11: action \"sign-in\": steps.enter: no platform \"windows\", expected one of platforms"],
    );
    check(
        &[],
        &[("android = \"Press *Sign in*.\"", "andriod = \"Press *Sign in*.\"")],
        &["demo/en.toml:58:37: action \"sign-in\": steps.enter: no platform \"andriod\", did you mean \"android\"?"],
    );
}

#[test]
fn a_risk_has_a_warning_and_a_warning_a_risk() {
    check(
        &[],
        &[("risk = \"You may lose the list.\"", "")],
        &["demo/en.toml:50:9: action \"sign-in\": no risk text, expected a warning as guide.toml says risk = true"],
    );
    check(
        &[("risk = true", "")],
        &[],
        &["demo/en.toml:54:8: action \"sign-in\": risk has a text, expected none or risk = true in guide.toml"],
    );
}

#[test]
fn a_wait_says_what_for_and_only_a_wait_does() {
    check(
        &[],
        &[("wait = \"Until it shows the car.\"", "")],
        &["demo/en.toml:50:9: action \"sign-in\": no wait text, expected what is being waited for"],
    );
    check(
        &[("wait = 3", "")],
        &[],
        &["demo/en.toml:53:8: action \"sign-in\": wait has a text, expected none or minutes of waiting in guide.toml"],
    );
}

#[test]
fn a_name_is_guessed_within_two_slips_and_half_its_letters() {
    assert_eq!(near("subscripton", ["server", "subscription"]), Some("subscription"));
    assert_eq!(near("subscripn", ["subscription"]), None);
    assert_eq!(near("us", ["eu"]), None);
    assert_eq!(near("", ["a"]), None);
}

#[test]
fn a_windows_path_names_the_folder_as_well() {
    let files = edited(&[], &[]);
    let files: Vec<_> = files
        .into_iter()
        .map(|f| file(&f.path.replace('/', "\\"), f.text))
        .collect();
    check_files(&files, &[]);
}

#[test]
fn chances_of_no_outcome_are_less_than_one_and_slips_less_than_half() {
    check(
        &[
            ("id = \"signed-out\"", "id = \"signed-out\"\nunsure = 1"),
            ("id = \"password\"", "id = \"password\"\nunsure = -0.1"),
            ("id = \"sign-in\"", "id = \"sign-in\"\ncant = 1.5\ncant_minutes = 0"),
            ("[escalation]", "[slip]\np = 0.5\norigin = \"nobody\"\n\n[escalation]"),
        ],
        &[],
        &[
            "demo/guide.toml:26:10: sign \"signed-out\": unsure is 1, expected 0 or more and less than 1",
            "demo/guide.toml:35:10: question \"password\": unsure is -0.1, expected 0 or more and less than 1",
            "demo/guide.toml:46:8: action \"sign-in\": cant is 1.5, expected 0 or more and less than 1",
            "demo/guide.toml:47:16: action \"sign-in\": cant_minutes is 0, expected more than 0",
            "demo/guide.toml:68:5: slip: p is 0.5, expected 0 or more and less than 0.5",
            "demo/guide.toml:69:10: slip: no source \"nobody\", expected the id of a [[source]] or \"judgement: \" and the reason",
        ],
    );
}

#[test]
fn what_support_takes_by_cause_and_what_owners_are_like_is_checked() {
    check(
        &[(
            "minutes = 60",
            "minutes = 60\nwait = -5\nby_cause.nobody = { minutes = 10 }\nby_cause.login = { minutes = 0, wait = -1 }",
        )],
        &[],
        &[
            "demo/guide.toml:65:8: escalation: wait is -5, expected 0 or more",
            "demo/guide.toml:66:10: escalation: by_cause: no cause \"nobody\", expected the id of a [[cause]]",
            "demo/guide.toml:67:30: escalation: by_cause.login: minutes is 0, expected more than 0",
            "demo/guide.toml:67:40: escalation: by_cause.login: wait is -1, expected 0 or more",
        ],
    );
    check(
        &[(
            "[escalation]",
            "[owners]\nwaiting_weight = 2\nunsure = 1\ncard_minutes = -1\norigin = \"manual\"\n\n[escalation]",
        )],
        &[],
        &[
            "demo/guide.toml:64:18: owners: waiting_weight is 2, expected 0 to 1",
            "demo/guide.toml:65:10: owners: unsure is 1, expected 0 or more and less than 1",
            "demo/guide.toml:66:16: owners: card_minutes is -1, expected 0 or more",
        ],
    );
}

#[test]
fn a_tie_has_two_members_and_conditions_name_answers() {
    check(
        &[
            ("id = \"signed-out\"", "id = \"signed-out\"\ntie = \"account\""),
            (
                "id = \"sign-in\"",
                "id = \"sign-in\"\ntie = \"logn\"\nonly_if.pasword = \"accepted\"",
            ),
            (
                "id = \"restart\"",
                "id = \"restart\"\ntie = \"login\"\nonly_if.password = \"yes\"\nonly_if.signed-out = \"yes\"",
            ),
        ],
        &[],
        &[
            "demo/guide.toml:26:7: sign \"signed-out\": nothing else has tie \"account\", expected two or more",
            "demo/guide.toml:45:7: action \"sign-in\": nothing else has tie \"logn\", did you mean \"login\"?",
            "demo/guide.toml:46:9: action \"sign-in\": only_if: no question \"pasword\", did you mean \"password\"?",
            "demo/guide.toml:58:7: action \"restart\": nothing else has tie \"login\", did you mean \"logn\"?",
            "demo/guide.toml:59:9: action \"restart\": only_if: \"password\" has no answer \"yes\", expected \"accepted\" or \"refused\"",
        ],
    );
}

#[test]
fn what_may_cost_or_lose_something_is_guarded() {
    let guarded = "least_chance = 0.05";
    for harm in ["costs_money = true", "cannot_be_undone = true"] {
        let key = harm.split(' ').next().unwrap();
        let message = format!(
            "demo/guide.toml:52:{}: action \"sign-in\": {key} is true and it is advised however unlikely it helps, expected only_if or least_chance",
            harm.len() - 3
        );
        let risk = ("risk = true", "certain = false");
        let warning = ("risk = \"You may lose the list.\"", "");
        check(&[risk, (guarded, harm)], &[warning], &[&message]);
        check(&[(guarded, &format!("{guarded}\n{harm}"))], &[], &[]);
    }
    check(
        &[(
            guarded,
            "unless.password = [\"refused\", \"yes\"]\nnot_while = [\"logn\"]\nonly_if.signed-out = \"yes\"",
        )],
        &[],
        &[
            "demo/guide.toml:52:8: action \"sign-in\": unless: \"password\" has no answer \"yes\", expected \"accepted\" or \"refused\"",
            "demo/guide.toml:53:14: action \"sign-in\": no cause \"logn\", did you mean \"login\"?",
        ],
    );
    for chance in ["-0.1", "1.5"] {
        let wrong = format!("least_chance = {chance}");
        let message = format!("demo/guide.toml:52:16: action \"sign-in\": least_chance is {chance}, expected 0 to 1");
        check(&[(guarded, &wrong)], &[], &[&message]);
    }
}

#[test]
fn a_reminder_comes_1_to_365_whole_days_before_and_has_its_words() {
    let remind = |days: &str| format!("prevents = [\"login\"]\nremind = {days}");
    let words = (
        "[prevention]",
        "[reminder.update]\nask = \"When?\"\ntitle = \"Update\"\n\n[prevention]",
    );
    for days in ["0", "366", "1.5"] {
        check(
            &[("prevents = [\"login\"]", &remind(days))],
            &[words],
            &[&format!(
                "demo/guide.toml:81:10: prevention \"update\": remind is {days}, expected 1 to 365 whole days before"
            )],
        );
    }
    check(&[("prevents = [\"login\"]", &remind("7"))], &[words], &[]);
    check(
        &[("prevents = [\"login\"]", &remind("7"))],
        &[],
        &["demo/en.toml:1:1: reminder \"update\": no text, expected reminder.update"],
    );
    check(
        &[],
        &[words],
        &["demo/en.toml:79:11: reminder \"update\": not in guide.toml, expected no text"],
    );
}
