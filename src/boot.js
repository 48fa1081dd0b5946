// Starts the program, or says why it cannot. The build puts it behind the script that wasm-bindgen makes, in one file,
// and fills in the name and the digest of the wasm file.
const show = (id) => { document.getElementById(id).hidden = false; };
const root = document.documentElement;

// A trap inside the program ends it, and a panic is a trap; what was entered is already kept.
const watch = (error) => { if (error instanceof WebAssembly.RuntimeError) show('crashed'); };
addEventListener('error', (event) => watch(event.error));
addEventListener('unhandledrejection', (event) => watch(event.reason));

// Compiled while it arrives, and used only if it is the one that was built. Over plain http there are no digests.
const program = async () => {
  const response = await fetch(new URL('__WASM__', import.meta.url));
  if (!response.ok) throw new Error(`the program did not come: ${response.status}`);
  const bytes = response.clone().arrayBuffer();
  const checked = bytes.then((all) => crypto.subtle?.digest('SHA-256', all)).then((digest) => {
    const is = digest && btoa(String.fromCharCode(...new Uint8Array(digest)));
    if (is && is !== '__DIGEST__') throw new Error('the program is not the one that was built');
  });
  // A host may give the file another type than application/wasm.
  const module = WebAssembly.compileStreaming(response).catch(async () => WebAssembly.compile(await bytes));
  return (await Promise.all([module, checked]))[0];
};

try {
  await __wbg_init({ module_or_path: await program() });
  begin();
} catch (error) {
  console.warn(error);
  document.getElementById('boot-slow')?.remove();
  const odd = typeof WebAssembly !== 'object' || error instanceof WebAssembly.CompileError;
  show(odd ? 'boot-odd' : error instanceof WebAssembly.RuntimeError ? 'crashed' : 'boot-failed');
}

// After the first visit the page works without a connection; where workers are refused it just needs one.
try {
  const workers = navigator.serviceWorker;
  const registration = await workers?.register(new URL('./sw.js', import.meta.url));
  if (registration) {
    // A newer version waits until the owner takes it, or has closed every tab of this one.
    const offer = () => {
      if (!registration.waiting || !workers.controller) return;
      root.dataset.newer = '';
      dispatchEvent(new Event('fixpath-newer'));
    };
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', offer);
    });
    offer();
    addEventListener('fixpath-take-newer', () => {
      workers.addEventListener('controllerchange', () => location.reload());
      registration.waiting?.postMessage('take over');
    });
    // Chromium looks for one by itself only once the network is quiet; asked, within a minute.
    const look = () => {
      if (workers.controller && document.visibilityState === 'visible') registration.update().catch(() => {});
    };
    document.addEventListener('visibilitychange', look);
    look();
    // What is deleted is deleted: the copy of the page too.
    addEventListener('fixpath-deleted', async () => {
      await registration.unregister();
      const names = await caches.keys();
      await Promise.all(names.filter((name) => name.startsWith('fixpath-')).map((name) => caches.delete(name)));
    });
    // The copy has the guide and the words in the languages that were fetched, and no other.
    const { active } = await workers.ready;
    const tell = (entries) => active.postMessage([location.href, ...entries.map(({ name }) => name)]);
    tell(performance.getEntriesByType('resource'));
    new PerformanceObserver((list) => tell(list.getEntries())).observe({ entryTypes: ['resource'] });
  }
} catch (error) {
  console.info('no offline copy:', error.message);
}
