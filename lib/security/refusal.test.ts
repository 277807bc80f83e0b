import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { refusal } from './answer';
import { inLanguage } from './in-language';
import { languages } from '../language/languages';
import { refusalIn, refuseTelling } from './refusal';
import { texts } from '../language/texts';

/** Where what buyers ask for is refused; desks and lab stay English. */
const rooms = ['lib/payments', 'lib/subscriptions', 'lib/session', 'lib/security'];
/** Said on desks alone. */
const onDesks = [
  'stale',
  'sent_already',
  'decided_already',
  'charged_back',
  'empty',
  'closed',
  'not_decided',
  'wrong_type',
  'files_changed',
];
/** Made of the bank's reason, in the buyer's language already. */
const ofTheBank = ['declined', 'refused', 'not_changed'];

const codes = rooms.flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) =>
      [
        ...readFileSync(path.join(room, name), 'utf8').matchAll(
          /\b(?:refuse\(|refuseTelling\(|problem\(\d{3},)\s*'([a-z_]+)'/g,
        ),
      ].map(([, code = '']) => [code, `${room}/${name}`] as const),
    ),
);

it('every refusal that a buyer may read is said in each language', () => {
  expect(codes.length).toBeGreaterThan(60);
  const unsaid = codes.filter(
    ([code]) => !(code in texts.en.problems) && ![...onDesks, ...ofTheBank].includes(code),
  );
  expect(unsaid).toEqual([]);
});

it('what is not known keeps the sentence it came with, and English always does', () => {
  expect(refusalIn('fr', 'busy', 'Busy.')).toBe(texts.fr.problems.busy);
  expect(refusalIn('en', 'busy', 'Busy.')).toBe('Busy.');
  expect(refusalIn('fr', 'declined', 'La banque a refusé.')).toBe('La banque a refusé.');
});

const euros = { amount: 3_150, currency: 'eur' };

it('amounts, counts and days are told as each language writes them', () => {
  const said = (refused: ReturnType<typeof refuseTelling>) =>
    languages.map((language) => {
      const { reason, message, told } = refused;
      return refusalIn(language, reason, message, told).replace(/[\u00a0\u202f\u200f]/g, ' ');
    });
  expect(said(refuseTelling('too_much', 'too_much_most', { most: euros }))).toEqual([
    'You can ask for €31.50 at most.',
    'Vous pouvez demander 31,50 € au maximum.',
    '申請できるのは€31.50までです。',
    expect.stringMatching(/ 31\.50/),
  ]);
  const left = { name: 'Tasse', left: 1_200 };
  expect(said(refuseTelling('sold_out', 'sold_out_left', left))).toEqual([
    'Only 1,200 of Tasse are left. Change your cart to go on.',
    'Tasse : il n’en reste que 1 200. Modifiez votre panier pour continuer.',
    'Tasseの在庫は残り1,200点です。カートの数量を変更してください。',
    'لم يبقَ من Tasse سوى 1,200. غيّر سلتك للمتابعة.',
  ]);
  const until = { day: '2027-11-21T12:00:00.000Z' };
  expect(said(refuseTelling('member_already', 'member_already_until', { until }))).toEqual([
    'You are a member until 21 November 2027.',
    'Vous êtes membre jusqu’au 21 novembre 2027.',
    '2027年11月21日まで会員です。',
    'أنت عضو حتى 21 نوفمبر 2027.',
  ]);
  expect(said(refuseTelling('too_many', 'too_many_minutes', { minutes: 2 })).at(-1)).toBe(
    'محاولات كثيرة جدًا. حاول مرة أخرى بعد دقيقتين.',
  );
});

it('an answer of the API tells them in the language of whoever asked', async () => {
  const request = new Request('http://localhost:3000/', { headers: { 'accept-language': 'fr' } });
  const refused = refuseTelling('too_much', 'too_much_most', { most: euros });
  const answer = await inLanguage(request, refusal(refused));
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({
    error: { code: 'too_much', message: expect.stringMatching(/demander 31,50/) as string },
  });
});
