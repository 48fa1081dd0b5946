//! What is wanted of Lighthouse's reports, as a table.

use std::path::Path;

use e2e::support::*;
use serde_json::Value;

pub const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];
/// Milliseconds, but for the shift, which has no unit.
const TIMES: [(&str, &str); 5] = [
    ("FCP", "first-contentful-paint"),
    ("LCP", "largest-contentful-paint"),
    ("CLS", "cumulative-layout-shift"),
    ("TBT", "total-blocking-time"),
    ("Speed Index", "speed-index"),
];

/// One run.
pub struct Report(Value);

impl Report {
    pub fn read(file: &Path) -> Result<Self> {
        let report: Value = serde_json::from_slice(&std::fs::read(file)?)?;
        ensure!(
            report["runtimeError"].is_null(),
            "Lighthouse: {}",
            report["runtimeError"]
        );
        Ok(Self(report))
    }

    fn score(&self, category: &str) -> f64 {
        100.0 * self.0["categories"][category]["score"].as_f64().unwrap_or_default()
    }

    fn value(&self, audit: &str) -> f64 {
        self.0["audits"][audit]["numericValue"].as_f64().unwrap_or(f64::NAN)
    }

    /// Requests over the network, of the page or of its worker.
    fn requests(&self, of_worker: bool) -> impl Iterator<Item = &Value> {
        let all = self.0["audits"]["network-requests"]["details"]["items"].as_array();
        all.into_iter().flatten().filter(move |request| {
            let from_page = request["sessionTargetType"].as_str().is_none_or(|kind| kind == "page");
            let address = request["url"].as_str().unwrap_or_default();
            from_page != of_worker && address.starts_with("http")
        })
    }

    /// What costs points, in words.
    fn complaints(&self) -> Vec<String> {
        let mut complaints = Vec::new();
        for category in CATEGORIES {
            let references = self.0["categories"][category]["auditRefs"].as_array();
            for reference in references.into_iter().flatten() {
                let id = reference["id"].as_str().unwrap_or_default();
                let audit = &self.0["audits"][id];
                let score = audit["score"].as_f64().unwrap_or(1.0);
                if score < 1.0 && reference["weight"].as_f64().unwrap_or_default() > 0.0 {
                    complaints.push(format!(
                        "{category}: {id} {score}: {}",
                        audit["title"].as_str().unwrap_or_default()
                    ));
                }
            }
        }
        complaints
    }
}

/// The table of the medians; true if every category has 100.
pub fn print(reports: &[Report]) -> bool {
    let of = |value: &dyn Fn(&Report) -> f64| median(reports.iter().map(value));
    println!("Lighthouse, mobile, the median of {} runs:", reports.len());
    let mut perfect = true;
    for category in CATEGORIES {
        let score = of(&|report| report.score(category));
        perfect &= score >= 100.0;
        println!("{category:<34} {score:>8.0}");
    }
    for (name, audit) in TIMES {
        let value = of(&|report| report.value(audit));
        if name == "CLS" {
            println!("{name:<34} {value:>8.4}");
        } else {
            println!("{name:<34} {value:>8.0} ms");
        }
    }
    for (who, of_worker) in [("page", false), ("worker, after the page", true)] {
        println!(
            "{:<34} {:>8.0}",
            format!("requests ({who})"),
            of(&|report| report.requests(of_worker).count() as f64)
        );
        println!(
            "{:<34} {:>8.1} KiB",
            format!("bytes ({who})"),
            of(&|report| bytes(report, of_worker) / 1024.0)
        );
    }
    println!(
        "{:<34} {:>8.0}",
        "third-party requests",
        of(&|report| foreign(report) as f64)
    );
    if let Some(report) = reports.first() {
        for request in report.requests(false) {
            let url = request["url"].as_str().unwrap_or_default();
            let size = request["transferSize"].as_f64().unwrap_or_default() / 1024.0;
            println!("  {size:>7.1} KiB {}", url.chars().take(90).collect::<String>());
        }
    }
    for complaint in reports.iter().flat_map(Report::complaints) {
        println!("  {complaint}");
    }
    perfect
}

fn bytes(report: &Report, of_worker: bool) -> f64 {
    report
        .requests(of_worker)
        .filter_map(|request| request["transferSize"].as_f64())
        // A plain sum of nothing is -0.
        .fold(0.0, |sum, bytes| sum + bytes)
}

fn foreign(report: &Report) -> usize {
    let origin = report.0["finalDisplayedUrl"].as_str().unwrap_or_default();
    let all = report.requests(false).chain(report.requests(true));
    all.filter(|request| !request["url"].as_str().unwrap_or_default().starts_with(origin))
        .count()
}

/// The middle of them.
pub fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
