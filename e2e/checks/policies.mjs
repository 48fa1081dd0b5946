// Asks Google's CSP evaluator about every policy of a built page: `node policies.mjs EVALUATOR DIST`.
// Prints each finding; the exit code is 1 where one is of high or medium severity.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const [evaluatorFile, dist] = process.argv.slice(2);
const require = createRequire(evaluatorFile);
const { CspEvaluator } = require(evaluatorFile);
const { CspParser } = require(join(dirname(evaluatorFile), "parser.js"));
const { Severity } = require(join(dirname(evaluatorFile), "finding.js"));

const META = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/i;
const HEADER = /^\s+Content-Security-Policy:\s*(.*)$/gim;

const policies = [];
for (const name of readdirSync(dist, { recursive: true })) {
  const text = () => readFileSync(join(dist, name), "utf8");
  if (name.endsWith(".html")) policies.push([name, META.exec(text())?.[1] ?? ""]);
  else if (name === "_headers") for (const [, policy] of text().matchAll(HEADER)) policies.push([name, policy]);
}

let bad = 0;
for (const [name, policy] of policies) {
  if (!policy) console.log(`${name}: no policy`), (bad += 1);
  for (const finding of new CspEvaluator(new CspParser(policy).csp).evaluate()) {
    // That 'self' may hold what lets scripts in does not apply to a host of these files alone: it is only told.
    const counts = finding.severity <= Severity.HIGH_MAYBE;
    if (counts) bad += 1;
    console.log(`${name}: ${Severity[finding.severity]}: ${finding.directive} ${finding.value ?? ""}: ${finding.description}`);
  }
}
console.log(`${policies.length} policies, ${bad} findings of high or medium severity`);
process.exit(bad || !policies.length ? 1 : 0);
