import { expect, it } from 'vitest';
import { mirrorsSay, repairSays } from './mirror-views';

const none = { differing: 0, moving: 0, agreeing: 0, strays: 0, unread: 0 };

it.each([
  ['no mirror at all', {}, [null, null, 'No mirrors yet']],
  ['all agree', { agreeing: 3 }, [null, null, 'Every mirror agrees']],
  ['one differs', { differing: 1, agreeing: 2 }, ['1 of 3 differs', null, undefined]],
  ['all differ', { differing: 2 }, ['2 of 2 differ', null, undefined]],
  ['one in the middle', { moving: 1, agreeing: 2 }, [null, null, undefined]],
  ['one stray', { agreeing: 2, strays: 1 }, [null, '1 Subscription without a mirror', undefined]],
  ['some not read', { agreeing: 2, unread: 1 }, [null, null, 'Every mirror that was read agrees']],
  ['none read', { unread: 2 }, [null, null, undefined]],
])('says one thing: %s', (_, counts, said) => {
  const { differing, strays, nothing } = mirrorsSay({ ...none, ...counts });
  expect([differing, strays, nothing?.title]).toEqual(said);
});

it('says how many cannot be judged, beside those that can', () => {
  const { differing, moving } = mirrorsSay({ ...none, differing: 1, moving: 2, agreeing: 3 });
  expect([differing, moving]).toEqual(['1 of 6 differs', '2 are being brought up to date']);
});

it('says of those alone that were read what they charge', () => {
  const why = (unread: number) => mirrorsSay({ ...none, agreeing: 2, unread }).nothing?.why;
  expect([why(0), why(1)]).toEqual([
    expect.stringMatching(/^Each seller charges /),
    expect.stringMatching(/^Each seller that was read charges /),
  ]);
});

it.each([
  ['nothing to do', {}, 'Nothing is left to repair.'],
  ['nothing done', { refused: ['No.'] }, null],
  ['one mirror', { mended: 1, refused: ['No.'] }, 'One mirror is being brought up to date.'],
  ['one ended', { ended: 1 }, 'One Subscription was ended, and what it took goes back.'],
  [
    'several of both',
    { mended: 2, ended: 3 },
    '2 mirrors are being brought up to date. 3 Subscriptions were ended, and what they took goes back.',
  ],
])('says what a repair has done: %s', (_, done, said) => {
  expect(repairSays({ mended: 0, ended: 0, refused: [], ...done })).toBe(said);
});
