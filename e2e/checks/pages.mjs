// Asks html-validate about every page of a built site: `node pages.mjs HTML_VALIDATE DIST`.
// Prints each error; the exit code is 1 where there is one.
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [validatorFile, dist] = process.argv.slice(2);
const { HtmlValidate } = createRequire(validatorFile)(validatorFile);
const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y"],
  rules: {
    // How the source looks is no matter of the visitor's.
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    // A name is taken wherever ARIA lets one stand.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
  },
});

const pages = readdirSync(dist, { recursive: true }).filter((name) => name.endsWith(".html"));
let bad = 0;
for (const page of pages) {
  const report = await validator.validateFile(join(dist, page));
  for (const { messages } of report.results) {
    for (const { line, column, ruleId, message } of messages) {
      bad += 1;
      console.log(`${page}:${line}:${column}: ${ruleId}: ${message}`);
    }
  }
}
console.log(`${pages.length} pages, ${bad} errors`);
process.exit(bad || !pages.length ? 1 : 0);
