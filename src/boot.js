// Starts the program, or says why it cannot. `cargo xtask hook` fills in the two names.
// Beside sw.js the only script not made by wasm-bindgen: a browser starts wasm from script alone.
const show = (id) => { document.getElementById(id).hidden = false; };

// A trap inside the program ends it; what was entered is already kept.
addEventListener('error', (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) show('crashed');
});

try {
  const { default: init, begin } = await import('__GLUE__');
  await init({ module_or_path: new URL('__WASM__', import.meta.url) });
  begin();
} catch (error) {
  console.warn(error);
  document.querySelectorAll('#boot-loading, #boot-slow').forEach((line) => line.remove());
  show(error instanceof WebAssembly.RuntimeError ? 'crashed' : 'boot-failed');
}

// After the first visit the page works without a connection; where workers are refused it just needs one.
try {
  const worker = await navigator.serviceWorker?.register('./sw.js');
  if (worker) {
    // The copy has the guide and the words in the languages that were fetched, and no other.
    const { active } = await navigator.serviceWorker.ready;
    const tell = (entries) => active.postMessage(entries.map(({ name }) => name));
    tell(performance.getEntriesByType('resource'));
    new PerformanceObserver((list) => tell(list.getEntries())).observe({ entryTypes: ['resource'] });
  }
} catch (error) {
  console.info('no offline copy:', error.message);
}
