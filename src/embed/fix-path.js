// <fix-path>: the troubleshooter as an element of any page. It fetches nothing until it comes near the screen.
// `cargo xtask hook` fills in the names of the files beside this one.
const ALLOWED = {
  theme: ['auto', 'light', 'dark'],
  storage: ['local', 'session', 'none'],
  headings: ['1', '2', '3', '4', '5', '6'],
};
const DEFAULTS = { theme: 'auto', storage: 'local', headings: '2' };
const NEAR = '600px';
const FAILED = {
  en: 'The troubleshooter could not be loaded. Reload the page to try again.',
  es: 'No se pudo cargar la guía. Recarga la página para volver a intentarlo.',
  fr: 'Le guide n’a pas pu être chargé. Rechargez la page pour réessayer.',
};

const own = (name) => new URL(name, import.meta.url);
const elements = new Set();
// Elements for the same guide keep their progress apart.
const claimed = new Map();
let program;

// The program, its looks and its files, once for all elements of the page.
const load = () => program ??= (async () => {
  const looks = async () => {
    const answer = await fetch(new URL('__SHEET__', import.meta.url));
    if (!answer.ok) throw new Error(`the stylesheet was answered with ${answer.status}`);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await answer.text());
    return sheet;
  };
  const start = async () => {
    const glue = await import('./__GLUE__');
    const url = new URL('__WASM__', import.meta.url);
    await glue.default({ module_or_path: url });
    addEventListener('error', ({ error }) => watch(error));
    addEventListener('unhandledrejection', ({ reason }) => watch(reason));
    return glue.Embedded;
  };
  const [Embedded, sheet, { files }] = await Promise.all([start(), looks(), import('./__FILES__')]);
  return { Embedded, sheet, files: Object.entries(files).flatMap(([name, url]) => [name, url.href]) };
})().catch((error) => {
  program = undefined;
  throw error;
});

// A trap ends the program for all elements. Other programs of the page have their files elsewhere.
const crash = () => elements.forEach((element) => element.crash());
const isTrap = (error) => error instanceof WebAssembly.RuntimeError;
const watch = (error) => { if (isTrap(error) && `${error.stack}`.includes(own('.').href)) crash(); };

const near = typeof IntersectionObserver === 'function' && new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) if (isIntersecting) target.begin();
}, { rootMargin: NEAR });

class FixPath extends HTMLElement {
  static observedAttributes = ['guide', 'lang', 'theme', 'signs', 'incident', 'storage', 'storage-key', 'support-href', 'headings', 'eager'];

  #root = this.attachShadow({ mode: 'open' });
  #slot = document.createElement('slot');
  #told = new Map();
  #begun = 0;
  #embedded = null;
  #place = null;
  #claim = null;
  #carried;
  #state = 'waiting';

  constructor() {
    super();
    this.#root.append(this.#slot);
  }

  connectedCallback() {
    // Moved, not removed.
    if (this.#begun) return;
    elements.add(this);
    // Properties that were set before the element was known.
    for (const name of ['progress', ...Object.keys(PROPERTIES)]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    if (this.eager || !near) this.begin();
    else near.observe(this);
  }

  disconnectedCallback() {
    // A move takes it out and puts it in again within one task.
    queueMicrotask(() => this.isConnected || this.#end());
  }

  attributeChangedCallback(name, before, value) {
    if (before === value) return;
    this.#valid(name);
    if (name === 'headings') return this.#place && this.#level(this.#place);
    if (name === 'eager') return this.isConnected && this.eager && this.begin();
    if (!this.#begun || name === 'theme') return;
    if (name === 'guide' || name === 'incident' || !this.ready) return this.#again(name !== 'guide');
    if (name === 'lang') this.#embedded.lang(value ?? '');
    if (name === 'signs') this.#warnOf('signs', this.#embedded.signs(value ?? ''));
    if (name === 'support-href') this.#embedded.support(this.#address('support-href') ?? undefined);
    if (name === 'storage' || name === 'storage-key') this.#embedded.store(this.storage, this.#key());
  }

  // True when every control works.
  get ready() { return this.#state === 'ready'; }

  // What is known so far, in the shape of the report; undefined before `fixpath-ready`.
  get progress() {
    const report = this.#embedded?.report();
    return report && JSON.parse(report);
  }

  set progress(report) {
    if (this.ready) return this.#replace(report);
    this.addEventListener('fixpath-ready', () => this.#replace(report), { once: true });
  }

  // The case code; undefined before `fixpath-ready`.
  get caseCode() { return this.#embedded?.case_code(); }

  restart() { this.#embedded?.restart(); }

  // What the page around the element blocks, in sentences.
  async selfCheck() {
    const { selfCheck } = await import('./__CHECK__');
    return selfCheck(this, { wasm: new URL('__WASM__', import.meta.url), sheet: new URL('__SHEET__', import.meta.url) });
  }

  // Called when the element comes near the screen.
  async begin() {
    if (this.#begun || !this.isConnected) return;
    near && near.unobserve(this);
    const mine = this.#begun = begins += 1;
    try {
      const { Embedded, sheet, files } = await load();
      if (this.#begun !== mine) return;
      this.#root.adoptedStyleSheets = [sheet];
      this.#mount(Embedded, files);
    } catch (error) {
      if (isTrap(error)) return crash();
      if (this.#begun === mine) this.#failed('program', `The program could not be loaded: ${error.message}`);
    }
  }

  // The program has ended by a fault of its own: nothing of it can be used any more.
  crash() {
    if (!this.#begun) return;
    this.#place?.remove();
    this.#place = this.#embedded = null;
    this.#failed('crash', 'The program stopped by a fault of its own. What was entered is kept; reload the page to go on.');
  }

  #mount(Embedded, files) {
    const place = document.createElement('section');
    place.className = 'embed';
    this.#place = place;
    // Words and headings come later, so each is looked at as it comes.
    this.#level(place);
    new MutationObserver(() => this.#level(place)).observe(place, { childList: true, subtree: true });
    this.#root.append(place);
    this.#embedded = new Embedded(place, {
      guide: this.#guide(),
      lang: this.getAttribute('lang') || undefined,
      around: (this.parentElement?.closest('[lang]') ?? document.documentElement).lang || undefined,
      incident: this.#address('incident') ?? undefined,
      signs: this.signs,
      storage: this.storage,
      key: this.#key(),
      support: this.#address('support-href') ?? undefined,
      carried: this.#carried,
      files,
    }, (name, detail) => this.#event(name, detail));
  }

  #event(name, detail) {
    if (name === 'error') {
      this.#failed(detail.code, detail.message);
      return true;
    }
    if (name === 'ready') {
      this.#state = 'ready';
      this.#slot.remove();
    }
    return this.#tell(name, detail, name === 'escalate');
  }

  #failed(code, message) {
    this.#state = 'failed';
    if (!this.#place && !this.#slot.hasChildNodes()) {
      const lang = this.closest('[lang]')?.lang.slice(0, 2);
      this.#slot.textContent = FAILED[lang] ?? FAILED.en;
    }
    this.#root.append(this.#slot);
    console.warn(`<fix-path>: ${message}`);
    this.#tell('error', { code, message }, false);
  }

  #tell(name, detail, cancelable) {
    return this.dispatchEvent(new CustomEvent(`fixpath-${name}`, { detail, cancelable, bubbles: true, composed: true }));
  }

  #replace(report) {
    try {
      this.#embedded?.replace(typeof report === 'string' ? report : JSON.stringify(report));
    } catch (error) {
      this.#warnOf('progress', `${error}`);
    }
  }

  // Begins anew with other files; what was done goes with it, unless the guide is another one.
  #again(keeps) {
    const carried = keeps ? this.#embedded?.carried() : undefined;
    this.#end();
    this.#carried = carried;
    if (!this.isConnected) return;
    elements.add(this);
    this.begin();
  }

  #end() {
    near && near.unobserve(this);
    // Kept on the device or not at all, unless the host moves the element about.
    this.#carried = this.storage === 'none' ? this.#embedded?.carried() : undefined;
    // Not at once: a listener may end what is just telling it something.
    const left = this.#embedded;
    if (left) queueMicrotask(() => left.free());
    this.#place?.remove();
    this.#place = this.#embedded = null;
    claimed.get(this.#claim)?.delete(this);
    this.#claim = null;
    this.#state = 'waiting';
    this.#begun = 0;
    this.#root.append(this.#slot);
    elements.delete(this);
  }

  // The name under which this element keeps its progress.
  #key() {
    const key = this.storageKey;
    const claim = `${key} ${this.#guide()}`;
    if (this.#claim !== claim) {
      claimed.get(this.#claim)?.delete(this);
      this.#claim = claim;
      const slots = claimed.get(claim) ?? claimed.set(claim, new Map()).get(claim);
      const taken = new Set(slots.values());
      let place = 1;
      while (taken.has(place)) place += 1;
      slots.set(this, place);
    }
    const place = claimed.get(claim).get(this);
    return place > 1 ? `${key}#${place}` : key;
  }

  #guide() {
    const guide = this.guide;
    return /[/.]/.test(guide) ? this.#address('guide') ?? '' : guide;
  }

  // An attribute that holds an address, as a whole one; null where there is none that is safe.
  #address(name) {
    const value = this.getAttribute(name);
    if (!value) return null;
    const schemes = name === 'support-href' ? ['https:', 'http:', 'mailto:', 'tel:'] : ['https:', 'http:'];
    try {
      const url = new URL(value, document.baseURI);
      if (schemes.includes(url.protocol)) return url.href;
    } catch {
      // Said below.
    }
    this.#warn(name, value, `an address that begins with ${schemes.join(', ')} or belongs to this page`, 'none');
    return null;
  }

  // Says once what is wrong with a value.
  #valid(name) {
    const value = this.getAttribute(name);
    if (value === null) return;
    const allowed = ALLOWED[name];
    if (allowed && !allowed.includes(value)) this.#warn(name, value, allowed.join(', '), DEFAULTS[name]);
    if (name === 'guide' && !/[/.]/.test(value) && !/^[a-z0-9-]+$/.test(value)) {
      this.#warn(name, value, 'the id of a guide (lower-case letters, digits and hyphens) or the address of a compiled one', 'none');
    }
    if (name === 'lang' && value && !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(value)) {
      this.#warn(name, value, 'a language tag such as es or pt-BR', 'the visitor’s language');
    }
    if (name === 'storage-key' && !/^[\w.-]+$/.test(value)) {
      this.#warn(name, value, 'letters, digits, dots, hyphens and underscores', 'fixpath');
    }
    if (name === 'signs' && !/^[a-z0-9\s-]*$/.test(value)) {
      this.#warn(name, value, 'ids of signs with spaces between', 'none');
    }
    if (name === 'support-href' || name === 'incident') this.#address(name);
  }

  #warn(name, value, allowed, fallback) {
    const shown = value.length > 80 ? `${value.slice(0, 80)}…` : value;
    this.#warnOf(name, `"${shown}" is not allowed, expected ${allowed}; going on with ${fallback}`);
  }

  #warnOf(name, sentence) {
    if (!sentence || this.#told.get(name) === sentence) return;
    this.#told.set(name, sentence);
    console.warn(`<fix-path ${name}>: ${sentence}.`);
  }

  // The page's own headings end where ours begin.
  #level(place) {
    const first = Number(this.headings);
    for (const heading of place.querySelectorAll('h1, h2, h3, h4')) {
      const level = `${Math.min(Number(heading.localName[1]) + first - 1, 6)}`;
      if (heading.getAttribute('aria-level') !== level) heading.setAttribute('aria-level', level);
    }
  }
}

// Counts how often elements began: what comes too late is told by its number.
let begins = 0;

// Properties with the same names as attributes; what is not allowed reads as the default.
const PROPERTIES = {
  guide: 'guide', theme: 'theme', signs: 'signs', incident: 'incident', storage: 'storage', storageKey: 'storage-key',
  supportHref: 'support-href', headings: 'headings',
};
const reads = {
  theme: (value) => (ALLOWED.theme.includes(value) ? value : 'auto'),
  storage: (value) => (ALLOWED.storage.includes(value) ? value : 'local'),
  headings: (value) => (ALLOWED.headings.includes(value) ? Number(value) : 2),
  storageKey: (value) => (/^[\w.-]+$/.test(value) ? value : 'fixpath'),
  signs: (value) => (value.match(/[a-z0-9-]+/g) ?? []).join(' '),
};
for (const [property, attribute] of Object.entries(PROPERTIES)) {
  Object.defineProperty(FixPath.prototype, property, {
    configurable: true,
    enumerable: true,
    get() {
      const value = this.getAttribute(attribute) ?? '';
      return reads[property]?.(value) ?? value;
    },
    set(value) {
      if (value === null || value === undefined) this.removeAttribute(attribute);
      else this.setAttribute(attribute, Array.isArray(value) ? value.join(' ') : value);
    },
  });
}
Object.defineProperty(FixPath.prototype, 'eager', {
  configurable: true,
  enumerable: true,
  get() { return this.hasAttribute('eager'); },
  set(on) { this.toggleAttribute('eager', Boolean(on)); },
});

// A second copy of this script leaves the first one's element alone.
if (!customElements.get('fix-path')) customElements.define('fix-path', FixPath);
