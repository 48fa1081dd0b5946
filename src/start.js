// Stands in the page itself and starts the rest once there is something to read: nothing else takes its share of a slow
// connection before that. Then the program's script, the program, the guide and the words come side by side.

// Of another guide nothing is printed but that it is on its way.
const asked = new URLSearchParams(location.search).get('guide');
const app = document.getElementById('app');
if (asked && asked !== app.dataset.guide) {
  const main = Object.assign(document.createElement('main'), { className: 'main boot' });
  main.append(document.getElementById('boot-loading').content);
  app.replaceChildren(main);
}

// A button pressed before the program is there is pressed again once it is.
addEventListener('click', ({ target }) => {
  if ('ready' in document.documentElement.dataset) return;
  const button = target.closest?.('#app button');
  document.querySelectorAll('[data-early]').forEach((before) => before.removeAttribute('data-early'));
  button?.setAttribute('data-early', '');
});

const start = () => {
  const { needs, program, script, digest } = app.dataset;
  const add = (name, attributes) => document.head.append(Object.assign(document.createElement(name), attributes));
  add('script', { type: 'module', src: script, crossOrigin: '', integrity: digest });
  for (const href of [program, ...needs.split(' ')]) add('link', { rel: 'preload', as: 'fetch', crossOrigin: '', href });
};
// A tab that is not looked at paints nothing, and may be left before it does.
const painted = new Promise((paint) => requestAnimationFrame(() => setTimeout(paint)));
const waited = new Promise((end) => setTimeout(end, document.hidden ? 0 : 1000));
Promise.race([painted, waited]).then(start);
