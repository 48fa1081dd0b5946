// Keeps a copy of the page for visits without a connection. `cargo xtask hook` fills in the lists.
// Of what there is in several languages it keeps those in use: the page says which.
// What has a hash in its name never changes and comes from the copy; all else is asked for first.
const CACHE = 'fixpath-__VERSION__';
const FILES = __FILES__;
const SPOKEN = __SPOKEN__;
const HASHED = /-[0-9a-f]{12,}(_bg)?\.\w+$/;

const address = (file) => new URL(file, registration.scope).href;
const language = (name) => name.match(/([a-zA-Z]+[^./]*?)(?:-[0-9a-f]{16})?\.json$/)?.[1];

// A new version keeps the languages that the one before kept.
const inUse = async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith('fixpath-'));
  const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  const languages = kept.flat().map(({ url }) => language(url));
  return SPOKEN.filter((file) => languages.includes(language(file)));
};

addEventListener('install', (event) => {
  event.waitUntil((async () => (await caches.open(CACHE)).addAll([...FILES, ...await inUse()]))());
});

addEventListener('message', (event) => {
  const wanted = SPOKEN.map(address).filter((file) => event.data.includes(file));
  const keep = async (cache, file) => await cache.match(file) ?? cache.add(file);
  event.waitUntil(caches.open(CACHE).then((cache) => Promise.allSettled(wanted.map((file) => keep(cache, file)))));
});

addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(
    names.filter((name) => name.startsWith('fixpath-') && name !== CACHE).map((name) => caches.delete(name)),
  )));
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  const kept = async () => {
    const cache = await caches.open(CACHE);
    return request.mode === 'navigate' ? cache.match('./index.html') : cache.match(request, { ignoreSearch: true });
  };
  event.respondWith(HASHED.test(url.pathname)
    ? kept().then((found) => found ?? fetch(request))
    : fetch(request).catch(async (error) => await kept() ?? Promise.reject(error)));
});
