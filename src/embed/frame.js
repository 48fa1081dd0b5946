// embed.html: <fix-path> in a frame, for hosts that cannot add script. It talks to the one origin that its address names.
import './fix-path.js';

const ATTRIBUTES = ['guide', 'lang', 'theme', 'signs', 'incident', 'storage', 'storage-key', 'support-href', 'headings'];
const EVENTS = ['ready', 'answer', 'step', 'advice', 'fixed', 'escalate', 'error'];

const asked = new URLSearchParams(location.search);
const origin = (() => {
  try {
    const url = new URL(asked.get('origin') ?? '');
    return ['https:', 'http:'].includes(url.protocol) ? url.origin : null;
  } catch {
    return null;
  }
})();
const framed = parent !== window;

// A file of another origin is not for this page to show as its own; its policy fetches none either.
const isOwn = (value) => {
  try {
    return new URL(value, location.href).origin === location.origin;
  } catch {
    return false;
  }
};

const element = document.createElement('fix-path');
const set = (name, value) => {
  if (!ATTRIBUTES.includes(name)) return;
  if (value === null || value === undefined) return element.removeAttribute(name);
  if (['guide', 'incident'].includes(name) && !isOwn(value)) return console.warn(`embed.html ${name}: not of this origin.`);
  element.setAttribute(name, String(value));
};
element.setAttribute('headings', '1');
for (const name of ATTRIBUTES) if (asked.has(name)) set(name, asked.get(name));
element.eager = true;

const post = (message) => { if (framed && origin) parent.postMessage(message, origin); };
for (const name of EVENTS) {
  element.addEventListener(`fixpath-${name}`, (event) => {
    post({ type: `fixpath-${name}`, detail: event.detail });
    // Over the edge of a frame nothing can be prevented in time, so the address says it beforehand.
    if (name === 'escalate' && asked.get('escalate') === 'host') event.preventDefault();
    if (name === 'ready') {
      document.title = event.detail.title;
      document.documentElement.lang = event.detail.locale;
    }
  });
}

addEventListener('message', ({ source, origin: from, data }) => {
  if (!framed || source !== parent || from !== origin || typeof data !== 'object' || data === null) return;
  if (data.type === 'fixpath-set') set(data.name, data.value);
  if (data.type === 'fixpath-restart') element.restart();
  if (data.type === 'fixpath-progress') {
    if ('value' in data) element.progress = data.value;
    else post({ type: 'fixpath-progress', detail: { progress: element.progress, caseCode: element.caseCode } });
  }
});

if (framed && origin) {
  document.documentElement.dataset.framed = '';
  // A frame as high as its content shows all of it: what is far down is laid out at once, so that its height stays.
  element.dataset.framed = '';
  // Rounded up, so that nothing is cut off. Never none: what has no height is not drawn, and then never grows.
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height) post({ type: 'fixpath-height', detail: { height } });
  };
  new ResizeObserver(tell).observe(document.body);
}
document.getElementById('place').append(element);
