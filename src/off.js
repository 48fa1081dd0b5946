// The worker while the page is worked on (`cargo xtask serve`): it ends itself, so that each build shows at once.
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(registration.unregister()));
