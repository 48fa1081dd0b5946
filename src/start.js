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

// One a task, for asking takes a slow device a while; at once in a tab that is not looked at, whose timers are late.
const start = () => {
  const { needs, program, script, digest } = app.dataset;
  const make = (name, attributes) => Object.assign(document.createElement(name), { crossOrigin: '', ...attributes });
  const preload = (href) => make('link', { rel: 'preload', as: 'fetch', href });
  const main = make('script', { type: 'module', src: script, integrity: digest });
  const all = [main, ...[program, ...needs.split(' ')].map(preload)];
  const next = () => {
    document.head.append(all.shift());
    if (all.length) document.hidden ? next() : setTimeout(next);
  };
  next();
};
// A tab that is not looked at paints nothing, and may be left before it does.
const painted = new Promise((paint) => requestAnimationFrame(() => setTimeout(paint)));
const waited = new Promise((end) => setTimeout(end, document.hidden ? 0 : 1000));
Promise.race([painted, waited]).then(start);
