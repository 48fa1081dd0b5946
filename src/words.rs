//! The words of the interface: one file per language beside this one, of which the page fetches the one in use.
//!
//! A file is one JSON object of texts. `{name}` in a text is filled in by the page; texts that depend on a number
//! have one key per plural form of the language, such as `faq_count_one`. What a guide says stands in the guide.

pub mod choice;
mod fill;
mod plural;

pub use plural::{Count, Plural};

#[cfg(all(test, not(target_arch = "wasm32")))]
mod choice_tests;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

/// Languages of the interface.
pub static LANGUAGES: [Language; 3] = [
    Language::new("en", "English", include_bytes!("words/en.json")),
    Language::new("es", "Español", include_bytes!("words/es.json")),
    Language::new("fr", "Français", include_bytes!("words/fr.json")),
];

/// A language that the interface speaks.
#[derive(Clone, Copy, Debug)]
pub struct Language {
    /// BCP 47 tag.
    pub locale: &'static str,
    /// What its speakers call it.
    pub name: &'static str,
    hash: u64,
    #[cfg(feature = "ssr")]
    file: &'static [u8],
}

impl Language {
    const fn new(locale: &'static str, name: &'static str, file: &'static [u8]) -> Self {
        Self {
            locale,
            name,
            hash: hash(file),
            #[cfg(feature = "ssr")]
            file,
        }
    }

    /// Its words, as they lie in their file.
    #[cfg(feature = "ssr")]
    pub fn json(&self) -> &'static str {
        str::from_utf8(self.file).unwrap_or_default()
    }

    /// The language of a locale, if the interface speaks it.
    pub fn known(locale: &str) -> Option<&'static Self> {
        LANGUAGES
            .iter()
            .find(|language| language.locale == choice::base(locale))
    }

    /// The language of the interface for texts in `locale`: English where it does not speak that.
    pub fn of(locale: &str) -> &'static Self {
        Self::known(locale).unwrap_or(&LANGUAGES[0])
    }

    /// Where its words lie beside the page; the build puts them there.
    ///
    /// The name changes with the words, so that a page never meets the words of another version.
    pub fn file(&self) -> String {
        format!("words/{}-{:016x}.json", self.locale, self.hash)
    }
}

/// 64-bit FNV-1a of the bytes and then of their number, as `xtask` names the file.
const fn hash(bytes: &[u8]) -> u64 {
    let length = (bytes.len() as u64).to_le_bytes();
    fold(fold(0xcbf2_9ce4_8422_2325, bytes), &length)
}

const fn fold(mut hash: u64, bytes: &[u8]) -> u64 {
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    hash
}

/// Makes [`Text`]: a field per plain text, and a method per text with something to fill in.
macro_rules! words {
    (
        plain { $($plain:ident,)* }
        filled { $($filled:ident($($name:ident),+),)* }
        counted { $($counted:ident($number:ident),)* }
    ) => {
        /// All words of the interface in one language.
        ///
        /// They are kept as long as the page lives, so that components can hold them without counting.
        #[derive(Debug)]
        pub struct Text {
            /// BCP 47 tag.
            pub locale: &'static str,
            $(pub $plain: &'static str,)*
            $($filled: &'static str,)*
            $($counted: Plural,)*
        }

        impl Text {
            const BLANK: Self = Self {
                locale: "",
                $($plain: "",)*
                $($filled: "",)*
                $($counted: Plural::BLANK,)*
            };

            fn take(&mut self, file: &File) {
                $(file.text(&mut self.$plain, stringify!($plain));)*
                $(file.text(&mut self.$filled, stringify!($filled));)*
                $(self.$counted = Plural::new(stringify!($counted), |form| file.find(form));)*
            }

            $(pub fn $filled(&self, $($name: &str),+) -> String {
                fill::fill(self.$filled, &[$((stringify!($name), $name)),+])
            })*

            $(pub fn $counted(&self, $number: &Count) -> String {
                fill::fill(self.$counted.form(&$number.category), &[(stringify!($number), &$number.digits)])
            })*

            /// Keys of a file with what each text may have filled in, and whether it has plural forms.
            #[cfg(all(test, not(target_arch = "wasm32")))]
            const KEYS: &[(&'static str, &'static [&'static str], bool)] = &[
                $((stringify!($plain), &[], false),)*
                $((stringify!($filled), &[$(stringify!($name)),+], false),)*
                $((stringify!($counted), &[stringify!($number)], true),)*
            ];
        }
    };
}

words! {
    plain {
        boot_heading,
        loading,
        see_heading, see_box, see_matching, see_no_match, see_faq, see_go, see_none, see_back, see_tried, see_heard,
        continue_heading, continue_still, continue_go, start_over,
        card_question, card_action, card_under_minute, card_advanced, card_money, card_final, card_more, card_stop,
        reasons, reasons_changes, reasons_firm, reasons_support,
        why_sign, why_ask, how_to_tell, why_quick, why_long_shot, not_so,
        when_hours, when_day, when_days, when_waiting, worth_heading, worth_card,
        yes, no, not_sure, later, works, failing, cant,
        risk_heading, risk_confirm, platform_legend, steps_label,
        wait_start, wait_again, wait_over, wait_running, wait_left, wait_done,
        put_off_heading, put_off_wait, put_off_next, put_off_last, put_off_now, put_off_left, put_off_lead, put_off_support, place_label,
        moved_little, fine_support,
        chain_heading, chain_note, chain_whole, chain_fine,
        very_likely, likely, possible, unlikely, very_unlikely,
        causes_heading, causes_for, causes_against, causes_no_evidence, causes_rest, causes_all, causes_basis,
        strongly, clearly, a_little,
        cause_steps, cause_signs, doubt_heading,
        so_far_heading, so_far_empty, change, take_back, put_back, undo, redo, moot_repeats, add_signs, no_signs_entry,
        incident_heading, incident_more, incident_ignored,
        fixed_heading, fixed_prevent, fixed_rest, came_back,
        remind_go, remind_missing, remind_past, remind_done, remind_file,
        over_who, over_advised, over_sees, over_stopped, over_short, over_whole, over_elsewhere, over_expect, over_copy, over_print,
        over_download, over_json, over_mail, over_mail_cut, over_file_json, over_contact, over_taken, over_checks, over_keep_trying, over_back, over_file,
        carry_heading, carry_about, carry_link, carry_copy_link, carry_qr, carry_qr_about, carry_qr_none, carry_code,
        carry_code_about, carry_copy_code, copied, copy_failed,
        code_open, code_hint, code_go,
        arrived_link, arrived_code, arrived_aside, arrived_go, arrived_keep, arrived_not_now, arrived_done,
        refused_heading, refused_kept, refused_go_on,
        code_empty, code_mistyped, code_damaged, code_newer, code_open_guide, code_another_guide, code_other_version,
        report_title, report_signs, report_since, report_likeliest, report_lapsed, report_answers, report_steps, report_open,
        report_moot, report_causes, report_checks, report_nothing,
        report_estimate,
        faq_heading, faq_search, faq_none, faq_link, faq_happening,
        prevent_heading, sources,
        private_note, not_saved_refused, not_saved_full, not_saved_unwanted, set_aside, aside, aside_look, dismiss, newer, newer_go,
        delete, delete_sure, delete_yes, delete_no, deleted,
        fail_heading, fail_kept, fail_again,
        languages, language_now,
    }
    filled {
        see_example(words), see_more(group, n), see_all(group, n), see_by(words), see_picked_by(words), see_picked(n),
        percent_under(percent), percent_over(percent),
        continue_last(what, when),
        card_about(span), card_wait(span), card_needs(needs),
        when_often(often), when_sometimes(often, most), how_far(done, left), worth_first(asked),
        wait_try(what), put_off_place(place), put_off_now_of(what),
        place_done(place), place_here(place), place_arrive(place), place_leave(place), place_while(place), place_nothing(place),
        reasons_other_same(step), reasons_other_more(step, span), reasons_change(cause, next),
        why_now(cause, chance), check_first(action), only_if(entry), fine_next(next),
        moved(what),
        cause_helps(chance), causes_here(stage), causes_basis_detail(all, judged, sourced), leak_high(percent), doubt(what),
        entry_asked(asked, answer), entry_named(asked, answer), change_of(entry), changed_now(what), take_back_of(entry),
        put_back_of(entry), undo_of(what), redo_of(what), moot_condition(asked),
        incident_raises(cause), incident_lowers(cause), incident_entry(what),
        incident_likelier(cause), incident_unlikelier(cause),
        fixed_by(action), fixed_cause(cause), came_back_told(action),
        over_heading(who), over_site(name),
        arrived_last(when), arrived_unknown(what),
        code_letter(letter, place, letters), code_mistyped_at(place, letters), code_other_guide(guide),
        how_heading(product), what_heading(product),
        dropped(what),
        fail_missing(what, status), fail_unreachable(what), fail_malformed(what, why), fail_newer(what, why),
        fail_name(name), fail_large(what, limit),
        language_failed(language),
    }
    counted {
        arrived_holds(n), arrived_here(n),
        see_count(n), faq_count(n),
        remind_before(n),
    }
}

impl Text {
    /// Takes each text of a language from its key. One that is missing reads as its key: the page works without it.
    pub fn read(language: &Language, look: &dyn Fn(&str) -> Option<String>) -> &'static Self {
        let text = Box::leak(Box::new(Self::BLANK));
        text.locale = language.locale;
        text.take(&File(look));
        text
    }

    /// What was asked and what was answered, as one line.
    pub fn entry(&self, asked: &str, answer: &str) -> String {
        if asked.ends_with('?') {
            self.entry_asked(asked, answer)
        } else {
            self.entry_named(asked, answer)
        }
    }
}

/// What a language's file holds.
struct File<'a>(&'a dyn Fn(&str) -> Option<String>);

impl File<'_> {
    #[inline(never)]
    fn find(&self, key: &str) -> Option<&'static str> {
        (self.0)(key).map(|text| &*Box::leak(text.into_boxed_str()))
    }

    /// Called once for each text, so not worth a copy of its code each time.
    #[inline(never)]
    fn text(&self, text: &mut &'static str, key: &'static str) {
        *text = self.find(key).unwrap_or(key);
    }
}
