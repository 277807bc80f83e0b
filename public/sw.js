// Says that there is no network, and does nothing else. Pages and answers are never kept: they are
// somebody's, and prices and stock change. Only the offline page is, which brings along all it needs.
// Its language stands in this worker's own address: choosing another one makes another worker, which
// takes the place of this one.
const offlinePage = `/offline${self.location.search}`;
const shelf = `souk-offline-2${self.location.search}`;

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
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  // With a network every request goes its own way, as if this worker were not there.
  if (event.request.mode !== 'navigate' || self.navigator.onLine) return;
  event.respondWith(caches.match(offlinePage).then((page) => page ?? Response.error()));
});
