import { expect, test } from 'vitest';
import { newId } from './new-id';

test('ids bear their prefix, are safe in addresses and do not repeat', () => {
  const ids = Array.from({ length: 2_000 }, () => newId('ord'));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^ord_[0-9a-hjkmnp-tv-z]{20}$/);
});
