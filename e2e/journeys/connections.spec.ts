import { expect, test } from '@playwright/test';

test('the shop keeps an idle connection for longer than a proxy does', async ({ request }) => {
  const response = await request.get('/api/health', { headers: { connection: 'keep-alive' } });
  expect(response.ok()).toBe(true);
  const [, seconds] = /timeout=(\d+)/.exec(response.headers()['keep-alive'] ?? '') ?? [];
  // Proxies keep theirs for 60 s by default; if the shop let go first, requests would be lost.
  expect(Number(seconds)).toBeGreaterThan(60);
});
