// Keeps a copy of the whole page for visits without a connection. `cargo xtask hook` fills in the two lists.
// What has a hash in its name never changes and comes from the copy; all else is asked for first.
const CACHE = 'fixpath-__VERSION__';
const FILES = __FILES__;
const HASHED = /-[0-9a-f]{12,}(_bg)?\.\w+$/;

addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
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
