//! Asking axe-core what people with disabilities would stumble over.

use anyhow::{Result, ensure};
use serde_json::Value;

use super::page::Page;

const RULES: &str = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']";

impl Page {
    /// Fails with every violation on what is shown now; `state` names it.
    pub async fn has_no_barriers(&self, state: &str) -> Result<()> {
        let known = self.script("return typeof axe", Vec::new()).await?;
        if known != "object" {
            self.script(&self.axe()?, Vec::new()).await?;
        }
        // The bar that sticks to the lower edge covers what scrolls beneath it, a link by half as well; whoever wants the
        // link scrolls on, and that is how it is looked at: with the bar in its own place.
        let clear =
            "document.querySelector('.next:has(> .acts)')?.scrollIntoView({ block: 'end', behavior: 'instant' })";
        self.script(clear, Vec::new()).await?;
        let run = format!(
            "const done = arguments[arguments.length - 1];
             axe.run(document, {{ runOnly: {RULES}, resultTypes: ['violations'] }}).then(
               (found) => done(found.violations.map((v) => `${{v.id}}: ${{v.help}}; ` +
                 v.nodes.slice(0, 4).map((n) => `${{n.html.slice(0, 160)}} [${{(n.any[0] ?? n.all[0] ?? n.none[0])?.message}}]`).join(' | '))),
               (error) => done([`axe-core failed: ${{error}}`]))"
        );
        let found = self
            .driver
            .execute_async(run, Vec::<Value>::new())
            .await?
            .json()
            .clone();
        let found: Vec<String> = serde_json::from_value(found)?;
        ensure!(found.is_empty(), "axe-core, {state}:\n{}", found.join("\n"));
        Ok(())
    }
}
