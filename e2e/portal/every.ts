// Uses every attribute, method and event of the element: `tsc --strict` has to agree with all of it.
import 'fixpath';
import type { FixPathElement, FixPathErrorDetail, FixPathReport, FixPathSelfCheck } from 'fixpath';

const element: FixPathElement = document.createElement('fix-path');
const found: FixPathElement | null = document.querySelector('fix-path');
element.guide = 'toyota-remote-connect';
element.lang = 'es';
element.theme = 'dark';
element.signs = 'app-crashes';
element.signs = ['app-crashes', 'authorization-failed'];
const signs: string = element.signs;
element.incident = 'incident.json';
element.storage = 'none';
element.storageKey = 'portal';
element.supportHref = '/contact';
element.headings = 3;
element.eager = true;
const ready: boolean = element.ready;

const report: FixPathReport | undefined = element.progress;
if (report) element.progress = report;
element.progress = JSON.stringify(report);
const code: string | undefined = element.caseCode;
element.restart();
element.selfCheck().then(({ ok, findings }: FixPathSelfCheck) => findings.map(({ what, sentence }) => [ok, what, sentence]));

element.addEventListener('fixpath-ready', ({ detail }) => [detail.guide, detail.revision, detail.locale, detail.title]);
element.addEventListener('fixpath-answer', ({ detail }) => {
  const answer: string | null = detail.answer;
  return [detail.kind === 'sign', detail.id, answer, detail.asked];
});
element.addEventListener('fixpath-step', ({ detail }) => [detail.id, detail.outcome === 'not-fixed', detail.title]);
element.addEventListener('fixpath-advice', ({ detail }) => {
  if (detail.next.kind !== 'put-off') detail.next.id.toUpperCase();
  return detail.causes.map(({ id, title, p }) => [id, title, p.toFixed(2), detail.minutes]);
});
element.addEventListener('fixpath-fixed', ({ detail }) => [detail.step, detail.title, detail.causes, detail.report.steps]);
element.addEventListener('fixpath-escalate', (event) => {
  event.preventDefault();
  return [event.detail.advised, event.detail.caseCode, event.detail.report.case_code];
});
element.addEventListener('fixpath-error', ({ detail }) => {
  const { code, message }: FixPathErrorDetail = detail;
  return [code === 'guide-missing', message];
});
element.addEventListener('click', ({ clientX }) => clientX);
// @ts-expect-error: not a theme
element.theme = 'blue';
// @ts-expect-error: only to read
element.caseCode = 'x';
console.log(found, signs, ready, code);
