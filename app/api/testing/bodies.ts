/** For tests only: a body that each route would take; a new route has to be told here. */
import { testDataKinds } from '@/lib/model/test-data';
import { consent, plusConsent } from '@/lib/payments/wallet/consent';

/** Of every route with an id. */
export const bodies: Readonly<Record<string, unknown>> = {
  'POST lab/runs/[id]/refusals': { refusal: 'without-customer' },
  'POST lab/runs/[id]/steps': { step: 0, browserDone: false, fromBrowser: null },
  'POST orders/[id]/cancel': {},
  'POST orders/[id]/cart': {},
  'POST orders/[id]/legs/[leg]/attempts': {
    savedMethodId: 'sm_00000000000000000000',
    attempt: 1,
  },
  'POST orders/[id]/legs/[leg]/authentication': { attempt: 1, way: 'in_page' },
  'POST orders/[id]/legs/[leg]/authentication/finish': {},
  'POST orders/[id]/legs/[leg]/refunds': {
    number: 1,
    amount: 'all',
    reason: 'changed_mind',
    note: '',
  },
  'POST mirrors/[id]/repair': {},
  'POST orders/[id]/subscriptions/[subscription]/attempts': {
    savedMethodId: 'sm_00000000000000000000',
    attempt: 1,
  },
  'POST orders/[id]/subscriptions/[subscription]/authentication': { way: 'in_page' },
  'POST orders/[id]/subscriptions/[subscription]/authentication/finish': {},
  'POST orders/[id]/subscriptions/[subscription]/leave': {},
  'POST plus/[id]/finish': {},
  'POST disputes/[id]/evidence': { evidence: {}, files: [], submit: false },
  'POST disputes/[id]/evidence/files': { field: 'receipt', name: 'a.pdf', file: 'JVBERi0=' },
  'PATCH goods/[id]': {
    ...{ name: 'Thing', description: 'A thing.', category: 'home', delivery: '', pictures: [''] },
    ...{ pictureTexts: {}, hidden: false, kinds: [] },
  },
  'POST sales/[id]/refunds': { number: 1, amount: 'all', answer: '' },
  'POST refunds/[id]/decision': { decision: 'grant', answer: '' },
  'POST setup-intents/[id]/finish': {},
  'POST setup-intents/[id]/verification': {},
  'POST subscriptions/[id]/authentication': { way: 'in_page' },
  'POST subscriptions/[id]/authentication/finish': {},
  'POST subscriptions/[id]/cancel': { when: 'now' },
  'POST subscriptions/[id]/method': { savedMethodId: 'sm_00000000000000000000' },
  'POST subscriptions/[id]/payments': { invoice: 'in_1' },
  'POST subscriptions/[id]/refunds': {
    ...{ invoice: 'in_1', number: 1, amount: 'all', reason: 'changed_mind', note: '' },
  },
  'POST subscriptions/[id]/quantity': { quantity: 2 },
  'POST subscriptions/[id]/quantity/keep': {},
  'POST subscriptions/[id]/quantity/preview': { quantity: 2 },
  'POST subscriptions/[id]/resume': {},
  'POST syncs/[id]/retry': {},
  'PATCH wallet/[id]': { isDefault: true },
  'PATCH wallet/[id]/details': {
    ...{ expMonth: 1, expYear: new Date().getUTCFullYear() + 5 },
    ...{ name: '', line1: '', city: '', postalCode: '', country: '' },
  },
  'POST wallet/[id]/replacement': { savedMethodId: 'sm_00000000000000000000' },
};

/** Of those without one that read anything. */
const plainBodies: Readonly<Record<string, unknown>> = {
  'POST checkout': { quote: 'x'.repeat(43), savedMethodId: 'sm_00000000000000000000' },
  'POST plus': { consentVersion: plusConsent.version },
  'POST setup-intents': { consentVersion: consent.version },
  'POST session': { email: 'ann@souk.example', password: 'correct horse' },
  'POST session/sign-up': {
    ...{ name: 'Ann', email: 'ann@souk.example', password: 'correct horse' },
  },
  'POST session/demo': { persona: 'jenny' },
  'POST lab/runs': { way: 'clone-and-charge', sellerId: 'sel_1', choices: {} },
  'POST test-runs': { kind: testDataKinds[0] },
  'POST work/endings': { legId: 'leg_00000000000000000000' },
  'POST work/comparisons': { day: '2026-01-10' },
  'POST seller/application': {
    ...{ name: 'Ann’s', sells: 'Jam', place: 'Lyon', country: 'FR', statementName: 'ANNS JAM' },
  },
  'PATCH seller/shop': { tagline: 'Jam', about: 'Jam.', place: 'Lyon', statementName: 'ANNS JAM' },
  'POST goods': {
    ...{ name: 'Thing', description: 'A thing.', category: 'home', delivery: '', pictures: [''] },
    ...{ price: '1', stock: null, interval: null },
  },
  'POST goods/pictures': { file: 'AAAA' },
  'PATCH details': { name: 'Ann', email: 'ann@souk.example' },
  'POST work/tries': { refundId: 'ref_00000000000000000000' },
  'POST reviews': { product: 'jam', stars: 5, text: '' },
  'DELETE reviews': { product: 'jam' },
};

/** What a route of this name would take. */
export const bodyOf = (name: string): unknown => bodies[name] ?? plainBodies[name] ?? {};
