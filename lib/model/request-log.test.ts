import { expect, test } from 'vitest';
import { requestLogOf } from './request-log';

test.each([
  ['https://api.stripe.com/', 'https://dashboard.stripe.com/test/workbench/logs?object=req_a%26b'],
  ['http://127.0.0.1:12111/', 'http://127.0.0.1:12111/dashboard/requests?open=req_a%26b'],
])('a call to %s is found at %s', (apiBase, log) => {
  expect(requestLogOf('req_a&b', apiBase)).toBe(log);
  expect(requestLogOf(null, apiBase)).toBeNull();
});
