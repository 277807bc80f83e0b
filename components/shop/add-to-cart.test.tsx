import { expect, it } from 'vitest';
import { drawnWith } from '@/components/language/testing';
import { mostOfOneKind, mostOfPlan } from '@/lib/model/quantities';
import type { VariantView } from '@/lib/model/views';
import { AddToCart } from './add-to-cart';

const kind = (name: string, of: Partial<VariantView>) =>
  ({
    ...{ id: name, name, plan: null, unready: null, soldOut: false, left: null },
    price: { amount: 1500, currency: 'usd', text: '$15.00' },
    ...of,
  }) as VariantView;

/** The most that the served form takes: any of its kinds can be chosen in it. */
function mostServed(...variants: VariantView[]): string | undefined {
  const form = drawnWith(
    ['shop', 'frame', 'plan'],
    <AddToCart
      {...{ name: 'Mug', variants, cannotBePaid: null }}
      add={() => Promise.resolve({ ok: true, at: 0 })}
      submit={() => Promise.resolve()}
    />,
  );
  return /max="(\d+)"/.exec(form)?.[1];
}

it('without script the form takes as many as there are of any kind', () => {
  expect(mostServed(kind('Small', { left: 2 }), kind('Large', { left: 4 }))).toBe('4');
  expect(mostServed(kind('Small', { left: 2 }), kind('Large', {}))).toBe(`${mostOfOneKind}`);
  expect(mostServed(kind('Small', { left: 2 }), kind('Large', { soldOut: true }))).toBe('2');
});

it('of the only kind it takes what there is, and of a plan what a plan allows', () => {
  expect(mostServed(kind('', { left: 3 }))).toBe('3');
  const plan = { every: 'every month', terms: '' } as unknown as VariantView['plan'];
  expect(mostServed(kind('', { plan }))).toBe(`${mostOfPlan}`);
});
