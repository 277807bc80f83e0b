import { expect, it } from 'vitest';
import { mirrorsSay } from './mirror-views';

const none = { differing: 0, agreeing: 0, strays: 0, unread: 0 };

it.each([
  ['no mirror at all', {}, [null, null, 'No mirrors yet']],
  ['all agree', { agreeing: 3 }, [null, null, 'Every mirror agrees']],
  ['one differs', { differing: 1, agreeing: 2 }, ['1 of 3 differs', null, undefined]],
  ['all differ', { differing: 2 }, ['2 of 2 differ', null, undefined]],
  ['one stray', { agreeing: 2, strays: 1 }, [null, '1 Subscription without a mirror', undefined]],
  ['some not read', { agreeing: 2, unread: 1 }, [null, null, 'Every mirror that was read agrees']],
  ['none read', { unread: 2 }, [null, null, undefined]],
])('says one thing: %s', (_, counts, said) => {
  const { differing, strays, nothing } = mirrorsSay({ ...none, ...counts });
  expect([differing, strays, nothing?.title]).toEqual(said);
});
