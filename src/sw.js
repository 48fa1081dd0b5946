// Keeps a copy of the page for visits without a connection. The build fills in the lists.
// All of one version comes from one copy, so a page never meets the files of another; a newer version waits until the
// owner takes it. Of what there is in several languages it keeps those in use: the page says which.
const CACHE = 'fixpath-__VERSION__';
const FILES = __FILES__;
const SPOKEN = __SPOKEN__;
const SCRIPT = '__SCRIPT__';
const PATIENCE = 1500;
const HASHED = /-[0-9a-f]{12,}(_bg)?\.\w+$/;

const address = (file) => new URL(file, registration.scope).href;
const language = (name) => name.match(/(?:^|[/.])([a-zA-Z]{2,3}(?:-\w{2,8})*?)(?:-[0-9a-f]{16}\.json|\/)$/)?.[1];
const ours = async () => (await caches.keys()).filter((name) => name.startsWith('fixpath-'));

// Asked for anew, past the browser's own cache; a page of another version is not taken.
const take = async (cache, file) => {
  const response = await fetch(address(file), { cache: HASHED.test(file) ? 'default' : 'no-cache' });
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  if (/(^|\/)$/.test(file) && !(await response.clone().text()).includes(SCRIPT)) throw new Error(`${file}: of another version`);
  await cache.put(address(file), response);
};

// A new version keeps the languages that the one before kept.
const inUse = async () => {
  const kept = await Promise.all((await ours()).map(async (name) => (await caches.open(name)).keys()));
  const languages = kept.flat().map(({ url }) => language(url));
  return SPOKEN.filter((file) => languages.includes(language(file)));
};

addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const spoken = await inUse();
    const cache = await caches.open(CACHE);
    try {
      await Promise.all([...FILES, ...spoken].map((file) => take(cache, file)));
    } catch (error) {
      // Half a copy is none; the one before stays.
      await caches.delete(CACHE);
      throw error;
    }
  })());
});

addEventListener('message', (event) => {
  if (event.data === 'take over') return skipWaiting();
  const wanted = SPOKEN.filter((file) => event.data.some((name) => name.split(/[?#]/)[0] === address(file)));
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await Promise.allSettled(wanted.map(async (file) => await cache.match(address(file)) ?? take(cache, file)));
  })());
});

// The copy before this one stays for tabs that still show it.
addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    const others = (await ours()).filter((name) => name !== CACHE);
    await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  })());
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || !url.href.startsWith(registration.scope)) return;
  const page = url.pathname.replace(/\/index\.html$/, '/');
  if (request.mode === 'navigate') {
    if (page !== new URL(registration.scope).pathname && !SPOKEN.map(address).includes(url.origin + page)) return;
    event.respondWith((async () => {
      const cache = await caches.open(CACHE);
      const kept = await cache.match(url.origin + page);
      const fresh = (async () => {
        const response = await fetch(request);
        // A page of another version waits for its own worker.
        if (!response.ok || !(await response.clone().text()).includes(SCRIPT)) return kept ?? response;
        await cache.put(url.origin + page, response.clone());
        return response;
      })();
      event.waitUntil(fresh.catch(() => {}));
      if (!kept) return fresh.catch(async () => await cache.match(registration.scope) ?? Response.error());
      // Nobody waits for a connection that hardly is one.
      return Promise.race([fresh.catch(() => kept), new Promise((done) => setTimeout(done, PATIENCE, kept))]);
    })());
  } else if (HASHED.test(url.pathname)) {
    event.respondWith((async () => {
      const cache = await caches.open(CACHE);
      return await cache.match(url.href, { ignoreSearch: true }) ?? await caches.match(request) ?? fetch(request);
    })());
  } else {
    event.respondWith(fetch(request).catch(async (error) => await caches.match(request, { ignoreSearch: true }) ?? Promise.reject(error)));
  }
});
