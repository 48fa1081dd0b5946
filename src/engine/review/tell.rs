//! What the numbers do not tell: causes, questions and answers that come to the same.

use super::Review;
use crate::engine::model::{ActionId, AnswerId, CauseId, QuestionId};
use crate::guide::lint::Remark;

/// Two causes are alike if, all being answered, a guess between them is wrong this often at least.
const GUESS: f64 = 0.25;
/// Numbers this close are equal.
const SAME: f64 = 1e-9;

/// A question and, by answer, its likelihood under each cause.
pub(super) struct Table {
    pub id: QuestionId,
    pub columns: Vec<(AnswerId, Vec<f64>)>,
}

impl Table {
    /// What all causes have in common: the sum over the answers of the least likelihood; 1 if it tells nothing.
    pub fn in_common(&self) -> f64 {
        let least = |column: &[f64]| column.iter().copied().fold(1.0, f64::min);
        self.columns.iter().map(|(_, column)| least(column)).sum()
    }

    pub fn is_constant(&self) -> bool {
        self.in_common() > 1.0 - SAME
    }

    /// The columns in an order that does not depend on the names of the answers.
    fn sorted(&self) -> Vec<&Vec<f64>> {
        let mut columns: Vec<&Vec<f64>> = self.columns.iter().map(|(_, column)| column).collect();
        columns.sort_by(|a, b| a.iter().map(|p| rounded(*p)).cmp(b.iter().map(|p| rounded(*p))));
        columns
    }
}

/// A probability as a whole number of [`SAME`], by which columns are put in order.
fn rounded(p: f64) -> i64 {
    (p / SAME).round() as i64
}

fn same(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= SAME)
}

impl Review<'_> {
    /// Pairs of causes between which a guess stays a guess when every sign and question is answered.
    ///
    /// With `B = Π_q Σ_j √(L(j|c)·L(j|d))`, the Bhattacharyya coefficient of all answers together,
    /// the best guess between `c` and `d`, equally probable, is wrong with P ≥ (1 - √(1 - B²)) / 2
    /// (Kailath 1967, IEEE Trans. Commun. 15(1)).
    /// The leak is like the others by design and is left out.
    pub(super) fn causes_alike(&self) -> Vec<Remark> {
        let roots: Vec<Vec<f64>> = self
            .tables
            .iter()
            .flat_map(|table| {
                table
                    .columns
                    .iter()
                    .map(|(_, column)| column.iter().map(|p| p.sqrt()).collect())
            })
            .collect();
        let by_question: Vec<usize> = self.tables.iter().map(|table| table.columns.len()).collect();
        let least = (1.0 - (1.0 - 2.0 * GUESS).powi(2)).sqrt();
        let mut remarks = Vec::new();
        for (first, second) in pairs(&self.listed()) {
            let mut rows = roots.iter();
            let mut overlap = 1.0;
            for n_answers in &by_question {
                let at = |row: &Vec<f64>, cause: CauseId| row.get(cause.index()).copied().unwrap_or_default();
                let answers = rows.by_ref().take(*n_answers);
                overlap *= answers.map(|row| at(row, first) * at(row, second)).sum::<f64>();
                if overlap < least {
                    break;
                }
            }
            if overlap >= least {
                let wrong = (1.0 - (1.0 - overlap.min(1.0).powi(2)).sqrt()) / 2.0;
                remarks.push(self.alike(first, second, wrong));
            }
        }
        remarks
    }

    fn alike(&self, first: CauseId, second: CauseId, wrong: f64) -> Remark {
        let model = self.model;
        let differs = |a: &ActionId| (model.fixes(*a, first) - model.fixes(*a, second)).abs() > SAME;
        let fixes = match model.actions().find(differs) {
            Some(action) => format!("only actions such as \"{}\" do", model.action_name(action)),
            None => "and the same actions fix both, so they could be one cause".to_owned(),
        };
        let (name, other) = (model.cause_name(second), model.cause_name(first));
        let message = format!(
            "cause \"{name}\": no sign or question tells it from cause \"{other}\" ({fixes}); with all of them \
             answered a guess is wrong {:.0} times in 100 at least, expected one that differs",
            100.0 * wrong
        );
        Remark {
            item: format!("cause.{other}+cause.{name}"),
            ..self.about_cause("causes-alike", second, message)
        }
    }

    /// Signs and questions that are answered alike under every cause.
    pub(super) fn tells_nothing(&self) -> Vec<Remark> {
        let constant = self.tables.iter().filter(|table| table.is_constant());
        let remark = |table: &Table| {
            let label = self.label(table.id);
            let message = format!("{label}: answered alike under every cause, expected likelihoods that differ");
            self.about_question("tells-nothing", table.id, message)
        };
        constant.map(remark).collect()
    }

    /// Signs and questions with the same numbers: two readings of one fact, which would count twice.
    pub(super) fn identical_tables(&self) -> Vec<Remark> {
        let telling: Vec<(&Table, Vec<&Vec<f64>>)> = self
            .tables
            .iter()
            .filter(|table| !table.is_constant())
            .map(|table| (table, table.sorted()))
            .collect();
        let mut remarks = Vec::new();
        for (i, (second, columns)) in telling.iter().enumerate() {
            let equal = |(first, others): &&(&Table, Vec<&Vec<f64>>)| {
                !self.model.questions_are_tied(first.id, second.id)
                    && columns.len() == others.len()
                    && columns.iter().zip(others).all(|(a, b)| same(a, b))
            };
            if let Some((first, _)) = telling.iter().take(i).find(equal) {
                let message = format!(
                    "{}: the same numbers as {}, expected others (one fact asked twice counts twice)",
                    self.label(second.id),
                    self.label(first.id)
                );
                let remark = self.about_question("identical-tables", second.id, message);
                let item = format!("{}+{}", self.item_of_question(first.id), remark.item);
                remarks.push(Remark { item, ..remark });
            }
        }
        remarks
    }

    /// Actions that fix the same causes, two or more, with the same chances: if one fails, so may the other.
    pub(super) fn identical_actions(&self) -> Vec<Remark> {
        let model = self.model;
        let row = |action: ActionId| model.causes().map(|c| model.fixes(action, c)).collect::<Vec<f64>>();
        let rows: Vec<(ActionId, Vec<f64>)> = model
            .actions()
            .map(|action| (action, row(action)))
            .filter(|(_, row)| row.iter().filter(|p| **p > 0.0).count() > 1)
            .collect();
        let mut remarks = Vec::new();
        for (i, (second, row)) in rows.iter().enumerate() {
            if let Some((first, _)) = rows
                .iter()
                .take(i)
                .find(|(first, other)| same(row, other) && !model.actions_are_tied(*first, *second))
            {
                let (name, other) = (model.action_name(*second), model.action_name(*first));
                let message = format!(
                    "action \"{name}\": the same chances as action \"{other}\", \
                     expected others (what fails for the same reason is no second chance)"
                );
                remarks.push(Remark {
                    item: format!("action.{other}+action.{name}"),
                    ..self.about_action("identical-tables", *second, message)
                });
            }
        }
        remarks
    }

    /// Answers between which it makes no difference to the belief which one is given:
    /// under every cause, one is the same number of times as likely as the other.
    pub(super) fn answers_alike(&self) -> Vec<Remark> {
        let mut remarks = Vec::new();
        for table in self.tables.iter().filter(|table| !table.is_constant()) {
            let scaled: Vec<(AnswerId, Vec<f64>)> = table.columns.iter().map(|(id, p)| (*id, shares(p))).collect();
            for (i, (second, shares)) in scaled.iter().enumerate() {
                if let Some((first, _)) = scaled.iter().take(i).find(|(_, other)| same(shares, other)) {
                    let message = format!(
                        "{}: answers \"{}\" and \"{}\" say the same about every cause, \
                         expected one answer or other numbers",
                        self.label(table.id),
                        self.model.answer_name(table.id, *first),
                        self.model.answer_name(table.id, *second),
                    );
                    remarks.push(self.about_question("answers-alike", table.id, message));
                }
            }
        }
        remarks
    }
}

/// Every two of them, in order.
fn pairs(causes: &[CauseId]) -> impl Iterator<Item = (CauseId, CauseId)> {
    let firsts = causes.iter().enumerate();
    firsts.flat_map(|(i, first)| causes.iter().skip(i.saturating_add(1)).map(|second| (*first, *second)))
}

/// The numbers scaled to sum to 1.
fn shares(numbers: &[f64]) -> Vec<f64> {
    let sum: f64 = numbers.iter().sum();
    numbers.iter().map(|p| p / sum).collect()
}
