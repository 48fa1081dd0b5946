/** How long progress is kept on the visitor's device. */
export type FixPathStorage = 'local' | 'session' | 'none';
export type FixPathTheme = 'auto' | 'light' | 'dark';
export type FixPathHeadings = 1 | 2 | 3 | 4 | 5 | 6;

/** One line of a report; what a list does not have is left out. */
export interface FixPathReportItem {
  id: string;
  title?: string;
  asked?: string;
  answer?: string;
  outcome?: string;
  text?: string;
  /** ISO 8601, in UTC. */
  at?: string;
  /** A probability, an estimate. */
  p?: number;
  /** True of a step that had mended it before it failed. */
  worked_for_a_while?: true;
  /** True of what does not count any more. */
  no_longer_counts?: true;
}

/** What was told and tried; its shape stays as it is while `format` is 1. */
export interface FixPathReport {
  format: 1;
  kind: 'fixpath-report';
  written: string;
  guide: { id: string; product: string; revision: string; locale: string };
  case_code: string;
  signs: FixPathReportItem[];
  incident?: string;
  answers: FixPathReportItem[];
  steps: FixPathReportItem[];
  causes: FixPathReportItem[];
  checks: FixPathReportItem[];
}

export interface FixPathCause { id: string; title: string; p: number }

export interface FixPathReadyDetail { guide: string; revision: string; locale: string; title: string }

/** A sign or question was answered; `answer` is null when the answer was taken back. */
export interface FixPathAnswerDetail { kind: 'sign' | 'question'; id: string; answer: string | null; asked: string }

/** A step was tried; `outcome` is null when that was taken back. */
export interface FixPathStepDetail {
  id: string;
  outcome: 'fixed' | 'not-fixed' | 'cant-do' | 'later' | null;
  title: string;
}

export interface FixPathAdviceDetail {
  next: { kind: 'question' | 'step'; id: string; title: string } | { kind: 'put-off'; id: null; title: null };
  /** Expected minutes to a fix. */
  minutes: number;
  /** Likeliest first. */
  causes: FixPathCause[];
}

export interface FixPathFixedDetail { step: string; title: string; causes: FixPathCause[]; report: FixPathReport }

/** Cancelable: with `preventDefault()` the host takes the report over. */
export interface FixPathEscalateDetail { advised: boolean; caseCode: string; report: FixPathReport }

export interface FixPathErrorDetail {
  code: 'program' | 'crash' | 'words-unreachable' | 'guide-name' | 'guide-unreachable' | 'guide-missing'
    | 'guide-too-large' | 'guide-not-json' | 'guide-format' | 'guide-malformed';
  message: string;
}

export interface FixPathEventMap {
  'fixpath-ready': CustomEvent<FixPathReadyDetail>;
  'fixpath-answer': CustomEvent<FixPathAnswerDetail>;
  'fixpath-step': CustomEvent<FixPathStepDetail>;
  'fixpath-advice': CustomEvent<FixPathAdviceDetail>;
  'fixpath-fixed': CustomEvent<FixPathFixedDetail>;
  'fixpath-escalate': CustomEvent<FixPathEscalateDetail>;
  'fixpath-error': CustomEvent<FixPathErrorDetail>;
}

/** What `selfCheck()` found. */
export interface FixPathSelfCheck {
  ok: boolean;
  findings: { what: 'wasm' | 'files' | 'styles' | 'storage' | 'policy' | 'guide'; ok: boolean; sentence: string }[];
}

export interface FixPathElement extends HTMLElement {
  /** Id of a guide of this build, or the address of a compiled one. */
  guide: string;
  theme: FixPathTheme;
  /** Ids of signs known already, with spaces between; a list may be set too. */
  get signs(): string;
  set signs(signs: string | readonly string[]);
  /** Address of the report of an incident. */
  incident: string;
  storage: FixPathStorage;
  storageKey: string;
  supportHref: string;
  headings: FixPathHeadings;
  eager: boolean;
  readonly ready: boolean;
  /** Undefined before `fixpath-ready`; what is set before waits for it. */
  get progress(): FixPathReport | undefined;
  set progress(report: FixPathReport | string);
  /** Undefined before `fixpath-ready`. */
  readonly caseCode: string | undefined;
  restart(): void;
  selfCheck(): Promise<FixPathSelfCheck>;
  addEventListener<K extends keyof FixPathEventMap>(
    type: K, listener: (this: FixPathElement, event: FixPathEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K, listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap { 'fix-path': FixPathElement }
}
