//! How far the advice is from the optimum: exact expected costs on random models, as a table.
//!
//! `cargo run --release --example quality [-- MODELS [SEED]]`
//!
//! Ends with 1 if the advice is further from the optimum than it may be.
//!
//! Every policy is followed to every end it can have, so its cost is exact, and so is the optimum (Bellman's equation
//! over all states). A row is the cost of a policy over the optimum, mean and worst over the models of its kind.

#[path = "../../benches/models.rs"]
mod models;
mod optimum;
mod policy;

use fixpath::engine::{Evidence, advise};
use models::Family;

/// Models per family of the two tables, if the command line does not say.
const N_SMALL: u64 = 200;
const N_LARGE: u64 = 20;

fn main() {
    let mut numbers = std::env::args().skip(1).map(|arg| {
        arg.parse().unwrap_or_else(|_| {
            eprintln!("error: {arg:?} is no number, expected: quality [MODELS [SEED]]");
            std::process::exit(2)
        })
    });
    let n_small: u64 = numbers.next().unwrap_or(N_SMALL * Family::ALL.len() as u64);
    let seed: u64 = numbers.next().unwrap_or(1);
    let per_family = n_small.div_ceil(Family::ALL.len() as u64);
    println!("{n_small} small models: 3 to 6 causes, 3 to 7 actions, 1 to 4 questions");
    let small = table(per_family, seed, models::small);
    let n_large = n_small.div_ceil(N_SMALL / N_LARGE);
    println!("\n{n_large} larger models: 8 causes, 9 actions, 5 questions");
    let large = table(n_large.div_ceil(Family::ALL.len() as u64), seed, models::large);
    if !(small.within(SMALL) && large.within(LARGE)) {
        eprintln!("error: the advice costs more over the optimum than {SMALL:?} and {LARGE:?}, mean and worst");
        std::process::exit(1);
    }
}

/// What the advice may cost over the optimum, mean and worst, on small and on larger models.
const SMALL: (f64, f64) = (1.0002, 1.005);
const LARGE: (f64, f64) = (1.002, 1.01);

/// Cost over the optimum, by model.
#[derive(Default)]
struct Ratios(Vec<f64>);

impl Ratios {
    fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / self.0.len() as f64
    }

    fn worst(&self) -> f64 {
        self.0.iter().copied().fold(0.0, f64::max)
    }

    fn within(&self, (mean, worst): (f64, f64)) -> bool {
        self.mean() <= mean && self.worst() <= worst
    }

    fn row(&self, name: &str) {
        let (mean, worst) = (self.mean(), self.worst());
        let over = |limit: f64| 100.0 * self.0.iter().filter(|r| **r > limit).count() as f64 / self.0.len() as f64;
        println!("{name:<42} {mean:>9.5} {worst:>9.4} {:>8.1} %", over(1.01));
    }
}

/// Prints how all policies do, and returns how the advice does.
fn table(per_family: u64, seed: u64, make: fn(Family, u64) -> fixpath::guide::Guide) -> Ratios {
    let mut rows: Vec<(&str, Ratios)> = policy::ALL.iter().map(|(name, _)| (*name, Ratios::default())).collect();
    let mut reported = Ratios::default();
    let mut least_reported = f64::INFINITY;
    for family in Family::ALL {
        let mut of_family = Ratios::default();
        for i in 0..per_family {
            let guide = make(family, seed.wrapping_mul(1_000_003).wrapping_add(i));
            let model = fixpath::engine::compile_as_given(&guide).expect("a random model is sound");
            let optimum = optimum::optimum(&model);
            for ((_, next), (_, ratios)) in policy::ALL.iter().zip(&mut rows) {
                ratios.0.push(policy::cost(&model, *next) / optimum);
            }
            of_family.0.extend(rows.last().and_then(|(_, ratios)| ratios.0.last()));
            let expected = advise(&model, &Evidence::new()).expected.0 / optimum;
            reported.0.push(expected);
            least_reported = least_reported.min(expected);
        }
        of_family.row(&format!("  advice, {}", family.name()));
    }
    println!(
        "{:<42} {:>9} {:>9} {:>10}",
        "cost over the optimum", "mean", "worst", "over 1 %"
    );
    for (name, ratios) in &rows {
        ratios.row(name);
    }
    reported.row("expected cost that is reported");
    println!("least reported cost over the optimum: {least_reported:.12}");
    rows.pop().map(|(_, advice)| advice).unwrap_or_default()
}
