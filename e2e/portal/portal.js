// What a portal may do with the element's events: here it lists them, and keeps them for whoever looks.
const NAMES = ['ready', 'answer', 'step', 'advice', 'fixed', 'escalate', 'error'];
window.told = [];
const line = (from, name, detail) => {
  told.push({ from, name, detail });
  const item = document.createElement('li');
  item.textContent = `${from}: ${name} ${detail?.id ?? detail?.code ?? ''}`;
  document.getElementById('log')?.append(item);
};
for (const name of NAMES) {
  document.addEventListener(`fixpath-${name}`, (event) => line(event.target.id, name, event.detail));
}

// The portal's own form, where it has one.
const form = document.getElementById('own-form');
if (form) {
  document.addEventListener('fixpath-escalate', (event) => {
    event.preventDefault();
    form.hidden = false;
    form.elements.report.value = JSON.stringify(event.detail.report);
  });
}

// The frame variant: its height and its events come as messages of one origin.
const frame = document.querySelector('iframe');
if (frame) {
  const { origin } = new URL(frame.src);
  addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    const { type, detail } = event.data;
    if (type === 'fixpath-height') frame.height = detail.height;
    else line('frame', type.replace('fixpath-', ''), detail);
  });
}
