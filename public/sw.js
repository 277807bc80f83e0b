// Says that Souk cannot be reached, and does nothing else. Pages and answers are never kept: they are
// somebody's, and prices and stock change. Only the offline page is, which brings along all it needs.
// Its language stands in this worker's own address: choosing another one makes another worker, which
// takes the place of this one.
const offlinePage = `/offline${self.location.search}`;
const shelf = `souk-offline-3${self.location.search}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(shelf)
      .then((cache) =>
        cache.add(new Request(offlinePage, { credentials: 'omit', cache: 'reload' })),
      )
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name !== shelf).map((name) => caches.delete(name))),
      )
      .then(() => self.registration.navigationPreload?.enable())
      .then(() => self.clients.claim()),
  );
});

const sayOffline = () => caches.match(offlinePage).then((page) => page ?? Response.error());

self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return;
  if (!self.navigator.onLine) {
    event.respondWith(sayOffline());
    return;
  }
  // There is some network, and maybe no way to Souk. The page is asked for by the browser itself, beside
  // this worker: a request that a worker sends again looks to the server like a script's. So what cannot
  // be preloaded, a form that is sent or in an old browser, goes its own way, as if there were no worker.
  // https://w3c.github.io/ServiceWorker/#navigation-preload-manager
  if (event.request.method !== 'GET' || !self.registration.navigationPreload) return;
  event.respondWith(
    event.preloadResponse.then((page) => page ?? fetch(event.request)).catch(sayOffline),
  );
});
